"""What a finished chart consists of, before it becomes SVG or PDF: outlines and words, in groups.

What there are tens of thousands of stands in columns of numbers (n, k), not in an object each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.chart_symbols import Ink, Photo, Raster
from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Numbers, Points

__all__ = ["Areas", "Group", "Ink", "Item", "Marks", "Photo", "Raster", "Sheet", "Stamp", "Strokes", "Words"]


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
    """Many lines of one style: straight ones (n, 4: x1, y1, x2, y2), then cubic curves (m, 8).

    `titles` says of each what it shows, for people who do not see it.
    """

    straight: "Numbers"
    curved: "Numbers"
    titles: tuple[str, ...]
    stroke: float
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Areas:
    """Many filled areas (n, k), each given by its corners: x1, y1, x2, y2 and so on."""

    corners: "Numbers"
    fill: float


@dataclass(frozen=True, slots=True)
class Marks:
    """Many stamps, each with a name for people who do not see it and the lines of its caption.

    `kinds` (which stamp), `points` (n, 2), `titles`, `counts` (lines of the caption) and `boxes` (n, 4: left,
    top, right and bottom of stamp and caption) are one a stamp; `texts`, `baselines` (m, 2: middle of the
    baseline) and `greys` one a line, in the order of the stamps. `size` is that of the words in points.
    """

    kinds: tuple[str, ...]
    points: "Points"
    titles: tuple[str, ...]
    counts: tuple[int, ...]
    boxes: "Numbers"
    texts: tuple[str, ...]
    baselines: "Points"
    greys: tuple[float, ...]
    size: float

    def of(self, rows: "Indices") -> Iterator["Stamp | Words"]:
        """Give the stamps in these rows, each followed by its words."""
        ends = [0, *accumulate(self.counts)]
        for row in rows.tolist():
            yield Stamp(self.kinds[row], *self.points[row].tolist())
            for line in range(ends[row], ends[row + 1]):
                x, y = self.baselines[line].tolist()
                yield Words(x, y, self.texts[line], self.size, False, "middle", self.greys[line])

    def items(self) -> Iterator["Stamp | Words"]:
        """Give all stamps, each followed by its words."""
        return self.of(np.arange(len(self.kinds)))


Item = Ink | Words | Stamp | Strokes | Areas | Marks


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
