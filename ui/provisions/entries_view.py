"""The entries of the matrix in a table, narrowed by what one looks for, with the chosen one beside it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import _
from app.policy.provision_matrix import Wanted
from app.store.roles import Act
from ui.provisions.entry_sheet import EntrySheet
from ui.provisions.provision_query import EntryRow, choices_of, entries
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import labelled_button, make_action

_FILTERS = ("topic", "data", "sender", "recipient", "status", "verified")


def _columns() -> tuple[Column[EntryRow], ...]:
    return (
        Column("citation", lambda: _("Provision"), lambda r: r.citation, tooltip=lambda r: r.id, width=150),
        Column("title", lambda: _("Title"), lambda r: r.title, tooltip=lambda r: r.title, width=300),
        Column("kind", lambda: _("Kind"), lambda r: r.kind, lambda r: r.kind_rank, width=105),
        Column("senders", lambda: _("From"), lambda r: r.senders, tooltip=lambda r: r.senders, width=130),
        Column(
            "recipients", lambda: _("To"), lambda r: r.recipients, tooltip=lambda r: r.recipients, width=130
        ),
        Column("status", lambda: _("Status"), lambda r: r.status_text, width=110),
        Column("text", lambda: _("Text"), lambda r: r.text, width=120),
        Column("topic", lambda: _("Topic"), lambda r: r.topic, width=150, shown=False),
        Column("decided", lambda: _("Decided"), lambda r: r.decided, muted=True, width=120, shown=False),
    )


class EntriesView(QWidget):
    """Six filters above the table; choosing a row shows the entry."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.filters: dict[str, QComboBox] = {}
        names = {
            "topic": _("Topic"),
            "data": _("Class of data"),
            "sender": _("Sender"),
            "recipient": _("Recipient"),
            "status": _("Status"),
            "verified": _("State of the text"),
        }
        bar = QWidget()
        row = FlowLayout(bar)
        row.setContentsMargins(12, 8, 12, 4)
        for key in _FILTERS:
            box = QComboBox()
            box.setAccessibleName(names[key])
            box.setToolTip(names[key])
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
            for value, text in choices_of(key):
                box.addItem(text, value)
            box.activated.connect(lambda _index: self.refresh())
            self.filters[key] = box
            row.addWidget(box)
        self.table: TableView[EntryRow] = TableView(
            _columns(), _("No provision fits these filters."), name=_("Provisions")
        )
        self.sheet = EntrySheet(session)
        self.new = make_action(self, _("Write an own provision"), "plus", self.sheet.write)
        offer(session, self, [(self.new, Act.KEEP_OFFICE)])
        self.table.add_tool(labelled_button(self.new))
        self.table.selection_changed.connect(self._chosen)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.table, 1)
        beside.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(beside, 1)

    def refresh(self) -> None:
        """Read the entries that fit the filters; the chosen one stays chosen if it is among them."""
        values = {key: str(box.currentData()) for key, box in self.filters.items()}
        status = values.pop("status")
        self.session.read(self, partial(entries, wanted=Wanted(**values), status=status), self._show)
        if self.sheet.shown:
            self.sheet.show_entry(self.sheet.shown)

    def narrow(self, wanted: Mapping[str, str]) -> None:
        """Set the filters, those not named to "all"."""
        for key, box in self.filters.items():
            box.setCurrentIndex(max(0, box.findData(wanted.get(key, ""))))
        self.refresh()

    def _show(self, rows: tuple[EntryRow, ...]) -> None:
        self.table.set_rows(rows)

    def _chosen(self, rows: list[EntryRow]) -> None:
        if rows and rows[0].id != self.sheet.shown and self.sheet.wording is None:
            self.sheet.show_entry(rows[0].id)
