"""Nodes in rows and columns: sorted, each group beginning a row of its own."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.engines import Points

_ASPECT = 1.45
_GROUP_GAP = 0.6


def grid(keys: Sequence[tuple[str, str, str]], *, box: tuple[float, float]) -> Points:
    """Return positions for nodes sorted by (group, caption, id), left to right, then down.

    The whole is a little wider than high; between two groups lies a gap.
    """
    n = len(keys)
    columns = max(1, round((n * _ASPECT * box[1] / box[0]) ** 0.5))
    points = np.zeros((n, 2))
    top = 0.0
    groups: dict[str, list[int]] = {}
    for i in sorted(range(n), key=lambda node: keys[node]):
        groups.setdefault(keys[i][0], []).append(i)
    for members in groups.values():
        for place, node in enumerate(members):
            points[node] = (place % columns) * box[0], top + (place // columns) * box[1]
        top += (ceil(len(members) / columns) + _GROUP_GAP) * box[1]
    return points
