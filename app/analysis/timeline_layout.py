"""Nodes along time: x by date, one band per kind, nothing on top of anything."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.base.partial_date import bounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Flags, Numbers, Points

_PX_PER_NODE = 34.0
_BAND_GAP = 0.6


def timeline(
    graph: GraphArrays, kinds: Sequence[str], dates: Mapping[str, str], *, box: tuple[float, float]
) -> Points:
    """Return positions with x in the order of time; `kinds` names each node's band.

    A node without a date stands at the mean of its dated neighbours; one that has none of those either
    stands left of the beginning.
    """
    if graph.n == 0:
        return np.zeros((0, 2))
    stated = day_numbers(graph.ids, dates)
    day = np.where(np.isfinite(stated), stated, mean_of_neighbours(graph, stated))
    known = np.isfinite(day)
    x = _before_time(kinds, known, box[0])
    if known.any():
        first, last = float(day[known].min()), float(day[known].max())
        length = max(_PX_PER_NODE * graph.n, 8 * box[0])
        x[known] = (day[known] - first) / max(last - first, 1.0) * length
    return np.stack([x, _rows(kinds, x, box)], axis=1)


def _before_time(kinds: Sequence[str], known: Flags, width: float) -> Numbers:
    """Places left of the beginning for undated nodes: about as many columns as rows in each band."""
    x = np.zeros(len(kinds))
    for kind in set(kinds):
        undated = [i for i, own in enumerate(kinds) if own == kind and not known[i]]
        columns = max(1, math.ceil(len(undated) ** 0.5))
        for rank, i in enumerate(undated):
            x[i] = -(1.5 + rank % columns) * width
    return x


def day_numbers(ids: Sequence[str], dates: Mapping[str, str]) -> Numbers:
    """Return the middle of each id's partial date as a day number, nan where none is stated."""
    days = np.full(len(ids), np.nan)
    for i, node_id in enumerate(ids):
        if dates.get(node_id):
            begin, end = bounds(dates[node_id])
            days[i] = _middle(begin, end)
    return days


def _middle(begin: dt.date, end: dt.date) -> float:
    """The day between two bounds; of an interval open on one side, the side that is known."""
    if begin == dt.date.min or end == dt.date.max:
        return float((end if begin == dt.date.min else begin).toordinal())
    return (begin.toordinal() + end.toordinal()) / 2


def mean_of_neighbours(graph: GraphArrays, values: Numbers) -> Numbers:
    """Return for each node the mean of its neighbours' values, nan where none of them has one."""
    known = np.isfinite(values)
    total = graph.adjacency @ np.where(known, values, 0.0)
    count = graph.adjacency @ known.astype(np.float64)
    mean: Numbers = np.divide(total, count, out=np.full(graph.n, np.nan), where=count > 0)
    return mean


def _rows(kinds: Sequence[str], x: Numbers, box: tuple[float, float]) -> Numbers:
    """Bands from top to bottom, the fullest last; in each the first row that is free at x."""
    y = np.zeros(len(x))
    top = 0.0
    for kind in sorted(set(kinds), key=lambda name: (kinds.count(name), name)):
        ends: list[float] = []
        for i in sorted((i for i, own in enumerate(kinds) if own == kind), key=lambda i: (x[i], i)):
            row = next((r for r, end in enumerate(ends) if end <= x[i]), len(ends))
            if row == len(ends):
                ends.append(0.0)
            ends[row] = float(x[i]) + box[0]
            y[i] = top + row * box[1]
        top += (len(ends) + _BAND_GAP) * box[1]
    return y
