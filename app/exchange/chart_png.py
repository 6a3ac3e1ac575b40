"""A sheet as PNG: the PDF, rendered for screens and text documents."""

from io import BytesIO
from typing import BinaryIO

from app.base.progress import Progress
from app.exchange.chart_pdf import write_pdf
from app.exchange.chart_primitives import Sheet

_DPI = 200.0
_MOST_PIXELS = 36_000_000


def write_png(sheet: Sheet, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write `sheet` in grey at 200 dpi; at less if it is so large that it took over 36 million pixels.

    Raises `Cancelled`.
    """
    import pypdfium2  # heavy: loaded on first use

    source = BytesIO()
    told = progress or Progress()
    write_pdf(sheet, source, told.stretch(0, 1, 3))
    fitting = (_MOST_PIXELS / (sheet.width * sheet.height)) ** 0.5
    document = pypdfium2.PdfDocument(source.getvalue())
    try:
        page = document[0]
        told.step(1, 3)
        bitmap = page.render(scale=min(_DPI / 72, fitting), grayscale=True)
        told.step(2, 3)
        bitmap.to_pil().save(out, "PNG", optimize=False, dpi=(_DPI, _DPI))
        bitmap.close()
        page.close()
    finally:
        document.close()
