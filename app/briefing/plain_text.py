"""Single lines of text drawn directly on the canvas: labels, headers, numbers."""

from reportlab.pdfgen.canvas import Canvas

from app.briefing.fonts import REGULAR, text_width
from app.briefing.script import clean, runs


def width_of(text: str, size: float, font: str = REGULAR) -> float:
    """Return the width in points of a line whose scripts may vary."""
    return sum(text_width(run.text, run.font or font, size) for run in runs(clean(text)))


def draw_text(canvas: Canvas, text: str, x: float, y: float, size: float, font: str = REGULAR) -> float:
    """Draw a line from x to the right; return where it ends."""
    for run in runs(clean(text)):
        canvas.setFont(run.font or font, size)
        canvas.drawString(x, y, run.text)
        x += text_width(run.text, run.font or font, size)
    return x


def draw_right(canvas: Canvas, text: str, x: float, y: float, size: float, font: str = REGULAR) -> None:
    """Draw a line that ends at x."""
    draw_text(canvas, text, x - width_of(text, size, font), y, size, font)


def draw_centred(canvas: Canvas, text: str, x: float, y: float, size: float, font: str = REGULAR) -> None:
    """Draw a line centred on x."""
    draw_text(canvas, text, x - width_of(text, size, font) / 2, y, size, font)


def shorten(text: str, width: float, size: float, font: str = REGULAR) -> str:
    """Return the text, cut with an ellipsis if it is wider than `width` points."""
    text = clean(text)
    if width_of(text, size, font) <= width:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        if width_of(text[:middle] + "…", size, font) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
