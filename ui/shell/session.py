"""An open store and what the views of the window share: reading, changing, and where to go next."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.base.errors import UserError
from app.store.change import Change
from app.store.store import Store
from ui.shell.draft_book import DraftBook
from ui.shell.tasks import Tasks

T = TypeVar("T")


def nothing(_result: object) -> None:
    """Do nothing with a result; the notice of the change says all there is."""


class Session(QObject):
    """Views ask it for data, for changes and for another place; they know neither window nor each other."""

    changed = Signal(object)
    """A `Change` was committed, by any window; its `touched` tells which views read anew."""
    committed = Signal(object)
    """This window committed a `Change`; the other windows of the store hear of it."""
    refused = Signal(object)
    """A `UserError` to be shown as a message."""
    noted = Signal(str)
    """Something worth a message was done."""
    case_wanted = Signal(str, str, str)
    """Open a case: its id, the key of a tab ("" keeps the one shown), the id of a subject to select."""
    place_wanted = Signal(str)
    """Go to a place of the rail, by its key."""
    appearance_wanted = Signal(str, str)
    """Show the window in a language and a theme."""
    lock_wanted = Signal()
    window_wanted = Signal()
    """Open one more window over the same store."""
    lock_minutes_wanted = Signal(float)
    """Lock after so many minutes without input."""
    desk_wanted = Signal(str)
    """Show first what this desk needs."""

    def __init__(self, store: Store, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.tasks = tasks
        self.drafts = DraftBook(store, tasks, self)
        self.drafts.refused.connect(self.refused)

    def read(
        self,
        owner: QObject,
        function: Callable[[Store], T],
        done: Callable[[T], object],
        refused: Callable[[UserError], object] | None = None,
    ) -> None:
        """Call `function(store)` beside the window and give the result to `done`."""
        self.tasks.read(owner, partial(function, self.store), done, refused)

    def write(
        self,
        owner: QObject,
        function: Callable[[Store], T],
        done: Callable[[T], object] = nothing,
        refused: Callable[[UserError], object] | None = None,
    ) -> None:
        """Call `function(store)` on the one writing thread; a `Change` it returns is told to every view."""
        self.tasks.write(
            self,
            partial(function, self.store),
            partial(self._written, owner, done),
            partial(self._refused, owner, refused),
        )

    def announce(self, label: str, case_id: str, touched: frozenset[str]) -> None:
        """Tell the views of something that was written elsewhere: a hand-over, a merge."""
        self._tell(Change(label, case_id, (), touched, ""))

    def hear(self, change: Change) -> None:
        """Take in what another window committed."""
        self.changed.emit(change)

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)
        self.committed.emit(change)

    def _written(self, owner: QObject, done: Callable[[Any], object], result: Any) -> None:
        if isinstance(result, Change):
            self._tell(result)
        self.tasks.hand(owner, done, result)

    def _refused(
        self, owner: QObject, refused: Callable[[UserError], object] | None, error: UserError
    ) -> None:
        if refused is not None and shiboken6.isValid(owner):
            refused(error)
        else:
            self.refused.emit(error)
