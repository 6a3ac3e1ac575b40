"""What presses and releases of the mouse mean on the chart."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from ui.chart.gestures import (
    DRAG_START,
    BandGesture,
    Gesture,
    LinkGesture,
    MoveGesture,
    PanGesture,
    Surface,
)
from ui.chart.overlay_painter import on_handle

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class ChartMouse:
    """Keeps the press that may become a drag, and the gesture that runs."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self.gesture: Gesture | None = None
        self.space_held = False
        self.space_used = False
        self.editable = True
        self._pressed: tuple[float, float, Qt.MouseButton, Qt.KeyboardModifier] | None = None
        self._node = -1
        self._handle = False

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        x, y = event.position().x(), event.position().y()
        self._pressed = (x, y, event.button(), event.modifiers())
        scene = self._surface.scene
        self._handle = self.editable and on_handle(scene, scene.hover, x, y)
        self._node = scene.hover if self._handle else scene.node_under(x, y)
        plain = event.button() == Qt.MouseButton.LeftButton and not self.space_held
        if plain and self._node >= 0 and not self._handle:
            self._press_node(event.modifiers())

    def _press_node(self, modifiers: Qt.KeyboardModifier) -> None:
        scene = self._surface.scene
        name = scene.model.nodes[self._node].id
        scene.focus = self._node
        if modifiers & _CTRL:
            self._surface.choose(scene.selected ^ {name})
        elif modifiers & _SHIFT:
            self._surface.choose(scene.selected | {name})
        elif name not in scene.selected:
            self._surface.choose(frozenset((name,)))

    def move(self, x: float, y: float) -> bool:
        """The pointer moved; tells whether a gesture used it."""
        if self.gesture is None and self._pressed is not None:
            px, py, button, modifiers = self._pressed
            if abs(x - px) + abs(y - py) >= DRAG_START:
                self.gesture = self._start(px, py, button, modifiers)
                self._pressed = None
        if self.gesture is None:
            return False
        self.gesture.moved(x, y)
        return True

    def _start(
        self, x: float, y: float, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
    ) -> Gesture | None:
        scene = self._surface.scene
        if button == Qt.MouseButton.MiddleButton or self.space_held:
            self.space_used = True
            return PanGesture(self._surface, x, y)
        if button != Qt.MouseButton.LeftButton:
            return None
        if self._node >= 0:
            if not self.editable:
                return PanGesture(self._surface, x, y)
            if self._handle or modifiers & _ALT:
                return LinkGesture(self._surface, x, y, self._node)
            chosen = scene.selected | {scene.model.nodes[self._node].id}
            return MoveGesture(self._surface, x, y, scene.model.numbers(chosen))
        if modifiers & _SHIFT:
            return BandGesture(self._surface, x, y, add=bool(modifiers & _CTRL))
        return PanGesture(self._surface, x, y)

    def release(self, x: float, y: float) -> None:
        """The button was let go."""
        gesture, pressed = self.gesture, self._pressed
        self.gesture = self._pressed = None
        if gesture is not None:
            gesture.moved(x, y)
            gesture.released()
        elif pressed is not None and pressed[2] == Qt.MouseButton.LeftButton and not self.space_held:
            self._click(x, y, pressed[3])

    def _click(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> None:
        scene = self._surface.scene
        adding = bool(modifiers & (_CTRL | _SHIFT))
        if self._node >= 0:
            if not adding and not self._handle:
                self._surface.choose(frozenset((scene.model.nodes[self._node].id,)))
            return
        link = scene.link_under(x, y)
        if link >= 0:
            name = frozenset((scene.model.links[link].id,))
            self._surface.choose(scene.selected ^ name if adding else name)
        elif not adding:
            self._surface.choose(frozenset())

    def on_handle_of(self, number: int, x: float, y: float) -> bool:
        """Tell whether (x, y) is on the handle of a node that may be linked."""
        return self.editable and on_handle(self._surface.scene, number, x, y)

    def cancel(self) -> bool:
        """Give the running gesture up; tells whether there was one."""
        gesture, self.gesture, self._pressed = self.gesture, None, None
        if gesture is not None:
            gesture.cancelled()
        return gesture is not None
