"""Which stretch of time and which lanes the window shows, as a value. Free of Qt."""

from dataclasses import dataclass, replace

SMALLEST, LARGEST = 0.0005, 2400.0
"""Pixels per day: from a millennium in view to a minute in two pixels."""
_MARGIN = 40.0


@dataclass(frozen=True, slots=True)
class TimeView:
    """`first` is the day at the left edge, `scale` pixels per day, `top` how far lanes are scrolled up."""

    first: float = 719163.0
    scale: float = 1.0
    top: float = 0.0
    width: float = 800.0
    height: float = 600.0

    def x(self, day: float) -> float:
        """Return where a day lies, in pixels from the left edge of the lanes."""
        return (day - self.first) * self.scale

    def day(self, x: float) -> float:
        """Return the day at a place."""
        return self.first + x / self.scale

    @property
    def last(self) -> float:
        """The day at the right edge."""
        return self.day(self.width)

    def panned(self, dx: float, dy: float, content: float) -> "TimeView":
        """Return the view after the ground was dragged by (dx, dy); `content` is the height of all lanes."""
        lowest = max(0.0, content - self.height)
        return replace(self, first=self.first - dx / self.scale, top=min(max(self.top - dy, 0.0), lowest))

    def zoomed(self, factor: float, x: float) -> "TimeView":
        """Return the view `factor` times as wide; the day under `x` stays there."""
        scale = min(max(self.scale * factor, SMALLEST), LARGEST)
        return replace(self, scale=scale, first=self.day(x) - x / scale)

    def spanning(self, first: float, last: float, right: float = 0.0) -> "TimeView":
        """Return the view that shows `first` to `last` with a margin; `right` is kept free for words."""
        room = max(self.width - 2 * _MARGIN - min(right, self.width / 4), 60.0)
        scale = min(max(room / max(last - first, 1.0), SMALLEST), LARGEST)
        return replace(self, scale=scale, first=first - _MARGIN / scale)
