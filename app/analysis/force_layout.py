"""The layout of one connected graph by forces, from its foldings to the whole: seeded, hence repeatable.

The smallest folding is laid out first, then each node's parts are put where it stands and settle, level
by level. A round moves every node by its force over its stiffness, with momentum: far fewer rounds than
plain steps need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np, spatial
from app.analysis.force_field import ForceField, lengths
from app.analysis.force_levels import levels
from app.analysis.layout_pulse import Pulse

if TYPE_CHECKING:
    from app.analysis.engines import Matrix, Numbers, Points
    from app.analysis.force_levels import Level

_FIRST_ROUNDS = 70
_ROUNDS_AT = (120.0, 10_000)
_FEWEST, _MOST = 60, 120
_TRIES = 3
_STEP = 0.9
_MOMENTUM = 0.8
_LONGEST_STEP = 0.05
_SPREAD = 0.3
_WORSE = 1.1


def force_layout(
    adjacency: Matrix, *, seed: int = 1, start: Points | None = None, pulse: Pulse | None = None
) -> Points:
    """Return n x 2 positions (no unit) of a connected graph of at least two nodes.

    Neighbours stand near each other and groups apart; distances tell closeness, not evidence. With
    `start` (n x 2, any unit, every node) the picture grows out of that one and stays like it, unless that
    one keeps the links much longer than a picture made anew does.
    """
    pulse = pulse or Pulse()
    rounds = _rounds(adjacency.shape[0])
    pulse.expect(adjacency.shape[0] * rounds if start is not None else 0)
    anew = _from_foldings(adjacency, seed, pulse)
    if start is None or not pulse.going:
        return anew
    field = ForceField(np.diff(adjacency.indptr) + 1.0, adjacency)
    grown = _settle(field, _balanced(field, _untied(start, np.random.default_rng(seed))), rounds, pulse)
    return grown if field.tension(grown) < _WORSE * field.tension(anew) else anew


def _from_foldings(adjacency: Matrix, seed: int, pulse: Pulse) -> Points:
    chain = levels(adjacency, seed)
    pulse.expect(sum(level.n * _rounds(level.n) for level in chain[:-1]) + chain[-1].n * _FIRST_ROUNDS)
    whole = _Expansion(chain)
    last = len(chain) - 1
    points = _coarsest(chain[-1], seed, whole.pulse_of(last, pulse))
    for number in range(last - 1, -1, -1):
        level = chain[number]
        points = _unfolded(points, level, seed)
        if pulse.going:
            rounds, field = _rounds(level.n), ForceField(level.mass, level.adjacency)
            points = _settle(field, points, rounds, whole.pulse_of(number, pulse))
    return points


class _Expansion:
    """Which node of a folding stands for each node of the whole graph: for pictures on the way."""

    def __init__(self, chain: list[Level]) -> None:
        self._owner = [np.arange(chain[0].n)]
        for level in chain[:-1]:
            self._owner.append(level.parent[self._owner[-1]])

    def pulse_of(self, number: int, pulse: Pulse) -> Pulse:
        """Return a pulse that shows the points of that level's nodes as points of all nodes."""
        owner = self._owner[number]
        return pulse.within(lambda points: points[owner])


def _rounds(n: int) -> int:
    most, at = _ROUNDS_AT
    return int(min(max(most * (at / n) ** 0.5, _FEWEST), _MOST))


def _coarsest(level: Level, seed: int, pulse: Pulse) -> Points:
    """The smallest graph, the best of a few from drawn starts."""
    field = ForceField(level.mass, level.adjacency)
    rng = np.random.default_rng(seed)
    tries = _TRIES if level.n <= 64 else 1
    found = [
        _settle(field, _balanced(field, rng.normal(0.0, 1.0, (level.n, 2))), _FIRST_ROUNDS, pulse)
        for _try in range(tries)
    ]
    return min(found, key=field.energy) if tries > 1 else found[0]


def _untied(points: Points, rng: np.random.Generator) -> Points:
    extent = max(float(np.ptp(points, axis=0).max()), 1e-6)
    apart: Points = points + rng.normal(0.0, 1e-3 * extent, points.shape)
    return apart


def _balanced(field: ForceField, points: Points) -> Points:
    centred = points - points.mean(axis=0)
    scaled: Points = centred * field.balanced_scale(centred)
    return scaled


def _unfolded(points: Points, level: Level, seed: int) -> Points:
    """Put the parts of each node around where it stands, within its room."""
    nearest = np.asarray(spatial.cKDTree(points).query(points, 2)[0])[:, 1]
    room = _SPREAD * np.minimum(nearest, 3 * float(np.median(nearest)))
    drawn = np.random.default_rng(seed).normal(0.0, 1.0, (level.n, 2))
    around: Points = points[level.parent] + drawn * room[level.parent][:, None]
    return around


def _settle(field: ForceField, points: Points, rounds: int, pulse: Pulse) -> Points:
    """Move all nodes for some rounds; steps shrink and the momentum goes towards the end."""
    way = np.zeros_like(points)
    for number in range(rounds):
        force, stiffness = field.at(points, number)
        left = 1 - number / rounds
        way = _STEP * force / stiffness[:, None] + _MOMENTUM * min(1.0, 3 * left) * way
        longest = _LONGEST_STEP * max(float(np.ptp(points)), 1e-6) * (0.1 + 0.9 * left)
        way *= _shortened(lengths(way), longest)[:, None]
        points = points + way
        if not pulse.beat(len(points), points):
            break
    return points


def _shortened(length: Numbers, longest: float) -> Numbers:
    factor: Numbers = np.minimum(1.0, longest / np.maximum(length, 1e-9))
    return factor
