"""Cards as Anki shows them: what is hidden, what is safe, what is drawn. Anki itself renders them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from anki.collection import Collection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cardgen.model import Blank, Card, Entry, Media, Place, Settled
from cardgen.notetypes import BASIC, BY_KIND, CLOZE, RETIRED_TAG, NoteType
from cardgen.render import ALLOWED_TAGS, block, dress, inline, retire

HERE = Place("rocks/basalt.md", 12, 12, ("Rocks",))
PIC = Media("cg-0a1b.png", b"png")


def settled(card: Card, *numbers: int, verdict: Any = "new") -> Settled:
    return Settled(card, "g1", numbers or (1,), verdict)


def cloze(front: str, *hidden: str, hint: str = "") -> Card:
    """A cloze card that hides the given words where they first stand."""
    blanks = tuple(Blank(front.index(h), front.index(h) + len(h), hint) for h in hidden)
    return Card("cloze", front, HERE, "test", blanks=blanks)


def field(card: Card, name: str, *numbers: int, images: dict[str, Media] | None = None) -> str:
    note = dress(settled(card, *numbers), images or {}, 1)
    return note.fields[BY_KIND[note.kind].field_names.index(name)]


# ------------------------------------------------------------------ the real Anki


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    col = Collection(str(tmp_path_factory.mktemp("anki") / "c.anki2"))
    for ours in (BASIC, CLOZE):
        _install(col, ours)
    yield col
    col.close()


def _install(col: Collection, ours: NoteType) -> None:
    model = col.models.new(ours.name)
    model["type"] = 1 if ours.key == "cloze" else 0
    for name in ours.field_names:
        col.models.add_field(model, col.models.new_field(name))
    for t in ours.templates:
        template = col.models.new_template(t.name)
        template["qfmt"], template["afmt"] = t.front, t.back
        col.models.add_template(model, template)
    model["css"] = ours.css
    col.models.add(model)


def sides(col: Collection, card: Card, *numbers: int) -> list[tuple[str, str]]:
    """Question and answer of each Anki card that the note gives, as text."""
    dressed = dress(settled(card, *numbers), {}, 1)
    return [(_text(q), _text(a)) for q, a in raw_sides(col, dressed.kind, dressed.fields, dressed.ordinals)]


def raw_sides(
    col: Collection, kind: str, fields: tuple[str, ...], ordinals: tuple[int, ...] | None = None
) -> list[tuple[str, str]]:
    note = col.new_note(col.models.by_name(BY_KIND[kind].name))
    note.fields = list(fields)
    col.add_note(note, col.decks.id("test"))
    cards = note.cards()
    if ordinals is not None:
        assert tuple(sorted(c.ord for c in cards)) == ordinals
    return [(c.question(), c.answer()) for c in sorted(cards, key=lambda c: c.ord)]


def _text(page: str) -> str:
    """What the learner reads: no style, no tags, and not the answer that Anki keeps in an attribute."""
    page = re.sub(r"<style>.*?</style>|<div class=\"(?:context|source)\">.*?</div>", "", page, flags=re.S)
    page = re.sub(r"<[^<>]*>", "", page)
    for entity, char in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#125;", "}"),
        ("&#123;", "{"),
        ("&#58;", ":"),
        ("&amp;", "&"),
    ):
        page = page.replace(entity, char)
    return " ".join(page.split())


NASTY = [
    ("a std::vector grows", "std::vector", "a [...] grows", "std::vector"),
    ("it ends with }} there", "}}", "it ends with [...] there", "}}"),
    ("set {a} and {{b}} apart", "{{b}}", "set {a} and [...] apart", "{{b}}"),
    ("call `map<K, V>::at` first", "`map<K, V>::at`", "call [...] first", "map<K, V>::at"),
    ("call `map<K, V>::at` first", "V>", "call [...] first", "map<K, V>::at"),
    ("so $e^{i^{x}}$ turns", "$e^{i^{x}}$", "so [...] turns", r"\(e^{i^{x} }\)"),
    ("so $a::b$ and $x<y$", "x", "so \\(a::b\\) and [...]", r"\(x<y\)"),
    ("**Boyle:** pressure falls", "pressure", "Boyle: [...] falls", "pressure"),
    ("**Boyle** found it", "Boyle** found", "[...] it", "Boyle found"),
    ("**Boyle** found it", "Boyle", "[...] found it", "Boyle"),
    ("H<sub>2</sub>O is wet", "H<sub>2</sub>O", "[...] is wet", "H2O"),
    ("H<sub>2</sub>O is wet", "2</sub>O", "H[...] is wet", "2O"),
    ("use List<String> here", "List<String>", "use [...] here", "List<String>"),
    ("see [the map](https://a.org) now", "the map", "see [...] now", "the map"),
    ("2*3*4 is 24", "3", "2*[...]*4 is 24", "3"),
    ("a \\*b\\* c", "b", "a *[...]* c", "b"),
    ("ends in colon:", "colon:", "ends in [...]", "colon:"),
    ("{{c3::old}} and new", "new", "{{c3::old}} and [...]", "new"),
    ("{x is open", "x", "{[...] is open", "x"),
    ("snow & ice", "ice", "snow & [...]", "ice"),
    ("<script>x</script> stays out", "stays", "x [...] out", "stays"),
    ("the ==crust== is thin", "crust", "the [...] is thin", "crust"),
]


@pytest.mark.parametrize(("front", "hidden", "question", "answer"), NASTY)
def test_question_hides_exactly_the_blank(
    anki: Collection, front: str, hidden: str, question: str, answer: str
) -> None:
    ((asked, told),) = sides(anki, cloze(front, hidden), 4)
    assert asked == question
    assert told == question.replace("[...]", answer)


def test_hint_is_shown_and_cannot_break_out(anki: Collection) -> None:
    ((asked, _),) = sides(anki, cloze("runs at 02:30", "02:30", hint="when }} :: <b>"), 1)
    assert asked == "runs at [when }} :: <b>]"


def test_each_blank_has_its_settled_number(anki: Collection) -> None:
    card = cloze("flour, water, salt", "flour", "salt")
    assert sides(anki, card, 7, 2) == [
        ("flour, water, [...]", "flour, water, salt"),
        ("[...], water, salt", "flour, water, salt"),
    ]


def test_blanks_inside_one_code_span_stay_apart(anki: Collection) -> None:
    asked = [q for q, _ in sides(anki, cloze("type `git push origin` now", "push", "origin"), 1, 2)]
    assert asked == ["type git [...] origin now", "type git push [...] now"]


def test_blanks_in_a_block_of_code(anki: Collection) -> None:
    asked = [q for q, _ in sides(anki, cloze("```python\nx = foo(1)\n```", "foo"), 1)]
    assert asked == ["x = [...](1)"]


def test_blanks_that_markdown_tears_are_hidden_all_the_same(anki: Collection) -> None:
    card = Card("cloze", "a `b` c", HERE, "test", blanks=(Blank(0, 3), Blank(3, 5)))
    assert [q for q, _ in sides(anki, card, 1, 2)] == ["[...]b` c", "a `[...] c"]


def test_list_asks_one_item_at_a_time(anki: Collection) -> None:
    card = Card("list", "Signals of **health**?", HERE, "enumeration", items=("std::io", "a }} b", "`c`"), ordered=True)
    assert [q for q, _ in sides(anki, card, 3, 1, 2)] == [
        "Signals of health?std::io[...]c",
        "Signals of health?std::ioa }} b[...]",
        "Signals of health?[...]a }} bc",
    ]
    assert field(card, "Text", 3, 1, 2) == (
        '<div class="cue">Signals of <strong>health</strong>?</div><div class="ol numbered">{{c3::std&#58;&#58;io}}'
        "{{c1::a &#125;&#125; b}}{{c2::<code>c</code>}}</div>"
    )


def test_basic_card_in_anki(anki: Collection) -> None:
    card = Card("basic", "Why is basalt dark?", HERE, "why", back="iron", reverse=True, speak=True)
    assert dress(settled(card), {}, 1).ordinals == (0, 1, 2)
    asked = [q for q, _ in sides(anki, card)]
    assert asked[:2] == ["Why is basalt dark?", "iron"]
    assert len(asked) == 3


def test_retired_notes_ask_nothing(anki: Collection) -> None:
    gone = Entry(
        "g", "cloze", "a.md", 3, "f", "", "salt {{c1::x}} `::`", "", ((1, "salt"),), 1, "", ("A",), 0, "", 5, ("t",)
    )
    note = retire(gone, 9)
    assert note.ordinals == ()
    assert note.tags == ("cardgen", "t", RETIRED_TAG)
    assert note.changed_at == 0
    assert note.position == 9
    text = note.fields[CLOZE.field_names.index("Text")]
    assert text == "salt &#123;{c1::x}} <code>::</code>"
    listed = Entry("g", "list", "a.md", 3, "f", "", "What?", "", ((2, "b"), (1, "a")), 1, "", (), 0, "")
    assert retire(listed, 1).fields[0] == '<div class="cue">What?</div><ul><li>b</li></ul>'
    basic = Entry("g", "basic", "a.md", 3, "f", "", "What?", "that", ((1, "that"),), 1, "", (), 0, "")
    ((asked, _),) = raw_sides(anki, "basic", retire(basic, 1).fields)
    assert "What?" not in asked
    assert "gone from your note" in asked


# ------------------------------------------------------------------ fields


def test_context_source_and_extra() -> None:
    card = Card("basic", "a", HERE, "f", back="b", context=("A & B", "C"), extra="see **x**")
    assert field(card, "Context") == "A &amp; B › C"
    assert field(card, "Source") == '<span data-line="12">rocks/basalt.md</span>'
    assert field(card, "Extra") == "see <strong>x</strong>"
    assert field(card, "Retired") == ""


def test_tags() -> None:
    card = Card("basic", "a", HERE, "f", back="b", tags=("two words", "bio/cell", "cardgen"))
    note = dress(settled(card, verdict="updated"), {}, 3, ("deck tag",))
    assert note.tags == ("cardgen", "deck_tag", "two_words", "bio::cell", "cardgen::updated")
    assert (note.guid, note.kind, note.position, note.changed_at) == ("g1", "basic", 3, 0)
    assert len(note.fields) == len(BASIC.field_names)


def test_text_of_many_lines_is_a_block() -> None:
    card = Card("basic", "a", HERE, "f", back="- one\n- two")
    assert field(card, "Back") == "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"


def test_images_travel_and_others_are_their_words() -> None:
    text = "![a layer](img/my pic.png) ![](<img/my pic.png>) ![gone](no.png) ![far](https://x.org/a.png) ![](s.mp3)"
    images = {"img/my pic.png": PIC, "s.mp3": Media("cg-9.mp3", b"")}
    assert inline(text, images) == ('![a layer](img/my pic.png) <img src="cg-0a1b.png"> gone far [sound:cg-9.mp3]')
    assert field(cloze("see ![x](p.png) now", "![x](p.png)"), "Text", images={"p.png": PIC}) == (
        'see {{c1::<img src="cg-0a1b.png">}} now'
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("$a<b$ and $$c$$", r"\(a&lt;b\) and \[c\]"),
        ("$5 and $6", "$5 and $6"),
        ("`a**b`", "<code>a**b</code>"),
        ("==hot== rock", "<mark>hot</mark> rock"),
        ("[[Basalt|rock]]", "rock"),
        ("<kbd class=x onclick=y>K</kbd>", "<kbd>K</kbd>"),
        ("漢<ruby>字<rt>ji</rt></ruby>", "漢<ruby>字<rt>ji</rt></ruby>"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("https://a.org/x_y_z", "https://a.org/x_y_z"),
        ("[w](https://a.org/?q=1&r=2)", '<a href="https://a.org/?q=1&amp;r=2">w</a>'),
        ("1. not a list", "1. not a list"),
        ("a\x1fb\x00c\ud800", "a b c\ufffd"),
    ],
)
def test_inline(markdown: str, html: str) -> None:
    assert inline(markdown) == html


def test_block_draws_code_tables_and_formulas() -> None:
    assert block("```python\ndef f(): pass\n```") == (
        '<div class="highlight"><pre><code><span class="k">def</span><span class="w"> </span>'
        '<span class="nf">f</span><span class="p">():</span> <span class="k">pass</span></code></pre></div>'
    )
    assert block("```klingon\na < b\n```") == '<div class="highlight"><pre><code>a &lt; b</code></pre></div>'
    assert "<th>a</th>" in block("| a | b |\n|---|---|\n| 1 | 2 |")
    assert block("so\n\n$$\nx\n$$") == "<p>so</p>\n\\[x\\]"
    assert block("<details>\n\nin\n\n</details>") == "<details>\n<p>in</p>\n</details>"


# ------------------------------------------------------------------ safety

ATTACKS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://evil.example/x.png">',
    "<svg onload=alert(1)><circle/></svg>",
    "<a href='javascript:alert(1)' onclick=alert(2)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1) 'y')",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '[x](https://a.org/"onmouseover=alert(1)//)',
    "![x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    '![x" onerror="alert(1)](y.png)',
    "<iframe src=https://evil.example></iframe>",
    "<object data=x></object><embed src=x>",
    "<style>body{background:url(https://evil.example/x)}</style>",
    "<div style='background:url(https://evil.example/x)'>x</div>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<b onmouseover='alert(1)'>x</b>",
    "<details open ontoggle=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<audio src=https://evil.example/a.mp3 autoplay>",
    "<input autofocus onfocus=alert(1)>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "`<script>alert(1)</script>`",
    "$<img src=x onerror=alert(1)>$",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "```\n<script>alert(1)</script>\n```",
    "| <img src=x onerror=alert(1)> |\n|---|\n| <script>a</script> |",
]
_HANDLER = re.compile(r"<[^<>]*\son\w+\s*=", re.I)


def assert_safe(html: str) -> None:
    tags = re.findall(r"<(/?)([A-Za-z!?][\w-]*)([^<>]*)>", html)
    assert {name for _, name, _ in tags} <= ALLOWED_TAGS | {"img"}, html
    assert "<script" not in html.lower()
    assert not _HANDLER.search(html), html
    for _, name, attributes in tags:
        assert name != "img" or re.fullmatch(r' src="cg-[\w.-]+"', attributes), html
        assert "javascript:" not in attributes.lower(), html
        assert not attributes or re.fullmatch(r'( (?:href|class|src|start|data-line)="[^"]*")*', attributes), html


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_active_reaches_a_card(anki: Collection, attack: str) -> None:
    for html in (inline(attack), block(attack), inline(f"**a** {attack} b", {"x.png": PIC})):
        assert_safe(html)
    card = Card("basic", attack, HERE, "f", back=attack, context=(attack,), extra=attack)
    for text in dress(settled(card), {}, 1).fields:
        assert_safe(text)
    hidden = Card("cloze", f"a {attack} b", HERE, "f", blanks=(Blank(1, 5, attack),))
    assert_safe(field(hidden, "Text"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[sound:x.mp3]", "[sound:x.mp3]"),
        ("[SOUND:x]", "[SOUND:x]"),
        ("`[[type:Back]]`", "[[type:Back]]"),
        ("\\[[type:Back]]", "[[type:Back]]"),
        ("[anki:tts lang=en]x[/anki:tts]", "[anki:tts lang=en]x[/anki:tts]"),
        ("[latex]x[/latex]", "[latex]x[/latex]"),
        ("`[$]x[/$]`", "[$]x[/$]"),
        ("{{Back}} {{c1::x}}", "{{Back}} {{c1::x}}"),
    ],
)
def test_no_text_becomes_anki_s_own(anki: Collection, text: str, shown: str) -> None:
    card = Card("basic", f"say {text}", HERE, "f", back=text)
    note = dress(settled(card), {}, 1)
    for value in note.fields:
        assert not re.search(r"\[(sound|anki|\[type|/?latex|/?\$)", value, re.I)
    ((asked, _),) = raw_sides(anki, "basic", note.fields, (0,))
    assert _text(asked).replace("&#91;", "[") == f"say {shown}"


SOUP = """< > & script onerror= javascript: ]( [ ![ ` $ $$ * ** _ == ~~ {{c1:: }} :: \\ ``` | - " ' / a b [sound: &lt; 0
<b> </b> <sub> </sub> <T> https://a.b/ \ufdd0 \ufdd1 \U00012470 \U00012471"""
PIECES = [*SOUP.split(), "img src=x ", " onload=a", "b c", "\n", " "]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), MARKDOWN))
@example("<a href='x onclick=1'>")
def test_any_text_renders_safely(text: str) -> None:
    assert_safe(inline(text))
    assert_safe(block(text))


@settings(max_examples=300, deadline=None)
@given(MARKDOWN, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=3))
def test_any_blank_in_any_text_gives_its_card(text: str, cuts: list[tuple[int, int]]) -> None:
    blanks, at = [], 0
    for start, size in cuts:
        if at + start < len(text):
            blanks.append(Blank(at + start, min(len(text), at + start + size), "h::}}"))
            at = blanks[-1].end
    numbers = tuple(range(3, 3 + len(blanks)))
    text_field = field(Card("cloze", text, HERE, "f", blanks=tuple(blanks)), "Text", *numbers) if blanks else ""
    assert_safe(text_field)
    assert re.findall(r"\{\{c(\d+)::", text_field) == [str(n) for n in numbers]
    assert text_field.count("}}") >= len(blanks)
