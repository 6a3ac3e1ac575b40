"""The shipped fonts and which of them can write a character."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.base.paths import resource

REGULAR = "Noto Sans"
BOLD = "Noto Sans Bold"
ITALIC = "Noto Sans Italic"
BOLD_ITALIC = "Noto Sans Bold Italic"
ARABIC = "Noto Sans Arabic"
ARABIC_BOLD = "Noto Sans Arabic Bold"
SYMBOLS = "Noto Sans Symbols2"
MATH = "Noto Sans Math"

FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
    BOLD_ITALIC: "NotoSans-BoldItalic.ttf",
    ARABIC: "NotoSansArabic-Regular.ttf",
    ARABIC_BOLD: "NotoSansArabic-Bold.ttf",
    SYMBOLS: "NotoSansSymbols2-Regular.ttf",
    MATH: "NotoSansMath-Regular.ttf",
}
_FALLBACKS = (ARABIC, SYMBOLS, MATH)


@cache
def _faces() -> dict[str, frozenset[int]]:
    coverage = {}
    for name, file in FILES.items():
        font = TTFont(name, str(resource("fonts", file)))
        pdfmetrics.registerFont(font)
        coverage[name] = frozenset(font.face.charToGlyph)
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
    return float(pdfmetrics.stringWidth(text, font, size))
