"""What presses and releases of the mouse mean on the chart."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from ui.chart.gestures import (
    DRAG_START,
    BandGesture,
    Gesture,
    LassoGesture,
    LinkGesture,
    MoveGesture,
    PanGesture,
    ResizeGesture,
    Surface,
)
from ui.chart.overlay_painter import on_handle
from ui.chart.part_geometry import corner_at, moving, parts_of

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_NO_CORNER = ("", -1)


class MouseSurface(Surface, Protocol):
    """What the mouse needs of the chart."""

    editable: bool

    def choose_parts(self, ids: frozenset[str]) -> None:
        """Choose exactly these notes and frames."""


class ChartMouse:
    """Keeps the press that may become a drag, and the gesture that runs.

    Notes lie over nodes, and frames under everything: that is the order in which a press looks for what it
    hit. A drag that begins on a node, a note or the title or border of a frame moves it with all that is
    chosen; from the handle of a node, or with Alt, it draws a link. On the ground it moves the view, with
    Shift it spans a rectangle, with Alt a lasso. While nodes move, Alt lets them snap.
    """

    def __init__(self, surface: MouseSurface) -> None:
        self._surface = surface
        self.gesture: Gesture | None = None
        self.space_held = False
        self.space_used = False
        self._pressed: tuple[float, float, Qt.MouseButton, Qt.KeyboardModifier] | None = None
        self._node = -1
        self._part = ""
        self._handle = False
        self._corner = _NO_CORNER

    def press(self, event: QMouseEvent) -> None:
        """A button went down; a gesture that runs goes on undisturbed."""
        if self.gesture is not None:
            return
        x, y = event.position().x(), event.position().y()
        self._pressed = (x, y, event.button(), event.modifiers())
        scene, editable = self._surface.scene, self._surface.editable
        self._corner = corner_at(scene, x, y) if editable else _NO_CORNER
        self._handle = editable and on_handle(scene, scene.hover, x, y)
        self._part = scene.note_under(x, y)
        self._node = scene.hover if self._handle else -1 if self._part else scene.node_under(x, y)
        if self._node < 0 and not self._part and event.button() == Qt.MouseButton.LeftButton:
            self._part = scene.frame_under(x, y)
        plain = event.button() == Qt.MouseButton.LeftButton and not self.space_held
        if plain and not self._handle and not self._corner[0]:
            self._press_thing(event.modifiers())

    def _press_thing(self, modifiers: Qt.KeyboardModifier) -> None:
        """Choose at once what a drag would move; a frame waits for the drag, as links may lie over it."""
        scene, surface = self._surface.scene, self._surface
        toggling, adding = bool(modifiers & _CTRL), bool(modifiers & _SHIFT)
        if self._node >= 0:
            name = scene.model.nodes[self._node].id
            scene.focus = self._node
            if toggling:
                surface.choose(scene.selected ^ {name})
            elif adding:
                surface.choose(scene.selected | {name})
            elif name not in scene.selected:
                surface.choose_parts(frozenset())
                surface.choose(frozenset((name,)))
        elif self._part and scene.note_under(*self._place()):
            self._choose_part(toggling=toggling, adding=adding)

    def _choose_part(self, *, toggling: bool, adding: bool) -> None:
        scene, surface = self._surface.scene, self._surface
        if toggling:
            surface.choose_parts(scene.parts ^ {self._part})
        elif adding:
            surface.choose_parts(scene.parts | {self._part})
        elif self._part not in scene.parts:
            surface.choose(frozenset())
            surface.choose_parts(frozenset((self._part,)))

    def _place(self) -> tuple[float, float]:
        return self._pressed[:2] if self._pressed is not None else (0.0, 0.0)

    def move(self, x: float, y: float, modifiers: Qt.KeyboardModifier = _NONE) -> bool:
        """The pointer moved; tells whether a gesture used it."""
        if self.gesture is None and self._pressed is not None:
            px, py, button, begun_with = self._pressed
            if abs(x - px) + abs(y - py) >= DRAG_START:
                self.gesture = self._start(px, py, button, begun_with)
                self._pressed = None
        if self.gesture is None:
            return False
        self.gesture.moved(x, y, snap=bool(modifiers & _ALT))
        return True

    def _start(
        self, x: float, y: float, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
    ) -> Gesture | None:
        surface = self._surface
        if button == Qt.MouseButton.MiddleButton or self.space_held:
            self.space_used = True
            return PanGesture(surface, x, y)
        if button != Qt.MouseButton.LeftButton:
            return None
        if self._corner[0]:
            return ResizeGesture(surface, x, y, *self._corner)
        if self._node >= 0 and surface.editable and (self._handle or modifiers & _ALT):
            return LinkGesture(surface, x, y, self._node)
        if self._node < 0 and modifiers & (_SHIFT | _ALT) and not surface.scene.note_under(x, y):
            kind = LassoGesture if modifiers & _ALT else BandGesture
            return kind(surface, x, y, add=bool(modifiers & _CTRL))
        if not surface.editable or (self._node < 0 and not self._part):
            return PanGesture(surface, x, y)
        return self._start_move(x, y)

    def _start_move(self, x: float, y: float) -> Gesture | None:
        surface, scene = self._surface, self._surface.scene
        model = scene.model
        if self._part and self._part not in scene.parts:
            self._choose_part(toggling=False, adding=False)
        held = {model.nodes[self._node].id} if self._node >= 0 else set()
        going = moving(model, scene.selected | held, scene.parts)
        if not len(going.nodes) and not going.parts:
            return None
        if self._node >= 0:
            return MoveGesture(surface, x, y, going, model.place(self._node))
        part = parts_of(model.content.document)[self._part]
        return MoveGesture(surface, x, y, going, (part.x, part.y))

    def release(self, x: float, y: float, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """The button was let go."""
        gesture, pressed = self.gesture, self._pressed
        self.gesture = self._pressed = None
        if gesture is not None:
            gesture.moved(x, y, snap=bool(modifiers & _ALT))
            gesture.released()
        elif pressed is not None and pressed[2] == Qt.MouseButton.LeftButton and not self.space_held:
            self._click(x, y, pressed[3])

    def _click(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> None:
        scene, surface = self._surface.scene, self._surface
        adding = bool(modifiers & (_CTRL | _SHIFT))
        if self._corner[0] or (self._part and scene.note_under(x, y)):
            return
        if self._node >= 0:
            if not adding and not self._handle and self._node < len(scene.model.nodes):
                surface.choose_parts(frozenset())
                surface.choose(frozenset((scene.model.nodes[self._node].id,)))
            return
        link = scene.link_under(x, y)
        if link >= 0:
            name = frozenset((scene.model.links[link].id,))
            surface.choose(scene.selected ^ name if adding else name)
            if not adding:
                surface.choose_parts(frozenset())
        elif self._part:
            self._choose_part(toggling=bool(modifiers & _CTRL), adding=bool(modifiers & _SHIFT))
        elif not adding:
            surface.choose_parts(frozenset())
            surface.choose(frozenset())

    def on_handle_of(self, number: int, x: float, y: float) -> bool:
        """Tell whether (x, y) is on the handle of a node that may be linked."""
        return self._surface.editable and on_handle(self._surface.scene, number, x, y)

    def cancel(self) -> bool:
        """Give the running gesture up; tells whether there was one."""
        gesture, self.gesture, self._pressed = self.gesture, None, None
        if gesture is not None:
            gesture.cancelled()
        return gesture is not None
