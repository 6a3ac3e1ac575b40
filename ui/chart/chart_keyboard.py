"""Everything the chart can do, by key."""

import numpy as np
from PySide6.QtCore import Qt

from app.base.i18n import _
from ui.chart.chart_keys import AFTER, CTRL, KEYS, MODIFIERS, NONE, SHIFT, KeySurface
from ui.chart.focus_geometry import next_in_direction, reading_order

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_KNOWN = {key.value: key for key in Qt.Key}
_NUDGE = 12.0
_PAGE_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_LINK_STEPS = {Qt.Key.Key_Period: 1, Qt.Key.Key_Comma: -1}


class ChartKeyboard:
    """Turns keys into commands. `link_from` is the node that a link is being drawn from by keyboard.

    Arrows go from node to node and choose; with Ctrl they only go, with Shift they move what is chosen, with
    both they choose one more, or change the size of chosen notes and frames.
    """

    def __init__(self, surface: KeySurface) -> None:
        self._surface = surface
        self.link_from = -1
        self.announced: Qt.Key | None = None

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key; tells whether it meant something here."""
        held = modifiers & MODIFIERS
        known = _KNOWN.get(key, Qt.Key.Key_unknown)
        if self.announced is not None and known not in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
            return self._after(known)
        if known in _ARROWS:
            return self._arrow(_ARROWS[known], held)
        if (known, held) == (Qt.Key.Key_Space, CTRL):
            self.toggle()
            return True
        command = KEYS.get((known, held))
        if command is not None:
            command(self._surface)
            return True
        return held == NONE and (self._walk(known) or self._act(known))

    def knows(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Tell whether the chart has a use of its own for a key that may be another's shortcut elsewhere."""
        known, held = _KNOWN.get(key, Qt.Key.Key_unknown), modifiers & MODIFIERS
        letter = held in (NONE, SHIFT) and (known in AFTER or known == Qt.Key.Key_L)
        return letter or (known, held) in KEYS or (known in _ARROWS and not held & ~(CTRL | SHIFT))

    def _after(self, key: Qt.Key) -> bool:
        """Do what an announced key and this one mean together; any other key only ends the announcement."""
        first, self.announced = self.announced, None
        command = AFTER[first].get(key) if first is not None else None
        if command is not None:
            command(self._surface)
        self._surface.redraw_overlay()
        return True

    def _walk(self, key: Qt.Key) -> bool:
        scene = self._surface.scene
        order = reading_order(scene.model.xy)
        if not len(order):
            return False
        if key in _PAGE_STEPS:
            at = np.flatnonzero(order == scene.focus)
            place = int(at[0]) + _PAGE_STEPS[key] if len(at) else 0
            self._go(int(order[place % len(order)]), add=False)
        elif key == Qt.Key.Key_Home:
            self._go(int(order[0]), add=False)
        elif key == Qt.Key.Key_End:
            self._go(int(order[-1]), add=False)
        elif key in _LINK_STEPS and scene.focus >= 0:
            self._next_link(_LINK_STEPS[key])
        else:
            return False
        return True

    def _act(self, key: Qt.Key) -> bool:
        surface = self._surface
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_L and surface.scene.focus >= 0:
            self.link_from = surface.scene.focus
            surface.redraw_overlay()
        elif key in AFTER:
            self.announced = key
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
        """End a link that was begun, else open: the only chosen note or frame, link, or the focus."""
        surface, scene = self._surface, self._surface.scene
        start, self.link_from = self.link_from, -1
        chosen = next(iter(scene.selected), "")
        if start >= 0:
            if scene.focus not in (-1, start):
                surface.ask_for_link(start, scene.focus)
        elif len(scene.parts) == 1 and not scene.selected:
            surface.open_part(next(iter(scene.parts)))
        elif len(scene.selected) == 1 and chosen in scene.model.link_index:
            surface.open_link(chosen)
        elif scene.focus >= 0:
            surface.activate(scene.focus)
        surface.redraw_overlay()

    def toggle(self) -> None:
        """Choose the node that the keyboard is at, or no longer choose it."""
        scene = self._surface.scene
        if scene.focus >= 0:
            self._surface.choose(scene.selected ^ {scene.model.nodes[scene.focus].id})

    def _next_link(self, step: int) -> None:
        """Choose the next link at the node that the keyboard is at."""
        scene, model = self._surface.scene, self._surface.scene.model
        here = np.flatnonzero((model.ends == scene.focus).any(axis=1)).tolist()
        if not here:
            return
        chosen = [n for n, number in enumerate(here) if model.links[number].id in scene.selected]
        at = chosen[0] + step if chosen else 0
        self._surface.choose_parts(frozenset())
        self._surface.choose(frozenset((model.links[here[at % len(here)]].id,)))

    def _arrow(self, direction: tuple[int, int], held: Qt.KeyboardModifier) -> bool:
        scene, (dx, dy) = self._surface.scene, direction
        if held == SHIFT and self.link_from < 0:
            self._surface.shift_chosen(dx * _NUDGE, dy * _NUDGE)
        elif held == CTRL | SHIFT and scene.parts:
            self._surface.size_chosen(dx * _NUDGE, dy * _NUDGE)
        elif held & ~(CTRL | SHIFT):
            return False
        else:
            only_focus = held == CTRL or self.link_from >= 0
            self._step(direction, add=held == CTRL | SHIFT, choose=not only_focus)
        return True

    def _step(self, direction: tuple[int, int], *, add: bool, choose: bool) -> None:
        scene = self._surface.scene
        if not len(scene.model.nodes):
            return
        if scene.focus < 0:
            target = int(reading_order(scene.model.xy)[0])
        else:
            neighbours = scene.model.neighbours(scene.focus)
            target = next_in_direction(scene.model.xy, scene.focus, direction, neighbours)
        if target >= 0:
            self._go(target, add=add, choose=choose)

    def _go(self, target: int, *, add: bool, choose: bool = True) -> None:
        scene = self._surface.scene
        self._surface.focus_node(target)
        if choose and self.link_from < 0:
            name = frozenset((scene.model.nodes[target].id,))
            if not add:
                self._surface.choose_parts(frozenset())
            self._surface.choose(scene.selected | name if add else name)

    def hint(self) -> str:
        """Return what the next key does, where that is not what it always does."""
        if self.announced == Qt.Key.Key_A:
            return _("Align: arrow key for the side, C one below the other, M side by side")
        if self.announced == Qt.Key.Key_D:
            return _("Spread evenly: ← → across, ↑ ↓ down")
        if self.link_from >= 0:
            return _("New link: go to the other node with the arrow keys, then Enter")
        return ""
