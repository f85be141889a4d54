"""Text → tokens with their places: words, numbers with their units, code, math, links, arrows, marks.

>>> [token.text for token in tokenize("retries 3x w/ backoff (max 30s) -> `dlq`")]
['retries', '3x', 'w/', 'backoff', '(', 'max', '30s', ')', '->', '`dlq`']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark and its character offsets in the text."""

    text: str
    start: int
    end: int


_IMAGE: Final = r"!\[[^\]\n]*\]\([^)\n]*\)"
_CODE: Final = r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
# A dollar opens math if no blank follows, and closes it if no blank stands before it and no digit behind it:
# "$5 or $6" is money.
_MATH: Final = r"\$\$.+?\$\$|\$(?=[^\s$])[^$\n]*?(?<=[^\s$])\$(?!\d)"
_LINK: Final = r"(?:https?://|www\.)[^\s<>()\[\]]*[^\s<>()\[\].,;:!?\"'*]|[\w.+-]+@[\w-]+\.[\w.-]*\w"
_TAG: Final = r"</?[A-Za-z][^<>\n]*>"
_ARROW: Final = r"<?(?:-{1,2}|={1,2})>|<-{1,2}(?!\d)|[←→↔⇐⇒⇔⟶⟵➜➔↦]"
_COMPARED: Final = r"[<>=!]=|:=|&&|\|\|"
_ELLIPSIS: Final = r"\.{2,}|…"
_SHORT: Final = (
    r"[wW]/(?:o|in)?(?![\w/])|[wW]/(?=\w)|(?<!\w)['’](?:em|til|cause|tis|twas)(?!\w)|(?<!\w)['’]\d\ds?(?!\w)"
)
_DOTTED: Final = (
    r"(?:[^\W\d_]\.){2,}|(?:vs|etc|approx|esp|incl|resp|dr|mr|mrs|ms|prof|st|jr|sr|cf|al|ca|fig|eq)\.(?=\s*[^\s.]|$)"
)
_PATH: Final = r"(?<![\w/.)])(?:~|\.{1,2})?/[\w.\-/]*\w/?|(?<![\w-])--[A-Za-z][\w-]*|(?<![\w-])-[A-Za-z](?!\w)"
_HANDLE: Final = r"(?<!\w)[@#][^\W\d_][\w/.-]*\w|\$\{?[A-Za-z_]\w*\}?|C\+\+|[CF]#|[A-Z][A-Za-z]?\d{0,2}[+⁺⁻](?![\w=])"
_AMOUNT: Final = r"\d+(?:[.,:/]\d+)*(?:[^\W\d_][^\W_]*|°[CFK]?|[%‰])?(?:/[^\W\d_]+)?"
_NUMBER: Final = (
    rf"(?:(?<![\w)\]])[~≈±+−-]{{1,2}})?[$€£¥₹]?{_AMOUNT}(?:[-–−][$€£¥₹]?{_AMOUNT})*(?:-[^\W\d_]+)*(?:%|\+(?!\w))?"
)
_PIECE: Final = r"[^\W_]+(?:_+[^\W_]+)*"
_MINUS: Final = r"(?:(?:(?<==\s)|(?<=≈\s))[-−](?=[^\W\d])|(?<![\s\S])[-−](?=[^\W\d]\w*[/^(*]))"
_WORD: Final = rf"(?:{_MINUS})?{_PIECE}(?:(?:['’/\-‑·]|\.(?=[a-z0-9_])|::){_PIECE})*(?:\(\))?"
_TOKEN: Final = re.compile(
    "|".join(
        f"(?:{pattern})"
        for pattern in (
            _IMAGE, _CODE, _MATH, _LINK, _TAG, _ARROW, _COMPARED,
            _ELLIPSIS, _SHORT, _DOTTED, _PATH, _HANDLE, _NUMBER, _WORD,
        )
    )
    + r"|\*+|_{2,}|~~|-{2,}|[^\w\s]️?|_"
)  # fmt: skip


def tokenize(text: str) -> tuple[Token, ...]:
    """Every token of a text, in order; nothing but blanks lies between them.

    >>> [t.text for t in tokenize("isn't read/write, costs ~$5-10/mo e.g. 99.95% since 1853-56...")]
    ["isn't", 'read/write', ',', 'costs', '~$5-10/mo', 'e.g.', '99.95%', 'since', '1853-56', '...']
    >>> tokenize("at 02:30")[1]
    Token(text='02:30', start=3, end=8)

    A minus belongs to what it makes less than nothing.

    >>> [t.text for t in tokenize("slope = -px/py, run -x")]
    ['slope', '=', '-px/py', ',', 'run', '-x']

    Quotes and brackets stay single marks, and money is no math.

    >>> [t.text for t in tokenize('"$5" or $6, not $e=mc^2$')]
    ['"', '$5', '"', 'or', '$6', ',', 'not', '$e=mc^2$']
    """
    return tuple(Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))
