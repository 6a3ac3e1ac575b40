"""Forces between many nodes: repulsion far (grid and FFT) and near (k-d tree), attraction along links.

The forces are those of ForceAtlas2 (Jacomy et al. 2014) with the logarithmic attraction of LinLog (Noack
2009): repulsion mass x mass / d, attraction weight x log(1+d). A field of 1/d forces is a convolution, so
the far part is done on a grid by FFT; inside one cell the grid is too weak and pairs make up the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.analysis.engines import fft, np
from app.analysis.force_pairs import near_pairs

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix, Numbers, Points, Waves

_EXACT = 64
_REPULSION = 10.0
_GRAVITY = 0.05
_NEAR_CELLS = 0.7
_PAIRS_HOLD = 4
_SOFT = 1e-3


@dataclass(frozen=True, slots=True)
class _Kernel:
    size: int
    along_x: Waves
    along_y: Waves


def lengths(vectors: Points) -> Numbers:
    """Return the lengths of n x 2 vectors (a norm over so short an axis is slow in numpy)."""
    found: Numbers = np.sqrt(vectors[:, 0] ** 2 + vectors[:, 1] ** 2)
    return found


def grid_size(n: int) -> int:
    """Return how many cells a side the far field takes for `n` nodes."""
    for nodes, cells in ((1_000, 64), (4_000, 128), (12_000, 192), (60_000, 256)):
        if n <= nodes:
            return cells
    return 384


@cache
def _kernel(size: int) -> _Kernel:
    steps = fft.fftfreq(2 * size, 1 / (2 * size)).astype(np.float32)
    dx, dy = np.meshgrid(steps, steps, indexing="ij")
    weight = 1 / np.maximum(dx * dx + dy * dy, 1.0)
    return _Kernel(size, fft.rfft2(dx * weight), fft.rfft2(dy * weight))


class ForceField:
    """The forces of one graph of `mass` per node; `adjacency` (symmetric) holds the weights of the links."""

    def __init__(self, mass: Numbers, adjacency: Matrix) -> None:
        self._n = len(mass)
        self._mass = mass
        links = adjacency.tocoo()
        once = links.row < links.col
        self._start, self._end = links.row[once].astype(np.int64), links.col[once].astype(np.int64)
        self._weight = links.data[once]
        self._kernel = _kernel(grid_size(self._n)) if self._n > _EXACT else None
        self._pairs = np.zeros((0, 2), np.int64)

    def at(self, points: Points, round_number: int) -> tuple[Points, Numbers]:
        """Return the force on every node, and how stiffly its links and gravity hold it (force per way).

        Near pairs are looked up anew only in some rounds.
        """
        if self._kernel is None:
            force = self._every_pair(points)
        else:
            far, cell = self._far(points, self._kernel)
            force = _REPULSION * self._mass[:, None] * far
            if round_number % _PAIRS_HOLD == 0:
                self._pairs = near_pairs(points, _NEAR_CELLS * cell)
            self._add_near(force, points, cell)
        stiffness = self._add_attraction(force, points)
        middle = (self._mass[:, None] * points).sum(axis=0) / self._mass.sum()
        force -= _GRAVITY * self._mass[:, None] * (points - middle)
        return force, stiffness + _GRAVITY * self._mass

    def balanced_scale(self, points: Points) -> float:
        """Return the factor by which a drawing must grow so that repulsion and attraction hold each other.

        The work of 1/d repulsion does not depend on the scale, that of attraction and gravity grows with
        it, so the balance is unique.
        """
        total = float(self._mass.sum())
        outward = _REPULSION * (total * total - float((self._mass**2).sum())) / 2
        length = lengths(points[self._start] - points[self._end])
        middle = (self._mass[:, None] * points).sum(axis=0) / total
        spread = _GRAVITY * float((self._mass * lengths(points - middle) ** 2).sum())
        low, high = 1e-9, 1e9
        for _halving in range(80):
            scale = (low * high) ** 0.5
            inward = float((self._weight * np.log1p(scale * length) * scale * length).sum())
            low, high = (scale, high) if inward + scale * scale * spread < outward else (low, scale)
        return float((low * high) ** 0.5)

    def tension(self, points: Points) -> float:
        """Return how strongly the links of a drawing pull: small where tied nodes are near each other."""
        length = lengths(points[self._start] - points[self._end])
        return float((self._weight * np.log1p(length)).sum())

    def energy(self, points: Points) -> float:
        """Return the energy of a drawing of a small graph; of two drawings the lower is the better one."""
        length = lengths(points[self._start] - points[self._end])
        pull = float((self._weight * ((1 + length) * np.log1p(length) - length)).sum())
        apart = points[:, None] - points[None]
        far = np.sqrt((apart * apart).sum(axis=2) + _SOFT)
        push = float((self._mass[:, None] * self._mass[None] * np.log(far)).sum()) / 2
        return pull - _REPULSION * push

    def _every_pair(self, points: Points) -> Points:
        """The repulsion of a small graph, pair by pair."""
        apart = points[:, None] - points[None]
        squared = (apart * apart).sum(axis=2) + 1e-4
        strength = _REPULSION * self._mass[:, None] * self._mass[None] / squared
        force: Points = (strength[:, :, None] * apart).sum(axis=1)
        return force

    def _far(self, points: Points, kernel: _Kernel) -> tuple[Points, float]:
        """Spread the masses on the grid, convolve with the kernel, read the field at the nodes."""
        size = kernel.size
        low, high = points.min(axis=0), points.max(axis=0)
        cell = max(float((high - low).max()) / (size - 2), 1e-9)
        place = (points - low) / cell
        whole = place.astype(np.int64)
        right, down = (place[:, k] - whole[:, k] for k in (0, 1))
        corner = whole[:, 0] * size + whole[:, 1]
        both = right * down
        shares = ((0, 1 - right - down + both), (1, down - both), (size, right - both), (size + 1, both))
        grid = np.zeros(size * size)
        for offset, share in shares:
            grid += np.bincount(corner + offset, share * self._mass, size * size)
        # Half of the padded grid is empty, and half of the answer is not read: neither is transformed.
        rows = fft.rfft(grid.reshape(size, size).astype(np.float32), 2 * size, axis=1)
        spectrum = fft.fft(rows, 2 * size, axis=0)
        field = np.empty_like(points)
        for axis, wave in enumerate((kernel.along_x, kernel.along_y)):
            back = fft.ifft(spectrum * wave, axis=0, overwrite_x=True)[:size]
            plane = fft.irfft(back, 2 * size, axis=1)[:, :size].ravel()
            field[:, axis] = sum(share * plane[corner + offset] for offset, share in shares)
        return field / cell, cell

    def _add_near(self, force: Points, points: Points, cell: float) -> None:
        a, b = self._pairs[:, 0], self._pairs[:, 1]
        apart = points[a] - points[b]
        squared = apart[:, 0] ** 2 + apart[:, 1] ** 2 + _SOFT * cell * cell
        missing = np.maximum(1 / squared - 1 / (cell * cell), 0.0)
        self._add_pairwise(force, a, b, apart, _REPULSION * self._mass[a] * self._mass[b] * missing)

    def _add_attraction(self, force: Points, points: Points) -> Numbers:
        apart = points[self._start] - points[self._end]
        length = lengths(apart) + 1e-6
        strength = self._weight * np.log1p(length) / length
        self._add_pairwise(force, self._end, self._start, apart, strength)
        held = np.bincount(self._start, strength, self._n) + np.bincount(self._end, strength, self._n)
        return np.asarray(held, np.float64)

    def _add_pairwise(
        self, force: Points, to: Indices, back: Indices, apart: Points, strength: Numbers
    ) -> None:
        for axis in (0, 1):
            value = strength * apart[:, axis]
            force[:, axis] += np.bincount(to, value, self._n)
            force[:, axis] -= np.bincount(back, value, self._n)
