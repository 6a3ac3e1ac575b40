"""Which part of the map's plane the window shows, as a value. Free of Qt."""

from dataclasses import dataclass, replace

SMALLEST, LARGEST = 2e-5, 1.0
"""Pixels per metre: from all Europe in a hand's width to a metre in a pixel."""
_CLOSEST = 0.05
_MARGIN = 70.0


@dataclass(frozen=True, slots=True)
class MapView:
    """Screen = (plane - centre) * scale + middle of the widget, with north up; the plane in metres."""

    scale: float = 5e-4
    east: float = 0.0
    north: float = 0.0
    width: float = 800.0
    height: float = 600.0

    def to_screen(self, east: float, north: float) -> tuple[float, float]:
        """Return where a point of the plane lies in the window."""
        return (
            (east - self.east) * self.scale + self.width / 2,
            (self.north - north) * self.scale + self.height / 2,
        )

    def to_plane(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the plane under a place in the window."""
        return (
            self.east + (x - self.width / 2) / self.scale,
            self.north - (y - self.height / 2) / self.scale,
        )

    def panned(self, dx: float, dy: float) -> "MapView":
        """Return the view after the ground was dragged by (dx, dy) pixels."""
        return replace(self, east=self.east - dx / self.scale, north=self.north + dy / self.scale)

    def zoomed(self, factor: float, x: float, y: float) -> "MapView":
        """Return the view `factor` times as large; what is under (x, y) stays there."""
        scale = min(max(self.scale * factor, SMALLEST), LARGEST)
        east, north = self.to_plane(x, y)
        return replace(
            self,
            scale=scale,
            east=east - (x - self.width / 2) / scale,
            north=north + (y - self.height / 2) / scale,
        )

    def centred(self, east: float, north: float) -> "MapView":
        """Return the view with this point in the middle."""
        return replace(self, east=east, north=north)

    def fitted(self, points: list[tuple[float, float]]) -> "MapView":
        """Return the view that shows all points of the plane with a margin, no closer than a few streets."""
        if not points:
            return self
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        wide = max(self.width - 2 * _MARGIN, 60.0) / max(east - west, 1.0)
        high = max(self.height - 2 * _MARGIN, 60.0) / max(north - south, 1.0)
        scale = min(max(min(wide, high), SMALLEST), _CLOSEST)
        return replace(self, scale=scale, east=(west + east) / 2, north=(south + north) / 2)
