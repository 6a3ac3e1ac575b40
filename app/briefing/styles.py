"""Type sizes, spaces and page geometry, all in one place. Points unless said otherwise."""

from dataclasses import dataclass
from typing import Any

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.briefing.content import Paper, Role
from app.briefing.fonts import BOLD, ITALIC, REGULAR

INSIDE, OUTSIDE, TOP, BOTTOM = 25 * mm, 17 * mm, 22 * mm, 18 * mm
SIZES = {Paper.A4: (210 * mm, 297 * mm), Paper.A3_LANDSCAPE: (420 * mm, 297 * mm)}
RULE = 0.5
HAIRLINE = 0.3
GREY = 0.45
CHART_TEXT = 7.5


def frame_size(paper: Paper) -> tuple[float, float]:
    """Return width and height of the text area of a sheet."""
    width, height = SIZES[paper]
    return width - INSIDE - OUTSIDE, height - TOP - BOTTOM


def _style(name: str, **more: Any) -> ParagraphStyle:
    base: dict[str, Any] = {
        "fontName": REGULAR,
        "fontSize": 10,
        "leading": 14,
        "spaceAfter": 6,
        "alignment": TA_LEFT,
    }
    extra: dict[str, Any] = {
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
        "bulletFontName": REGULAR,
    }
    return ParagraphStyle(name, **{**base, **extra, **more})


def _heading(name: str, size: float, leading: float, before: float, after: float) -> ParagraphStyle:
    more: dict[str, Any] = {"fontName": BOLD, "fontSize": size, "leading": leading}
    return _style(name, **more, spaceBefore=before, spaceAfter=after)


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a briefing."""

    title: ParagraphStyle
    subtitle: ParagraphStyle
    headings: dict[int, ParagraphStyle]
    roles: dict[Role, ParagraphStyle]
    bullet: ParagraphStyle
    cell: ParagraphStyle
    cell_bold: ParagraphStyle
    caption: ParagraphStyle
    box: ParagraphStyle
    contents: ParagraphStyle


def make_styles() -> Styles:
    """Return the styles; the fonts must be registered."""
    cell: dict[str, Any] = {
        "fontSize": 8.5,
        "leading": 11,
        "spaceAfter": 0,
        "allowOrphans": 1,
        "allowWidows": 1,
    }
    return Styles(
        title=_style("title", fontName=BOLD, fontSize=22, leading=27, spaceAfter=2),
        subtitle=_style("subtitle", fontSize=14, leading=18, spaceAfter=22),
        headings={
            1: _heading("h1", 15, 19, 16, 8),
            2: _heading("h2", 11.5, 15, 11, 4),
            3: _heading("h3", 10, 14, 7, 2),
        },
        roles={
            Role.BODY: _style("body"),
            Role.LEAD: _style("lead", fontSize=11, leading=16, spaceAfter=8),
            Role.NOTE: _style("note", fontSize=8.5, leading=11.5, textColor=(0.25, 0.25, 0.25)),
            Role.COMPACT: _style("compact", fontSize=9, leading=12, spaceAfter=3),
            Role.MARKING: _style("marking", fontName=BOLD, fontSize=11, leading=14, spaceAfter=18),
        },
        bullet=_style("bullet", leftIndent=12, bulletIndent=2, spaceAfter=3),
        cell=_style("cell", **cell),
        cell_bold=_style("cell_bold", **{**cell, "fontName": BOLD}),
        caption=_style("caption", fontName=ITALIC, fontSize=8.5, leading=11, spaceBefore=6, spaceAfter=3),
        box=_style("box", fontSize=10.5, leading=15, spaceAfter=4),
        contents=_style("contents", spaceAfter=2),
    )
