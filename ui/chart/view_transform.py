"""Where the world lies on the screen: scale and centre, as a value. Free of Qt."""

from dataclasses import dataclass, replace

import numpy as np

from ui.chart.arrays import Floats

SMALLEST, LARGEST = 0.02, 6.0
_MARGIN_X, _MARGIN_Y = 96.0, 48.0
_LEAST_ROOM, _LEAST_SHARE = 40.0, 0.5


@dataclass(frozen=True, slots=True)
class ViewTransform:
    """Screen = (world - centre) * scale + middle of the widget; the screen in logical pixels."""

    scale: float = 1.0
    cx: float = 0.0
    cy: float = 0.0
    width: float = 800.0
    height: float = 600.0

    def to_screen(self, xy: Floats) -> Floats:
        """Return the screen places of world places, both (n, 2)."""
        # Column by column: adding a pair to all rows takes numpy five times as long.
        screen = xy * self.scale
        screen[:, 0] += self.width / 2 - self.cx * self.scale
        screen[:, 1] += self.height / 2 - self.cy * self.scale
        return screen

    def to_world(self, x: float, y: float) -> tuple[float, float]:
        """Return the world place under a screen place."""
        return (
            (x - self.width / 2) / self.scale + self.cx,
            (y - self.height / 2) / self.scale + self.cy,
        )

    def panned(self, dx: float, dy: float) -> "ViewTransform":
        """Return the view after the ground was dragged by (dx, dy) pixels."""
        return replace(self, cx=self.cx - dx / self.scale, cy=self.cy - dy / self.scale)

    def zoomed(self, factor: float, x: float, y: float) -> "ViewTransform":
        """Return the view `factor` times as large; what is under (x, y) stays there."""
        scale = min(max(self.scale * factor, SMALLEST), LARGEST)
        wx, wy = self.to_world(x, y)
        return replace(
            self,
            scale=scale,
            cx=wx - (x - self.width / 2) / scale,
            cy=wy - (y - self.height / 2) / scale,
        )

    def resized(self, width: float, height: float) -> "ViewTransform":
        """Return the same view for another size of the widget; the middle stays in the middle."""
        return replace(self, width=max(width, 1.0), height=max(height, 1.0))

    def centred(self, x: float, y: float, at_least: float = 0.0) -> "ViewTransform":
        """Return the view with world place (x, y) in the middle, no smaller than scale `at_least`."""
        return replace(self, cx=x, cy=y, scale=max(self.scale, at_least))

    def fitted(
        self, xy: Floats, corner: tuple[float, float] = (0.0, 0.0), largest: float = 1.25
    ) -> "ViewTransform":
        """Return the view that shows all places `xy` with a margin; none at all: the origin.

        A `corner` (width, height) at the lower left is kept free, by a strip at the left or below,
        whichever leaves the picture larger; one that would take more than half of the scale lies over it.
        """
        if not len(xy):
            return replace(self, scale=1.0, cx=0.0, cy=0.0)
        low, high = xy.min(axis=0), xy.max(axis=0)
        extent = np.maximum(high - low, 1.0)
        scale, left, below = 0.0, 0.0, 0.0
        for strip in ((corner[0], 0.0), (0.0, corner[1])):
            fits = self._fitting(extent, strip, largest)
            if fits > scale:
                scale, left, below = fits, *strip
        alone = self._fitting(extent, (0.0, 0.0), largest)
        if scale < alone * _LEAST_SHARE:
            scale, left, below = alone, 0.0, 0.0
        cx, cy = (low + high) / 2
        return replace(self, scale=scale, cx=float(cx), cy=float(cy)).panned(left / 2, -below / 2)

    def _fitting(self, extent: Floats, strip: tuple[float, float], largest: float) -> float:
        """Return the scale at which `extent` fits beside a strip (from the width, from the height)."""
        free = (self.width - strip[0] - 2 * _MARGIN_X, self.height - strip[1] - 2 * _MARGIN_Y)
        room = np.maximum(free, _LEAST_ROOM)
        return max(min(float(np.min(room / extent)), largest), SMALLEST)
