"""The chart at rest as square pieces, drawn one by one in idle time and kept while nothing changes."""

from collections import OrderedDict
from dataclasses import replace
from math import floor

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap

from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_scene import ChartScene
from ui.chart.link_frame import LinkFrame, whole_frame
from ui.chart.view_transform import ViewTransform

_SIDE = 384
_KEPT = 120
"""So many pieces of 576 KiB are kept."""
_REACH = 12.0

Key = tuple[int, int]


class TileStore:
    """Pieces of one picture: all links smooth, with patterns and arrows, and all nodes; no words.

    Pieces lie on a grid of the world at one scale, so that they stay right while the view is moved. After a
    change the old ones are shown until new ones are drawn.
    """

    def __init__(self) -> None:
        self._tiles: OrderedDict[Key, QPixmap] = OrderedDict()
        self._fresh: set[Key] = set()
        self._scale = 0.0
        self._ratio = 1.0
        self._frame: LinkFrame | None = None

    def spoil(self) -> None:
        """Something is drawn differently now."""
        self._fresh.clear()
        self._frame = None

    def clear(self) -> None:
        """Another chart is shown: the old pieces say nothing about it."""
        self.spoil()
        self._tiles.clear()

    def fit_to(self, scene: ChartScene, brush: ChartPainter) -> None:
        """Keep nothing that belongs to another scale or screen."""
        if (scene.view.scale, brush.ratio) != (self._scale, self._ratio):
            self.clear()
            self._scale, self._ratio = scene.view.scale, brush.ratio

    def wanted(self, scene: ChartScene) -> list[Key]:
        """Return the pieces on screen that are missing or no longer right, middle ones first."""
        middle = _grid(scene.view, self._side, scene.view.width / 2, scene.view.height / 2)
        missing = [key for key in self._on_screen(scene.view) if key not in self._fresh]
        return sorted(missing, key=lambda key: (abs(key[0] - middle[0]) + abs(key[1] - middle[1]), key))

    def complete(self, scene: ChartScene) -> bool:
        """Tell whether every piece on screen is there and right."""
        return scene.view.scale == self._scale and not self.wanted(scene)

    @property
    def _side(self) -> float:
        return _SIDE / self._ratio

    @property
    def ready(self) -> bool:
        """Whether the lines are worked out, so that pieces can be drawn."""
        return self._frame is not None

    def work_out(self, scene: ChartScene) -> None:
        """Work out all lines at this scale, wherever they run: one step before the pieces."""
        screen = scene.model.xy * self._scale
        self._frame = whole_frame(scene.model, screen, scene.detail(moving=False))

    def draw(self, key: Key, scene: ChartScene, brush: ChartPainter) -> None:
        """Draw one piece anew."""
        if self._frame is None:
            self.work_out(scene)
        frame, side = self._frame, self._side
        if frame is None:
            return
        low = np.array(key, dtype=np.float64) * side
        view = replace(
            scene.view,
            cx=float(low[0] + side / 2) / self._scale,
            cy=float(low[1] + side / 2) / self._scale,
            width=side,
            height=side,
        )
        tile = self._tiles.get(key) or QPixmap(_SIDE, _SIDE)
        tile.setDevicePixelRatio(self._ratio)
        tile.fill(brush.colours.ground)
        near = frame.part(low - _REACH, low + side + _REACH).shifted(-_REACH)
        painter = QPainter(tile)
        brush.paint_body(painter, scene.seen_from(view), near, scene.detail(moving=False))
        painter.end()
        self._tiles[key] = tile
        self._fresh.add(key)
        self._tiles.move_to_end(key)
        while len(self._tiles) > _KEPT:
            self._fresh.discard(self._tiles.popitem(last=False)[0])

    def paint(self, painter: QPainter, scene: ChartScene) -> bool:
        """Draw the pieces that there are; tells whether that covers the window."""
        covered = scene.view.scale == self._scale
        if covered:
            x0, y0 = _origin(scene.view)
            for key in self._on_screen(scene.view):
                tile = self._tiles.get(key)
                if tile is None:
                    covered = False
                else:
                    at = QPointF(key[0] * self._side - x0, key[1] * self._side - y0) * self._ratio
                    painter.drawPixmap(QPointF(round(at.x()), round(at.y())) / self._ratio, tile)
        return covered

    def covers(self, scene: ChartScene) -> bool:
        """Tell whether there is a piece, right or old, for every place on screen."""
        same = scene.view.scale == self._scale
        return same and all(key in self._tiles for key in self._on_screen(scene.view))

    def _on_screen(self, view: ViewTransform) -> list[Key]:
        left, top = _grid(view, self._side, 0.0, 0.0)
        right, bottom = _grid(view, self._side, view.width - 1, view.height - 1)
        return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _origin(view: ViewTransform) -> tuple[float, float]:
    """Return where the upper left corner of the window lies in the world at this scale, in pixels."""
    return view.cx * view.scale - view.width / 2, view.cy * view.scale - view.height / 2


def _grid(view: ViewTransform, side: float, x: float, y: float) -> Key:
    x0, y0 = _origin(view)
    return floor((x0 + x) / side), floor((y0 + y) / side)
