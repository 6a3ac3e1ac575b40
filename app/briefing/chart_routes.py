"""How the lines of the printed chart run: bent where a straight one would meet a third node."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.analysis.chart_outlines import FAN_FLATTEST, FAN_GAP
from app.analysis.engines import np
from app.analysis.label_placing import Occupancy, place_boxes
from app.briefing.content import ChartLink

Point = tuple[float, float]
_BENDS = (0.0, 16.0, -16.0, 30.0, -30.0, 46.0, -46.0)
_SAMPLES = 13
_CELL = 1.0
_NUMBER_AT = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Route:
    """A line from `start` to `end`, pulled towards `control` (a quadratic curve)."""

    link: ChartLink
    start: Point
    control: Point
    end: Point

    def at(self, share: float) -> Point:
        """Return the point at `share` (0..1) of the way."""
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )

    def around(self) -> "Box":
        """Return a rectangle that holds the whole line."""
        across, down = zip(self.start, self.control, self.end, strict=True)
        return Box(min(across), min(down), max(across), max(down))


def routes(links: Iterable[ChartLink], places: Mapping[str, Point], clearance: float) -> list[Route]:
    """Return a route for every link, at least `clearance` points away from third nodes where one is found."""
    together: dict[tuple[str, str], list[ChartLink]] = {}
    for link in links:
        first, second = sorted((link.start, link.end))
        together.setdefault((first, second), []).append(link)
    found = []
    for (first, second), group in together.items():
        others = [p for i, p in places.items() if i not in (first, second)]
        for place, link in enumerate(group):
            side = 1 if link.start == first else -1
            length = math.dist(places[first], places[second])
            beside = 2 * min(FAN_GAP, length * FAN_FLATTEST) * (place - (len(group) - 1) / 2)
            found.append(_route(link, places, others, side * beside, clearance))
    return found


def _route(
    link: ChartLink, places: Mapping[str, Point], others: list[Point], beside: float, clearance: float
) -> Route:
    start, end = places[link.start], places[link.end]
    candidates = [_bent(link, start, end, beside + 2 * bend) for bend in _BENDS]
    return next((r for r in candidates if _is_clear(r, others, clearance)), candidates[0])


def _bent(link: ChartLink, start: Point, end: Point, by: float) -> Route:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    control = ((start[0] + end[0]) / 2 - dy / length * by, (start[1] + end[1]) / 2 + dx / length * by)
    return Route(link, start, control, end)


def _is_clear(route: Route, others: list[Point], clearance: float) -> bool:
    points = [route.at(n / (_SAMPLES - 1)) for n in range(1, _SAMPLES - 1)]
    return all(_distance(o, a, b) > clearance for o in others for a, b in pairwise(points))


def _distance(point: Point, a: Point, b: Point) -> float:
    """Return the distance of a point from the line between a and b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy or 1.0)
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies within."""
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles have something in common."""
        beside = other.right < self.left or other.left > self.right
        return not (beside or other.high < self.low or other.low > self.high)


def around(point: Point, width: float, height: float) -> Box:
    """Return the rectangle of this size around a point."""
    x, y = point
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def number_places(
    found: Iterable[tuple[Route, float, float]], taken: Iterable[Box]
) -> list[tuple[Route, Point]]:
    """Return where each line's number (its width and height given) stands free of what is taken.

    A number that finds no free place is left out: the table of links has them all.
    """
    wanted, known = list(found), list(taken)
    if not wanted:
        return []
    ways = np.array([[route.at(share) for share in _NUMBER_AT] for route, _width, _height in wanted])
    sizes = np.array([(width, height) for _route, width, height in wanted])
    boxes = np.array([(b.left, b.low, b.right - b.left, b.high - b.low) for b in known]).reshape(-1, 4)
    low = np.minimum(ways.min(axis=(0, 1)), boxes[:, :2].min(axis=0, initial=0.0)) - sizes.max(axis=0)
    far = np.maximum(ways.max(axis=(0, 1)), (boxes[:, :2] + boxes[:, 2:]).max(axis=0, initial=0.0))
    width, height = (far + sizes.max(axis=0) - low).tolist()
    occupancy = Occupancy(width, height, cell=_CELL)
    if len(boxes):
        occupancy.take_all(boxes - np.concatenate([low, (0.0, 0.0)]))
    chosen = place_boxes(occupancy, ways - low, sizes).tolist()
    return [
        (route, route.at(_NUMBER_AT[place]))
        for (route, _width, _height), place in zip(wanted, chosen, strict=True)
        if place >= 0
    ]
