"""Requests of people for access (BDSG section 57): who asks, what is held, what is kept back, the report."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.store.roles import Act
from ui.office.access_forms import AccessForm, WithholdForm
from ui.office.access_query import HeldRow, PersonRow, read_held, search_people, write_report
from ui.settings.side_panel import SidePanel
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.titled import titled
from ui.widgets.tool_buttons import ButtonRow, make_action

_WHOLE = ""
_TOUCHED = frozenset({"register_entry", "handover"})


def _people() -> tuple[Column[PersonRow], ...]:
    return (
        Column("case", lambda: _("Case"), lambda r: r.case, width=130),
        Column("names", lambda: _("Names"), lambda r: r.names, width=320),
        Column("born", lambda: _("Date of birth"), lambda r: r.born, width=130),
    )


class AccessPanel(QWidget):
    """Above the records of the person, below what they hold; nothing is kept of it but the report."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.values: dict[str, str] = {}
        self.withheld: dict[str, tuple[str, str]] = {}
        self.people: TableView[PersonRow] = TableView(
            _people(), _("Begin with a request: who asks, and how you know."), name=_("Records of the person")
        )
        self.held: TableView[HeldRow] = TableView(
            self._held(), _("Choose above the records that are this person."), name=_("What is held")
        )
        self.state = MutedLabel()
        self.state.setContentsMargins(16, 6, 16, 6)
        self.new = make_action(self, _("New request"), "plus", self.begin)
        self.keep = make_action(self, _("Keep back"), "eye-off", self.begin_keeping, shortcut="Del")
        self.give = make_action(self, _("Give after all"), "eye", self.give_again)
        self.keep_all = make_action(self, _("Keep all back"), "lock", self.begin_keeping_all)
        self.write = make_action(self, _("Write the report …"), "file-text", self.choose_folder)
        self.commands = (self.new, self.keep, self.give, self.keep_all, self.write)
        offer(session, self, [(command, Act.REVIEW) for command in self.commands])
        self.side = SidePanel()
        self._lay_out()
        self.people.selection_changed.connect(lambda _rows: self._look())
        self.held.selection_changed.connect(lambda _rows: self._follow())
        self._follow()

    def _held(self) -> tuple[Column[HeldRow], ...]:
        return (
            Column("what", lambda: _("Kind of data"), lambda r: r.what, width=190),
            Column("value", lambda: _("Content"), lambda r: r.value, width=300),
            Column("given", lambda: _("In the report"), self._given, width=230),
            Column("review", lambda: _("Review by"), lambda r: r.review, lambda r: r.review_sort, width=100),
            Column("case", lambda: _("Case"), lambda r: r.case, width=120),
        )

    def _given(self, row: HeldRow) -> str:
        if _WHOLE in self.withheld or row.id in self.withheld:
            return _("kept back")
        return _("without content: concerns others") if row.others else _("given")

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(ButtonRow([self.new, None, self.keep, self.give, self.keep_all, None, self.write]))
        column.addWidget(self.state)
        column.addWidget(titled(_("Records of the person"), self.people), 2)
        column.addWidget(titled(_("What is held"), self.held), 3)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)

    def find_here(self) -> None:
        """Put the cursor into the filter of what is held."""
        self.held.focus_filter()

    def _follow(self) -> None:
        chosen, whole = bool(self.held.selected_rows()), _WHOLE in self.withheld
        self.keep.setEnabled(chosen and not whole)
        self.give.setEnabled(whole or any(r.id in self.withheld for r in self.held.selected_rows()))
        self.keep_all.setEnabled(bool(self.values) and not whole)
        self.write.setEnabled(bool(self.values))
        self.state.setText(self._said())

    def _said(self) -> str:
        if not self.values:
            return _("First it is established who asks; then all cases are searched.")
        who = _("{person}, identity: {identity}").format(**self.values)
        records = len(self.people.selected_rows())
        chosen = ngettext("{count} record chosen", "{count} records chosen", records).format(count=records)
        whole = _("all is kept back") if _WHOLE in self.withheld else ""
        kept = len(self.withheld)
        some = ngettext("{count} statement kept back", "{count} statements kept back", kept)
        return " · ".join(filter(None, (who, chosen, whole or (some.format(count=kept) if kept else ""))))

    # --- the request

    def begin(self) -> None:
        """Ask who asks, and how that was established."""
        form = AccessForm()
        form.submitted.connect(partial(self._search, form))
        self._open(form)

    def _open(self, form: InlineForm) -> None:
        form.cancelled.connect(self.close_form)
        self.side.open_form(form)
        form.focus_first()

    def close_form(self) -> None:
        """Take the form away."""
        self.side.close_form()
        self.held.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, form: AccessForm, values: dict[str, str]) -> None:
        form.set_busy(True)
        self.session.write(form, partial(search_people, values=values), partial(self._found, values))

    def _found(self, values: dict[str, str], rows: tuple[PersonRow, ...]) -> None:
        self.values, self.withheld = values, {}
        self.side.close_form()
        self.held.set_rows(())
        self.people.set_rows(rows)
        if len(rows) == 1:
            self.people.select_where(lambda _row: True)
        if not rows:
            self.session.noted.emit(_("Nobody of this name is held. The report says so."))
        self._look()

    def _chosen_people(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.people.selected_rows())

    def _look(self) -> None:
        people = self._chosen_people()
        self.session.read(self, partial(read_held, people=people), partial(self._show_held, people))
        self._follow()

    def _show_held(self, people: tuple[str, ...], rows: tuple[HeldRow, ...]) -> None:
        if people == self._chosen_people():
            known = {row.id for row in rows} | {_WHOLE}
            self.withheld = {key: how for key, how in self.withheld.items() if key in known}
            self.held.set_rows(rows)
            self._follow()

    # --- keeping back

    def begin_keeping(self) -> None:
        """Ask why the chosen statements are kept back."""
        rows = self.held.selected_rows()
        if rows:
            about = "\n".join(f"– {row.what}: {row.value}" for row in rows)
            self._begin_withholding(_("Keep back"), about, [row.id for row in rows])

    def begin_keeping_all(self) -> None:
        """Ask why nothing at all is told."""
        about = _("The letter reads as if nothing were held.")
        self._begin_withholding(_("Keep all back"), about, [_WHOLE])

    def _begin_withholding(self, title: str, about: str, keys: list[str]) -> None:
        form = WithholdForm(title, about)
        form.submitted.connect(partial(self._withhold, keys))
        self._open(form)

    def _withhold(self, keys: list[str], values: dict[str, str]) -> None:
        self.withheld |= dict.fromkeys(keys, (values["ground"], values["reason"]))
        self.close_form()
        self._show_again()

    def give_again(self) -> None:
        """Take back the decision about the chosen statements, or about all."""
        if _WHOLE in self.withheld:
            del self.withheld[_WHOLE]
        else:
            for row in self.held.selected_rows():
                self.withheld.pop(row.id, None)
        self._show_again()

    def _show_again(self) -> None:
        self.held.set_rows(tuple(self.held.model.rows))
        self._follow()

    # --- the report

    def choose_folder(self) -> None:
        """Ask for a folder and write the report."""
        folder = QFileDialog.getExistingDirectory(self, _("Folder for the report"))
        if folder:
            self.write_to(Path(folder))

    def write_to(self, folder: Path) -> None:
        """Write the report into a folder, log it and enter it in the ledger."""
        work = partial(
            write_report,
            values=dict(self.values),
            people=self._chosen_people(),
            withheld=dict(self.withheld),
            folder=folder,
        )
        self.write.setEnabled(False)
        self.session.write(self, work, self._written, self._refused)

    def _refused(self, error: UserError) -> None:
        self._follow()
        self.session.refused.emit(error)

    def _written(self, result: Any) -> None:
        self.values, self.withheld = {}, {}
        self.people.set_rows(())
        self.held.set_rows(())
        self._follow()
        self.session.announce(_("Access report made"), "", _TOUCHED)
        names = ", ".join(file.name for file in result.files)
        self.session.noted.emit(_("Saved: {names}.").format(names=names))
