"""Putting separate pieces of a picture side by side on shelves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Points

_ASPECT = 1.45
_MAIN_SHARE = 0.5


def members_of(numbers: Indices, count: int) -> list[Indices]:
    """Return which entries have number 0, which 1, up to `count` - 1, each list in ascending order."""
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.cumsum(np.bincount(numbers, minlength=count))[:-1])


def pack(points: Points, pieces: list[Indices], gap_x: float, gap_y: float) -> Points:
    """Shift every piece (indices of its points) so that their bounding boxes, with gaps, do not meet.

    The tallest come first, from the upper left; the whole is a little wider than high, or as wide
    as a piece that takes up most of it. Pieces keep their form.
    """
    packed = np.array(points, np.float64)
    gap = np.array([gap_x, gap_y])
    boxes = [(points[p].min(axis=0), np.ptp(points[p], axis=0) + gap, p) for p in pieces]
    boxes.sort(key=lambda box: -float(box[1][1]))
    area = sum(float(size[0] * size[1]) for _low, size, _piece in boxes)
    widest = max((float(size[0]) for _low, size, _piece in boxes), default=0.0)
    ruled = max((float(size.prod()) for _low, size, _piece in boxes), default=0.0) > _MAIN_SHARE * area
    line = widest if ruled else max(widest, (area * _ASPECT) ** 0.5)
    x = y = shelf = 0.0
    for low, size, piece in boxes:
        if x > 0 and x + float(size[0]) > line + 1e-6:
            x, y, shelf = 0.0, y + shelf, 0.0
        packed[piece] = points[piece] - low + gap / 2 + np.array([x, y])
        x += float(size[0])
        shelf = max(shelf, float(size[1]))
    return packed
