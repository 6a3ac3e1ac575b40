"""Undo and redo with the names of the steps, for the case or the office that is shown."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from app.store import undo as steps
from app.store.change import Change
from app.store.store import Store
from app.store.undo import HistoryEntry
from ui.shell.session import Session
from ui.widgets.tool_buttons import make_action


class HistoryActions(QObject):
    """Two actions whose names say what they would take back or do again."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._case_id = ""
        self.undo = make_action(
            window, _("Undo"), "undo-2", self.take_back, shortcut="Ctrl+Z", everywhere=True
        )
        self.redo = make_action(
            window, _("Redo"), "redo-2", self.do_again, shortcut="Ctrl+Shift+Z", everywhere=True
        )
        # Both are usual; the first one is shown.
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        session.changed.connect(self._changed)
        self.follow("")

    def follow(self, case_id: str) -> None:
        """Work on the history of this case from now on, "" for the office's."""
        self._case_id = case_id
        self._read()

    def take_back(self) -> None:
        """Undo the newest step."""
        self._session.write(self, partial(_undo, case_id=self._case_id))

    def do_again(self) -> None:
        """Redo the step undone last."""
        self._session.write(self, partial(_redo, case_id=self._case_id))

    def _changed(self, change: Change) -> None:
        if change.case_id == self._case_id:
            self._read()

    def _read(self) -> None:
        self._session.read(self, partial(_history, case_id=self._case_id), self._show)

    def _show(self, result: tuple[str, tuple[HistoryEntry, ...]]) -> None:
        case_id, entries = result
        if case_id != self._case_id:
            return
        done = [e.label for e in entries if e.state == "done"]
        undone = [e.label for e in entries if e.state == "undone"]
        _name(self.undo, _("Undo"), _("Undo: {label}"), done[-1:])
        _name(self.redo, _("Redo"), _("Redo: {label}"), undone[:1])


def _name(action: QAction, plain: str, named: str, label: list[str]) -> None:
    action.setText(named.format(label=label[0]) if label else plain)
    action.setEnabled(bool(label))


def _undo(store: Store, case_id: str) -> Change | None:
    return steps.undo(store, case_id)


def _redo(store: Store, case_id: str) -> Change | None:
    return steps.redo(store, case_id)


def _history(store: Store, case_id: str) -> tuple[str, tuple[HistoryEntry, ...]]:
    return case_id, steps.history(store, case_id)
