"""The two Anki note types: their ids, fields, templates and looks. Data only, and a released contract.

Anki recognises a field or a template by its id. Once a deck has shipped, no field or template may be added,
removed or put in another order: notes that people have studied would freeze at their old text. Wording, names and
CSS may change at any time. What a later version may need is therefore here already: spare fields, and templates
that give no card until their field is filled.

**Retiring.** A note whose `Retired` field is filled asks nothing: its front is one fixed sentence, which Anki does
not count as content, so that *Empty Cards* lists its cards and deletes them together with the note. A cloze note
must lose its cloze marks as well (:func:`unmarked`): Anki goes by the marks, not by the template.

**Lists.** `<div class="ol">{{c1::one}}{{c2::two}}</div>` (or `class="ol numbered"`) in a cloze's `Text` asks for one
item at a time: earlier ones are shown, later ones are held back until the answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from types import MappingProxyType
from typing import Final, Literal

RETIRED_TAG: Final = "cardgen::retired"
"""The tag of a retired note: the second way to find it, where an app has no Empty Cards."""


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of card that a note type makes."""

    name: str
    id: int
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """What Anki must know to show our notes."""

    key: Literal["basic", "cloze"]
    id: int
    name: str
    fields: tuple[tuple[str, int], ...]
    """(name, id) in order."""
    templates: tuple[Template, ...]
    css: str

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of the fields in order: an :class:`~cardgen.model.AnkiNote` has as many.

        >>> BASIC.field_names[:3]
        ('Front', 'Back', 'Context')
        """
        return tuple(name for name, _ in self.fields)


_RETIRED = (
    '{{#Retired}}<p class="retired">This line is gone from your note. To remove its card, choose Empty Cards '
    "(on a computer in the Tools menu, on a phone in the menu of the deck list), or search for "
    f"tag:{RETIRED_TAG} and delete what you find.</p>{{{{/Retired}}}}"
)
_CONTEXT = '{{#Context}}<div class="context">{{Context}}</div>{{/Context}}'
_FOOT = (
    '{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}{{#Source}}<div class="source">{{Source}}</div>{{/Source}}'
)


def _asking(question: str, only_if: str = "") -> str:
    """A front: context and question, or the fixed sentence once the note is retired."""
    living = f"{{{{^Retired}}}}{_CONTEXT}{question}{{{{/Retired}}}}"
    return (f"{{{{#{only_if}}}}}{living}{{{{/{only_if}}}}}" if only_if else living) + _RETIRED


def _answering(answer: str, again: str = "{{FrontSide}}") -> str:
    """A back: the front again, a rule, the answer. (Of a retired note Anki shows no back.)"""
    return f'{again}<hr id="answer"><div class="answer">{{{{{answer}}}}}</div>{_FOOT}'


_CSS = """\
.card {
  font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif;
  font-size: 1.125em; line-height: 1.5; text-align: start; overflow-wrap: break-word;
  color: #22262b; background-color: #fcfbf9;
}
.context, .question, .answer, .extra, .source, .retired { max-width: 36em; margin: 0 auto; }
.context { font-size: .78em; line-height: 1.4; margin-bottom: .9em; color: #5c636b; }
.question { font-size: 1.2em; line-height: 1.4; }
.answer { font-size: 1.05em; }
.extra { font-size: .85em; margin-top: 1em; color: #4d545c; }
.source { font-size: .7em; margin-top: 1.8em; color: #646b73; }
.source [data-line]::after { content: ":" attr(data-line); }
.retired { font-size: .9em; padding: .7em .9em; border-radius: .4em; color: #5e4310; background-color: #f8edd2; }
hr, hr#answer { max-width: 36em; height: 0; margin: 1.1em auto; border: 0; border-top: 1px solid #d4d0c8; }
p { margin: .5em 0; }
ul, ol { margin: .4em 0; padding-inline-start: 1.4em; }
a { color: #1a5f8f; }
img { max-width: 100%; height: auto; }
.cloze { font-weight: 600; color: #0f5c8c; }

.ol { padding-inline-start: 1.4em; margin: .5em 0; }
.ol .cloze, .ol .cloze-inactive { display: list-item; list-style-type: disc; }
.ol.numbered .cloze, .ol.numbered .cloze-inactive { list-style-type: decimal; }
.front .ol .cloze ~ .cloze-inactive { visibility: hidden; }

pre, table { display: block; max-width: 100%; overflow-x: auto; }
pre, code, kbd { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code, kbd { font-size: .88em; padding: .1em .3em; border-radius: .25em; color: #22262b; background-color: #f1eee8; }
pre { padding: .7em .9em; border-radius: .4em; font-size: .8em; line-height: 1.45; tab-size: 4; text-align: left; }
pre { color: #22262b; background-color: #f1eee8; }
pre code { font-size: 1em; padding: 0; }
kbd { border: 1px solid #c9c4ba; }
mark { padding: 0 .15em; border-radius: .2em; color: #22262b; background-color: #fbe9a3; }
table { border-collapse: collapse; font-size: .9em; }
th, td { padding: .3em .6em; border: 1px solid #d4d0c8; text-align: start; vertical-align: top; }
blockquote { margin: .6em 0; padding-inline-start: .9em; border-inline-start: .2em solid #d4d0c8; color: #4d545c; }
.callout { margin: .6em 0; padding: .5em .8em; border-radius: .4em; color: #22262b; background-color: #eef2f5; }
.callout-title { font-weight: 600; }
rt { font-size: .55em; }
summary { padding: .3em 0; cursor: pointer; }
.source a { text-decoration-thickness: 1px; text-underline-offset: .2em; }

.highlight [class^="c"] { color: #686052; font-style: italic; }
.highlight [class^="k"], .highlight .ow { color: #8a3068; }
.highlight [class^="s"] { color: #2f6a2f; }
.highlight [class^="m"], .highlight .il { color: #8a4b08; }
.highlight .nf, .highlight .nc, .highlight .nd, .highlight .nt, .highlight .nb { color: #1a5a8a; }
.highlight .gd { color: #a02020; }
.highlight .gi { color: #2f6a2f; }

.card.nightMode { color: #e2e0db; background-color: #1d1f22; color-scheme: dark; }
.nightMode .context { color: #a5abb2; }
.nightMode .extra, .nightMode blockquote { color: #bcc1c7; }
.nightMode .source { color: #969ca3; }
.nightMode .retired { color: #ecd9ab; background-color: #40351c; }
.nightMode hr, .nightMode hr#answer, .nightMode th, .nightMode td, .nightMode blockquote { border-color: #45494e; }
.nightMode a { color: #86bfe8; }
.nightMode img { background-color: #fcfbf9; }
.nightMode .cloze { color: #86c5f0; }
.nightMode code, .nightMode kbd, .nightMode pre { color: #e2e0db; background-color: #2a2d31; }
.nightMode kbd { border-color: #53585e; }
.nightMode mark { color: #f4ecd0; background-color: #524611; }
.nightMode .callout { color: #e2e0db; background-color: #28303a; }
.nightMode .highlight [class^="c"] { color: #a8a396; }
.nightMode .highlight [class^="k"], .nightMode .highlight .ow { color: #e39cc8; }
.nightMode .highlight [class^="s"] { color: #a5d3a0; }
.nightMode .highlight [class^="m"], .nightMode .highlight .il { color: #e8b57a; }
.nightMode .highlight .nf, .nightMode .highlight .nc, .nightMode .highlight .nd { color: #93c6ec; }
.nightMode .highlight .nt, .nightMode .highlight .nb { color: #93c6ec; }
.nightMode .highlight .gd { color: #f0a0a0; }
.nightMode .highlight .gi { color: #a5d3a0; }
"""

BASIC: Final = NoteType(
    key="basic",
    id=1_861_507_331_000,
    name="cardgen Basic",
    fields=(
        ("Front", 1_861_507_331_101),
        ("Back", 1_861_507_331_102),
        ("Context", 1_861_507_331_103),
        ("Extra", 1_861_507_331_104),
        ("Source", 1_861_507_331_105),
        ("Retired", 1_861_507_331_106),
        ("Reverse", 1_861_507_331_107),
        ("Speak", 1_861_507_331_108),
        ("Spare1", 1_861_507_331_109),
        ("Spare2", 1_861_507_331_110),
        ("Spare3", 1_861_507_331_111),
        ("Spare4", 1_861_507_331_112),
    ),
    templates=(
        Template(
            name="Card 1",
            id=1_861_507_331_201,
            front=_asking('<div class="question">{{Front}}</div>'),
            back=_answering("Back"),
        ),
        Template(
            name="Reverse",
            id=1_861_507_331_202,
            front=_asking('<div class="question">{{Back}}</div>', only_if="Reverse"),
            back=_answering("Front"),
        ),
        # The words are one tap away: not every computer has a voice for {{tts}}.
        Template(
            name="Spoken",
            id=1_861_507_331_203,
            front=_asking('<div class="question">{{tts en_US:Front}}{{hint:Front}}</div>', only_if="Speak"),
            back=_answering("Back", again=_asking('<div class="question">{{Front}}</div>')),
        ),
    ),
    css=_CSS,
)

CLOZE: Final = NoteType(
    key="cloze",
    id=1_861_507_332_000,
    name="cardgen Cloze",
    fields=(
        ("Text", 1_861_507_332_101),
        ("Back", 1_861_507_332_102),
        ("Context", 1_861_507_332_103),
        ("Extra", 1_861_507_332_104),
        ("Source", 1_861_507_332_105),
        ("Retired", 1_861_507_332_106),
        ("Speak", 1_861_507_332_107),
        ("Spare1", 1_861_507_332_108),
        ("Spare2", 1_861_507_332_109),
        ("Spare3", 1_861_507_332_110),
        ("Spare4", 1_861_507_332_111),
        ("Spare5", 1_861_507_332_112),
    ),
    templates=(
        Template(
            name="Cloze",
            id=1_861_507_332_201,
            front=_asking(
                '<div class="question front">{{cloze:Text}}</div>{{#Speak}}{{tts en_US:cloze:Text}}{{/Speak}}'
            ),
            # Not {{FrontSide}}: its class would go on hiding the later items of a list.
            back=(
                f'{_CONTEXT}<div class="question">{{{{cloze:Text}}}}</div>'
                f'{{{{#Back}}}}<hr id="answer"><div class="answer">{{{{Back}}}}</div>{{{{/Back}}}}{_FOOT}'
            ),
        ),
    ),
    css=_CSS,
)

BY_KIND: Final[Mapping[str, NoteType]] = MappingProxyType({"basic": BASIC, "cloze": CLOZE})
"""The note type of each :attr:`~cardgen.model.AnkiNote.kind`."""

_MARK = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", re.DOTALL)


def digest(notetype: NoteType) -> str:
    """A short hash of all that Anki is told about a note type: another one means that it changed.

    >>> digest(BASIC) == digest(BASIC), digest(BASIC) == digest(CLOZE), len(digest(BASIC))
    (True, False, 16)
    """
    return hashlib.sha256(repr(astuple(notetype)).encode()).hexdigest()[:16]


def unmarked(text: str) -> str:
    """A cloze's `Text` as a retired note carries it: the words without cloze marks and hints.

    >>> unmarked("runs at {{c1::02:30::when}} on {{c2::Mondays}}")
    'runs at 02:30 on Mondays'
    >>> unmarked("no {{template}} here")
    'no {{template}} here'
    """
    return _MARK.sub(r"\1", text)
