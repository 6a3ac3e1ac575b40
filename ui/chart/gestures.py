"""What a drag of the mouse does: one class per gesture, from press to release or cancel."""

from typing import Protocol

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from ui.chart.arrays import Floats, Ints
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_model import Place
from ui.chart.chart_scene import ChartScene
from ui.chart.hit_geometry import nodes_in_polygon, nodes_in_rect
from ui.chart.overlay_painter import paint_band, paint_lasso, paint_new_link
from ui.chart.part_geometry import Box, Moving, box_of, boxed, parts_of, put_document, resized, shifted
from ui.chart.view_transform import ViewTransform

DRAG_START = 4.0
"""A press becomes a drag after so many pixels."""
GRID = 20.0
"""Places snap to multiples of this, in px at scale 1."""
_LASSO_STEP = 3.0
CORNER_CURSORS = (Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeBDiagCursor)


class Surface(Protocol):
    """What a gesture needs of the chart."""

    scene: ChartScene

    def set_view(self, view: ViewTransform) -> None:
        """Show another part of the chart."""

    def choose(self, ids: frozenset[str]) -> None:
        """Choose exactly these nodes and links."""

    def lifted(self, moving: Moving) -> None:
        """Nodes, notes and frames start to move."""

    def nodes_moved(self) -> None:
        """Nodes have new places; draw them."""

    def dropped(self, moving: Moving, *, changed: bool) -> None:
        """Nodes, notes and frames have come to rest."""

    def part_sized(self, part_id: str, *, changed: bool) -> None:
        """A note or frame has another box."""

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

    def moved(self, x: float, y: float, *, snap: bool = False) -> None:
        """The pointer is at (x, y) now; `snap` asks for places on a grid."""
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

    def moved(self, x: float, y: float, *, snap: bool = False) -> None:
        """See Gesture."""
        super().moved(x, y)
        self.surface.set_view(self._view.panned(x - self.x0, y - self.y0))

    def cancelled(self) -> None:
        """See Gesture."""
        self.surface.set_view(self._view)


class MoveGesture(Gesture):
    """Drags nodes, notes and frames; their places are told once, at the end."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, surface: Surface, x: float, y: float, moving: Moving, anchor: Place) -> None:
        super().__init__(surface, x, y)
        self._moving, self._anchor = moving, anchor
        self._model = surface.scene.model
        self._before: Floats = self._model.xy[moving.nodes].copy()
        self._document = self._model.content.document
        self._shift = (0.0, 0.0)
        surface.lifted(moving)

    def moved(self, x: float, y: float, *, snap: bool = False) -> None:
        """See Gesture; what was taken hold of snaps, and the rest keeps its distance to it."""
        super().moved(x, y)
        scale = self.surface.scene.view.scale
        dx, dy = (x - self.x0) / scale, (y - self.y0) / scale
        if snap:
            ax, ay = self._anchor
            dx, dy = _snapped(ax + dx) - ax, _snapped(ay + dy) - ay
        self._shift = (dx, dy)
        self._model.xy[self._moving.nodes] = self._before + np.array((dx, dy))
        if self._moving.parts:
            put_document(self._model, shifted(self._document, self._moving.parts, dx, dy))
        self.surface.nodes_moved()

    def released(self) -> None:
        """See Gesture."""
        self.surface.dropped(self._moving, changed=self._shift != (0.0, 0.0))

    def cancelled(self) -> None:
        """See Gesture."""
        self._model.xy[self._moving.nodes] = self._before
        put_document(self._model, self._document)
        self.surface.dropped(self._moving, changed=False)


class ResizeGesture(Gesture):
    """Drags one corner of a note or frame."""

    def __init__(self, surface: Surface, x: float, y: float, part_id: str, corner: int) -> None:
        super().__init__(surface, x, y)
        self.cursor = CORNER_CURSORS[corner % 2]
        self._id, self._corner = part_id, corner
        self._model = surface.scene.model
        self._document = self._model.content.document
        self._box: Box = box_of(parts_of(self._document)[part_id])
        surface.lifted(Moving(np.empty(0, dtype=np.intp), frozenset((part_id,))))

    def moved(self, x: float, y: float, *, snap: bool = False) -> None:
        """See Gesture."""
        super().moved(x, y)
        scale = self.surface.scene.view.scale
        box = resized(self._box, self._corner, (x - self.x0) / scale, (y - self.y0) / scale)
        put_document(self._model, boxed(self._document, self._id, box))
        self.surface.nodes_moved()

    def released(self) -> None:
        """See Gesture."""
        now = box_of(parts_of(self._model.content.document)[self._id])
        self.surface.part_sized(self._id, changed=now != self._box)

    def cancelled(self) -> None:
        """See Gesture."""
        put_document(self._model, self._document)
        self.surface.part_sized(self._id, changed=False)


class BandGesture(Gesture):
    """Chooses the nodes in a rectangle; with `add` they join those chosen before."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, surface: Surface, x: float, y: float, *, add: bool) -> None:
        super().__init__(surface, x, y)
        self._before = surface.scene.selected if add else frozenset()

    def moved(self, x: float, y: float, *, snap: bool = False) -> None:
        """See Gesture."""
        super().moved(x, y)
        self.surface.redraw_overlay()

    def inside(self) -> Ints:
        """Return the numbers of the nodes that would be chosen now."""
        return nodes_in_rect(self.surface.scene.screen(), self.x0, self.y0, self.x, self.y)

    def released(self) -> None:
        """See Gesture."""
        nodes = self.surface.scene.model.nodes
        self.surface.choose(self._before | {nodes[n].id for n in self.inside().tolist()})

    def paint(self, painter: QPainter, colours: ChartColours) -> None:
        """See Gesture."""
        paint_band(painter, colours, (self.x0, self.y0, self.x, self.y))


class LassoGesture(BandGesture):
    """Chooses the nodes in a shape that is drawn freely."""

    def __init__(self, surface: Surface, x: float, y: float, *, add: bool) -> None:
        super().__init__(surface, x, y, add=add)
        self._way = [(x, y)]

    def moved(self, x: float, y: float, *, snap: bool = False) -> None:
        """See Gesture; steps of less than 3 pixels are left out."""
        super().moved(x, y)
        if abs(x - self._way[-1][0]) + abs(y - self._way[-1][1]) >= _LASSO_STEP:
            self._way.append((x, y))

    def inside(self) -> Ints:
        """See BandGesture."""
        return nodes_in_polygon(self.surface.scene.screen(), np.array([*self._way, (self.x, self.y)]))

    def paint(self, painter: QPainter, colours: ChartColours) -> None:
        """See Gesture."""
        paint_lasso(painter, colours, [*self._way, (self.x, self.y)])


class LinkGesture(Gesture):
    """Draws a link from one node to another; dropped on empty ground it is given up."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, surface: Surface, x: float, y: float, start: int) -> None:
        super().__init__(surface, x, y)
        self._start = start
        self._target = -1

    def moved(self, x: float, y: float, *, snap: bool = False) -> None:
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


def _snapped(value: float) -> float:
    return round(value / GRID) * GRID
