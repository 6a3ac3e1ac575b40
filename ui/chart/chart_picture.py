"""The finished picture, kept while nothing changes, and the still part of it during a drag."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from ui.chart.arrays import Bools
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_scene import ChartScene


class ChartPicture:
    """Draws a scene with as little work as the moment allows.

    At rest the whole picture is made once and blitted. In motion it is drawn straight to the window.
    While nodes are lifted, everything else is made once and only the lifted nodes and their links are drawn.
    """

    def __init__(self) -> None:
        self._whole: QPixmap | None = None
        self._still: QPixmap | None = None
        self._lifted: Bools | None = None

    def spoil(self) -> None:
        """The picture no longer fits the scene."""
        self._whole = None
        self._still = None

    def lift(self, nodes: Bools) -> None:
        """These nodes will move from now on."""
        self._lifted = nodes
        self._still = None

    def drop(self) -> None:
        """No node moves any more."""
        self._lifted = None
        self.spoil()

    def draw(
        self, painter: QPainter, scene: ChartScene, brush: ChartPainter, size: QSize, *, moving: bool
    ) -> None:
        """Draw the scene on its ground; `size` in logical pixels."""
        if self._lifted is not None:
            self._draw_lifted(painter, scene, brush, size, self._lifted)
        elif moving:
            painter.fillRect(0, 0, size.width(), size.height(), brush.colours.ground)
            brush.paint(painter, scene, moving=True)
            self._whole = None
        else:
            if self._whole is None:
                self._whole = _blank(brush, size)
                layer = QPainter(self._whole)
                brush.paint(layer, scene)
                layer.end()
            painter.drawPixmap(0, 0, self._whole)

    def _draw_lifted(
        self, painter: QPainter, scene: ChartScene, brush: ChartPainter, size: QSize, lifted: Bools
    ) -> None:
        tied = scene.model.links_at(lifted)
        if self._still is None:
            self._still = _blank(brush, size)
            layer = QPainter(self._still)
            brush.paint(layer, scene, moving=True, nodes=~lifted, links=~tied)
            layer.end()
        painter.drawPixmap(0, 0, self._still)
        brush.paint(painter, scene, moving=True, nodes=lifted, links=tied)


def _blank(brush: ChartPainter, size: QSize) -> QPixmap:
    picture = QPixmap(round(size.width() * brush.ratio), round(size.height() * brush.ratio))
    picture.setDevicePixelRatio(brush.ratio)
    picture.fill(brush.colours.ground)
    return picture
