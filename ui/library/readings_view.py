"""How often documents are read: a number per document and month, without names and days."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _
from app.office.library_readings import Readings
from ui.library.library_query import read_readings
from ui.shell.session import Session
from ui.widgets.column import Column, count_column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView


class ReadingsView(QWidget):
    """A table; there is nothing behind its numbers that could be opened."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        note = MutedLabel(
            _("Counted per document and month. Who read, and on which day, is written nowhere.")
        )
        note.setContentsMargins(16, 8, 16, 0)
        self.table: TableView[Readings] = TableView(
            _columns(), _("Nothing was read yet."), name=_("Reading figures")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(note)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Read the counts anew."""
        self.session.read(self, read_readings, self.table.set_rows)


def _months(row: Readings) -> str:
    return ", ".join(f"{month}: {count}" for month, count in row.months)


def _columns() -> tuple[Column[Readings], ...]:
    return (
        Column("title", lambda: _("Title"), lambda r: r.title, width=420),
        Column("area", lambda: _("Subject area"), lambda r: r.area, width=220),
        count_column("total", lambda: _("Times read"), lambda r: r.total, 80),
        Column("months", lambda: _("By month"), _months, muted=True),
    )
