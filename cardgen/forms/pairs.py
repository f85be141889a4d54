"""Forms for several names in one line, each with what belongs to it: a meaning, a date, a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cardgen import words
from cardgen.claims import claims
from cardgen.forms.common import basic, capital, key, whole_list
from cardgen.forms.dates import is_half_a_name
from cardgen.forms.fronts import KIND, asked_of, by_its_kind
from cardgen.forms.letters import spelled_out
from cardgen.forms.roles import is_owner, is_role
from cardgen.forms.values import MEASURES, is_named, valued_items
from cardgen.labels import bare, has_verb, is_plural, label_of, says, word_count
from cardgen.model import Block, Card, Claim, Place, Point
from cardgen.points import context
from cardgen.quantities import DATE
from cardgen.reading import ARROW, read
from cardgen.sentences import first_sentence, sentences


def named_pairs(point: Point) -> list[Card]:
    """`A = x, B = y, C = z` in one line: each name with what it stands for.

    >>> [(c.front, c.back) for c in named_pairs(_line("Bilbo = the burglar, Thorin = the king"))]
    [('What is Bilbo?', 'the burglar'), ('What is Thorin?', 'the king')]
    >>> [c.front for c in named_pairs(_line("poke test: slow = ready, instant = underproofed"))]
    ['Poke test: slow = ?', 'Poke test: instant = ?']
    >>> [c.front for c in named_pairs(_line("drill again: port = left, starboard = right"))]
    ['port = ?', 'starboard = ?']
    >>> [c.front for c in named_pairs(_line("XID 79 = off the bus; 48 = bit error"))]
    ['XID 79 = ?', 'XID 48 = ?']
    >>> [c.front for c in named_pairs(_line("E_K ≈ -90, E_Na ≈ +60 mV"))]
    ['E_K ≈ ?', 'E_Na ≈ ?']
    >>> [c.front for c in named_pairs(_line("flags: red - no bathing, yellow - with care"))]
    ['Flags: red = ?', 'Flags: yellow = ?']
    >>> named_pairs(_line("cortex = positive, medulla = negative. AIRE shows antigens"))[1].back
    'negative'
    >>> len(named_pairs(_line("H = hot; C = cold; M = mixed; nothing else on it")))
    3
    >>> named_pairs(_line("x = y, as everybody knows")), named_pairs(_line("gut: SGLT1, 2 Na : 1 glucose"))
    ([], [])
    """
    if re.search(r"\$[^$]*[=:][^$]*\$|`[^`]*[=:][^`]*`|!\[", point.text):
        return []  # the sign is part of a formula, of code, of a picture
    text = first_sentence(point.text)
    label = label_of(text)
    behind = text[label.body :] if label and label.seam != "equals" else ""
    dashed = _dashed(_behind_label(text))
    body = behind if re.search("[=≈]", behind) or (dashed and text != _behind_label(text)) else text
    pieces = re.split(r"\s/\s(?=[^:=/]{2,30}[:=]\s)", body)  # "allegro: fast, light / adagio: slow"
    pieces = pieces if len(pieces) > 1 else re.split(r"[,;]\s+(?![^()]*\))", body)
    found = [_PAIR.match(p) for p in dashed or _with_what_goes_on(_numbered([p.strip() for p in pieces]))]
    found = found[:-1] if len(found) > 3 and found[-1] is None else found  # "a = x; b = y; c = z; no d there"
    if any(m and _RECKONING.fullmatch(m["name"]) for m in found):
        return []  # "8 x 1 = 8": who cannot reckon that?
    if len(found) < 2 or not all(m and not says(m["name"]) and not _NO_NAME.search(m["name"]) for m in found):
        return []
    named = label and body != text and not _REMINDS.match(label.name)
    head = f"{capital(bare(label.name))}: " if label and named else ""
    out = []
    name_of_first = found[0]["name"] if found[0] else ""
    kind = re.match(r"(?P<kind>[^\W\d]{2,}\s)(?=[\d/]+$)", name_of_first)
    whole = _alike([m["name"] for m in found if m])
    for m in found:
        if m:
            asked = _by_its_kind(m["name"], m["body"]) if point.lang == "en" else _asked_abroad(m["name"], m["seam"])
            name = re.sub(r"^(?:so|and|but|also|then)\s+", "", m["name"], flags=re.I)
            name = f"{kind['kind']}{name}" if kind and name[0].isdigit() else name  # "XID 79 = a, 48 = b"
            name = whole.get(m["name"], name)
            figure = m["seam"] == ":" and re.match(r"[~≈<>]?\d", m["body"])
            seam = "=" if figure else m["seam"]
            added = name.startswith("+ ") and " + " in name_of_first
            name = f"{name_of_first.split(' + ')[0]} {name}" if added else name  # "acid + base = a, + salt = b"
            first = name_of_first if not is_role(name_of_first) else _owner_above(point)
            asks = f"{name} {seam} ?" if seam != ":" else _of_the_first(m["name"], first)
            plainly = f"{head}{asks}" if head else capital(asks)
            front = asked or (f"What is {name}?" if KIND.match(m["body"]) and not head else plainly)
            told = re.split(r"(?<!\b\w)\.\s+(?=\S)", m["body"])[0]
            signed = bool(re.search(r"\s[-+−]$", told))  # "data -" is another pin than "data +"
            out.append(basic(point, "pair", front, told, slot=f"define:{key(m['name'])}", exact=signed))
    return out


def _by_its_kind(name: str, body: str) -> str:
    return f"What does {name} stand for?" if spelled_out(name, body) == body else by_its_kind(name, body)


_NO_NAME = re.compile(r"[!?]|\.(?!\w)|^(?:also|this|that|these|those|it)\b|\bthan (?:this|that|it)\b", re.I)
_RECKONING = re.compile(r"(?!\d+-\d+$)[\d(][\d\s.(]*[x×*+/^−-][\d\s.x×*+/^()−-]*")


def _with_what_goes_on(pieces: Sequence[str]) -> list[str]:
    """The pieces of a row of equations, where one without a sign goes on with the one before, or has "is" for it.

    >>> _with_what_goes_on(["gib = turn away", "jib = a sail", "a small one", "boom is a pole"])
    ['gib = turn away', 'jib = a sail, a small one', 'boom = a pole']
    >>> _with_what_goes_on(["tar = black", "and sticky", "it smells"])
    ['tar = black', 'and sticky', 'it smells']
    """
    equated = [" = " in p for p in pieces]
    linked = [_linked(p) if not has else None for p, has in zip(pieces, equated, strict=True)]
    bodies = [p.partition(" = ")[2] for p in pieces if " = " in p]
    valued = bodies and not re.match(r"\S*\d", bodies[0]) and any(re.fullmatch(r"\S*\d\S*", b) for b in bodies[1:])
    if not equated[0] or sum(equated) + sum(map(bool, linked)) < 2 or valued or re.search(ARROW, ", ".join(pieces)):
        return [*pieces]  # "first degree = each pays his worth, loss = 0": of the first
    out: list[str] = []
    for piece, has, m in zip(pieces, equated, linked, strict=True):
        if m and not has:
            out.append(f"{m['name']} = {m['body']}")
        elif has or word_count(piece) > MOST_CELL_WORDS or re.search(r"[:≈]|->|→", piece):
            out.append(piece)
        elif not re.search(r"= \S*\d\S*$", out[-1]):
            out[-1] = f"{out[-1]}, {piece}"
    return out


_LINKED = re.compile(r"(?P<name>[^\s=:]+(?:\s[^\s=:]+)?)\sis\s(?P<body>\S.*)", re.I)


def _linked(piece: str) -> re.Match[str] | None:
    """`boom is a pole`: a name and what it is, in other words than an equals sign."""
    m = _LINKED.fullmatch(piece)
    named = (
        m and read(m["name"]).tags[0] in ("N", "PN", "CODE", "NUM", "ADJ") and m["name"].lower() not in words.PRONOUNS
    )
    thing = m and word_count(m["body"]) > 1 and read(m["body"]).tags[0] not in ("VN", "VG", "ADV", "P", "PRON", "ADJ")
    return m if m and named and thing and not re.fullmatch(r"the \w+", m["body"]) else None


def _asked_abroad(name: str, seam: str) -> str:
    return f"{capital(name)} {seam} ?" if seam != ":" else f"{capital(name)}?"


def _of_the_first(name: str, first: str) -> str:
    """What a name behind the first asks: `fix`, `why it hurts` say something of the first.

    >>> [_of_the_first(name, "the wait") for name in ("the wait", "fix", "why it hurts", "large writes")]
    ['the wait?', 'the wait: fix?', 'Why does the wait hurt?', 'large writes?']
    """
    if name == first or not first:
        return f"{name}?"
    if name.lower().split()[0] in words.WH_WORDS and (asked := asked_of(name, [first])):
        return asked
    of_it = name.lower() in words.ROLE_NOUNS or name.lower() in words.GENERIC_LABELS
    return f"{first}: {name}?" if of_it else f"{name}?"


def _owner_above(point: Point) -> str:
    """Whose `size: 3 m, weight: 2 t` is: what stands right above it, if that is a name."""
    above = context(point)[1:]
    return above[-1] if above and is_owner(above[-1]) else ""


def _alike(names: Sequence[str]) -> dict[str, str]:
    """What others of a row are called in full, where they only say how they differ from the first.

    >>> _alike(["gale warning imminent", "soon", "later"])
    {'soon': 'gale warning soon', 'later': 'gale warning later'}
    >>> _alike(["last frost", "first"]), _alike(["tea", "strong"]), _alike(["low tide", "wreck"])
    ({'first': 'first frost'}, {}, {})
    """
    first, others = names[0].split(), names[1:]
    differ = all(read(name).tags in (("ADJ",), ("ADV",)) for name in others)
    tags = read(names[0]).tags
    if len(first) < 2 or not differ or len(tags) != len(first):
        return {}
    if tags[-1] in ("ADJ", "ADV"):
        return {name: f"{' '.join(first[:-1])} {name}" for name in others}
    return {name: f"{name} {' '.join(first[1:])}" for name in others} if tags[0] == "ADJ" else {}


def pairs_in_sentence(claim: Claim) -> list[Card]:
    """`limit screws first. H = smallest cog, L = biggest cog`: pairs in a sentence behind the first.

    >>> from cardgen.claims import claims
    >>> found = claims(_line("limit screws first. H = smallest cog, L = biggest cog"))
    >>> [c.front for c in pairs_in_sentence(found[1])], pairs_in_sentence(found[0])
    (['H = ?', 'L = ?'], [])
    >>> [c.front for c in pairs_in_sentence(claims(_line("made of plums. young 2 y, old 12"))[1])]
    ['young = ?', 'old (y) = ?']
    >>> [c.front for c in pairs_in_sentence(claims(_line("the wire has its colours. R = live, S = earth"))[1])]
    ['The wire: R = ?', 'The wire: S = ?']
    """
    if not claim.sentence or not claim.first:
        return []
    spans = sentences(claim.point.text)
    text = claim.point.text[spans[claim.sentence].start : spans[claim.sentence].end].rstrip(".")
    alone = replace(claim.point, text=text)
    cards = named_pairs(alone) or dated_items(alone) or valued_items(alone)
    label = label_of(text)
    labelled = label_of(claim.point.text[: spans[0].end]) or (label and label.seam != "equals")
    owner = "" if labelled else _told_of_first(claim.point)
    head = f"{capital(owner)}: " if owner else ""
    return [
        replace(c, source=claim.point.text, front=f"{head}{c.front}" if _NAMED.match(c.front) else c.front)
        for c in cards
    ]


_NAMED = re.compile(r"[^:?]+ [=≈] \?$")


def _told_of_first(point: Point) -> str:
    """What the first sentence of a line tells of, in a few words; "" where it names nothing by which to know it."""
    first = claims(point)[0]
    named = first.verb and not first.carried and first.subject and first.subject.lower() not in words.PRONOUNS
    told = named and word_count(first.subject) <= 4 and word_count(first.rest) > 1  # "limit screws first": no clause
    return first.subject if told else ""


_REMINDS = re.compile(
    r"(?:again|drill|revise|repeat|relearn|memori[sz]e|practi[sc]e|don['’]?t mix up|mixed up|careful)\b",
    re.I,
)
"""So a label begins by which somebody tells themselves to learn what stands behind it."""


def _behind_label(text: str) -> str:
    label = label_of(text)
    return text[label.body :] if label and label.seam == "colon" else text


def _dashed(body: str) -> list[str]:
    """The pieces of `red - stop; green - go` with equals signs for dashes; [] if it is no such row.

    >>> _dashed("red - stop, wait; green - go"), _dashed("red - stop, green - go"), _dashed("oak - a tree, tall - old")
    (['red = stop, wait', 'green = go'], ['red = stop', 'green = go'], [])
    >>> _dashed("ship - oak, 30 m, pine - masts"), _dashed("oak - hard - dear; pine - soft - cheap")
    ([], [])
    """
    for mark in (";", ","):
        pieces = [p.strip() for p in re.split(rf"{mark}\s+(?![^()]*\))", body)]
        found = [_DASHED.fullmatch(p) for p in pieces]
        names = [m["name"] for m in found if m]
        bodies = [m["body"] for m in found if m]
        if mark == "," and len(pieces) > 2 and len(names) != len(pieces) and (mixed := _mixed(pieces)):
            return mixed
        if len(pieces) > 1 and len(names) == len(pieces) and not any(map(has_verb, names)):
            short = mark == ";" or not any(KIND.match(b) for b in bodies)  # a sentence, and another dash in it
            return [f"{name} = {told}" for name, told in zip(names, bodies, strict=True)] if short else []
    return []


def _mixed(pieces: Sequence[str]) -> list[str]:
    """Three pieces or more, each a name and what it is, behind whatever sign: `bow = front, stern: back, keel - below`.

    >>> _mixed(["bow = front", "stern: back", "keel -> below"]), _mixed(["bow = front", "stern: back", "and so on"])
    (['bow = front', 'stern = back', 'keel = below'], [])
    """
    found = [_ANY_SIGN.fullmatch(piece) for piece in pieces]
    signs = {m["sign"].strip() for m in found if m}
    if not all(found) or len(signs) < 2 or any(m and (has_verb(m["name"]) or word_count(m["name"]) > 3) for m in found):
        return []
    return [f"{m['name']} = {m['body']}" for m in found if m]


_ANY_SIGN = re.compile(
    r"(?P<name>[^\W\d][^=:≈(),;→>]{0,29}?)(?P<sign>\s(?:=|-|–|—|->|→|=>)|:)\s"
    r"(?P<body>(?:(?!\s[-–—]\s)[^=:≈→>])+)"
)
_DASHED = re.compile(r"(?P<name>[^\W\d](?:(?!\s[-–—]\s)[^=:≈(),;]){0,29}?)\s[-–—]\s(?P<body>(?:(?!\s[-–—]\s)[^=:≈])+)")


def _numbered(pieces: list[str]) -> list[str]:
    """Pieces of a row of numbers or letters, where one has lost its equals sign: `1 = red, 2 = green, 3+4 spare`.

    >>> _numbered(["1 = red", "2 = green", "3+4 spare"]), _numbered(["a = red", "2 green"])
    (['1 = red', '2 = green', '3 and 4 = spare'], ['a = red', '2 green'])
    """
    numbers = [_NUMBER.match(p) for p in pieces]
    if len(pieces) < 3 or not all(numbers) or sum("=" in p for p in pieces) < 2:
        return pieces
    return [
        p if "=" in p or m is None else f"{re.sub('[+&]', ' and ', m['number'])} = {p[m.end() :]}"
        for p, m in zip(pieces, numbers, strict=True)
    ]


_NUMBER = re.compile(r"(?P<number>\d[\d+&/–-]*|[A-Z])\s+(?=[^\W\d]|=)")


_PAIR = re.compile(r"^(?P<name>[^=:≈]{1,40}?)\s*(?P<seam>=|:(?!(?<=\s:)\s\d)|≈)\s+(?P<body>\S[^=:≈]*)$")
"""A colon between blanks before a figure is a ratio: `2 Na : 1 glucose`."""


_VERSUS = re.compile(
    r"^(?P<a>[^()]{2,40}?)\s\((?P<x>[^()]{3,60})\)\s+(?:vs\.?|versus|v\.?|/|≠|<->)\s+(?P<b>[^()]{2,40}?)\s\((?P<y>[^()]{3,60})\)[\s.]*$",
    re.I,
)


def glossed_versus(point: Point) -> list[Card]:
    """`A (x) vs B (y)`: two names set against each other, each with its gloss.

    >>> print(glossed_versus(_line("Hard water (with lime) vs soft water (without it)"))[0])
    Q: Hard water vs soft water: what is each?
    A: Hard water: with lime; soft water: without it
    >>> glossed_versus(_line("tea vs coffee"))
    []
    """
    m = _VERSUS.match(_behind_label(point.text))
    if not m or " / " in m["a"] or " / " in m["b"]:
        return []  # three things
    if not any(re.match(r"[a-z]", word) for gloss in (m["x"], m["y"]) for word in gloss.split()):
        return []  # "sloop (Ada) vs ketch (Vasa)": where it stands, and not what it is
    asked = ": what is each?" if point.lang == "en" else "?"
    back = f"{m['a']}: {m['x']}; {m['b']}: {m['y']}"
    head = point.text.removesuffix(_behind_label(point.text))
    front = f"{capital(head)}{m['a']} vs {m['b']}{asked}"
    return [basic(point, "contrast_pair", front, back, slot=f"contrast:{key(m['a'], 2)}")]


def dated_items(point: Point) -> list[Card]:
    """`Oslo 1952, Rome 1960`: names in one line, each with its date.

    >>> [(c.front, c.back) for c in dated_items(_line("Oslo 1952, Rome 1960 (after a long row)"))]
    [('Oslo: when?', '1952'), ('Rome: when?', '1960')]
    >>> [(c.front, c.back) for c in dated_items(_line("1952 Oslo chosen, 1960 Rome built"))]
    [('Oslo chosen: when?', '1952'), ('Rome built: when?', '1960')]
    >>> [c.front for c in dated_items(_line("Adler and his halls (1861-99): Oslo 1952, Rome 1960"))]
    ['Adler and his halls: Oslo: when?', 'Adler and his halls: Rome: when?']
    >>> dated_items(_line("in 1952, after 1960")), dated_items(_line("1952 people came, 1960 in Rome"))
    ([], [])
    """
    if works := _dated_works(point):
        return works
    label = label_of(point.text)
    labelled = label is not None and label.seam == "colon" and not has_verb(label.name)
    body = point.text[label.body :] if label and labelled else point.text
    head = f"{capital(bare(label.name))}: " if label and labelled else ""
    told_parts = [re.sub(r"\([^()]*\)", "", p).strip(" .") for p in re.split(r"[,;]\s+(?![^()]*\))", body)]
    behind = [_DATED.match(p) for p in told_parts]
    found = behind if all(behind) else [_YEAR_FIRST.match(p) for p in told_parts]
    if len(found) < 2 or not all(found):
        return []
    told = [(m["name"], m["date"]) for m in found if m]
    if not all(behind) and not _in_time(told):
        return []
    told_names = [read(name).tags for name, _ in told]
    if any(tags[0] in ("P", "ADV", "SUB") or set(tags) == {"VN"} for tags in told_names):
        return []  # "printed 1522": what was?
    if any((all(behind) and has_verb(n)) or word_count(n) > 5 or is_half_a_name(n) for n, _ in told):
        return []  # "king only from 1701"
    return [
        basic(point, "dated_name", f"{head}{n if head else capital(n)}: when?", d, slot=f"when:{key(n)}")
        for n, d in told
    ]


def _dated_works(point: Point) -> list[Card]:
    """`Turner: Calais Pier 1803, Snow Storm 1842, many more`: what belongs to a name, some of it with its year.

    >>> [(c.front, c.back) for c in _dated_works(_line("Turner: Calais Pier 1803, Snow Storm 1842, many more"))]
    [('Turner, Calais Pier: when?', '1803'), ('Turner, Snow Storm: when?', '1842')]
    >>> _dated_works(_line("Turner: Calais Pier 1803, many more")), _dated_works(_line("tax: raised 1803, cut 1842"))
    ([], [])
    """
    text = first_sentence(point.text).rstrip(".")
    label = label_of(text)
    if label is None or label.seam not in ("colon", "dash") or word_count(label.name) > 3 or point.lang != "en":
        return []
    pieces = [p.strip() for p in re.split(r"[,;]\s+(?![^()]*\))", text[label.body :])]
    found = [_WORK.fullmatch(p) for p in pieces]
    told = [(m["name"], m["date"]) for m in found if m and not has_verb(m["name"])]
    if len(told) < 2 or 2 * len(told) < len(pieces):
        return []
    whose = capital(bare(label.name))
    return [basic(point, "dated_name", f"{whose}, {n}: when?", d, slot=f"when:{key(n)}") for n, d in told]


_WORK = re.compile(
    r"(?P<name>[A-Z][^\d=:→]{2,40}?)\s(?P<date>(?:1[0-9]|20)\d\d(?:\s?[-–/]\s?\d{2,4})?)(?:\s\([^()]*\))?"
)


def counted_items(point: Point) -> list[Card]:
    """`Haydn: 104 symphonies, 68 quartets`, `air = 21% oxygen, 78% nitrogen`: what something has how much of.

    >>> [(c.front, c.back) for c in counted_items(_line("loaf: 500 g flour, 350 g water, 2 eggs"))]
    [('Loaf: how much flour?', '500 g'), ('Loaf: how much water?', '350 g'), ('Loaf: how many eggs?', '2')]
    >>> [(c.front, c.back) for c in counted_items(_line("air = 21% oxygen, 78 nitrogen"))]
    [('Air: how much oxygen?', '21%'), ('Air: how much nitrogen?', '78%')]
    >>> [c.front for c in counted_items(_line("galley: 14 oars + 2 masts, 60 cooks"))]
    ['Galley: how many oars?', 'Galley: how many masts?', 'Galley: how many cooks?']
    >>> counted_items(_line("on monday 3 h in the lab, 2 of us")), counted_items(_line("sales: 5% up, 3% down"))
    ([], [])
    """
    text = first_sentence(point.text).rstrip(".")
    name, body = _whose(text, point)
    pieces = [_counted(p.strip()) for p in re.split(r"(?:[,;]|\s\+)\s+(?![^()]*\))", body)]
    told = [piece for piece in pieces if piece[2]]
    if (
        point.lang != "en"
        or len(told) < max(2, 2 * len(pieces) // 3)
        or word_count(name) > 4
        or not name
        or not is_named(name)
        or name.lower().split()[-1] in MEASURES
    ):
        return []
    share = "%" if "%" in told[0][1] else ""
    asked = [_how_much(what, unit or (share if not is_plural(what) else "")) for _, unit, what in told]
    if asked.count("") > len(pieces) // 3 or len(asked) - asked.count("") < 2 or len({t[2] for t in told}) < len(told):
        return []
    return [
        basic(
            point,
            "pair",
            f"{capital(name)}: {ask}?",
            f"{figure}{unit or (share if 'much' in ask else '')}",
            slot=f"value:{key(f'{name} {what}', 5)}",
        )
        for ask, (figure, unit, what) in zip(asked, told, strict=True)
        if ask
    ]


def _whose(text: str, point: Point) -> tuple[str, str]:
    """Whose amounts a line tells, and the line behind its name; where it begins with a figure, the name above."""
    if label := label_of(text):
        return bare(label.name), text[label.body :]
    if named := re.match(r"(?P<name>[^\d,;:=]{2,40}?)\s(?=[~≈]?\d)", text):
        return named["name"], text[named.end() :]
    above = context(point)[1:]
    fits = re.match(r"[~≈]?\d", text) and above and not has_verb(above[-1])
    return (bare(above[-1]), text) if fits and above[-1].lower() not in words.GENERIC_LABELS else ("", "")


def _counted(piece: str) -> tuple[str, str, str]:
    """The figure, the unit and the thing of `500 g flour`; no thing where it is none.

    >>> _counted("500 g flour"), _counted("32 piano sonatas"), _counted("over night")
    (('500', ' g', 'flour'), ('32', '', 'piano sonatas'), ('', '', ''))
    """
    m = _COUNTED.match(piece)
    if not m:
        return "", "", ""
    unit = m["unit"] or ""
    if unit in _SCALED:
        return f"{m['figure']}{unit}", "", m["what"]  # "110M params"
    known = unit.strip() == "%" or words.UNITS.get(unit.strip().lower(), "count") != "count"
    return (m["figure"], unit, m["what"]) if known else (m["figure"], "", f"{unit.strip()} {m['what']}".strip())


_SCALED = frozenset({"k", "K", "M", "B", " million", " billion", " mill"})
_COUNTED = re.compile(
    r"^(?P<figure>[~≈<>]?\s?\d[\d.,]*(?:\s?[–-]\s?\d[\d.,]*)?)(?P<unit>\s?%|\s?[a-zA-Zµ]{1,11}(?=\s))?\s+(?:of\s+)?"
    r"(?P<what>(?:[^\d,;=:()]|(?<=[A-Za-z])\d){2,40}?)(?:\s\([^()]*\))?$"
)


def _how_much(what: str, unit: str) -> str:
    """How the figure before a noun is asked for, "" where it is no amount of it.

    >>> _how_much("flour", " g"), _how_much("eggs", ""), _how_much("up", "%"), _how_much("bulk", "h")
    ('how much flour', 'how many eggs', '', '')
    """
    tags = read(what).tags
    ends = (("N",), ("PN",), ("ADJ",)) if "%" in unit else (("N",), ("PN",))
    things = word_count(what) <= 4 and tags[-1:] in ends and set(tags) <= {"N", "PN", "ADJ", "VN", "CODE"}
    kind = "share" if "%" in unit else words.UNITS.get(unit.strip().lower(), "") if unit else "count"
    if not things or kind in ("", "time", "length", "temperature", "rate"):
        return ""
    if kind == "count":
        return f"how many {what}" if is_plural(what) else ""
    return f"how much {what}"


def columns(point: Point) -> list[Card]:
    """`Th1 - IL-12 - Tbet - makes IFNg`: a row that somebody typed with dashes, of a table without a head.

    >>> print(columns(_line("Th1 - IL-12 - Tbet/STAT4 - makes IFNg"))[0])
    Q: What goes with Th1? (3)
    A: IL-12, Tbet/STAT4, makes IFNg
    >>> columns(_line("the relay - a process we wrote last year in go - polls the outbox table every 200 ms"))
    []
    """
    first = first_sentence(point.text)
    name, *cells = _COLUMN.split(first)
    fits = len(cells) > 1 and all(c.strip() and word_count(c) <= MOST_CELL_WORDS for c in cells)
    fits = fits and "=" not in first and not any("(" in c.split()[0] for c in cells)
    if point.lang != "en" or not fits or word_count(name) > MOST_CELL_WORDS or has_verb(name) or "," in name:
        return []
    if _dashed(_behind_label(first)):
        return []  # several names, each with its own
    cells = [re.split(r"\s(?:->|→|=>)\s", c)[0] for c in cells]
    return whole_list(point, "enumeration", f"What goes with {name}? ({len(cells)})", cells, slot=f"list:{key(name)}")


_COLUMN = re.compile(r"\s(?:[-–—]|\|)\s")
MOST_CELL_WORDS = 5
"""A cell is short; three long phrases between dashes are a sentence with an aside."""

_DATED = re.compile(rf"^(?P<name>[^\d]{{2,50}}?)\s+(?P<date>{DATE.pattern})$", re.I)


def _in_time(told: list[tuple[str, str]]) -> bool:
    """Figures that rise as years do, each before one thing: counts stand before several.

    >>> _in_time([("dome done", "1436"), ("vault begun", "1508")]), _in_time([("bags", "1277"), ("sacks", "1402")])
    (True, False)
    """
    years = [year for _, year in told]
    return years == sorted(set(years)) and 2 * sum(is_plural(name) for name, _ in told) < len(told)


_YEAR_FIRST = re.compile(r"^(?P<date>1\d{3}|20\d\d)\s+(?P<name>[^\d\s][^\d]{2,50})$")


def _line(text: str) -> Point:
    return Point(text, Place("x.md", 1, 1), "statement", Block("item", text, 1, 1))
