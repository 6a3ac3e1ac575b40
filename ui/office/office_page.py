"""The office: its registers, each as a table."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from app.base.i18n import _
from ui.office.office_query import (
    EntryRow,
    RegisterTable,
    register_counts,
    register_names,
    register_table,
)
from ui.office.paper_desk import PaperDesk
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow


class OfficePage(Page):
    """A list of registers with their counts at the left, the chosen one at the right."""

    interests = frozenset({"register_entry"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = QListWidget()
        self.list.setFixedWidth(270)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(_("Registers"))
        self.names = register_names()
        for register_id, name in self.names:
            QListWidgetItem(name, self.list).setData(Qt.ItemDataRole.UserRole, register_id)
        self.heading = Heading("")
        self.heading.setContentsMargins(16, 16, 16, 0)
        self.table: TableView[EntryRow] | None = None
        self.papers = PaperDesk(session, self)
        self._right = QVBoxLayout()
        self._right.setSpacing(4)
        self._right.addWidget(self.heading)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 16, 0, 0)
        left.addWidget(self.list)
        left.addWidget(ButtonRow([self.papers.action]))
        row.addLayout(left)
        row.addLayout(self._right, 1)
        row.addWidget(self.papers.side)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(lambda _row: self.refresh())

    def title(self) -> str:
        """See Page."""
        return _("Office")

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, register_counts, self._show_counts)
        item = self.list.currentItem()
        if item is not None:
            wanted = str(item.data(Qt.ItemDataRole.UserRole))
            self.session.read(self, partial(register_table, register_id=wanted), self._show)

    def find_here(self) -> None:
        """See Page."""
        if self.table is not None:
            self.table.focus_filter()

    def _show_counts(self, counts: dict[str, int]) -> None:
        for row, (register_id, name) in enumerate(self.names):
            self.list.item(row).setText(f"{name} ({counts[register_id]})")
            self.list.item(row).setToolTip(name)

    def _show(self, register: RegisterTable) -> None:
        item = self.list.currentItem()
        if item is None or item.data(Qt.ItemDataRole.UserRole) != register.id:
            return
        self.heading.setText(register.label)
        fresh: TableView[EntryRow] = TableView(
            [_column(field, title, field in register.listed) for field, title in register.columns],
            _("This register has no entry yet."),
            name=register.label,
        )
        fresh.set_rows(register.rows)
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        self.table = fresh
        self._right.addWidget(fresh, 1)


def _column(field: str, title: str, listed: bool) -> Column[EntryRow]:
    return Column(
        field,
        lambda: title,
        lambda r: r.texts.get(field, ""),
        lambda r: r.raw.get(field, ""),
        tooltip=lambda r: r.texts.get(field, ""),
        shown=listed,
    )
