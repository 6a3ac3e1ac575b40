"""A large sheet on pages of an office printer: in its own size, cut into tiles that are put together again.

Each page says whose sheet it is, which part of it and where that part belongs; the corners of the part are
marked, and each part repeats a strip of its neighbours to be glued over.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from app.analysis.engines import np
from app.base.i18n import _
from app.base.progress import Progress
from app.exchange.chart_geometry import polygon
from app.exchange.chart_occupancy import Box
from app.exchange.chart_pdf import draw_items, pdf_canvas
from app.exchange.chart_primitives import Areas, Ink, Item, Marks, Raster, Sheet, Stamp, Strokes, Words
from app.exchange.chart_text import BOLD, REGULAR, text_width, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from app.analysis.engines import Flags, Numbers

PAPERS = {"a4": (595.276, 841.89), "a3": (841.89, 1190.551)}
"""Short and long side in points (ISO 216)."""
_EDGE, _HEAD, _OVERLAP, _MARK = 28.0, 16.0, 28.346, 9.0
"""In points; neighbouring parts overlap by 10 mm."""
_SIZE = 7.5
_MOST_ACROSS = 6
_MOST_ON_POSTER = 12
_INDEX_SIZE = 9.0
Part = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """One page: which part of the sheet it shows, in which row and column."""

    row: int
    column: int
    part: Box


@dataclass(frozen=True, slots=True)
class Tiling:
    """The pages of a sheet, row by row, on paper of (width, height) points."""

    width: float
    height: float
    rows: int
    columns: int
    tiles: tuple[Tile, ...]


def page_widths(paper: str) -> tuple[tuple[float, float], ...]:
    """Return widths of sheets that fill whole pages, each with the height of one page for it."""
    short, long = PAPERS[paper]
    return tuple(
        (count * (width - 2 * _EDGE - _OVERLAP) + _OVERLAP, height - 2 * _EDGE - _HEAD)
        for width, height in ((long, short), (short, long))
        for count in range(1, _MOST_ACROSS + 1)
    )


def poster_sizes(paper: str) -> tuple[tuple[float, float], ...]:
    """Return the sizes of sheets that fill whole pages, fewest pages first; none is oddly long."""
    short, long = PAPERS[paper]
    sizes = []
    for wide, high in ((long, short), (short, long)):
        across, down = wide - 2 * _EDGE - _OVERLAP, high - 2 * _EDGE - _HEAD - _OVERLAP
        for columns in range(1, _MOST_ON_POSTER + 1):
            for rows in range(1, _MOST_ON_POSTER + 1):
                size = (columns * across + _OVERLAP, rows * down + _OVERLAP)
                if columns * rows == 1 or max(size) < 1.9 * min(size):
                    sizes.append((columns * rows, size))
    return tuple(size for _count, size in sorted(sizes))


def pages_of(width: float, height: float, page_height: float, paper: str) -> int:
    """Return how many pages a sheet takes whose width is one of `page_widths`."""
    across = min(
        len(_parts(width, side - 2 * _EDGE))
        for side, other in (PAPERS[paper], PAPERS[paper][::-1])
        if abs(other - 2 * _EDGE - _HEAD - page_height) < 0.01
    )
    return across * len(_parts(height, page_height))


def tiling(sheet: Sheet, paper: str) -> Tiling:
    """Cut a sheet into as few pages of `paper` as it takes, upright or lying; KeyError for unknown paper."""
    short, long = PAPERS[paper]
    ways = [_cut(sheet, width, height) for width, height in ((long, short), (short, long))]
    return min(ways, key=lambda way: (len(way.tiles), way.columns))


def _cut(sheet: Sheet, width: float, height: float) -> Tiling:
    across = _parts(sheet.width, width - 2 * _EDGE)
    down = _parts(sheet.height, height - 2 * _EDGE - _HEAD)
    tiles = tuple(
        Tile(row, column, Box(left, top, right, bottom))
        for row, (top, bottom) in enumerate(down, start=1)
        for column, (left, right) in enumerate(across, start=1)
    )
    return Tiling(width, height, len(down), len(across), tiles)


def _parts(length: float, room: float) -> list[Part]:
    """Cut a length into parts of `room` that overlap; the last is as long as what is left."""
    count = max(1, math.ceil((length - _OVERLAP) / (room - _OVERLAP) - 1e-6))
    return [(n * (room - _OVERLAP), min(n * (room - _OVERLAP) + room, length)) for n in range(count)]


def write_pages(
    sheet: Sheet,
    out: BinaryIO,
    paper: str,
    owner: str,
    *,
    index: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write the sheet as PDF pages of `paper` and return how many; `owner` stands on each: for whom it is.

    Vectors and text stay what they are; a page holds nothing of what lies on others alone. With `index` a
    first page shows how several pages are put together. Raises `Cancelled`.
    """
    made = tiling(sheet, paper)
    with pdf_canvas(sheet, out, (made.width, made.height)) as canvas:
        if index and len(made.tiles) > 1:
            _draw_index(canvas, sheet, made, owner)
            canvas.showPage()
        told = progress or Progress()
        for number, tile in enumerate(told.each(made.tiles), start=1):
            _draw_part(canvas, sheet, made, tile)
            draw_items(canvas, _frame(sheet, made, tile, number, owner), made.height)
            canvas.showPage()
    return len(made.tiles) + int(index and len(made.tiles) > 1)


def _draw_index(canvas: "Canvas", sheet: Sheet, made: Tiling, owner: str) -> None:
    """The whole sheet small and without its words, the pages on it with their numbers."""
    top = _EDGE + _HEAD + 3 * _INDEX_SIZE
    across, down = made.width - 2 * _EDGE, made.height - top - _EDGE
    scale = min(across / sheet.width, down / sheet.height)
    left = _EDGE + (across - sheet.width * scale) / 2
    said = _("How the {count} pages are put together: cut along the marks, lay the page over its neighbour.")
    draw_items(canvas, _index_words(sheet, made, owner, said.format(count=len(made.tiles))), made.height)
    canvas.saveState()
    canvas.translate(left, made.height - top)
    canvas.scale(scale, scale)
    draw_items(canvas, _shapes(sheet), 0.0)
    canvas.restoreState()
    draw_items(canvas, _index_tiles(made, left, top, scale), made.height)


def _shapes(sheet: Sheet) -> Iterator[Item]:
    """Everything on a sheet but its words."""
    for item in (item for group in sheet.groups for item in group.items):
        both = item.items() if isinstance(item, Marks) else (item,)
        yield from (one for one in both if not isinstance(one, Words))


def _index_words(sheet: Sheet, made: Tiling, owner: str, said: str) -> Iterator[Words]:
    room = made.width - 2 * _EDGE
    for line in wrap(f"{owner} · {sheet.title}", _SIZE, room, 1, BOLD):
        yield Words(_EDGE, _EDGE + _SIZE, line, _SIZE, bold=True)
    for no, line in enumerate(wrap(said, _INDEX_SIZE, room, 2)):
        yield Words(_EDGE, _EDGE + _HEAD + _INDEX_SIZE * (1 + 1.25 * no), line, _INDEX_SIZE)


def _index_tiles(made: Tiling, left: float, top: float, scale: float) -> Iterator[Ink | Words]:
    for number, tile in enumerate(made.tiles, start=1):
        p = tile.part
        x, y = left + p.left * scale, top + p.top * scale
        right, low = left + p.right * scale, top + p.bottom * scale
        yield Ink(polygon([(x, y), (right, y), (right, low), (x, low)]), stroke=0.0, width=0.7)
        size = min(28.0, (low - y) / 3)
        wide = text_width(str(number), size, BOLD) + 10.0
        cx, cy = (x + right) / 2, (y + low) / 2
        corners = [(cx - wide / 2, cy - size * 0.65), (cx + wide / 2, cy - size * 0.65)]
        corners += [(cx + wide / 2, cy + size * 0.65), (cx - wide / 2, cy + size * 0.65)]
        yield Ink(polygon(corners), fill=1.0, stroke=0.0, width=0.7)
        yield Words(cx, cy + size * 0.36, str(number), size, bold=True, anchor="middle")


def _draw_part(canvas: "Canvas", sheet: Sheet, made: Tiling, tile: Tile) -> None:
    part = tile.part
    wide, high = part.right - part.left, part.bottom - part.top
    top = _EDGE + _HEAD
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(_EDGE, made.height - top - high, wide, high)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.translate(_EDGE - part.left, part.top - top)
    draw_items(canvas, _within(sheet, part), made.height)
    canvas.restoreState()


def _within(sheet: Sheet, part: Box) -> Iterator[Item]:
    reach = {name: max(map(_far, inks), default=0.0) for name, inks in sheet.stamps.items()}
    for group in sheet.groups:
        for item in group.items:
            if isinstance(item, Strokes):
                straight = item.straight[_touching(item.straight, part, item.width)]
                curved = item.curved[_touching(item.curved, part, item.width)]
                # The names of lines are for SVG: a page holds none.
                yield replace(item, straight=straight, curved=curved, titles=())
            elif isinstance(item, Areas):
                yield replace(item, corners=item.corners[_touching(item.corners, part)])
            elif isinstance(item, Marks):
                mine = item.of(
                    np.flatnonzero(_touching(item.boxes, part, 2 * max(reach.values(), default=0.0)))
                )
                yield from (one for one in mine if _touches(_box(one, reach), part))
            elif _touches(_box(item, reach), part):
                yield item


def _touches(box: Box, part: Box) -> bool:
    apart = box.right < part.left or box.left > part.right
    return not (apart or box.bottom < part.top or box.top > part.bottom)


def _touching(values: "Numbers", part: Box, width: float = 0.0) -> "Flags":
    """Tell of which rows of points (n, 2k) the box around them, with half of a width, touches the part."""
    if not len(values):
        return np.zeros(0, bool)
    across, down, half = values[:, 0::2], values[:, 1::2], width / 2
    beside = (across.max(axis=1) < part.left - half) | (across.min(axis=1) > part.right + half)
    above = (down.max(axis=1) < part.top - half) | (down.min(axis=1) > part.bottom + half)
    touching: Flags = ~(beside | above)
    return touching


def _around(values: Sequence[float], width: float = 0.0) -> Box:
    across, down = values[0::2], values[1::2]
    half = width / 2
    return Box(min(across) - half, min(down) - half, max(across) + half, max(down) + half)


def _far(ink: Ink | Raster) -> float:
    if isinstance(ink, Raster):
        return ink.half
    return max((abs(v) for _name, values in ink.outline for v in values), default=0.0) + ink.width


def _box(item: Ink | Words | Stamp, reach: Mapping[str, float]) -> Box:
    if isinstance(item, Words):
        wide = text_width(item.text, item.size, BOLD if item.bold else REGULAR)
        left = item.x - {"start": 0.0, "middle": wide / 2, "end": wide}[item.anchor]
        return Box(left, item.y - item.size, left + wide, item.y + item.size / 3)
    if isinstance(item, Stamp):
        far = reach[item.name]
        return Box(item.x - far, item.y - far, item.x + far, item.y + far)
    values = [v for _name, some in item.outline for v in some]
    return _around(values, item.width if item.stroke is not None else 0.0)


def _frame(sheet: Sheet, made: Tiling, tile: Tile, number: int, owner: str) -> Iterator[Ink | Words]:
    """What stands around the part: whose it is, which page, where it belongs, and the marks."""
    line = _EDGE + _SIZE
    page = _("Page {number} of {count}: row {row}, column {column}").format(
        number=number, count=len(made.tiles), row=tile.row, column=tile.column
    )
    room = made.width - 2 * _EDGE - text_width(page, _SIZE) - 90.0
    (said,) = wrap(f"{owner} · {sheet.title}", _SIZE, room, 1, BOLD) or [""]
    yield Words(_EDGE, line, said, _SIZE, bold=True)
    yield Words(made.width - _EDGE - 60.0, line, page, _SIZE, anchor="end")
    if len(made.tiles) > 1:
        yield from _key(made, tile)
        yield from _marks(tile.part)


def _key(made: Tiling, tile: Tile) -> Iterator[Ink]:
    """A small picture of all pages with this one filled, at the upper right corner."""
    cell = min(48.0 / made.columns, (_HEAD - 3.0) / made.rows, 9.0)
    left, top = made.width - _EDGE - cell * made.columns, _EDGE - 2.0
    for other in made.tiles:
        x, y = left + (other.column - 1) * cell, top + (other.row - 1) * cell
        corners = [(x, y), (x + cell, y), (x + cell, y + cell), (x, y + cell)]
        yield Ink(polygon(corners), fill=0.0 if other == tile else 1.0, stroke=0.4, width=0.4)


def _marks(part: Box) -> Iterator[Ink]:
    """Corner marks outside the part, where to cut and to lay the next page on."""
    left, top = _EDGE, _EDGE + _HEAD
    right, bottom = left + part.right - part.left, top + part.bottom - part.top
    for x, out in ((left, -1.0), (right, 1.0)):
        for y, away in ((top, -1.0), (bottom, 1.0)):
            for end in ((x + out * _MARK, y), (x, y + away * _MARK)):
                yield Ink((("M", (x, y)), ("L", end)), stroke=0.0, width=0.6)
