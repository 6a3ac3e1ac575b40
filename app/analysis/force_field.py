"""Forces between many nodes: repulsion far (grid and FFT) and near (k-d tree), attraction along links.

The forces are those of ForceAtlas2 (Jacomy et al. 2014) with the logarithmic attraction of LinLog (Noack
2009): repulsion (deg+1)(deg+1)/d, attraction log(1+d). A field of 1/d forces is a convolution, so the
far part is done on a grid by FFT; inside one cell the grid is too weak and pairs make up the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.analysis.engines import fft, np, spatial

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Numbers, Points, Waves

_EXACT = 120
_REPULSION = 10.0
_GRAVITY = 0.05
_NEAR_CELLS = 0.7
_NEAR_PAIRS_PER_NODE = 12
_NEAR_LIMIT = 400.0


@dataclass(frozen=True, slots=True)
class _Kernel:
    size: int
    along_x: Waves
    along_y: Waves


def lengths_squared(vectors: Points) -> Numbers:
    """Return the squared lengths of n x 2 vectors (a sum over so short an axis is slow in numpy)."""
    squared: Numbers = vectors[:, 0] ** 2 + vectors[:, 1] ** 2
    return squared


def grid_size(n: int) -> int:
    """Return how many cells a side the far field takes for `n` nodes."""
    for nodes, cells in ((1_000, 64), (5_000, 128), (60_000, 256)):
        if n <= nodes:
            return cells
    return 512


@cache
def _kernel(size: int) -> _Kernel:
    steps = fft.fftfreq(2 * size, 1 / (2 * size)).astype(np.float32)
    dx, dy = np.meshgrid(steps, steps, indexing="ij")
    weight = 1 / np.maximum(dx * dx + dy * dy, 1.0)
    return _Kernel(size, fft.rfft2(dx * weight), fft.rfft2(dy * weight))


class ForceField:
    """The forces of one graph; `mass` is degree + 1, `edges` is m x 2."""

    def __init__(self, mass: Numbers, edges: Indices) -> None:
        self._n = len(mass)
        self._mass = mass
        self._start, self._end = edges[:, 0], edges[:, 1]
        self._kernel = _kernel(grid_size(self._n))
        self._pairs = np.zeros((0, 2), np.int64)

    def at(self, points: Points, round_number: int) -> Points:
        """Return the force on every node; near pairs are looked up anew only in some rounds."""
        if self._n <= _EXACT:
            force = self._every_pair(points)
        else:
            far, cell = self._far(points)
            force = _REPULSION * self._mass[:, None] * far
            if round_number % (2 if self._n < 20_000 else 8) == 0:
                self._pairs = self._near_pairs(points, cell, round_number)
            if len(self._pairs):
                self._add_near(force, points, cell)
        self._add_attraction(force, points)
        force -= _GRAVITY * self._mass[:, None] * (points - points.mean(axis=0))
        return force

    def _every_pair(self, points: Points) -> Points:
        """The repulsion of a small graph, pair by pair."""
        apart = points[:, None] - points[None]
        squared = (apart * apart).sum(axis=2) + 1e-4
        strength = _REPULSION * self._mass[:, None] * self._mass[None] / squared
        force: Points = (strength[:, :, None] * apart).sum(axis=1)
        return force

    def _far(self, points: Points) -> tuple[Points, float]:
        """Spread the masses on the grid, convolve with the kernel, read the field at the nodes."""
        size = self._kernel.size
        low, high = points.min(axis=0), points.max(axis=0)
        cell = max(float((high - low).max()) / (size - 2), 1e-9)
        place = (points - low) / cell
        whole = place.astype(np.int64)
        part = place - whole
        corner = whole[:, 0] * size + whole[:, 1]
        shares = (
            (0, (1 - part[:, 0]) * (1 - part[:, 1])),
            (1, (1 - part[:, 0]) * part[:, 1]),
            (size, part[:, 0] * (1 - part[:, 1])),
            (size + 1, part[:, 0] * part[:, 1]),
        )
        grid = sum(np.bincount(corner + o, share * self._mass, size * size) for o, share in shares)
        padded = np.zeros((2 * size, 2 * size), np.float32)
        padded[:size, :size] = np.asarray(grid).reshape(size, size)
        spectrum = fft.rfft2(padded)
        field = np.empty_like(points)
        for axis, kernel in enumerate((self._kernel.along_x, self._kernel.along_y)):
            plane = fft.irfft2(spectrum * kernel, s=(2 * size, 2 * size))[:size, :size].ravel()
            field[:, axis] = sum(share * plane[corner + o] for o, share in shares)
        return field / cell, cell

    def _near_pairs(self, points: Points, cell: float, round_number: int) -> Indices:
        found = spatial.cKDTree(points).query_pairs(_NEAR_CELLS * cell, output_type="ndarray")
        most = _NEAR_PAIRS_PER_NODE * self._n
        if len(found) > most:
            found = found[np.random.default_rng(round_number).choice(len(found), most, replace=False)]
        return np.asarray(found, np.int64)

    def _add_near(self, force: Points, points: Points, cell: float) -> None:
        a, b = self._pairs[:, 0], self._pairs[:, 1]
        apart = points[a] - points[b]
        squared = lengths_squared(apart) + 1e-3 * cell * cell
        missing = 1 / squared - np.minimum(1 / squared, 1 / (cell * cell))
        strength = np.minimum(
            _REPULSION * self._mass[a] * self._mass[b] * missing, _REPULSION * _NEAR_LIMIT / (cell * cell)
        )
        self._add_pairwise(force, a, b, strength[:, None] * apart)

    def _add_attraction(self, force: Points, points: Points) -> None:
        apart = points[self._start] - points[self._end]
        length = np.sqrt(lengths_squared(apart)) + 1e-6
        self._add_pairwise(force, self._end, self._start, apart * (np.log1p(length) / length)[:, None])

    def _add_pairwise(self, force: Points, to: Indices, back: Indices, values: Points) -> None:
        for axis in (0, 1):
            force[:, axis] += np.bincount(to, values[:, axis], self._n)
            force[:, axis] -= np.bincount(back, values[:, axis], self._n)
