"""What the office has before it: the dates of all registers, as a list and as a calendar file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.office.office_query import DueRow, calendar_rows, write_calendar
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.facet import Facet
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


class AgendaPanel(QWidget):
    """The dates in their order; Enter leads to the entry."""

    wanted = Signal(str, str)
    """A register and an entry of it are wished."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.table: TableView[DueRow] = TableView(
            _columns(),
            _("Nothing is due in any register."),
            name=_("Dates and terms"),
            facets=[Facet("register", lambda: _("Office register"), lambda r: (r.register,))],
        )
        self.write = make_action(self, _("As a calendar …"), "calendar", self.choose_file)
        heading = Heading(_("Dates and terms"))
        note = MutedLabel(_("What is planned or due in the registers, the earliest first."))
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 0)
        head.addWidget(heading)
        head.addWidget(note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(ButtonRow([self.write]))
        column.addWidget(self.table, 1)
        self.table.row_activated.connect(self._go)

    def refresh(self) -> None:
        """Read the dates again."""
        self.session.read(self, calendar_rows, self.table.set_rows)

    def _go(self, row: DueRow) -> None:
        self.wanted.emit(row.register_id, row.id)

    def choose_file(self) -> None:
        """Ask where the calendar goes."""
        title, kinds = _("Write the calendar"), "iCalendar (*.ics)"
        chosen, _kind = QFileDialog.getSaveFileName(self, title, "rundblick.ics", kinds)
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """Write the dates from today on."""
        self.session.write(self, lambda store: write_calendar(store, path), self._written)

    def _written(self, made: Any) -> None:
        count = ngettext("{count} date", "{count} dates", made.events).format(count=made.events)
        saved = _("Saved: {names}.").format(names=made.path.name)
        self.session.noted.emit(f"{saved} {count}")


def _columns() -> tuple[Column[DueRow], ...]:
    return (
        Column("day", lambda: _("Day"), lambda r: r.day, lambda r: r.sort, width=145),
        Column(
            "text",
            lambda: _("What"),
            lambda r: r.text,
            icon=lambda r: "triangle-alert" if r.overdue else "",
            width=290,
        ),
        Column("title", lambda: _("Entry"), lambda r: r.title, tooltip=lambda r: r.title, width=260),
        Column("state", lambda: _("State"), lambda r: _("overdue") if r.overdue else "", width=90),
        Column("register", lambda: _("Office register"), lambda r: r.register, width=230),
    )
