"""A layout of a few nodes of a picture: in their place, and nobody else moves or is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np, spatial
from app.analysis.overlap_removal import remove_overlap

if TYPE_CHECKING:
    from app.analysis.engines import Points

_GOLDEN = 2.399963
_STEP = 0.75
_REACH = 1.5
_MOST_CHECKS = 400_000


def put_into(block: Points, others: Points, box: tuple[float, float]) -> Points:
    """Return the block's points where they cover none of the others' boxes, the form kept if it can be.

    The block is tried where it is, then at growing distances up to one and a half times its own extent;
    if it fits nowhere there, it stays and its single nodes give way to the others.
    """
    if not len(block) or not len(others):
        return block
    room = np.array(box)
    tree = spatial.cKDTree(others / room)
    reach = _REACH * float(np.hypot(*(np.ptp(block, axis=0) + room)))
    for offset in _offsets(reach, float(room.min()), len(block)):
        far, _which = tree.query((block + offset) / room, p=np.inf, distance_upper_bound=1.0)
        if not np.isfinite(far).any():
            return np.asarray(block + offset, np.float64)
    pinned = np.arange(len(block) + len(others)) >= len(block)
    return remove_overlap(np.vstack([block, others]), *box, pinned=pinned)[: len(block)]


def _offsets(reach: float, step: float, size: int) -> Points:
    """Places around the origin from near to far, about `step` apart, as a sunflower's seeds."""
    count = int(min(np.pi * (reach / (_STEP * step)) ** 2, max(_MOST_CHECKS // size, 30)))
    turn = np.arange(max(count, 1))
    ring = reach * np.sqrt(turn / max(count, 1))
    spiral: Points = np.stack([np.cos(turn * _GOLDEN), np.sin(turn * _GOLDEN)], axis=1) * ring[:, None]
    return spiral
