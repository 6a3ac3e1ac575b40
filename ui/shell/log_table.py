"""The table of the log: whole rows, keyboard, copy; pages come in while one scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView

from app.base.i18n import _
from ui.shell.log_model import LogModel
from ui.shell.log_query import LogRow
from ui.widgets.column import Column
from ui.widgets.row_table import dress


def log_columns(*, with_case: bool) -> tuple[Column[LogRow], ...]:
    """Return the columns of the log; within one case its reference says nothing."""
    case: Column[LogRow] = Column("case", lambda: _("Case"), lambda r: r.case, width=110)
    return (
        Column("seq", lambda: _("No."), lambda r: str(r.id), lambda r: r.id, right=True, width=62),
        Column("at", lambda: _("When"), lambda r: r.when, lambda r: r.at, width=186),
        Column("actor", lambda: _("Who"), lambda r: r.actor, width=92),
        Column("action", lambda: _("Kind"), lambda r: r.action, width=112),
        Column("label", lambda: _("What"), lambda r: r.label, width=222),
        *((case,) if with_case else ()),
        Column("recipient", lambda: _("Recipient"), lambda r: r.recipient, width=150),
        Column("reason", lambda: _("Reason"), lambda r: r.reason, muted=True, width=150),
    )


class LogTable(QTableView):
    """Entries of the log, newest first."""

    entry_chosen = Signal(object)
    """The entry under the cursor, None while it is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.log = LogModel(log_columns(with_case=True), self)
        self.setModel(self.log)
        self.setAccessibleName(_("Log"))
        self._dress()
        self.log.set_palette(self.palette())
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.log.dataChanged.connect(lambda _first, _last, _roles: self._moved(self.currentIndex()))

    def _dress(self) -> None:
        dress(self)
        for number, column in enumerate(self.log.columns):
            self.setColumnWidth(number, column.width)

    def set_numbers(self, seqs: Sequence[int]) -> None:
        """Show other entries, from the newest on; none is chosen then."""
        self.log.set_numbers(seqs)
        self.scrollToTop()
        self.entry_chosen.emit(None)

    def copy(self) -> None:
        """Put the chosen entries that are there on the clipboard, one line each, parted by tabs."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = [row for row in map(self.log.row_at, places) if row is not None]
        lines = ("\t".join(" ".join(c.text(row).split()) for c in self.log.columns) for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _moved(self, current: QModelIndex, _before: object = None) -> None:
        self.entry_chosen.emit(self.log.row_at(current.row()) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget."""
        if event.type() == QEvent.Type.PaletteChange:
            self.log.set_palette(self.palette())
        super().changeEvent(event)
