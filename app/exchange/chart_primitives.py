"""What a finished chart consists of, before it becomes SVG or PDF: outlines and words, in groups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.analysis.chart_symbols import Ink, Photo, Raster

__all__ = ["Areas", "Group", "Ink", "Item", "Photo", "Raster", "Sheet", "Stamp", "Strokes", "Words"]


class Words(NamedTuple):
    """One line of text; (x, y) is on its baseline at the `anchor` (start, middle or end). Size in points."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    anchor: str = "start"
    grey: float = 0.0


class Stamp(NamedTuple):
    """One of the sheet's `stamps` with its middle at (x, y)."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Strokes:
    """Many lines of one style: each a straight one (x1, y1, x2, y2) or a cubic curve (8 numbers).

    `titles` says of each what it shows, for people who do not see it.
    """

    lines: tuple[tuple[float, ...], ...]
    titles: tuple[str, ...]
    stroke: float
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Areas:
    """Many filled areas, each given by its corners (x1, y1, x2, y2, ...)."""

    corners: tuple[tuple[float, ...], ...]
    fill: float


Item = Ink | Words | Stamp | Strokes | Areas


class Group(NamedTuple):
    """Things that belong together; `title` says what they show, for people who do not see it."""

    items: tuple[Item, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture, in points, y downwards. `title` names the case by its number only.

    `stamps` are pictures around (0, 0) that occur many times, `photos` what `Raster`s show.
    """

    width: float
    height: float
    title: str
    description: str
    language: str
    groups: tuple[Group, ...]
    stamps: Mapping[str, tuple[Ink | Raster, ...]] = field(default_factory=dict)
    photos: Mapping[str, Photo] = field(default_factory=dict)
