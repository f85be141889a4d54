"""The released contract of the note types, and that people can read them by day and by night."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from cardgen.notetypes import BASIC, BY_KIND, CLOZE, RETIRED_TAG, NoteType, digest, unmarked

# Published: never change a line of this. Anki would freeze every note that people have studied.
CONTRACT = {
    "basic": (
        1861507331000,
        {
            "Front": 1861507331101,
            "Back": 1861507331102,
            "Context": 1861507331103,
            "Extra": 1861507331104,
            "Source": 1861507331105,
            "Retired": 1861507331106,
            "Reverse": 1861507331107,
            "Speak": 1861507331108,
            "Spare1": 1861507331109,
            "Spare2": 1861507331110,
            "Spare3": 1861507331111,
            "Spare4": 1861507331112,
        },
        {"Card 1": 1861507331201, "Reverse": 1861507331202, "Spoken": 1861507331203},
    ),
    "cloze": (
        1861507332000,
        {
            "Text": 1861507332101,
            "Back": 1861507332102,
            "Context": 1861507332103,
            "Extra": 1861507332104,
            "Source": 1861507332105,
            "Retired": 1861507332106,
            "Speak": 1861507332107,
            "Spare1": 1861507332108,
            "Spare2": 1861507332109,
            "Spare3": 1861507332110,
            "Spare4": 1861507332111,
            "Spare5": 1861507332112,
        },
        {"Cloze": 1861507332201},
    ),
}


def both(test):
    return pytest.mark.parametrize("notetype", [BASIC, CLOZE], ids=lambda n: n.key)(test)


@both
def test_the_contract_is_as_published(notetype: NoteType):
    model, fields, templates = CONTRACT[notetype.key]
    assert notetype.id == model
    assert list(notetype.fields) == list(fields.items())
    assert [(t.name, t.id) for t in notetype.templates] == list(templates.items())
    assert BY_KIND[notetype.key] is notetype


def test_no_id_is_given_twice():
    ids = [n.id for n in BY_KIND.values()]
    ids += [key for n in BY_KIND.values() for _, key in n.fields]
    ids += [t.id for n in BY_KIND.values() for t in n.templates]
    assert len(ids) == len(set(ids))
    assert all(10**9 < key < 2**53 for key in ids)


@both
def test_templates_have_no_script_comment_or_own_tag(notetype: NoteType):
    for template in notetype.templates:
        for side in (template.front, template.back):
            tags = set(re.findall(r"</?([^\s>/]+)", side))
            assert tags <= {"div", "p", "hr"}
            assert not re.search(r"<!--|\son\w+=|javascript:", side)


@both
def test_templates_name_only_fields_that_exist(notetype: NoteType):
    for template in notetype.templates:
        names = {n.split(":")[-1].lstrip("#^/") for n in re.findall(r"\{\{(.+?)\}\}", template.front + template.back)}
        assert names <= {*notetype.field_names, "FrontSide"}


@both
def test_every_section_that_opens_closes(notetype: NoteType):
    for template in notetype.templates:
        for side in (template.front, template.back):
            stack: list[str] = []
            for mark, name in re.findall(r"\{\{([#^/])(\w+)\}\}", side):
                if mark == "/":
                    assert stack.pop() == name
                else:
                    stack.append(name)
            assert stack == []


@both
def test_every_front_says_when_it_is_retired_and_how_to_remove_it(notetype: NoteType):
    for template in notetype.templates:
        assert "Empty Cards" in template.front
        assert RETIRED_TAG in template.front
        sentence = re.search(r"\{\{#Retired\}\}(.*?)\{\{/Retired\}\}", template.front)
        assert sentence
        assert "{{" not in sentence[1], "a field would count as content: Empty Cards would not list the card"


@both
def test_no_source_or_extra_gives_the_answer_away(notetype: NoteType):
    for template in notetype.templates:
        assert "Extra" not in template.front
        assert "Source" not in template.front
        assert '<hr id="answer">' in template.back


def test_the_digest_follows_looks_and_words():
    import dataclasses

    assert digest(dataclasses.replace(BASIC, css=BASIC.css + " ")) != digest(BASIC)
    assert digest(dataclasses.replace(BASIC, name="x")) != digest(BASIC)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("{{c1::a}} and {{c12::b::hint}}", "a and b"),
        ("{{c1::two\nlines}}", "two\nlines"),
        ("{{c1::&#125;&#125; and &#58;&#58;}}", "&#125;&#125; and &#58;&#58;"),
        ("{{name}} {{ c1 }} c1::x", "{{name}} {{ c1 }} c1::x"),
    ],
)
def test_unmarked(marked: str, plain: str):
    assert unmarked(marked) == plain


# ------------------------------------------------------------------ looks

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
CODE = ".highlight"
INSIDE = {"a", ".cloze", "blockquote"}
"""What may stand inside a box that has a ground of its own."""


def rules(css: str) -> dict[str, dict[str, str]]:
    """Selector → declarations, later ones of one selector added to earlier ones."""
    found: dict[str, dict[str, str]] = {}
    for selectors, body in RULE.findall(css):
        declared = {k.strip(): v.strip() for k, v in (d.split(":", 1) for d in body.split(";") if d.strip())}
        for selector in selectors.split(","):
            found.setdefault(selector.strip(), {}).update(declared)
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_guidelines_say():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@both
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_colour_can_be_read(notetype: NoteType, night: bool):
    """On the card, and inside every box where it may stand."""
    styles = {
        selector.replace(".card.nightMode", ".card").replace(".nightMode ", ""): declared
        for selector, declared in rules(notetype.css).items()
        if (".nightMode" in selector) == night
    }
    grounds = {name: d["background-color"] for name, d in styles.items() if "background-color" in d and name != "img"}
    texts = {name: d["color"] for name, d in styles.items() if "color" in d}
    assert set(grounds) >= {".card", "pre", "code", "mark", "kbd", ".retired", ".callout"}
    assert set(texts) >= {".card", ".context", ".extra", ".source", ".cloze", "a", *grounds}
    for name, colour in texts.items():
        if name in grounds:
            where = {name: grounds[name]}
        elif name.startswith(CODE):
            where = {"pre": grounds["pre"]}
        elif name in INSIDE:
            where = grounds
        else:
            where = {".card": grounds[".card"]}
        for ground, behind in where.items():
            assert contrast(colour, behind) >= 4.5, f"{name} on {ground}: {contrast(colour, behind):.2f}"


@both
def test_night_sets_every_colour_that_day_sets(notetype: NoteType):
    styles = rules(notetype.css)
    for selector, declared in styles.items():
        if ".nightMode" in selector:
            continue
        at_night = styles.get(f".nightMode {selector}", {}) | (styles[".card.nightMode"] if selector == ".card" else {})
        for name in ("color", "background-color"):
            assert (name in declared) <= (name in at_night), f"{selector} {name}"


@both
def test_the_css_suits_every_screen(notetype: NoteType):
    css = notetype.css
    assert "prefers-color-scheme" not in css
    assert "url(" not in css
    assert "#qa" not in css
    assert "#content" not in css
    assert "@" not in css
    sizes = re.findall(r"font-size:\s*([^;]+);", css)
    assert sizes
    assert all(size.strip().endswith("em") for size in sizes)
    assert not re.search(r"(?<!max-)width:\s*\d+(px|em)", css), "320 px must do"
    styles = rules(css)
    assert styles["img"]["max-width"] == "100%"
    assert styles["pre"]["overflow-x"] == styles["table"]["overflow-x"] == "auto"
    order = [float(styles[s]["font-size"].rstrip("em")) for s in (".question", ".answer", ".extra", ".source")]
    assert all(a > b for a, b in pairwise(order))


@both
def test_later_items_of_a_list_are_held_back_on_the_front_only(notetype: NoteType):
    styles = rules(notetype.css)
    hiding = [s for s, d in styles.items() if d.get("visibility") == "hidden"]
    assert hiding == [".front .ol .cloze ~ .cloze-inactive"]
    if notetype is CLOZE:
        (template,) = notetype.templates
        assert 'class="question front"' in template.front
        assert not re.search(r'class="[^"]*\bfront\b', template.back)
        assert "FrontSide" not in template.back
    assert styles[".ol .cloze"]["display"] == styles[".ol .cloze-inactive"]["display"] == "list-item"
    assert styles[".ol.numbered .cloze"]["list-style-type"] == "decimal"
