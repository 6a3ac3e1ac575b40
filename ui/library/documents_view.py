"""The documents of the library: areas, the list, and the document that is read or written."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _
from app.office import library_readings
from app.store.roles import Act
from ui.library.library_desk import LibraryDesk
from ui.library.library_query import DocumentRow, DocumentView, LibraryList, read_document, read_list
from ui.library.library_room import LibraryRoom
from ui.shell.offered import offer
from ui.shell.page_room import PageRoom
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.icons import icon
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, labelled_button, make_action
from ui.widgets.turning_split import TurningSplit

_FORM = 470
_PAUSE_MS, _READ_MS = 150, 1500
_AREAS, _LIST, _FEWEST, _LOWEST, _MARGINS = 226, 364, (160, 320), 280, 20
_ROLE = Qt.ItemDataRole.UserRole


class DocumentsView(LibraryRoom):
    """Areas at the left, the list beside them, the chosen document at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._wanted, self._counted = "", ""
        self.field = QLineEdit()
        self.areas = QListWidget()
        self.table: TableView[DocumentRow] = TableView(
            _columns(), _("No document here yet. “New document” writes the first one."), name=_("Documents")
        )
        self.side.setFixedWidth(_FORM)
        self.side.installEventFilter(self)
        self.desk = LibraryDesk(self)
        self._make_timers()
        self._make_commands()
        self._lay_out()
        self.pane.comparison_wanted.connect(self._show_comparison)
        self.table.row_activated.connect(lambda _row: self.pane.text.setFocus())
        self.table.selection_changed.connect(lambda _rows: self._follow())
        self.areas.currentRowChanged.connect(lambda _row: self._narrow())
        self._follow()

    def _make_timers(self) -> None:
        self.field.setPlaceholderText(_("Search in titles, texts and files"))
        self.field.setAccessibleName(_("Search in the library"))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.refresh)
        self.field.textChanged.connect(lambda _text: self._pause.start(_PAUSE_MS))
        self.field.returnPressed.connect(lambda: self.table.table.setFocus())
        # Who only passes over a document on the way through the list does not read it.
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self._count_reading)

    def _make_commands(self) -> None:
        desk = self.desk
        self.new = make_action(self, _("New document"), "plus", desk.begin_new, shortcut="Ctrl+Shift+A")
        self.revise = make_action(self, _("New version"), "pencil", desk.begin_revision, shortcut="F2")
        self.approve = make_action(self, _("Approve the draft"), "badge-check", desk.approve)
        self.discard = make_action(self, _("Discard the draft"), "trash-2", desk.discard)
        self.withdraw = make_action(self, _("Withdraw …"), "archive", desk.begin_withdrawal)
        self.place = make_action(self, _("Area and readers …"), "lock", desk.begin_place)
        self.seal = make_action(self, _("Hand on an area …"), "package", desk.begin_seal)
        self.open = make_action(self, _("Open an area …"), "package-open", desk.choose_package)
        self.groups = make_action(self, _("Closed groups …"), "users", desk.begin_group)
        self.lay_out = make_action(self, _("Lay out the nine areas"), "list", desk.lay_out_areas)
        kept = (self.new, self.revise, self.discard, self.place, self.lay_out)
        offer(self.session, self, [(command, Act.KEEP_OFFICE) for command in kept])
        offer(self.session, self, [(c, Act.RELEASE) for c in (self.approve, self.seal)])
        offer(self.session, self, [(self.groups, Act.MANAGE_ROLES)])

    def _lay_out(self) -> None:
        self.areas.setMinimumWidth(_FEWEST[0])
        self.areas.setMaximumWidth(_AREAS)
        self.areas.setAccessibleName(_("Subject areas"))
        self.areas.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.areas.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The field above searches texts and files as well; the table's own would narrow what that found.
        self.table.model.modelReset.connect(self._hide_tools)
        self._hide_tools()
        self.lay_out_button = labelled_button(self.lay_out)
        left = QVBoxLayout()
        left.setContentsMargins(12, 8, 0, 0)
        left.addWidget(self.lay_out_button)
        left.addWidget(self.areas, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 8, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.field)
        middle.addWidget(self.table, 1)
        self.table.setMinimumWidth(_FEWEST[1])
        for part in (self.pane, self.comparison):
            self.right.addWidget(part)
        listing = QWidget()
        row = QHBoxLayout(listing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addLayout(middle, 1)
        parts = TurningSplit()
        for beside in (listing, self.right, self.side):
            parts.add_part(beside, _LOWEST)
        parts.setStretchFactor(1, 1)
        parts.set_widths([_AREAS + _LIST + _MARGINS, 1000, _FORM])
        own = [self.new, self.revise, self.approve, self.discard, self.withdraw, self.place]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ButtonRow([*own, None, self.seal, self.open, self.groups]))
        # Where list and text have no room beside each other, they scroll and the commands stay.
        self.parts_room = PageRoom(parts)
        self.parts_room.setMinimumHeight(_LOWEST)
        column.addWidget(self.parts_room, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a form is open the areas make room for it."""
        if watched is self.side and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.areas.setVisible(event.type() == QEvent.Type.Hide)
            if event.type() == QEvent.Type.Show:
                # Once it is laid out: the form stands at the right end, beyond a narrow window.
                QTimer.singleShot(0, self, lambda: self.parts_room.ensureWidgetVisible(self.side))
        return False

    def _hide_tools(self) -> None:
        for part in (self.table.filter, self.table.columns_button, self.table.chips.button):
            part.hide()

    # --- what is shown

    def refresh(self) -> None:
        """Read the library anew, of what is searched for only what holds it."""
        self.session.read(self, partial(read_list, query=self.field.text()), self.show_list)

    def show_list(self, found: LibraryList) -> None:
        """Show what was read; the chosen area and document stay chosen."""
        self.found = found
        area = self.area()
        self.areas.blockSignals(True)
        self.areas.clear()
        self._add_area("", _("All areas"), len(found.rows))
        for area_id, name, count in found.areas:
            self._add_area(area_id, name, count)
        ids = ["", *(area_id for area_id, _name, _count in found.areas)]
        self.areas.setCurrentRow(ids.index(area) if area in ids else 0)
        self.areas.blockSignals(False)
        self.lay_out_button.setVisible(not found.areas)
        self.new.setEnabled(bool(found.areas))
        self._narrow()
        if self._wanted:
            self.open_document(self._wanted)

    def _add_area(self, area_id: str, name: str, count: int) -> None:
        item = QListWidgetItem(f"{name}  {count}" if count else name, self.areas)
        item.setData(_ROLE, area_id)

    def area(self) -> str:
        """Return the id of the chosen area, "" for all."""
        item = self.areas.currentItem()
        return str(item.data(_ROLE)) if item is not None else ""

    def _narrow(self) -> None:
        area, known = self.area(), {area_id for area_id, _name, _count in self.found.areas}
        lost = area == "?"
        rows = [
            r for r in self.found.rows if not area or r.area_id == area or (lost and r.area_id not in known)
        ]
        self.table.set_rows(rows)
        self._follow()

    def open_document(self, document_id: str) -> None:
        """Choose a document, wherever it stands; once it is read if the list is not there yet."""
        self._wanted = document_id
        if any(row.id == document_id for row in self.found.rows):
            self._wanted = ""
            self.areas.setCurrentRow(0)
            self.table.select_where(lambda row: row.id == document_id)

    def chosen(self) -> DocumentRow | None:
        """Return the chosen document, None unless it is exactly one."""
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _follow(self) -> None:
        row = self.chosen()
        for command in (self.revise, self.withdraw, self.place):
            command.setEnabled(row is not None)
        for command in (self.approve, self.discard):
            command.setEnabled(row is not None and row.draft)
        self.right.setCurrentWidget(self.pane)
        self._reading.stop()
        if row is None:
            self.pane.clear()
        else:
            self.session.read(self, partial(read_document, document_id=row.id), self._show)

    def _show(self, view: DocumentView) -> None:
        row = self.chosen()
        if row is not None and row.id == view.document.id:
            self.pane.show_document(view)
            if self._counted != row.id:
                self._reading.start(_READ_MS)

    def _count_reading(self) -> None:
        row = self.chosen()
        if row is not None and self.isVisible():
            self._counted = row.id
            self.session.write(
                self, partial(library_readings.note_reading, document_id=row.id), refused=lambda _error: None
            )

    def _show_comparison(self, older: object, newer: object) -> None:
        self.desk.compare(older, newer)


def _columns() -> tuple[Column[DocumentRow], ...]:
    return (
        Column(
            "title",
            lambda: _("Title"),
            lambda r: r.title,
            icon=lambda r: "lock" if r.closed else "",
            width=236,
        ),
        Column("state", lambda: _("State"), lambda r: r.state, width=112),
        Column("kind", lambda: _("Kind"), lambda r: r.kind, muted=True, width=130, shown=False),
    )
