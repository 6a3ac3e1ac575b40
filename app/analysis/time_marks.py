"""The outlines of a timeline's marks: one hexagon each, which is a bar, a bar with soft ends, or a diamond.

An end that is known to the day is blunt, one that is known to the month or year tapers to a point: that
survives a photocopy, where a gradient would not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.engines import Flags, Indices, Numbers, Points
    from app.analysis.time_lanes import Arrangement

OPEN_DASHES = ((3.0, 9.0), (12.0, 16.0), (19.0, 21.0))
"""The dashes of an open end, from and to, counted from the mark, at a mark of 12."""


def outlines(
    left: Numbers, right: Numbers, soft_left: Numbers, soft_right: Numbers, middle: Numbers, height: float
) -> Points:
    """Return the six corners of n marks, clockwise from the left tip: shape (n, 6, 2)."""
    half = np.full_like(middle, height / 2)
    x = np.stack(
        [left, left + soft_left, right - soft_right, right, right - soft_right, left + soft_left], axis=1
    )
    y = np.stack([middle, middle - half, middle - half, middle, middle + half, middle + half], axis=1)
    return np.stack([x, y], axis=2)


def open_dashes(
    arranged: Arrangement, chosen: Indices, starts: Flags, ends: Flags, mark: float
) -> tuple[Points, Points]:
    """Return the dashes of open ends, where each begins and ends, both (k, 2).

    `chosen` are the marks to look at (their numbers), `starts` and `ends` whether those are open there.
    """
    unit = mark / 12.0
    begin, finish = [], []
    for edge, sign, wanted in ((arranged.left, -1.0, starts), (arranged.right, 1.0, ends)):
        which = chosen[wanted & (arranged.count[chosen] == 1)]
        for near, far in OPEN_DASHES:
            y = arranged.middle[which]
            begin.append(np.stack([edge[which] + sign * near * unit, y], axis=1))
            finish.append(np.stack([edge[which] + sign * far * unit, y], axis=1))
    return np.concatenate(begin), np.concatenate(finish)
