"""What the package of an area would bring, text beside text, before anything is taken over."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.base.i18n import _
from app.office.library_comparing import TAKEN, Compared, standing_word
from app.office.library_words import kind_word
from app.store.change import Change
from app.store.roles import Act
from ui.library.comparison_pane import ComparisonPane
from ui.library.library_query import Choices, take_over
from ui.shell.day_text import day
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


class ArrivalPane(QWidget):
    """A delivered area beside the library; takes over the chosen documents, or all that is new or newer."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.path = Path()
        self.heading = Heading("")
        self.note = MutedLabel("")
        self.table: TableView[Compared] = TableView(
            _columns(), _("The package holds no document."), name=_("Delivered documents")
        )
        self.comparison = ComparisonPane()
        self.areas = QComboBox()
        self.areas.setAccessibleName(_("Where new documents go"))
        self.take = make_action(self, _("Take over as drafts"), "file-down", self.begin)
        self.back = make_action(self, _("Back to the library"), "arrow-left", self.closed.emit)
        self.table.selection_changed.connect(lambda _rows: self._compare())
        self._lay_out()
        offer(session, self, [(self.take, Act.KEEP_OFFICE)])

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 0)
        head.addWidget(self.heading)
        head.addWidget(self.note)
        buttons = ButtonRow([self.back, None, self.take])
        target = QHBoxLayout()
        target.setContentsMargins(0, 0, 16, 0)
        target.addWidget(buttons, 1)
        target.addWidget(MutedLabel(_("New documents go to:")))
        target.addWidget(self.areas)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.comparison)
        split.setSizes([220, 420])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(target)
        column.addWidget(split, 1)

    def show_arrival(self, path: Path, found: Any, areas: Choices) -> None:
        """Show an opened package; the area of the same name is proposed for what is new."""
        self.path = path
        self.heading.setText(_("Area “{area}” from {name}").format(area=found.area, name=found.signer))
        told = _(
            "Made on {day}. Nothing is taken over yet; what comes is a draft until somebody approves it here."
        )
        self.note.setText(told.format(day=day(found.created[:10])))
        self.areas.clear()
        for area_id, name in areas:
            self.areas.addItem(name, area_id)
        self.areas.setCurrentIndex(max(0, self._place_of(found.area, areas)))
        self.table.set_rows(found.compared)
        self.take.setEnabled(any(c.standing in TAKEN for c in found.compared))
        if found.compared:
            self.table.table.selectRow(0)
        self.table.table.setFocus()

    @staticmethod
    def _place_of(name: str, areas: Choices) -> int:
        called = [shown.casefold() for _id, shown in areas]
        return called.index(name.casefold()) if name.casefold() in called else 0

    def _compare(self) -> None:
        rows = self.table.selected_rows()
        if rows:
            titles = (_("Here"), _("In the package"))
            self.comparison.show_versions(rows[0].mine, rows[0].theirs, titles)

    def begin(self) -> None:
        """Take over the chosen documents if several are chosen, else all that is new or newer."""
        rows = self.table.selected_rows()
        wanted = rows if len(rows) > 1 else list(self.table.model.rows)
        ids = tuple(c.document.id for c in wanted if c.standing in TAKEN)
        area = str(self.areas.currentData() or "")
        self.session.write(self, partial(take_over, path=self.path, chosen=ids, area=area), self._taken)

    def _taken(self, change: Change) -> None:
        self.session.noted.emit(change.label)
        self.closed.emit()


def _columns() -> tuple[Column[Compared], ...]:

    return (
        Column("standing", lambda: _("Standing here"), lambda c: standing_word(c.standing), width=170),
        Column("title", lambda: _("Title"), lambda c: c.theirs.title, width=420),
        Column("kind", lambda: _("Kind"), lambda c: kind_word(c.document.kind), width=150),
        Column("agency", lambda: _("Author agency"), lambda c: c.theirs.author_agency, width=200),
        Column("from", lambda: _("Valid from"), _begin, sort=lambda c: c.theirs.valid_from, muted=True),
    )


def _begin(one: Compared) -> str:
    return day(one.theirs.valid_from)
