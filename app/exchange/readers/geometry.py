"""Points from the geometries of GeoJSON (RFC 7946) and KML (OGC 12-007r2): longitude first, WGS 84."""

from collections.abc import Iterable, Sequence

from app.base.i18n import _

Point = tuple[float, float]


def point_text(point: Point) -> str:
    """Return longitude and latitude in the words of the ontology: latitude first."""
    return f"{point[1]:.7f}, {point[0]:.7f}"


def valid_point(numbers: Sequence[object]) -> Point | None:
    """Return the point of a coordinate, None if it is none on this earth."""
    if len(numbers) < 2:
        return None
    lon, lat = numbers[0], numbers[1]
    if isinstance(lon, bool) or isinstance(lat, bool):
        return None
    if not isinstance(lon, (int, float)) or not isinstance(lat, (int, float)):
        return None
    return (float(lon), float(lat)) if abs(lon) <= 180 and abs(lat) <= 90 else None


def middle(points: Iterable[Point]) -> Point | None:
    """Return the middle of the box around points, None if there are none."""
    given = list(points)
    if not given:
        return None
    lons, lats = [p[0] for p in given], [p[1] for p in given]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def shape_note(count: int) -> str:
    """Return the report line for lines and areas of which only the middle is kept."""
    text = _("{count} lines or areas: the middle is kept as the place, not the outline.")
    return text.format(count=count)
