"""Contributions and sources: the table, and the forms that register what an agency delivered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.table_selection import TableKind
from app.store.change import Change
from app.store.store import Store
from ui.case import edit_commands, form_choices
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.contribution_desk import ContributionDesk
from ui.case.contribution_panel import QuarantinePanel
from ui.case.contribution_query import held_lines
from ui.case.import_form import ImportForm
from ui.case.source_query import SourceRow, source_rows
from ui.case.table_contributions import SourceTables
from ui.case.table_desk import CaseTable
from ui.case.table_facets import source_facets
from ui.shell.form_room import FormRoom
from ui.shell.inline_form import InlineForm
from ui.widgets.column import Column, count_column
from ui.widgets.tool_buttons import ButtonRow, make_action

_SIDE_WIDTH = 360


def _columns() -> tuple[Column[SourceRow], ...]:
    return (
        Column("agency", lambda: _("Agency"), lambda r: r.agency, width=170),
        Column("contribution", lambda: _("Contribution"), lambda r: r.contribution, width=190),
        Column("received", lambda: _("Received"), lambda r: r.received, lambda r: r.received_sort, width=130),
        Column("reference", lambda: _("Source"), lambda r: r.reference, width=190),
        Column("kind", lambda: _("Kind"), lambda r: r.kind, width=120, shown=False),
        Column(
            "reliability",
            lambda: _("Reliability"),
            lambda r: r.reliability,
            tooltip=lambda r: r.reliability_words,
            width=115,
        ),
        count_column("findings", lambda: _("Findings"), lambda r: r.findings, 110),
        Column("provision", lambda: _("Provision"), lambda r: r.provision, width=160),
        Column("marking", lambda: _("Marking"), lambda r: r.marking, width=90, shown=False),
        Column("document", lambda: _("Document"), lambda r: r.document, width=160, shown=False),
        Column(
            "label", lambda: _("Label"), lambda r: r.label, tooltip=lambda r: r.label, muted=True, width=120
        ),
    )


class SourcesTab(CaseTab):
    """Who delivered what, and how they know."""

    key = "sources"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.listing: CaseTable[SourceRow] = CaseTable(
            desk, TableKind.SOURCES, _columns(), source_facets(),
            _("No contribution yet. Register the first one with the button above."), _("Sources"),
        )  # fmt: skip
        self.table = self.listing.view
        self.tables = SourceTables(desk, self.listing)
        self.side = FormRoom(left=18, top=8, right=18)
        self.side.setFixedWidth(_SIDE_WIDTH)
        self.side.hide()
        self.form: InlineForm | None = None
        self.quarantine = QuarantinePanel()
        self.contributions = ContributionDesk(desk, self)
        self._connect()
        buttons = ButtonRow(
            [
                make_action(self, _("Import a file …"), "download", self.choose_file),
                None,
                make_action(self, _("New contribution"), "inbox", self.begin_contribution),
                make_action(self, _("New source"), "file-text", self.begin_source),
                make_action(self, _("New agency"), "building-2", self.begin_agency),
                None,
                self._about(_("Label …"), "tag", self.contributions.begin_label),
                self._about(_("Correct …"), "pencil", self.contributions.begin_frame),
                self._about(_("Quarantine …"), "shield-alert", self.contributions.begin_quarantine),
                self._about(_("Withdraw …"), "undo-2", self.contributions.begin_withdrawal),
            ]
        )
        row = QHBoxLayout()
        row.addWidget(self.tables, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(buttons)
        column.addWidget(self.quarantine)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.table.row_activated.connect(self._open_document)
        self.contributions.form_made.connect(self._place)
        self.contributions.done.connect(self._leave)
        self.quarantine.label_wanted.connect(self.contributions.begin_label)
        self.quarantine.look_wanted.connect(self.contributions.look_into)
        self.quarantine.withdrawal_wanted.connect(self.contributions.begin_withdrawal)

    def _about(self, text: str, icon_name: str, begin: Callable[[str], None]) -> QAction:
        tip = _("{act} – for the contribution of the selected row").format(act=text.removesuffix(" …"))
        return make_action(self, text, icon_name, partial(self.for_selected, begin), tip=tip)

    def for_selected(self, begin: Callable[[str], None]) -> None:
        """Open a form for the contribution of the selected row."""
        rows = self.tables.selected_rows()
        if rows:
            begin(rows[0].contribution_id)
        else:
            self.desk.session.noted.emit(_("Select a row first; it is about its contribution."))

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.listing.show_rows(data, source_rows)
        self.tables.show_case(data)
        self.desk.session.read(self, partial(held_lines, data=data), self.quarantine.show_lines)

    def find_here(self) -> None:
        """See CaseTab."""
        self.tables.focus_filter()

    def choose_file(self) -> None:
        """Ask for a file that an agency delivered."""
        kinds = _("All files, told by their content (*);;Tables (*.csv *.tsv *.txt *.xlsx)")
        path, _kind = QFileDialog.getOpenFileName(self, _("A delivered file"), "", kinds)
        if path:
            self.begin_import(Path(path))

    def begin_import(self, path: Path) -> None:
        """Open the form that imports a file."""
        data = self.desk.data
        if data is None:
            return
        if not data.agencies:
            self.begin_agency()
            return
        form = ImportForm(self.desk, data, path)
        form.imported.connect(self._leave)
        self._place(form)

    def begin_contribution(self) -> None:
        """Open the form for what an agency delivered."""
        data = self.desk.data
        if data is None:
            return
        if not data.agencies:
            self.begin_agency()
            return
        self.contributions.begin()

    def begin_source(self) -> None:
        """Open the form for a source of a contribution."""
        data = self.desk.data
        if data is None:
            return
        if not data.contributions:
            self.begin_contribution()
            return
        form = InlineForm(_("A new source"), _("Add"))
        known = [(c.id, f"{data.agency_name(c.agency_id)} · {c.title}") for c in data.contributions.values()]
        form.add_choice("contribution", _("Contribution"), known, known[-1][0])
        form.add_text("reference", _("Reference"), hint=_("file number, report, page"))
        form.require("contribution", "reference")
        form.add_text("kind", _("Kind"), hint=_("for example register extract"))
        form.add_choice("reliability", _("Reliability"), form_choices.reliability())
        self._open(form, partial(edit_commands.add_source, case_id=self.desk.case_id))

    def begin_agency(self) -> None:
        """Open the form for an agency that this store does not know yet."""
        form = InlineForm(_("A new agency"), _("Add"))
        form.add_choice("class_code", _("Class in the provision matrix"), form_choices.classes())
        form.add_text("name", _("German name"))
        form.require("name")
        form.add_text("name_en", _("English name"))
        self._open(form, edit_commands.add_agency)

    def _open_document(self, row: SourceRow) -> None:
        if row.document_id:
            self.desk.document_wanted.emit(row.document_id)

    def _open(self, form: InlineForm, command: Callable[..., Change]) -> None:
        form.submitted.connect(partial(self._send, form, command))
        self._place(form)

    def _place(self, form: InlineForm) -> None:
        self.form = form
        form.cancelled.connect(self._leave)
        self.side.hold(form)
        self.side.show()
        form.focus_first()

    def _send(self, form: InlineForm, command: Callable[..., Change], values: dict[str, str]) -> None:
        form.set_busy(True)

        def work(store: Store) -> Change:
            return command(store, values=values)

        self.desk.session.write(form, work, lambda _change: self._leave(), partial(_refused, form))

    def _leave(self) -> None:
        self.form = None
        self.side.hide()
        self.table.table.setFocus()


def _refused(form: InlineForm, error: UserError) -> None:
    form.set_busy(False)
    form.show_error(error, edit_commands.field_of(error))
