"""Keeping the picture that people have in mind: turning, mirroring and moving a new one towards it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Flags, Points

_ROUNDS = 40
_FOLLOW = 0.9


def turn_towards(points: Points, before: Points) -> Points:
    """Return the points turned or mirrored as near to `before` as can be (orthogonal Procrustes).

    Rows of `before` that are nan are nodes that were not there; with fewer than two others nothing turns.
    Distances in the picture stay what they are.
    """
    known = np.isfinite(before[:, 0])
    if int(known.sum()) < 2:
        return points
    old = before[known] - before[known].mean(axis=0)
    new = points[known] - points[known].mean(axis=0)
    left, _strength, right = np.linalg.svd(new.T @ old)
    turned: Points = points @ (left @ right)
    return turned


def mirror_towards(points: Points, before: Points) -> Points:
    """Return the points mirrored left to right where that is nearer to `before`; up stays up."""
    known = np.isfinite(before[:, 0])
    if int(known.sum()) < 2:
        return points
    old = before[known, 0] - before[known, 0].mean()
    new = points[known, 0] - points[known, 0].mean()
    return points * np.array([-1.0, 1.0]) if float((old * new).sum()) < 0 else points


def move_to(points: Points, before: Points) -> Points:
    """Return the points moved so that those known before have the same middle as before."""
    known = np.isfinite(before[:, 0])
    if not known.any():
        return points
    moved: Points = points + (before[known].mean(axis=0) - points[known].mean(axis=0))
    return moved


def drift(points: Points, before: Points) -> float:
    """Return how far nodes went on average, as a share of the old picture's longer side (0 = none did)."""
    known = np.isfinite(before[:, 0])
    extent = max(float(np.ptp(before[known], axis=0).max(initial=0.0)) if known.any() else 0.0, 1e-9)
    gone = np.sqrt(((points[known] - before[known]) ** 2).sum(axis=1))
    return float(gone.mean()) / extent if len(gone) else 0.0


def hold_pins(graph: GraphArrays, points: Points, pinned: Flags, places: Points) -> Points:
    """Return the points with pinned nodes exactly at `places`; those tied to them go along part of the way.

    The picture is first moved so that the pins are met on average, then every other node follows the mean
    of its neighbours.
    """
    points = points + (places[pinned] - points[pinned]).mean(axis=0)
    way = np.where(pinned[:, None], places - points, 0.0)
    degree = np.maximum(graph.degrees(), 1).astype(np.float64)[:, None]
    for _round in range(_ROUNDS):
        way = np.where(pinned[:, None], places - points, _FOLLOW * (graph.adjacency @ way) / degree)
    held: Points = np.where(pinned[:, None], places, points + way)
    return held
