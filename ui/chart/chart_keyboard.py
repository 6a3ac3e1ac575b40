"""Everything the chart can do, by key."""

from typing import Protocol

import numpy as np
from PySide6.QtCore import Qt

from ui.chart.chart_scene import ChartScene
from ui.chart.focus_geometry import next_in_direction, reading_order

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_NUDGE = 12.0
_PAGE_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class KeySurface(Protocol):
    """What the keyboard needs of the chart."""

    scene: ChartScene

    def choose(self, ids: frozenset[str]) -> None:
        """Choose exactly these nodes and links."""

    def focus_node(self, number: int) -> None:
        """Move the keyboard's place to a node and bring it into sight."""

    def shift_chosen(self, dx: float, dy: float) -> None:
        """Move the chosen nodes by (dx, dy) pixels at scale 1."""

    def activate(self, number: int) -> None:
        """Open a node."""

    def ask_for_link(self, start: int, end: int) -> None:
        """Ask for a link between two nodes."""

    def ask_for_node(self) -> None:
        """Ask for a node in the middle of the window."""

    def fit(self) -> None:
        """Show the whole chart."""

    def zoom_by(self, factor: float) -> None:
        """Zoom at the middle of the window."""

    def escape(self) -> bool:
        """Give up whatever is going on; tells whether there was anything."""

    def redraw_overlay(self) -> None:
        """Draw what lies over the picture."""


class ChartKeyboard:
    """Turns keys into commands. `link_from` is the node that a link is being drawn from by keyboard."""

    def __init__(self, surface: KeySurface) -> None:
        self._surface = surface
        self.link_from = -1

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key; tells whether it meant something here."""
        ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in _ARROWS:
            self._arrow(_ARROWS[Qt.Key(key)], modifiers)
            return True
        if ctrl:
            return self._with_ctrl(key)
        return self._move(key) or self._act(key)

    def _with_ctrl(self, key: int) -> bool:
        surface = self._surface
        if key == Qt.Key.Key_A:
            surface.choose(frozenset(surface.scene.model.index))
        elif key == Qt.Key.Key_0:
            surface.fit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            surface.zoom_by(1.25)
        elif key == Qt.Key.Key_Minus:
            surface.zoom_by(0.8)
        elif key == Qt.Key.Key_Space:
            self.toggle()
        else:
            return False
        return True

    def _move(self, key: int) -> bool:
        scene = self._surface.scene
        order = reading_order(scene.model.xy)
        if not len(order):
            return False
        if key in _PAGE_STEPS:
            at = np.flatnonzero(order == scene.focus)
            place = int(at[0]) + _PAGE_STEPS[Qt.Key(key)] if len(at) else 0
            self._go(int(order[place % len(order)]), add=False)
        elif key == Qt.Key.Key_Home:
            self._go(int(order[0]), add=False)
        elif key == Qt.Key.Key_End:
            self._go(int(order[-1]), add=False)
        else:
            return False
        return True

    def _act(self, key: int) -> bool:
        surface = self._surface
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_F:
            surface.fit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            surface.zoom_by(1.25 if key == Qt.Key.Key_Plus else 0.8)
        elif key == Qt.Key.Key_Insert:
            surface.ask_for_node()
        elif key == Qt.Key.Key_L and surface.scene.focus >= 0:
            self.link_from = surface.scene.focus
            surface.redraw_overlay()
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        else:
            return False
        return True

    def _escape(self) -> bool:
        if self.link_from >= 0:
            self.link_from = -1
            self._surface.redraw_overlay()
            return True
        return self._surface.escape()

    def _enter(self) -> None:
        scene = self._surface.scene
        start, self.link_from = self.link_from, -1
        if start >= 0 and scene.focus not in (-1, start):
            self._surface.ask_for_link(start, scene.focus)
        elif start < 0 and scene.focus >= 0:
            self._surface.activate(scene.focus)

    def toggle(self) -> None:
        """Choose the node that the keyboard is at, or no longer choose it."""
        scene = self._surface.scene
        if scene.focus >= 0:
            self._surface.choose(scene.selected ^ {scene.model.nodes[scene.focus].id})

    def _arrow(self, direction: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        scene, flag = self._surface.scene, Qt.KeyboardModifier
        if modifiers & flag.AltModifier:
            self._surface.shift_chosen(direction[0] * _NUDGE, direction[1] * _NUDGE)
            return
        if not len(scene.model.nodes):
            return
        if scene.focus < 0:
            target = int(reading_order(scene.model.xy)[0])
        else:
            neighbours = scene.model.neighbours(scene.focus)
            target = next_in_direction(scene.model.xy, scene.focus, direction, neighbours)
        if target >= 0:
            only_focus = bool(modifiers & flag.ControlModifier) or self.link_from >= 0
            self._go(target, add=bool(modifiers & flag.ShiftModifier), choose=not only_focus)

    def _go(self, target: int, *, add: bool, choose: bool = True) -> None:
        scene = self._surface.scene
        self._surface.focus_node(target)
        if choose:
            name = frozenset((scene.model.nodes[target].id,))
            self._surface.choose(scene.selected | name if add else name)
