"""What a finished chart consists of, before it becomes SVG or PDF: outlines and words, in groups."""

from dataclasses import dataclass

from app.exchange.chart_geometry import Outline


@dataclass(frozen=True, slots=True)
class Ink:
    """An outline to fill and stroke.

    `fill` and `stroke` are greys from 0 (black) to 1 (white), None for nothing; `width` and `dash` are
    in points.
    """

    outline: Outline
    fill: float | None = None
    stroke: float | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; (x, y) is on its baseline at the `anchor` (start, middle or end). Size in points."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    anchor: str = "start"
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Things that belong together; `title` says what they show, for people who do not see it."""

    items: tuple[Ink | Words, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture, in points, y downwards. `title` names the case by its number only."""

    width: float
    height: float
    title: str
    description: str
    language: str
    groups: tuple[Group, ...]
