"""A sheet as SVG 1.1: text stays text, every node and link names itself, nothing is loaded from outside."""

import base64
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from app.base.progress import Progress
from app.exchange.chart_geometry import Outline
from app.exchange.chart_primitives import (
    Areas,
    Group,
    Ink,
    Item,
    Marks,
    Photo,
    Raster,
    Sheet,
    Stamp,
    Strokes,
    Words,
)
from app.exchange.collection_pause import collected_later
from app.exchange.number_rows import rows_of

_FONT = "'Noto Sans','Noto Sans Arabic','DejaVu Sans',Arial,sans-serif"
_STRAIGHT, _CURVED = ("M", " ", "L", " ", "\n"), ("M", " ", "C", *[" "] * 5, "\n")
_MM_PER_PT = 25.4 / 72


@collected_later()
def write_svg(sheet: Sheet, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write `sheet` as UTF-8; the same sheet gives the same bytes. Raises `Cancelled`."""
    told = progress or Progress()
    size = f'width="{_n(sheet.width * _MM_PER_PT)}mm" height="{_n(sheet.height * _MM_PER_PT)}mm"'
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ',
        f'{size} viewBox="0 0 {_n(sheet.width)} {_n(sheet.height)}" xml:lang="{sheet.language}" ',
        f'role="img" aria-labelledby="title desc" font-family={quoteattr(_FONT)}>\n',
        f'<title id="title">{escape(sheet.title)}</title>\n',
        f'<desc id="desc">{escape(sheet.description)}</desc>\n',
        *_stamps(sheet),
        f'<rect width="{_n(sheet.width)}" height="{_n(sheet.height)}" fill="#fff"/>\n',
        *map(_group, told.each(sheet.groups)),
        "</svg>\n",
    ]
    out.write("".join(parts).encode())


def _stamps(sheet: Sheet) -> list[str]:
    if not sheet.stamps:
        return []
    photos = [_photo(name, photo) for name, photo in sheet.photos.items()]
    drawn = [
        f'<g id="{name}">{"".join(_part(ink) for ink in inks)}</g>\n' for name, inks in sheet.stamps.items()
    ]
    return ["<defs>\n", *photos, *drawn, "</defs>\n"]


def _photo(name: str, photo: Photo) -> str:
    """A photo in a square of 1 x 1 around (0, 0), its bytes within the file."""
    from PIL import Image  # heavy: loaded on first use

    packed = BytesIO()
    Image.frombytes("L", (photo.side, photo.side), photo.greys).save(packed, "PNG")
    data = base64.b64encode(packed.getvalue()).decode()
    place = 'x="-0.5" y="-0.5" width="1" height="1"'
    return f'<image id="{name}" {place} xlink:href="data:image/png;base64,{data}"/>\n'


def _part(item: Ink | Raster) -> str:
    return _raster(item) if isinstance(item, Raster) else _ink(item)


def _raster(item: Raster) -> str:
    clip = f"{item.name}-{_n(item.half)}-{_n(item.x)}-{_n(item.y)}"
    place = f"translate({_n(item.x)} {_n(item.y)}) scale({_n(2 * item.half)})"
    return (
        f'<clipPath id="{clip}"><path d="{_data(item.clip)}"/></clipPath>'
        f'<g clip-path="url(#{clip})"><use xlink:href="#{item.name}" transform="{place}"/></g>'
    )


def _group(group: Group) -> str:
    if len(group.items) == 1 and isinstance(group.items[0], Marks):
        return _marks(group.items[0])
    title = f"<title>{escape(group.title)}</title>" if group.title else ""
    return f"<g>{title}{''.join(map(_item, group.items))}</g>\n"


def _item(item: Item) -> str:
    if isinstance(item, Words):
        return _words(item)
    if isinstance(item, Stamp):
        return f'<use xlink:href="#{item.name}" x="{item.x:.1f}" y="{item.y:.1f}"/>'
    if isinstance(item, Ink):
        return _ink(item)
    if isinstance(item, Marks):
        return _marks(item)
    return _strokes(item) if isinstance(item, Strokes) else _areas(item)


def _escaped(texts: Sequence[str]) -> list[str]:
    """Escape many one-line texts at once."""
    return escape("\n".join(texts)).split("\n")


def _marks(marks: Marks) -> str:
    """Each stamp in a group of its own, with its name and its words."""
    if not marks.kinds:
        return ""
    places = rows_of(marks.points, ('" x="', '" y="', '"/>\n')).split("\n")
    lines = iter(_lines(marks))
    parts = zip(_escaped(marks.titles), marks.kinds, places[:-1], marks.counts, strict=True)
    return "".join(
        [
            f'<g><title>{title}</title><use xlink:href="#{kind}{place}{"".join(islice(lines, count))}</g>\n'
            for title, kind, place, count in parts
        ]
    )


def _lines(marks: Marks) -> Iterator[str]:
    if not marks.texts:
        return iter(())
    dresses = {grey: _dress(marks.size, False, "middle", grey) for grey in set(marks.greys)}
    places = rows_of(marks.baselines, ('<text x="', '" y="', '"\n')).split("\n")
    words = zip(places[:-1], marks.greys, _escaped(marks.texts), strict=True)
    return (f"{place}{dresses[grey]}>{text}</text>" for place, grey, text in words)


def _ink(ink: Ink) -> str:
    fill = "none" if ink.fill is None else _grey(ink.fill)
    line = _line(ink.stroke, ink.width, ink.dash) if ink.stroke is not None else ""
    return f'<path d="{_data(ink.outline)}" fill="{fill}"{line}/>'


def _line(stroke: float, width: float, dash: tuple[float, ...]) -> str:
    line = f' stroke="{_grey(stroke)}" stroke-width="{_n(width)}"'
    if dash:
        return f'{line} stroke-dasharray="{" ".join(_n(part) for part in dash)}"'
    return f'{line} stroke-linecap="round" stroke-linejoin="round"'


def _strokes(strokes: Strokes) -> str:
    ways = (rows_of(strokes.straight, _STRAIGHT) + rows_of(strokes.curved, _CURVED)).splitlines()
    said = zip(ways, _escaped(strokes.titles) if ways else (), strict=True)
    lines = [f'<path d="{w}"><title>{t}</title></path>' if t else f'<path d="{w}"/>' for w, t in said]
    begin = f'<g fill="none"{_line(strokes.stroke, strokes.width, strokes.dash)}>'
    return "\n".join([begin, *lines, "</g>"])


def _areas(areas: Areas) -> str:
    between = [" ", "L"] * (areas.corners.shape[1] // 2)
    return f'<path d="{rows_of(areas.corners, ("M", *between[:-1], "Z"))}" fill="{_grey(areas.fill)}"/>'


def _words(words: Words) -> str:
    place = f'<text x="{words.x:.1f}" y="{words.y:.1f}"'
    return f"{place}{_dress(words.size, words.bold, words.anchor, words.grey)}>{escape(words.text)}</text>"


@lru_cache(maxsize=256)
def _dress(size: float, bold: bool, anchor: str, grey: float) -> str:
    weight = ' font-weight="bold"' if bold else ""
    where = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f' font-size="{size:.4g}"{weight}{where} fill="{_grey(grey)}"'


def _data(outline: Outline) -> str:
    return "".join(name + " ".join(_n(value) for value in numbers) for name, numbers in outline)


def _grey(value: float) -> str:
    level = f"{round(max(0.0, min(1.0, value)) * 255):02x}"
    return f"#{level * 3}"


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
