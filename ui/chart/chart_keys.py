"""Which key asks for what. Free of state: where a key begins something, `ChartKeyboard` keeps it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt

from ui.chart.chart_scene import ChartScene
from ui.chart.scene_selecting import ValuesOf
from ui.chart.selection_commands import choose_by


class KeySurface(Protocol):
    """What the keyboard needs of the chart."""

    scene: ChartScene
    values_of: ValuesOf

    def choose(self, ids: frozenset[str]) -> None:
        """Choose exactly these nodes and links."""

    def choose_parts(self, ids: frozenset[str]) -> None:
        """Choose exactly these notes and frames."""

    def next_part(self, step: int = 1) -> str:
        """Choose the next note or frame."""

    def focus_node(self, number: int) -> None:
        """Move the keyboard's place to a node and bring it into sight."""

    def shift_chosen(self, dx: float, dy: float) -> None:
        """Move what is chosen by (dx, dy) pixels at scale 1."""

    def size_chosen(self, wider: float, higher: float) -> None:
        """Make the chosen notes and frames larger."""

    def activate(self, number: int) -> None:
        """Open a node."""

    def open_link(self, link_id: str) -> None:
        """Open a link, or offer those of a bundle."""

    def open_part(self, part_id: str) -> None:
        """Open a note or frame."""

    def ask_for_link(self, start: int, end: int) -> None:
        """Ask for a link between two nodes."""

    def ask_for_node(self) -> None:
        """Ask for a node in the middle of the window."""

    def ask_for_part(self, kind: str) -> None:
        """Ask for a note, frame or group."""

    def ask_to_fold(self) -> None:
        """Ask to fold or open groups."""

    def ask_to_hide(self) -> None:
        """Ask to hide what is chosen."""

    def ask_to_restore(self) -> None:
        """Ask to show what is hidden."""

    def ask_to_pin(self) -> None:
        """Ask to pin what is chosen, or to let it go."""

    def ask_to_lock(self) -> None:
        """Ask to lock what is chosen, or to unlock it."""

    def ask_to_remove(self) -> None:
        """Ask to take notes and frames off the chart."""

    def ask_to_align(self, edge: str) -> None:
        """Ask to put the chosen nodes on one line."""

    def ask_to_distribute(self, axis: str) -> None:
        """Ask to spread the chosen nodes evenly."""

    def fit(self) -> None:
        """Show the whole chart."""

    def fit_chosen(self) -> None:
        """Show what is chosen, as large as it goes."""

    def zoom_to(self, scale: float) -> None:
        """Show the middle at this scale."""

    def zoom_by(self, factor: float) -> None:
        """Zoom at the middle of the window."""

    def show_card(self) -> None:
        """Show the card of what the keyboard is at, or take it away."""

    def toggle_overview(self) -> None:
        """Show or hide the overview."""

    def fold_legend(self) -> None:
        """Fold the legend to its head, or open it."""

    def escape(self) -> bool:
        """Give up whatever is going on; tells whether there was anything."""

    def redraw_overlay(self) -> None:
        """Draw what lies over the picture."""


Command = Callable[[KeySurface], object]
Keys = dict[tuple[Qt.Key, Qt.KeyboardModifier], Command]

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MODIFIERS = CTRL | SHIFT | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_IN, _OUT = 1.25, 0.8


def _chooses(key: str) -> Command:
    return lambda surface: choose_by(surface, key)


KEYS: Keys = {
    (Qt.Key.Key_A, CTRL): _chooses("all"),
    (Qt.Key.Key_I, CTRL | SHIFT): _chooses("inverse"),
    (Qt.Key.Key_T, NONE): _chooses("same_type"),
    (Qt.Key.Key_B, NONE): _chooses("neighbours"),
    (Qt.Key.Key_V, NONE): _chooses("links"),
    (Qt.Key.Key_W, NONE): _chooses("paths"),
    (Qt.Key.Key_G, SHIFT): _chooses("group"),
    (Qt.Key.Key_Insert, NONE): lambda s: s.ask_for_node(),
    (Qt.Key.Key_N, NONE): lambda s: s.ask_for_part("note"),
    (Qt.Key.Key_R, NONE): lambda s: s.ask_for_part("frame"),
    (Qt.Key.Key_G, NONE): lambda s: s.ask_for_part("group"),
    (Qt.Key.Key_E, NONE): lambda s: s.ask_to_fold(),
    (Qt.Key.Key_H, NONE): lambda s: s.ask_to_hide(),
    (Qt.Key.Key_H, SHIFT): lambda s: s.ask_to_restore(),
    (Qt.Key.Key_P, NONE): lambda s: s.ask_to_pin(),
    (Qt.Key.Key_S, NONE): lambda s: s.ask_to_lock(),
    (Qt.Key.Key_Delete, NONE): lambda s: s.ask_to_remove(),
    (Qt.Key.Key_M, NONE): lambda s: s.next_part(),
    (Qt.Key.Key_M, SHIFT): lambda s: s.next_part(-1),
    (Qt.Key.Key_F2, NONE): lambda s: s.show_card(),
    (Qt.Key.Key_O, NONE): lambda s: s.toggle_overview(),
    (Qt.Key.Key_Y, NONE): lambda s: s.fold_legend(),
    (Qt.Key.Key_F, NONE): lambda s: s.fit(),
    (Qt.Key.Key_0, NONE): lambda s: s.fit(),
    (Qt.Key.Key_0, CTRL): lambda s: s.fit(),
    (Qt.Key.Key_1, NONE): lambda s: s.zoom_to(1.0),
    (Qt.Key.Key_1, CTRL): lambda s: s.zoom_to(1.0),
    (Qt.Key.Key_Z, NONE): lambda s: s.fit_chosen(),
}
"""Single letters work only while the chart has the focus; they stand on the sheet of keys."""
for _mods in (NONE, CTRL, SHIFT, CTRL | SHIFT):
    KEYS[Qt.Key.Key_Plus, _mods] = KEYS[Qt.Key.Key_Equal, _mods] = lambda s: s.zoom_by(_IN)
    KEYS[Qt.Key.Key_Minus, _mods] = lambda s: s.zoom_by(_OUT)

AFTER: dict[Qt.Key, dict[Qt.Key, Command]] = {
    Qt.Key.Key_A: {
        Qt.Key.Key_Left: lambda s: s.ask_to_align("left"),
        Qt.Key.Key_Right: lambda s: s.ask_to_align("right"),
        Qt.Key.Key_Up: lambda s: s.ask_to_align("top"),
        Qt.Key.Key_Down: lambda s: s.ask_to_align("bottom"),
        Qt.Key.Key_C: lambda s: s.ask_to_align("centre"),
        Qt.Key.Key_M: lambda s: s.ask_to_align("middle"),
    },
    Qt.Key.Key_D: {
        Qt.Key.Key_Left: lambda s: s.ask_to_distribute("across"),
        Qt.Key.Key_Right: lambda s: s.ask_to_distribute("across"),
        Qt.Key.Key_Up: lambda s: s.ask_to_distribute("down"),
        Qt.Key.Key_Down: lambda s: s.ask_to_distribute("down"),
    },
}
"""Keys that only announce what the next key does: A aligns, D distributes."""
