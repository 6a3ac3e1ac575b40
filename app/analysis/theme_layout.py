"""Theme lines: who or what lasts has a horizontal line through time, events stand on the lines they touch.

The form is that of the theme line charts that analysts draw by hand: lines from top to bottom in an order
in which events tie lines that lie near each other, time from left to right.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.timeline_layout import day_numbers, mean_of_neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Flags, Indices, Numbers, Points
    from app.analysis.network import Network

_PX_PER_EVENT = 60.0
_LINE_GAP = 1.8
_SWEEPS = 12
_HEAD = 1.5
_TAIL = 0.75
_ABOVE, _MARK_ROOM = 0.9, 0.85
"""How far above the highest node dates are written, and how much room each takes, in boxes."""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """The line of one node: from its icon at the left end (`start`) to its last event, px at scale 1."""

    node_id: str
    y: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class ThemeTie:
    """A dated link between two lines: drawn upright at `x`, between the heights of both."""

    link_id: str
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ThemeMark:
    """A date that is written above the lines, at `x`: when what stands or is drawn there happened."""

    x: float
    date: str


@dataclass(frozen=True, slots=True)
class ThemePicture:
    """Where icons stand, the lines behind them, the links that happen at one time, and dates above them.

    The dates are written at the height `top`, none of them on another.
    """

    places: dict[str, tuple[float, float]]
    lines: tuple[ThemeLine, ...]
    ties: tuple[ThemeTie, ...]
    marks: tuple[ThemeMark, ...] = ()
    top: float = 0.0


def theme_points(graph: GraphArrays, dates: Mapping[str, str], *, box: tuple[float, float]) -> Points:
    """Return positions: nodes without a date at the left end of their lines, dated ones at their time.

    A dated node stands at the height of the lines it is tied to, beside others of that time where it must.
    """
    day = day_numbers(graph.ids, dates)
    dated = np.isfinite(day)
    order = _line_order(graph, dated, day)
    points = np.zeros((graph.n, 2))
    pitch = box[1] * _LINE_GAP
    points[order, 1] = np.arange(len(order)) * pitch
    points[dated, 0] = _at(day[dated], box)
    lowest = len(order) * pitch
    for event in np.flatnonzero(dated).tolist():
        points[event, 1] = _height(graph, event, points[:, 1], dated, lowest)
    _settle(points, dated, box)
    return points


def _height(graph: GraphArrays, event: int, heights: Numbers, dated: Flags, lowest: float) -> float:
    """The line among those the event touches that is nearest to the middle of them all."""
    near = graph.adjacency.indices[graph.adjacency.indptr[event] : graph.adjacency.indptr[event + 1]]
    touched = heights[near[~dated[near]]]
    if not len(touched):
        return lowest
    return float(touched[np.abs(touched - touched.mean()).argmin()])


def theme_picture(
    network: Network,
    places: Mapping[str, tuple[float, float]],
    dates: Mapping[str, str],
    *,
    box: tuple[float, float],
) -> ThemePicture:
    """Return lines and dated links for places that `theme_points` gave, also if some were dragged since.

    `dates` are partial dates by node id and link id; a link to an event happens where the event stands.
    """
    ids = [node.id for node in network.nodes]
    every = day_numbers(ids, dates)
    known = {i: day for i, day in zip(ids, every.tolist(), strict=True) if day == day}
    reach = {i: [places[i][0]] for i in ids if i not in known}
    ties: list[ThemeTie] = []
    for link in network.links:
        ends = [end for end in (link.start, link.end) if end in known]
        for end in ends:
            for line in {link.start, link.end} & reach.keys():
                reach[line].append(places[end][0])
        if not ends and link.start != link.end and dates.get(link.id):
            x = _x_of(float(day_numbers([link.id], dates)[0]), known, places, every, box)
            low, high = sorted((places[link.start][1], places[link.end][1]))
            ties.append(ThemeTie(link.id, x, low, high))
            reach[link.start].append(x)
            reach[link.end].append(x)
    lines = tuple(
        ThemeLine(i, places[i][1], places[i][0], max(xs) + _TAIL * box[0]) for i, xs in reach.items()
    )
    happened = [(places[i][0], dates[i]) for i in known] + [(t.x, dates[t.link_id]) for t in ties]
    top = min((places[i][1] for i in ids), default=0.0) - _ABOVE * box[1]
    return ThemePicture(dict(places), lines, tuple(ties), _marks(happened, box[0] * _MARK_ROOM), top)


def _marks(happened: list[tuple[float, str]], room: float) -> tuple[ThemeMark, ...]:
    """Dates from left to right, each at least `room` from the one before; for others there is no room."""
    marks: list[ThemeMark] = []
    for x, date in sorted(happened):
        if not marks or x - marks[-1].x >= room:
            marks.append(ThemeMark(x, date))
    return tuple(marks)


def _x_of(
    day: float,
    known: Mapping[str, float],
    places: Mapping[str, tuple[float, float]],
    every: Numbers,
    box: tuple[float, float],
) -> float:
    """Where a day lies between the events that stand, or on the scale of a picture without any."""
    marks = sorted((at, places[i][0]) for i, at in known.items())
    if len(marks) < 2:
        return marks[0][1] if marks else _HEAD * box[0] + (day % 3_650) / 3_650 * 8 * box[0]
    place = min(max(bisect_left(marks, (day, 0.0)), 1), len(marks) - 1)
    (first, left), (last, right) = marks[place - 1], marks[place]
    share = (day - first) / (last - first) if last > first else 0.5
    return left + min(max(share, -0.2), 1.2) * (right - left)


def _at(days: Numbers, box: tuple[float, float]) -> Numbers:
    """The x of days, all of them finite."""
    if not len(days):
        return days
    first, last = float(days.min()), float(days.max())
    length = max(_PX_PER_EVENT * len(days), 8 * box[0])
    along: Numbers = _HEAD * box[0] + (days - first) / max(last - first, 1.0) * length
    return along


def _line_order(graph: GraphArrays, dated: Flags, day: Numbers) -> Indices:
    """Lines from top to bottom: those of the same events side by side, the earliest event first."""
    n = graph.n
    first = np.full(n, np.inf)
    rows = graph.adjacency.tocoo()
    np.minimum.at(first, rows.row, np.where(dated[rows.col], day[rows.col], np.inf))
    lines = np.flatnonzero(~dated)
    order = lines[np.lexsort((lines, first[lines]))]
    for _sweep in range(_SWEEPS):
        rank = np.full(n, np.nan)
        rank[order] = np.arange(len(order))
        of_events = np.where(dated, mean_of_neighbours(graph, rank), np.nan)
        wish = mean_of_neighbours(graph, np.where(dated, of_events, rank))
        wish = np.where(np.isfinite(wish), 0.5 * wish + 0.5 * rank, rank)
        renewed = order[np.argsort(wish[order], kind="stable")]
        if np.array_equal(renewed, order):
            break
        order = renewed
    return order


def _settle(points: Points, dated: Flags, box: tuple[float, float]) -> None:
    """Give every event the free height nearest to its wish; its time stays exact."""
    taken: dict[int, list[tuple[float, float]]] = {}
    for i in np.flatnonzero(~dated).tolist():
        taken.setdefault(int(points[i, 0] // box[0]), []).append((float(points[i, 0]), float(points[i, 1])))
    events = np.flatnonzero(dated)
    for i in events[np.lexsort((events, points[events, 0]))].tolist():
        x, wish = points[i].tolist()
        column = int(x // box[0])
        near = sorted(
            y for c in (column - 1, column, column + 1) for u, y in taken.get(c, ()) if abs(u - x) < box[0]
        )
        points[i, 1] = _free_height(wish, near, box[1])
        taken.setdefault(column, []).append((x, float(points[i, 1])))


def _free_height(wish: float, near: list[float], room: float) -> float:
    """The height nearest to `wish` that is at least `room` from all in `near` (sorted)."""
    free = [wish, *(y + room for y in near), *(y - room for y in near)]
    for height in sorted(free, key=lambda y: (abs(y - wish), y)):
        place = bisect_left(near, height)
        if all(abs(y - height) >= room - 1e-9 for y in near[max(place - 1, 0) : place + 1]):
            return height
    return near[-1] + room
