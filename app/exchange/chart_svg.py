"""A sheet as SVG 1.1: text stays text, every node and link names itself, nothing is loaded from outside."""

from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from app.exchange.chart_geometry import Outline
from app.exchange.chart_primitives import Areas, Group, Ink, Item, Sheet, Stamp, Strokes, Words

_FONT = "'Noto Sans','Noto Sans Arabic','DejaVu Sans',Arial,sans-serif"
_STRAIGHT, _CURVED = "M%.1f %.1fL%.1f %.1f", "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f"
_MM_PER_PT = 25.4 / 72


def write_svg(sheet: Sheet, out: BinaryIO) -> None:
    """Write `sheet` as UTF-8; the same sheet gives the same bytes."""
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
        *map(_group, sheet.groups),
        "</svg>\n",
    ]
    out.write("".join(parts).encode())


def _stamps(sheet: Sheet) -> list[str]:
    if not sheet.stamps:
        return []
    drawn = [
        f'<g id="{name}">{"".join(_ink(ink) for ink in inks)}</g>\n' for name, inks in sheet.stamps.items()
    ]
    return ["<defs>\n", *drawn, "</defs>\n"]


def _group(group: Group) -> str:
    title = f"<title>{escape(group.title)}</title>" if group.title else ""
    return f"<g>{title}{''.join(map(_item, group.items))}</g>\n"


def _item(item: Item) -> str:
    if isinstance(item, Words):
        return _words(item)
    if isinstance(item, Stamp):
        return f'<use xlink:href="#{item.name}" x="{item.x:.1f}" y="{item.y:.1f}"/>'
    if isinstance(item, Ink):
        return _ink(item)
    return _strokes(item) if isinstance(item, Strokes) else _areas(item)


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
    parts = [f'<g fill="none"{_line(strokes.stroke, strokes.width, strokes.dash)}>']
    for line, title in zip(strokes.lines, strokes.titles, strict=True):
        way = (
            "M%.1f %.1fL%.1f %.1f" if len(line) == 4 else "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f"
        ) % line
        if title:
            parts.append(f'<path d="{way}"><title>{escape(title)}</title></path>')
        else:
            parts.append(f'<path d="{way}"/>')
    return "\n".join([*parts, "</g>"])


def _areas(areas: Areas) -> str:
    ways = []
    for corners in areas.corners:
        more = "L%.1f %.1f" * (len(corners) // 2 - 1)
        ways.append(f"M%.1f %.1f{more}Z" % corners)
    return f'<path d="{"".join(ways)}" fill="{_grey(areas.fill)}"/>'


def _words(words: Words) -> str:
    weight = ' font-weight="bold"' if words.bold else ""
    anchor = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    place = f'x="{words.x:.1f}" y="{words.y:.1f}" font-size="{words.size:.4g}"'
    return f'<text {place}{weight}{anchor} fill="{_grey(words.grey)}">{escape(words.text)}</text>'


def _data(outline: Outline) -> str:
    return "".join(name + " ".join(_n(value) for value in numbers) for name, numbers in outline)


def _grey(value: float) -> str:
    level = f"{round(max(0.0, min(1.0, value)) * 255):02x}"
    return f"#{level * 3}"


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
