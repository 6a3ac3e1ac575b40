"""A sheet as PDF: vectors, embedded fonts, searchable text, the same bytes for the same sheet."""

from typing import TYPE_CHECKING, Any, BinaryIO

from app.exchange.chart_primitives import Ink, Sheet, Words
from app.exchange.chart_text import BOLD, REGULAR, coverage, font_runs, text_width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def write_pdf(sheet: Sheet, out: BinaryIO) -> None:
    """Write `sheet` as one page; its title names the case by number only."""
    from reportlab.pdfgen.canvas import Canvas  # heavy: loaded on first use

    coverage()
    fonts: dict[str, Any] = {"initialFontName": REGULAR}  # else an unembedded Helvetica is referred to
    size = (sheet.width, sheet.height)
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1, lang=sheet.language, **fonts)
    canvas.setTitle(sheet.title)
    canvas.setSubject(sheet.description)
    canvas.setAuthor("")
    canvas.setCreator("Rundblick")
    for group in sheet.groups:
        for item in group.items:
            if isinstance(item, Words):
                _draw_words(canvas, item, sheet.height)
            else:
                _draw_ink(canvas, item, sheet.height)
    canvas.showPage()
    canvas.save()


def _draw_ink(canvas: "Canvas", ink: Ink, height: float) -> None:
    path = canvas.beginPath()
    for name, v in ink.outline:
        if name == "M":
            path.moveTo(v[0], height - v[1])
        elif name == "L":
            path.lineTo(v[0], height - v[1])
        elif name == "C":
            path.curveTo(v[0], height - v[1], v[2], height - v[3], v[4], height - v[5])
        else:
            path.close()
    if ink.fill is not None:
        canvas.setFillGray(ink.fill)
    if ink.stroke is not None:
        canvas.setStrokeGray(ink.stroke)
        canvas.setLineWidth(ink.width)
        canvas.setDash(list(ink.dash))
        canvas.setLineCap(0 if ink.dash else 1)
        canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=int(ink.stroke is not None), fill=int(ink.fill is not None))


def _draw_words(canvas: "Canvas", words: Words, height: float) -> None:
    font = BOLD if words.bold else REGULAR
    width = text_width(words.text, words.size, font)
    x = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    canvas.setFillGray(words.grey)
    for run in font_runs(words.text, font):
        canvas.setFont(run.font, words.size)
        canvas.drawString(x, height - words.y, run.text)
        x += canvas.stringWidth(run.text, run.font, words.size)
