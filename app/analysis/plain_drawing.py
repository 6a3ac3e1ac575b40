"""A drawing free of any engine: shapes and words in points from the upper left corner.

The window paints it with its own colours, paper with the same greys and hatches: one geometry, two painters.
"""

from dataclasses import dataclass

RISING, FALLING, CROSSED, DOTTED = "rising", "falling", "crossed", "dotted"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline through `points`; two points are a line.

    `fill` runs from 0 (ink) to 1 (paper), None for none; `hatch` is one of the four or "". `line` is the
    width of the outline in points, 0 for none; `dashed` marks what is uncertain. `id` names what it stands
    for.
    """

    points: tuple[Point, ...]
    fill: float | None = None
    hatch: str = ""
    line: float = 0.6
    dashed: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text on one line at its base line; `align` -1 begins, 0 is centred, 1 ends at `x`.

    It is shortened to `room` points. `over` draws paper behind it, so that it stays readable on a hatch.
    """

    x: float
    y: float
    text: str
    room: float
    size: float = 8.0
    align: int = -1
    strong: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, then words over them; `alternative` says in words what can be seen."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]
    caption: str
    alternative: str


def box(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """Return the corners of a rectangle."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
