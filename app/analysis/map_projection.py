"""The map's plane: Lambert's conformal conic projection with two standard parallels, on GRS 80.

Formulas: EPSG Guidance Note 7, part 2, method 9802 (IOGP 373-7-2). The parameters of `GERMANY` are those
of "ETRS89 / LCC Germany (E-N)", EPSG:5243: parallels 48°40' N and 53°40' N, origin 51° N 10°30' E. Lengths
are off by less than two per mille within Germany; abroad the map still shows, ever more stretched. WGS 84
and ETRS89 differ by less than a metre, which no map of this program can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import atan, cos, degrees, log, pi, radians, sin, sqrt, tan
from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.engines import Points

_NEAREST_POLE = 80.0
_ROUNDS = 12


@dataclass(frozen=True)  # slots would forbid the cached constants
class LambertConic:
    """A conic projection; angles in degrees, lengths in the unit of `axis`."""

    axis: float
    flattening: float
    lat_origin: float
    lon_origin: float
    lat_first: float
    lat_second: float
    false_east: float = 0.0
    false_north: float = 0.0

    @cached_property
    def _excentricity(self) -> float:
        return sqrt(2 * self.flattening - self.flattening**2)

    @cached_property
    def _cone(self) -> tuple[float, float, float]:
        """n, axis times F, and the radius of the origin's parallel."""
        first, second = radians(self.lat_first), radians(self.lat_second)
        m1, m2, t1, t2 = self._m(first), self._m(second), self._t(first), self._t(second)
        n = (log(m1) - log(m2)) / (log(t1) - log(t2))
        factor = self.axis * m1 / (n * t1**n)
        return n, factor, float(factor * self._t(radians(self.lat_origin)) ** n)

    def _m(self, lat: float) -> float:
        return cos(lat) / sqrt(1 - (self._excentricity * sin(lat)) ** 2)

    def _t(self, lat: float) -> float:
        e = self._excentricity
        return float(tan(pi / 4 - lat / 2) / ((1 - e * sin(lat)) / (1 + e * sin(lat))) ** (e / 2))

    def forward(self, lat: float, lon: float) -> tuple[float, float]:
        """Return (east, north); beyond 80 degrees south the plane ends, and points stay on its edge."""
        n, factor, origin = self._cone
        radius = factor * self._t(radians(min(max(lat, -_NEAREST_POLE), 90.0))) ** n
        turn = n * radians((lon - self.lon_origin + 180) % 360 - 180)
        return self.false_east + radius * sin(turn), self.false_north + origin - radius * cos(turn)

    def inverse(self, east: float, north: float) -> tuple[float, float]:
        """Return (latitude, longitude) of a point of the plane."""
        n, factor, origin = self._cone
        x, y = east - self.false_east, origin - (north - self.false_north)
        radius = sqrt(x * x + y * y)
        t = (radius / factor) ** (1 / n)
        e = self._excentricity
        lat = pi / 2 - 2 * atan(t)
        for _round in range(_ROUNDS):
            lat = pi / 2 - 2 * atan(t * ((1 - e * sin(lat)) / (1 + e * sin(lat))) ** (e / 2))
        return degrees(lat), self.lon_origin + degrees(float(np.arctan2(x, y)) / n)

    def forward_many(self, points: Points) -> Points:
        """Return (east, north) of many points (latitude, longitude), both arrays of shape (n, 2)."""
        n, factor, origin = self._cone
        e = self._excentricity
        lat = np.radians(np.clip(points[:, 0], -_NEAREST_POLE, 90.0))
        sine = e * np.sin(lat)
        radius = factor * (np.tan(np.pi / 4 - lat / 2) / ((1 - sine) / (1 + sine)) ** (e / 2)) ** n
        turn = n * np.radians((points[:, 1] - self.lon_origin + 180) % 360 - 180)
        return np.stack(
            [self.false_east + radius * np.sin(turn), self.false_north + origin - radius * np.cos(turn)],
            axis=1,
        )

    def stretch(self, lat: float) -> float:
        """Return how many times as long as on the ground things are drawn at a latitude."""
        n, factor, _origin = self._cone
        phi = radians(min(max(lat, -_NEAREST_POLE), 89.0))
        return float(factor * self._t(phi) ** n * n / (self.axis * self._m(phi)))


GERMANY = LambertConic(6_378_137.0, 1 / 298.257222101, 51.0, 10.5, 48 + 40 / 60, 53 + 40 / 60)
