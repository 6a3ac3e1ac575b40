"""The layout of one connected graph by forces, from a start by distances: seeded, hence repeatable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import csgraph, np
from app.analysis.force_field import ForceField, lengths_squared

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix, Numbers, Points

_ROUNDS = 300
_PIVOTS = 30
_LONGEST_STEP = 0.05


def force_layout(adjacency: Matrix, edges: Indices, *, seed: int = 1) -> Points:
    """Return n x 2 positions (no unit) of a connected graph of at least two nodes.

    Neighbours stand near each other and groups apart; distances tell closeness, not evidence.
    """
    mass = np.diff(adjacency.indptr) + 1.0
    points = _start(adjacency, seed)
    field, pace = ForceField(mass, edges), _Pace(mass)
    before = np.zeros_like(points)
    for round_number in range(_ROUNDS):
        force = field.at(points, round_number)
        step = force * pace.factors(force, before)[:, None]
        length = np.sqrt(lengths_squared(step))
        longest = max(float(np.ptp(points)) * _LONGEST_STEP, 1e-6)
        points += step * np.minimum(1.0, longest / np.maximum(length, 1e-9))[:, None]
        before = force
    return points


class _Pace:
    """How far nodes go in a round: fast while they agree, slow where they swing (ForceAtlas2)."""

    def __init__(self, mass: Numbers) -> None:
        self._mass = mass
        self._speed = 1.0
        self._efficiency = 1.0

    def factors(self, force: Points, before: Points) -> Numbers:
        """Return the step per unit of force for every node."""
        n = len(self._mass)
        swing = np.sqrt(lengths_squared(force - before))
        pull = 0.5 * np.sqrt(lengths_squared(force + before))
        swings, pulls = float((self._mass * swing).sum()), float((self._mass * pull).sum())
        estimate = 0.05 * n**0.5
        tolerance = max(estimate**0.5, min(10.0, estimate * pulls / (n * n)))
        if swings > 2 * pulls:
            self._efficiency = max(self._efficiency * 0.5, 0.05)
            tolerance = max(tolerance, 1.0)
        target = tolerance * self._efficiency * pulls / max(swings, 1e-12)
        if swings > tolerance * pulls:
            self._efficiency = max(self._efficiency * 0.7, 0.05)
        elif self._speed < 1_000:
            self._efficiency *= 1.3
        self._speed += min(target - self._speed, 0.5 * self._speed)
        factors: Numbers = self._speed / (1 + np.sqrt(self._speed * self._mass * swing))
        return factors


def _start(adjacency: Matrix, seed: int) -> Points:
    """Positions by distances to a few pivots (Brandes and Pich 2007), with a little seeded noise."""
    n = adjacency.shape[0]
    rng = np.random.default_rng(seed)
    distance = _pivot_distances(adjacency, rng)
    squared = distance**2
    centred = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean())
    _values, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, -1:-3:-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])] < 0, -1.0, 1.0)
    points = np.zeros((n, 2))
    points[:, : axes.shape[1]] = centred @ axes
    points *= n**0.5 * 10 / max(float(np.abs(points).max()), 1e-9)
    started: Points = points + rng.normal(0, 1.0, points.shape)
    return started


def _pivot_distances(adjacency: Matrix, rng: np.random.Generator) -> Numbers:
    """Hops from up to `_PIVOTS` nodes: eight far from each other, the rest drawn."""
    n = adjacency.shape[0]
    pivots = [int(np.diff(adjacency.indptr).argmax())]
    columns = [_hops(adjacency, pivots)]
    nearest = columns[0][:, 0]
    while len(pivots) < min(8, n):
        farthest = int(nearest.argmax())
        if farthest in pivots:
            break
        pivots.append(farthest)
        columns.append(_hops(adjacency, [farthest]))
        nearest = np.minimum(nearest, columns[-1][:, 0])
    rest = np.setdiff1d(np.arange(n), pivots)
    drawn = rng.choice(rest, min(_PIVOTS - len(pivots), len(rest)), replace=False)
    if len(drawn):
        columns.append(_hops(adjacency, drawn.tolist()))
    return np.hstack(columns)


def _hops(adjacency: Matrix, sources: list[int]) -> Numbers:
    return np.asarray(csgraph.dijkstra(adjacency, unweighted=True, indices=sources)).T
