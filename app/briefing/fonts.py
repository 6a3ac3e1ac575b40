"""Which of the shipped fonts can write a character of a briefing."""

from functools import cache

from reportlab.pdfbase import pdfmetrics

from app.base.print_fonts import (
    ARABIC,
    ARABIC_BOLD,
    BOLD,
    BOLD_ITALIC,
    FILES,
    ITALIC,
    MATH,
    REGULAR,
    SYMBOLS,
    coverage_of,
    width_in,
)

__all__ = [
    "ARABIC",
    "ARABIC_BOLD",
    "BOLD",
    "BOLD_ITALIC",
    "FILES",
    "ITALIC",
    "MATH",
    "REGULAR",
    "SYMBOLS",
    "font_for",
    "register_fonts",
    "text_width",
]
_FALLBACKS = (ARABIC, SYMBOLS, MATH)


@cache
def _faces() -> dict[str, frozenset[int]]:
    coverage = {name: coverage_of(name) for name in FILES}
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    pdfmetrics.registerFontFamily(ARABIC, ARABIC, ARABIC_BOLD, ARABIC, ARABIC_BOLD)
    for name in (SYMBOLS, MATH):  # they have one cut only; bold text falls back to it
        pdfmetrics.registerFontFamily(name, name, name, name, name)
    return coverage


def register_fonts() -> None:
    """Make the fonts known to the PDF engine; costs something only the first time."""
    _faces()


@cache
def font_for(character: str) -> str | None:
    """Return "" if the text's own font writes the character, a fallback's name, or None if none can."""
    faces = _faces()
    if ord(character) in faces[REGULAR]:
        return ""
    return next((name for name in _FALLBACKS if ord(character) in faces[name]), None)


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of `text` in points."""
    register_fonts()
    return width_in(text, font, size)
