"""A sheet as PDF: vectors, embedded fonts, searchable text, the same bytes for the same sheet."""

import contextlib
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from app.base.progress import Progress
from app.exchange.chart_geometry import Outline
from app.exchange.chart_primitives import Areas, Ink, Item, Marks, Photo, Raster, Sheet, Stamp, Strokes, Words
from app.exchange.chart_text import BOLD, REGULAR, coverage, font_runs, text_width
from app.exchange.number_rows import rows_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from app.analysis.engines import Numbers


def write_pdf(sheet: Sheet, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write `sheet` as one page; its title names the case by number only. Raises `Cancelled`."""
    told = progress or Progress()
    with pdf_canvas(sheet, out, (sheet.width, sheet.height)) as canvas:
        draw_items(canvas, (item for group in told.each(sheet.groups) for item in group.items), sheet.height)
        canvas.showPage()


@contextlib.contextmanager
def pdf_canvas(sheet: Sheet, out: BinaryIO, size: tuple[float, float]) -> "Iterator[Canvas]":
    """Give a canvas for pages of `size` that knows the sheet's stamps; it is written when all went well."""
    from reportlab import rl_config  # heavy: loaded on first use
    from reportlab.pdfgen.canvas import Canvas  # heavy: loaded on first use

    coverage()
    fonts: dict[str, Any] = {"initialFontName": REGULAR}  # else an unembedded Helvetica is referred to
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1, lang=sheet.language, **fonts)
    canvas.setTitle(sheet.title)
    canvas.setSubject(sheet.description)
    canvas.setAuthor("")
    canvas.setCreator("Rundblick")
    for name, inks in sheet.stamps.items():
        _define(canvas, name, inks, sheet.photos)
    yield canvas
    before = rl_config.useA85
    rl_config.useA85 = 0  # streams as text would be larger by a quarter and slow to write
    try:
        canvas.save()
    finally:
        rl_config.useA85 = before


def _define(canvas: "Canvas", name: str, inks: tuple[Ink | Raster, ...], photos: Mapping[str, Photo]) -> None:
    outlines = [ink.clip if isinstance(ink, Raster) else ink.outline for ink in inks]
    values = [v for outline in outlines for _name, numbers in outline for v in numbers]
    far = math.ceil(max(map(abs, values), default=1.0)) + 2
    canvas.beginForm(name, -far, -far, far, far)
    for ink in inks:
        if isinstance(ink, Raster):
            _draw_raster(canvas, ink, photos[ink.name])
        else:
            canvas.addLiteral(_ink(ink, 0.0))
    canvas.endForm()


def _draw_raster(canvas: "Canvas", item: Raster, photo: Photo) -> None:
    """Draw a picture within its outline, y upwards."""
    from PIL import Image  # heavy: loaded on first use
    from reportlab.lib.utils import ImageReader  # heavy: loaded on first use

    picture = ImageReader(Image.frombytes("L", (photo.side, photo.side), photo.greys))
    canvas.saveState()
    canvas.addLiteral(f"{_path(item.clip, 0.0)} W n")
    left, low = item.x - item.half, -item.y - item.half
    canvas.drawImage(picture, left, low, 2 * item.half, 2 * item.half)
    canvas.restoreState()


def draw_items(canvas: "Canvas", items: Iterable[Item], height: float) -> None:
    """Draw on the page at hand; `height` is the canvas's, whose y grows upwards."""
    for item in items:
        if isinstance(item, Words):
            _draw_words(canvas, item, height)
        elif isinstance(item, Stamp):
            canvas.addLiteral(f"q 1 0 0 1 {item.x:.2f} {height - item.y:.2f} cm")
            canvas.doForm(item.name)
            canvas.addLiteral("Q")
        elif isinstance(item, Ink):
            canvas.addLiteral(_ink(item, height))
        elif isinstance(item, Strokes):
            canvas.addLiteral(_strokes(item, height))
        elif isinstance(item, Marks):
            draw_items(canvas, item.items(), height)
        else:
            canvas.addLiteral(_areas(item, height))


def _ink(ink: Ink, height: float) -> str:
    """The operators of PDF 32000-1 (8.5) for one outline."""
    parts = []
    if ink.fill is not None:
        parts.append(f"{ink.fill:.3g} g")
    if ink.stroke is not None:
        parts.append(_pen(ink.stroke, ink.width, ink.dash))
    parts.append(_path(ink.outline, height))
    both = ink.fill is not None and ink.stroke is not None
    parts.append("B" if both else "f" if ink.fill is not None else "S" if ink.stroke is not None else "n")
    return "\n".join(parts)


def _pen(stroke: float, width: float, dash: tuple[float, ...]) -> str:
    rhythm = " ".join(f"{part:.3g}" for part in dash)
    return f"{stroke:.3g} G {width:.3f} w [{rhythm}] 0 d {0 if dash else 1} J 1 j"


def _path(outline: Outline, h: float) -> str:
    parts = []
    for name, v in outline:
        if name == "M":
            parts.append(f"{v[0]:.2f} {h - v[1]:.2f} m")
        elif name == "L":
            parts.append(f"{v[0]:.2f} {h - v[1]:.2f} l")
        elif name == "C":
            parts.append(f"{v[0]:.2f} {h - v[1]:.2f} {v[2]:.2f} {h - v[3]:.2f} {v[4]:.2f} {h - v[5]:.2f} c")
        else:
            parts.append("h")
    return " ".join(parts)


def _strokes(strokes: Strokes, h: float) -> str:
    straight = rows_of(_turned(strokes.straight, h), ("", " ", " m ", " ", " l S\n"), 2)
    curved = rows_of(_turned(strokes.curved, h), ("", " ", " m ", *[" "] * 5, " c S\n"), 2)
    return f"{_pen(strokes.stroke, strokes.width, strokes.dash)}\n{straight}{curved}".rstrip("\n")


def _areas(areas: Areas, h: float) -> str:
    between = [" ", " l "] * (areas.corners.shape[1] // 2)
    between[1] = " m "
    drawn = rows_of(_turned(areas.corners, h), ("", *between[:-1], " l h f\n"), 2)
    return f"{areas.fill:.3g} g\n{drawn}".rstrip("\n")


def _turned(values: "Numbers", height: float) -> "Numbers":
    """Points (n, 2k) with y upwards."""
    turned = values.copy()
    turned[:, 1::2] = height - turned[:, 1::2]
    return turned


def _draw_words(canvas: "Canvas", words: Words, height: float) -> None:
    font = BOLD if words.bold else REGULAR
    x = words.x
    if words.anchor != "start":
        width = text_width(words.text, words.size, font)
        x -= width / 2 if words.anchor == "middle" else width
    canvas.addLiteral(f"{words.grey:.3g} g")
    for run in font_runs(words.text, font):
        canvas.setFont(run.font, words.size)
        canvas.drawString(x, height - words.y, run.text)
        x += text_width(run.text, words.size, run.font)
