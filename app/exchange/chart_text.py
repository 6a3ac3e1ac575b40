"""Text on a chart: which font writes it, how wide it is, where it breaks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii
from arabic_reshaper import reshape
from bidi import get_display

from app.analysis.engines import np
from app.base.print_fonts import ARABIC, BOLD, MATH, REGULAR, SYMBOLS, coverage_of, width_in

if TYPE_CHECKING:
    from app.analysis.engines import Numbers

__all__ = [
    "BOLD",
    "REGULAR",
    "FontRun",
    "balanced",
    "clean",
    "coverage",
    "font_runs",
    "text_width",
    "text_widths",
    "wrap",
]
_FONTS = (REGULAR, BOLD, ARABIC, SYMBOLS, MATH)
_LETTERS = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"
_ARABIC_RUN = re.compile(f"[{_LETTERS}][{_LETTERS} \u00a0]*")
_ELLIPSIS = "…"
_WIDER = 4 / 3
_GLUE = "\u00a0"
_PIECE = re.compile(r"[^ ]+?-(?=\w)|[^ ]+ *")
_LAST = 0x2100
"""Characters below this have their widths in a table; beyond, texts are measured one by one."""
_HOUSE_NUMBER = re.compile(r" (?=\d{1,4} ?[a-z]?(?:,|$))")


@dataclass(frozen=True, slots=True)
class FontRun:
    """Characters in the order in which they are printed, and the font that has them all."""

    text: str
    font: str


@cache
def coverage() -> dict[str, frozenset[int]]:
    """Return which characters each shipped font can write; afterwards the PDF engine knows the fonts."""
    return {name: coverage_of(name) for name in _FONTS}


def clean(text: str) -> str:
    """Return `text` composed and on one line, without control, direction and other invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if c.isspace() else c for c in composed)
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


@lru_cache(maxsize=8192)
def font_runs(text: str, font: str = REGULAR) -> tuple[FontRun, ...]:
    """Split cleaned text by font; Arabic is joined and turned into visual order, the rest transliterated."""
    known = coverage()[font]
    if all(ord(c) in known for c in text):
        return (FontRun(text, font),) if text else ()
    found: list[FontRun] = []
    at = 0
    for match in _ARABIC_RUN.finditer(text):
        found += _latin(text[at : match.start()], font)
        found.append(FontRun(_shaped(match.group()), ARABIC))
        at = match.end()
    return (*found, *_latin(text[at:], font))


def _shaped(text: str) -> str:
    visual = str(get_display(reshape(text)))
    known = coverage()[ARABIC]
    return "".join(c for c in visual if ord(c) in known)


def _latin(text: str, font: str) -> list[FontRun]:
    runs: list[FontRun] = []
    for character in text:
        own = next((name for name in (font, *_FONTS) if ord(character) in coverage()[name]), "")
        piece = FontRun(character, own) if own else FontRun(anyascii(character), font)
        if runs and runs[-1].font == piece.font:
            runs[-1] = FontRun(runs[-1].text + piece.text, piece.font)
        elif piece.text:
            runs.append(piece)
    return runs


@lru_cache(maxsize=32768)
def text_width(text: str, size: float, font: str = REGULAR) -> float:
    """Return the width of cleaned `text` in points at `size` points."""
    advances = _advances(font)
    try:
        return sum([advances[c] for c in text]) * size
    except KeyError:
        return sum(width_in(run.text, run.font, size) for run in font_runs(text, font))


def text_widths(texts: Sequence[str], size: float) -> "Numbers":
    """Return what `text_width` says of each text in the regular font, many at once."""
    counts = np.fromiter(map(len, texts), np.intp, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    advances = _width_table()[np.minimum(codes, _LAST)]
    ends = np.cumsum(counts)
    sums = np.concatenate([[0.0], np.cumsum(np.maximum(advances, 0.0))])
    widths: Numbers = (sums[ends] - sums[ends - counts]) * size
    text = np.repeat(np.arange(len(texts)), counts)
    for row in np.unique(text[advances < 0]).tolist():
        widths[row] = text_width(texts[row], size)
    return widths


@cache
def _width_table() -> "Numbers":
    """The advances of the regular font by character; -1 for what it cannot write, and at the end."""
    table: Numbers = np.full(_LAST + 1, -1.0)
    for character, advance in _advances(REGULAR).items():
        table[ord(character)] = advance
    return table


@cache
def _advances(font: str) -> dict[str, float]:
    """Widths at 1 point of the characters that the font itself can write and most texts consist of."""
    known = coverage()[font]
    return {chr(c): width_in(chr(c), font, 1.0) for c in range(0x20, _LAST) if c in known}


def balanced(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """Break `text` as `wrap` does, but into lines of about equal length.

    One long word may make them up to a third wider than `width`. A house number stays with its street.
    """
    text = _HOUSE_NUMBER.sub(_GLUE, text)
    words = text.split(" ")
    widest = max((text_width(word, size) for word in words), default=0.0)
    width = max(width, min(widest, width * _WIDER)) + 0.01
    best = wrap(text, size, width, lines)
    for tenth in range(9, 3, -1):
        narrow = wrap(text, size, max(width * tenth / 10, widest + 0.01), lines)
        if len(narrow) > len(best) or (narrow[-1:] != best[-1:] and _ELLIPSIS in "".join(narrow)):
            break
        best = narrow
    return tuple(line.replace(_GLUE, " ") for line in best)


def wrap(text: str, size: float, width: float, lines: int, font: str = REGULAR) -> tuple[str, ...]:
    """Break cleaned `text` into at most `lines` lines no wider than `width` points.

    Lines break at spaces and after hyphens, words too long for a line anywhere; what does not fit ends
    in an ellipsis.
    """
    done: list[str] = []
    line = ""
    for word in _PIECE.findall(text):
        if line and text_width((line + word).rstrip(), size, font) > width:
            done.append(line.rstrip())
            line = ""
        line += word
        while text_width(line.rstrip(), size, font) > width and len(line.rstrip()) > 1:
            head = _fitting(line.rstrip(), size, width, font)
            done.append(head)
            line = line[len(head) :]
    if line.strip():
        done.append(line.rstrip())
    if len(done) > lines:
        last = done[lines - 1]
        while last and text_width(last + _ELLIPSIS, size, font) > width:
            last = last[:-1]
        done = [*done[: lines - 1], last.rstrip() + _ELLIPSIS]
    return tuple(done)


def _fitting(text: str, size: float, width: float, font: str) -> str:
    count = len(text)
    while count > 1 and text_width(text[:count], size, font) > width:
        count -= 1
    return text[:count]
