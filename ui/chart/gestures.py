"""What a drag of the mouse does: one class per gesture, from press to release or cancel."""

from typing import Protocol

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from ui.chart.arrays import Floats, Ints
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_scene import ChartScene
from ui.chart.hit_geometry import nodes_in_rect
from ui.chart.overlay_painter import paint_band, paint_new_link
from ui.chart.view_transform import ViewTransform

DRAG_START = 4.0
"""A press becomes a drag after so many pixels."""


class Surface(Protocol):
    """What a gesture needs of the chart."""

    scene: ChartScene

    def set_view(self, view: ViewTransform) -> None:
        """Show another part of the chart."""

    def choose(self, ids: frozenset[str]) -> None:
        """Choose exactly these nodes and links."""

    def nodes_lifted(self, numbers: Ints) -> None:
        """Nodes start to move."""

    def nodes_moved(self) -> None:
        """Nodes have new places; draw them."""

    def nodes_dropped(self, numbers: Ints, *, changed: bool) -> None:
        """Nodes have come to rest."""

    def ask_for_link(self, start: int, end: int) -> None:
        """Somebody drew a link from one node to another."""

    def redraw_overlay(self) -> None:
        """Draw what lies over the picture."""


class Gesture:
    """A drag. The base class does nothing."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, surface: Surface, x: float, y: float) -> None:
        self.surface = surface
        self.x0, self.y0 = self.x, self.y = x, y

    def moved(self, x: float, y: float) -> None:
        """The pointer is at (x, y) now."""
        self.x, self.y = x, y

    def released(self) -> None:
        """The button was let go: the gesture takes effect."""

    def cancelled(self) -> None:
        """Escape, or the window was left: nothing has happened."""

    def paint(self, painter: QPainter, colours: ChartColours) -> None:
        """Draw over the picture."""


class PanGesture(Gesture):
    """Drags the ground."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, surface: Surface, x: float, y: float) -> None:
        super().__init__(surface, x, y)
        self._view = surface.scene.view

    def moved(self, x: float, y: float) -> None:
        """See Gesture."""
        super().moved(x, y)
        self.surface.set_view(self._view.panned(x - self.x0, y - self.y0))

    def cancelled(self) -> None:
        """See Gesture."""
        self.surface.set_view(self._view)


class MoveGesture(Gesture):
    """Drags the chosen nodes; their places are told once, at the end."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, surface: Surface, x: float, y: float, numbers: Ints) -> None:
        super().__init__(surface, x, y)
        self._numbers = numbers
        self._before: Floats = surface.scene.model.xy[numbers].copy()
        surface.nodes_lifted(numbers)

    def moved(self, x: float, y: float) -> None:
        """See Gesture."""
        super().moved(x, y)
        scene = self.surface.scene
        shift = np.array([x - self.x0, y - self.y0]) / scene.view.scale
        scene.model.xy[self._numbers] = self._before + shift
        self.surface.nodes_moved()

    def released(self) -> None:
        """See Gesture."""
        self.surface.nodes_dropped(self._numbers, changed=(self.x, self.y) != (self.x0, self.y0))

    def cancelled(self) -> None:
        """See Gesture."""
        self.surface.scene.model.xy[self._numbers] = self._before
        self.surface.nodes_dropped(self._numbers, changed=False)


class BandGesture(Gesture):
    """Chooses the nodes in a rectangle; with `add` they join those chosen before."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, surface: Surface, x: float, y: float, *, add: bool) -> None:
        super().__init__(surface, x, y)
        self._before = surface.scene.selected if add else frozenset()

    def moved(self, x: float, y: float) -> None:
        """See Gesture."""
        super().moved(x, y)
        self.surface.redraw_overlay()

    def released(self) -> None:
        """See Gesture."""
        scene = self.surface.scene
        inside = nodes_in_rect(scene.screen(), self.x0, self.y0, self.x, self.y)
        ids = frozenset(scene.model.nodes[n].id for n in inside.tolist())
        self.surface.choose(self._before | ids)

    def paint(self, painter: QPainter, colours: ChartColours) -> None:
        """See Gesture."""
        paint_band(painter, colours, (self.x0, self.y0, self.x, self.y))


class LinkGesture(Gesture):
    """Draws a link from one node to another; dropped on empty ground it is given up."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, surface: Surface, x: float, y: float, start: int) -> None:
        super().__init__(surface, x, y)
        self._start = start
        self._target = -1

    def moved(self, x: float, y: float) -> None:
        """See Gesture."""
        super().moved(x, y)
        under = self.surface.scene.node_under(x, y)
        self._target = under if under != self._start else -1
        self.surface.redraw_overlay()

    def released(self) -> None:
        """See Gesture."""
        if self._target >= 0:
            self.surface.ask_for_link(self._start, self._target)

    def paint(self, painter: QPainter, colours: ChartColours) -> None:
        """See Gesture."""
        scene = self.surface.scene
        paint_new_link(painter, scene, colours, self._start, self.x, self.y, self._target)
