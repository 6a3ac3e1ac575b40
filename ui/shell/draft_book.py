"""Unfinished entries of forms on their way into the store, so that a crash costs seconds of typing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import UserError
from app.store import drafts
from app.store.drafts import Draft
from app.store.store import Store
from ui.shell.tasks import Tasks

PAUSE_MS = 2000
"""What was typed is in the store at the latest this long after it was typed, in milliseconds."""


@dataclass(frozen=True, slots=True)
class _Entry:
    case_id: str
    title: str
    values: Mapping[str, str]


class DraftBook(QObject):
    """Takes what a form holds whenever it changes, and writes the newest of each form after a pause."""

    refused = Signal(object)
    """A `UserError`: drafts cannot be kept. Told once, until one could be kept again."""

    def __init__(self, store: Store, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._waiting: dict[str, _Entry] = {}
        self._under_way = 0
        self._told = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def keep(self, place: str, case_id: str, title: str, values: Mapping[str, str]) -> None:
        """Remember what a form holds now."""
        self._waiting[place] = _Entry(case_id, title, dict(values))
        if not self._pause.isActive():
            self._pause.start()

    def drop(self, place: str) -> None:
        """Forget a form's entry: it was saved or given up."""
        self._waiting.pop(place, None)
        self._write(partial(drafts.drop, place=place))

    def flush(self) -> None:
        """Send all that waits to the store, behind what is being written."""
        self._pause.stop()
        waiting, self._waiting = self._waiting, {}
        for place, entry in waiting.items():
            self._write(
                partial(
                    drafts.save, place=place, case_id=entry.case_id, title=entry.title, values=entry.values
                )
            )

    def find(self, owner: QObject, place: str, done: Callable[[Draft | None], object]) -> None:
        """Look for what was begun in a form before, and give it to `done`."""
        self.flush()
        # What is still being written is looked for behind it.
        ask = self._tasks.write if self._under_way else self._tasks.read
        ask(owner, partial(drafts.find, self._store, place), done, self._tell)

    def _write(self, function: Callable[[Store], object]) -> None:
        self._under_way += 1
        self._tasks.write(self, partial(function, self._store), self._written, self._not_written)

    def _written(self, _result: object) -> None:
        self._under_way -= 1
        self._told = False

    def _not_written(self, error: UserError) -> None:
        self._under_way -= 1
        self._tell(error)

    def _tell(self, error: UserError) -> None:
        if not self._told:
            self._told = True
            self.refused.emit(error)
