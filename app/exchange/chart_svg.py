"""A sheet as SVG 1.1: text stays text, every node and link names itself, nothing is loaded from outside."""

from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from app.exchange.chart_geometry import Outline
from app.exchange.chart_primitives import Group, Ink, Sheet, Words

_FONT = "'Noto Sans','Noto Sans Arabic','DejaVu Sans',Arial,sans-serif"
_MM_PER_PT = 25.4 / 72


def write_svg(sheet: Sheet, out: BinaryIO) -> None:
    """Write `sheet` as UTF-8; the same sheet gives the same bytes."""
    size = f'width="{_n(sheet.width * _MM_PER_PT)}mm" height="{_n(sheet.height * _MM_PER_PT)}mm"'
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} ',
        f'viewBox="0 0 {_n(sheet.width)} {_n(sheet.height)}" xml:lang="{sheet.language}" ',
        f'role="img" aria-labelledby="title desc" font-family={quoteattr(_FONT)}>\n',
        f'<title id="title">{escape(sheet.title)}</title>\n',
        f'<desc id="desc">{escape(sheet.description)}</desc>\n',
        f'<rect width="{_n(sheet.width)}" height="{_n(sheet.height)}" fill="#fff"/>\n',
        *(_group(group) for group in sheet.groups),
        "</svg>\n",
    ]
    out.write("".join(parts).encode())


def _group(group: Group) -> str:
    title = f"<title>{escape(group.title)}</title>" if group.title else ""
    inner = "".join(_words(item) if isinstance(item, Words) else _ink(item) for item in group.items)
    return f"<g>{title}{inner}</g>\n"


def _ink(ink: Ink) -> str:
    fill = "none" if ink.fill is None else _grey(ink.fill)
    line = ""
    if ink.stroke is not None:
        line = f' stroke="{_grey(ink.stroke)}" stroke-width="{_n(ink.width)}"'
        line += ' stroke-linecap="round" stroke-linejoin="round"' if not ink.dash else ""
        line += f' stroke-dasharray="{" ".join(_n(part) for part in ink.dash)}"' if ink.dash else ""
    return f'<path d="{_data(ink.outline)}" fill="{fill}"{line}/>'


def _words(words: Words) -> str:
    weight = ' font-weight="bold"' if words.bold else ""
    anchor = f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    place = f'x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"'
    return f'<text {place}{weight}{anchor} fill="{_grey(words.grey)}">{escape(words.text)}</text>'


def _data(outline: Outline) -> str:
    return "".join(name + " ".join(_n(value) for value in numbers) for name, numbers in outline)


def _grey(value: float) -> str:
    level = f"{round(max(0.0, min(1.0, value)) * 255):02x}"
    return f"#{level * 3}"


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
