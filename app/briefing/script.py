"""Any text, made fit for paper: scripts to fonts, right-to-left runs, characters no font has.

The PDF engine neither shapes Arabic nor falls back to another font, so both happen here. What no font
writes is transliterated, for the eye and for the ear alike.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii
from arabic_reshaper import reshape
from bidi import get_display

from app.briefing.fonts import ARABIC, font_for

_BREAKS = "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ARABIC_LETTER = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_ARABIC_RUN = re.compile(f"[{_ARABIC_LETTER}]+(?:[ \u00a0]+[{_ARABIC_LETTER}]+)*")
_UNKNOWN = "\ufffd"
# Single angle quotation marks around what is transliterated.
OPEN_QUOTE, CLOSE_QUOTE = "\u2039", "\u203a"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one font writes; `font` is empty for the text's own font.

    `logical` is what is to be read and copied where that differs from what is drawn.
    """

    text: str
    font: str = ""
    logical: str = ""


def clean(text: str) -> str:
    """Return `text` composed (NFC) and on one line, without control, direction and invisible characters.

    Direction overrides go because they can make a name read as another one.
    """
    kept = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if character in _BREAKS:
            kept.append(" ")
        elif category == "Cs":
            kept.append(_UNKNOWN)
        elif category not in ("Cc", "Cf"):
            kept.append(character)
    return "".join(kept)


@cache
def runs(text: str) -> tuple[Run, ...]:
    """Split cleaned text into runs that can be printed; what no font has is transliterated in quotes."""
    if all(font_for(c) == "" for c in text):
        return (Run(text),) if text else ()
    found: list[Run] = []
    position = 0
    for match in _ARABIC_RUN.finditer(text):
        found += _by_font(text[position : match.start()])
        found += _arabic(match.group())
        position = match.end()
    return (*found, *_by_font(text[position:]))


def _arabic(text: str) -> list[Run]:
    # The run is turned into visual order as a whole, so no line break may fall into it.
    visual = get_display(reshape(text)).replace(" ", "\u00a0")
    if all(c == "\u00a0" or font_for(c) == ARABIC for c in visual):
        return [Run(visual, ARABIC, text)]
    return _by_font(text)


def _by_font(text: str) -> list[Run]:
    found: list[Run] = []
    for font, piece in _pieces(text):
        if font is not None:
            found.append(Run(piece, font))
        elif latin := "".join(c for c in anyascii(piece) if font_for(c) == "").strip():
            found.append(Run(f"{OPEN_QUOTE}{latin}{CLOSE_QUOTE}"))
        elif any(unicodedata.category(c) not in ("Mn", "Me") for c in piece):
            found.append(Run(_UNKNOWN))
    return found


def _pieces(text: str) -> list[tuple[str | None, str]]:
    pieces: list[tuple[str | None, str]] = []
    for character in text:
        font = font_for(character)
        if pieces and pieces[-1][0] == font:
            pieces[-1] = (font, pieces[-1][1] + character)
        else:
            pieces.append((font, character))
    return pieces


def logical(text: str) -> str:
    """Return what is to be read and copied of cleaned text, or "" if that is just what is drawn."""
    found = runs(text)
    return "".join(run.logical or run.text for run in found) if any(run.logical for run in found) else ""
