"""Distances on the earth's ellipsoid, in metres, between points in degrees (latitude, longitude).

Formulas: T. Vincenty, "Direct and Inverse Solutions of Geodesics on the Ellipsoid with Application of
Nested Equations", Survey Review XXIII, 176 (1975), on WGS 84. For nearly opposite points the inverse one
does not settle; there the great circle of the haversine formula stands in (R. W. Sinnott, "Virtues of the
Haversine", Sky and Telescope 68 (1984)), which is off by half a percent at most.
"""

from math import asin, atan, atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AXIS = 6_378_137.0
FLATTENING = 1 / 298.257223563
_POLAR = AXIS * (1 - FLATTENING)
_MEAN_RADIUS = (2 * AXIS + _POLAR) / 3
_ROUNDS = 100
_SETTLED = 1e-12

Point = tuple[float, float]


def distance(a: Point, b: Point) -> float:
    """Return the length of the shortest way over the ground, exact to a millimetre at usual distances."""
    if a == b:
        return 0.0
    u1, u2 = (atan((1 - FLATTENING) * tan(radians(lat))) for lat, _lon in (a, b))
    turn = radians(b[1] - a[1])
    lam = turn
    for _round in range(_ROUNDS):
        y = hypot(cos(u2) * sin(lam), cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lam))
        if y == 0.0:
            return 0.0
        x = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lam)
        sigma = atan2(y, x)
        heading = cos(u1) * cos(u2) * sin(lam) / y
        square = 1 - heading * heading
        # on the equator there is no square: the term it divides is zero
        middle = x - 2 * sin(u1) * sin(u2) / square if square > _SETTLED else 0.0
        c = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square))
        bend = sigma + c * y * (middle + c * x * (-1 + 2 * middle * middle))
        before, lam = lam, turn + (1 - c) * FLATTENING * heading * bend
        if abs(lam - before) < _SETTLED:
            big, small = _series(square)
            return _POLAR * big * (sigma - _correction(small, y, x, middle))
    return great_circle(a, b)


def great_circle(a: Point, b: Point) -> float:
    """Return the length of the great circle on a sphere of the earth's mean radius (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(p[0]), radians(p[1])) for p in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _MEAN_RADIUS * asin(sqrt(min(1.0, half)))


def destination(start: Point, bearing: float, length: float) -> Point:
    """Return the point that lies `length` metres from `start` in direction `bearing` (degrees from north)."""
    azimuth, u1 = radians(bearing), atan((1 - FLATTENING) * tan(radians(start[0])))
    sigma1 = atan2(tan(u1), cos(azimuth))
    heading = cos(u1) * sin(azimuth)
    square = 1 - heading * heading
    big, small = _series(square)
    first = sigma = length / (_POLAR * big)
    middle = 0.0
    for _round in range(_ROUNDS):
        middle = cos(2 * sigma1 + sigma)
        before, sigma = sigma, first + _correction(small, sin(sigma), cos(sigma), middle)
        if abs(sigma - before) < _SETTLED:
            break
    s, c = sin(sigma), cos(sigma)
    north = sin(u1) * s - cos(u1) * c * cos(azimuth)
    lat = atan2(sin(u1) * c + cos(u1) * s * cos(azimuth), (1 - FLATTENING) * hypot(heading, north))
    lam = atan2(s * sin(azimuth), cos(u1) * c - sin(u1) * s * cos(azimuth))
    part = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square))
    bend = sigma + part * s * (middle + part * c * (-1 + 2 * middle * middle))
    lon = start[1] + degrees(lam - (1 - part) * FLATTENING * heading * bend)
    return degrees(lat), (lon + 180) % 360 - 180


def circle(centre: Point, radius: float, corners: int = 72) -> tuple[Point, ...]:
    """Return the corners of the line that lies `radius` metres around `centre`."""
    return tuple(destination(centre, 360 * k / corners, radius) for k in range(corners))


def _series(square: float) -> tuple[float, float]:
    """A and B of Vincenty's equations 3 and 4."""
    u = square * (AXIS**2 - _POLAR**2) / _POLAR**2
    big = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    return big, u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))


def _correction(small: float, s: float, c: float, middle: float) -> float:
    """Delta sigma of Vincenty's equation 6; `s` and `c` are sine and cosine of sigma."""
    inner = c * (-1 + 2 * middle**2) - small / 6 * middle * (-3 + 4 * s * s) * (-3 + 4 * middle**2)
    return small * s * (middle + small / 4 * inner)
