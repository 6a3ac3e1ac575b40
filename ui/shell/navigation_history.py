"""Where one has been in a window: back, forward, and the recent places.

A spot is a place of the rail, or a part of a case with the subject selected in it. Pages that have spots of
their own tell of them: `spot_changed` is a signal, `spot()` returns (part, subject id, words for people).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base.i18n import _
from ui.shell.page import Page
from ui.widgets.tool_buttons import make_action

_LONGEST = 100
_RECENT = 12


class Navigable(Protocol):
    """What is asked of a window."""

    stack: QStackedWidget

    def page(self) -> Page | None:
        """Return the page shown."""

    def page_key(self) -> str:
        """Return the key of the page shown: that of a place, or the id of a case."""

    def go_to(self, key: str) -> None:
        """Show a place."""

    def open_case(self, case_id: str, tab: str = "", subject_id: str = "") -> None:
        """Show a case, at one of its parts and one of its subjects if named."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one was; `case_id` is "" for a place of the rail. `title` and `detail` are for people."""

    key: str
    case_id: str = ""
    part: str = ""
    subject_id: str = ""
    title: str = ""
    detail: str = ""

    @property
    def id(self) -> tuple[str, str, str]:
        """What makes it this spot."""
        return self.key, self.part, self.subject_id


class NavigationHistory(QObject):
    """Follows a window, which it is a child of; owns the actions for going back and forward in it."""

    changed = Signal()
    """Another spot is shown."""

    def __init__(self, window: Navigable, owner: QWidget) -> None:
        super().__init__(owner)
        self._window = window
        self._spots: list[Spot] = []
        self._at = -1
        self._asked = False
        self._going = False
        self._followed: set[QObject] = set()
        self.back: QAction = make_action(
            owner, _("Go back"), "arrow-left", lambda: self.step(-1), shortcut="Alt+Left", everywhere=True
        )
        self.forward: QAction = make_action(
            owner, _("Go forward"), "arrow-right", lambda: self.step(1), shortcut="Alt+Right", everywhere=True
        )
        window.stack.currentChanged.connect(lambda _index: self._page_shown())
        self._page_shown()
        self._note()

    def spot(self) -> Spot | None:
        """Return the spot shown, as far as it was noted."""
        return self._spots[self._at] if self._spots else None

    def recent(self) -> tuple[Spot, ...]:
        """Return the spots one was at, newest first, each once and without the one shown."""
        shown = self.spot()
        # What lies ahead was left by going back, so it was seen after what lies behind.
        seen = [*reversed(self._spots[self._at + 1 :]), *reversed(self._spots[: max(self._at, 0)])]
        found = {spot.id: spot for spot in reversed(seen) if shown is None or spot.id != shown.id}
        return tuple(reversed(list(found.values())))[:_RECENT]

    def step(self, by: int) -> None:
        """Go back (-1) or forward (1); at either end nothing happens."""
        self._catch_up()
        target = self._at + by
        if 0 <= target < len(self._spots):
            self._at = target
            self._going = True
            self.show_spot(self._spots[target])
            self._later()

    def show_spot(self, spot: Spot) -> None:
        """Show a spot; it becomes the newest one unless it was reached by `step`."""
        if spot.case_id:
            self._window.open_case(spot.case_id, spot.part, spot.subject_id)
        else:
            self._window.go_to(spot.key)

    def opener(self, spot: Spot) -> Callable[[], None]:
        """Return what shows a spot."""
        return partial(self.show_spot, spot)

    # --- following the window

    def _page_shown(self) -> None:
        page = self._window.page()
        told: Any = getattr(page, "spot_changed", None)
        if page is not None and told is not None and page not in self._followed:
            self._followed.add(page)
            told.connect(self._later)
            page.destroyed.connect(lambda _gone=None, page=page: self._followed.discard(page))
        self._later()

    def _later(self) -> None:
        """Note the spot when all that belongs to one step has happened."""
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self._note)

    def _catch_up(self) -> None:
        if self._asked:
            self._note()

    def _note(self) -> None:
        self._asked, going, self._going = False, self._going, False
        spot = self._shown()
        if spot is None:
            return
        before = self.spot()
        if going or (before is not None and before.id == spot.id):
            # Reached by going back (perhaps a little altered since), or shown already, now with its title.
            self._spots[self._at] = spot
        else:
            self._spots = [*self._spots[: self._at + 1], spot][-_LONGEST:]
            self._at = len(self._spots) - 1
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._spots) - 1)
        self.changed.emit()

    def _shown(self) -> Spot | None:
        page, key = self._window.page(), self._window.page_key()
        if page is None or not key:
            return None
        spot = Spot(key, page.case_id, title=page.title())
        asked = getattr(page, "spot", None)
        if asked is None:
            return spot
        part, subject_id, words = asked()
        return replace(spot, part=part, subject_id=subject_id, detail=words)
