"""One register: its entries as a table, its figures, and the form of the chosen entry."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.base.share_records import Share
from app.office import entry_keeping
from app.office.entries import remove
from app.office.register_types import STATE
from app.store.change import Change
from app.store.roles import Act
from ui.office.history_sheet import EntryHistory
from ui.office.office_query import EntryRow, RegisterTable, TakenList, import_list, save_entry, write_list
from ui.office.refusal_sheet import RefusalSheet
from ui.office.register_extras import EXTRAS
from ui.office.register_form import RegisterForm
from ui.office.register_removal import RegisterErasureForm, TakeOutForm
from ui.settings.side_panel import SidePanel
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.facet import Facet
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

_LISTS = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv);;SVG (*.svg);;PNG (*.png)"
_TABLES = "CSV, Excel (*.csv *.xlsx *.txt)"


class RegisterPanel(QWidget):
    """Shows a register that was read; one form at the right at a time."""

    def __init__(self, session: Session, found: RegisterTable) -> None:
        super().__init__()
        self.session, self.found = session, found
        declared = found.declared
        self._wanted_id = ""
        self.heading = Heading(declared.label)
        self.note = MutedLabel(declared.note)
        self.note.setVisible(bool(declared.note))
        self.table = _table(found)
        self.shares: TableView[Share] = TableView(
            _share_columns(), _("This register has no entry yet."), name=_("Figures")
        )
        self.side = SidePanel()
        kind = EXTRAS.get(declared.id)
        self.extras = kind(session, self, self.side, self._chosen) if kind else None
        self._make_commands()
        self._lay_out()
        self.table.row_activated.connect(lambda _row: self.begin_change())
        self.table.selection_changed.connect(lambda _rows: self._follow())
        self.show_found(found)

    def _make_commands(self) -> None:
        self.new = make_action(self, _("New entry"), "plus", self.begin_new, shortcut="Ctrl+Shift+A")
        self.change = make_action(self, _("Change"), "pencil", self.begin_change, shortcut="F2")
        self.removal = make_action(self, _("Take out …"), "trash-2", self.begin_removal, shortcut="Del")
        self.erasure = make_action(self, _("Erase what is due …"), "timer", self.begin_erasure)
        self.take_over = make_action(self, _("Take over a list …"), "file-down", self.choose_import)
        self.write = make_action(self, _("As a list …"), "file-up", self.choose_list)
        self.history = EntryHistory(self.session, self, self.side, self._chosen, self.close_form)
        own = (self.new, self.change, self.removal, self.take_over)
        offer(self.session, self, [(command, Act.KEEP_OFFICE) for command in (*own, self.erasure)])

    def _lay_out(self) -> None:
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.table, _("Entries"))
        tabs.addTab(self.shares, _("Figures"))
        for part, title in self.extras.tabs if self.extras else ():
            tabs.addTab(part, title)
        self.tabs = tabs
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 0)
        head.addWidget(self.heading)
        head.addWidget(self.note)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(head)
        own = [self.new, self.change, self.removal, None, self.take_over]
        told = [self.history.action, self.write]
        kept = self.found.declared.keep is not None
        commands = [*([] if self.found.declared.own_desk else own), *told]
        special = [None, *self.extras.actions()] if self.extras else []
        column.addWidget(ButtonRow([*commands, *special, *([None, self.erasure] if kept else [])]))
        column.addWidget(tabs, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)

    def show_found(self, found: RegisterTable) -> None:
        """Show the register as it is now."""
        self.found = found
        self.table.set_rows(found.rows)
        self.shares.set_rows(found.shares)
        self.erasure.setEnabled(bool(found.expired))
        if self._wanted_id:
            wanted, self._wanted_id = self._wanted_id, ""
            self.table.select_where(lambda row: row.id == wanted)
        self._follow()
        self.history.settle()

    def choose(self, entry_ids: Collection[str]) -> None:
        """Choose entries, all of those that are shown."""
        if not self.table.select_where(lambda row: row.id in entry_ids):
            return
        flags = QItemSelectionModel.SelectionFlag
        model, chosen = self.table.model, self.table.table.selectionModel()
        for number in range(model.rowCount()):
            if model.row_at(number).id in entry_ids:
                chosen.select(model.index(number, 0), flags.Select | flags.Rows)

    def _follow(self) -> None:
        one = self._chosen() is not None
        for command in (self.change, self.removal):
            command.setEnabled(one)
        self.history.follow()
        if self.extras is not None:
            self.extras.follow()

    def _chosen(self) -> EntryRow | None:
        found = self.table.selected_rows()
        return found[0] if len(found) == 1 else None

    # --- forms

    def begin_new(self) -> None:
        """Ask for a new entry."""
        self._open_entry(RegisterForm(self.found))

    def begin_change(self) -> None:
        """Ask what is otherwise with the chosen entry."""
        row = self._chosen()
        if row is not None and not self.found.declared.own_desk:
            self._open_entry(RegisterForm(self.found, row))

    def begin_removal(self) -> None:
        """Ask why the chosen entry goes."""
        row = self._chosen()
        if row is not None:
            form = TakeOutForm(row.texts.get(self.found.declared.caption, ""))
            form.submitted.connect(lambda values: self._remove(form, row.id, values["reason"]))
            self._open(form)

    def begin_erasure(self) -> None:
        """Show what is due for erasure."""
        form = RegisterErasureForm(self.found)
        form.submitted.connect(lambda _values: self._erase(form))
        self._open(form)

    def _open_entry(self, form: RegisterForm) -> None:
        form.submitted.connect(partial(self._save, form))
        self._open(form)

    def _open(self, form: InlineForm) -> None:
        form.cancelled.connect(self.close_form)
        self.side.open_form(form)
        form.focus_first()

    def close_form(self) -> None:
        """Take the form away."""
        self.side.close_form()
        self.table.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what they do

    def _save(self, form: RegisterForm, values: dict[str, str]) -> None:
        form.set_busy(True)
        entry_id = form.row.id if form.row else ""
        work = partial(save_entry, register_id=self.found.declared.id, entry_id=entry_id, values=values)
        self.session.write(form, work, self._saved, form.refuse)

    def _saved(self, change: Change) -> None:
        self._wanted_id = change.ids[0]
        self.close_form()

    def _remove(self, form: TakeOutForm, entry_id: str, reason: str) -> None:
        form.set_busy(True)
        work = partial(remove, entry_id=entry_id, reason=reason)
        self.session.write(form, work, lambda _change: self.close_form(), form.refuse)

    def _erase(self, form: RegisterErasureForm) -> None:
        form.set_busy(True)
        work = partial(entry_keeping.erase, register_id=self.found.declared.id, entry_ids=form.ids)
        self.session.write(form, work, lambda _change: self.close_form(), form.refuse)

    def choose_list(self) -> None:
        """Ask where the list goes."""
        name = f"{self.found.declared.id}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Write the list"), name, _LISTS)
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """Write the entries as they are shown, in their order."""
        model = self.table.model
        ids = tuple(model.row_at(number).id for number in range(model.rowCount()))
        work = partial(write_list, register_id=self.found.declared.id, out=path, ids=ids)
        self.session.write(self, work, self._written)

    def _written(self, made: Any) -> None:
        said = _("Saved: {names}.").format(names=made.path.name)
        self.session.noted.emit(" ".join((said, *made.notes)))

    def choose_import(self) -> None:
        """Ask for the file of a partner's list."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Take over a list"), "", _TABLES)
        if chosen:
            self.take_over_from(Path(chosen))

    def take_over_from(self, path: Path) -> None:
        """Read a partner's list: all rows, or none and what is wrong with which."""
        work = partial(import_list, register_id=self.found.declared.id, path=path)
        self.session.write(self, work, self._taken_over, partial(self._not_taken_over, path.name))

    def _not_taken_over(self, name: str, error: UserError) -> None:
        sheet = RefusalSheet(name, error, self.close_form)
        self.side.open_form(sheet)
        sheet.problems.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken_over(self, taken: TakenList) -> None:
        if isinstance(self.side.form, RefusalSheet):
            self.close_form()
        if taken.change is not None:
            self.session.announce(taken.change.label, "", taken.change.touched)
        self.session.noted.emit(taken.said)


def _table(found: RegisterTable) -> TableView[EntryRow]:
    declared = found.declared
    columns = [_column(declared.columns, name, title) for name, title in found.columns]
    facets = [_facet(found, name) for name in declared.filters]
    if declared.states and STATE not in declared.filters:
        facets.append(_facet(found, STATE))
    return TableView(columns, _("This register has no entry yet."), name=declared.label, facets=facets)


def _column(listed: Sequence[str], name: str, title: str) -> Column[EntryRow]:
    return Column(
        name,
        lambda: title,
        lambda r: r.texts.get(name, ""),
        lambda r: r.order.get(name, r.texts.get(name, "")),
        tooltip=lambda r: r.texts.get(name, ""),
        shown=name in listed,
    )


def _facet(found: RegisterTable, name: str) -> Facet[EntryRow]:
    title = next(title for column, title in found.columns if column == name)
    words = {row.raw.get(name, ""): row.texts.get(name, "") for row in found.rows}
    declared = found.declared
    field = declared.field(name)
    known = {c.id: c.label for c in (field.choices if field else declared.states)}
    return Facet(
        name,
        lambda: title,
        lambda r: (r.raw[name],) if r.raw.get(name) else (),
        lambda code: known.get(code) or words.get(code) or code,
    )


def _share_columns() -> tuple[Column[Share], ...]:
    return (
        Column("by", lambda: _("By"), lambda r: r.by, width=200),
        Column("name", lambda: _("Name"), lambda r: r.name, width=320),
        Column("count", lambda: _("Count"), lambda r: str(r.count), lambda r: r.count, right=True, width=90),
    )
