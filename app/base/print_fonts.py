"""The shipped fonts as the PDF engine knows them: read and registered once for everything that is printed."""

from functools import cache

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


@cache
def coverage_of(name: str) -> frozenset[int]:
    """Return which characters (code points) a font of `FILES` writes; afterwards the PDF engine knows it."""
    from reportlab.pdfbase import pdfmetrics, ttfonts  # heavy: loaded on first use

    font = ttfonts.TTFont(name, str(resource("fonts", FILES[name])))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def width_in(text: str, font: str, size: float) -> float:
    """Return the width of `text` in points, written in one font that has all its characters."""
    from reportlab.pdfbase import pdfmetrics  # heavy: loaded on first use

    coverage_of(font)
    return float(pdfmetrics.stringWidth(text, font, size))
