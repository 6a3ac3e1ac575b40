"""A table of a case with what is done to its rows: saved views, one step over many, files."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Generic

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.table_selection import TableKind
from app.handover.tables import TableFile, internal_name
from ui.case import table_query
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.form_side import FormSide
from ui.case.table_forms import INTERNAL, SHOWN, BulkForm, ExportForm, ReportForm
from ui.case.table_query import ExportWish
from ui.case.table_views import TableViews
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.column import Column, Row
from ui.widgets.facet import Facet
from ui.widgets.row_worker import MANY
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import labelled_button, make_action

_EDITED = frozenset({TableKind.FINDINGS, TableKind.SUBJECTS})


class CaseTable(QWidget, Generic[Row]):
    """The table stands in `view`, forms about its rows in `side`; rows have the ids of what they show."""

    def __init__(
        self,
        desk: CaseDesk,
        kind: TableKind,
        columns: Sequence[Column[Row]],
        facets: Sequence[Facet[Row]],
        empty_line: str,
        name: str,
    ) -> None:
        super().__init__()
        self.desk, self.kind = desk, kind
        self.view: TableView[Row] = TableView(
            columns, empty_line, name=name, facets=facets, run=desk.session.tasks.read
        )
        self.side = FormSide()
        self.views = TableViews(desk.session, self.view, self.side, f"table/{kind}")
        self.view.marking = self._marking
        self.view.held_back = self._frozen
        self._add_tools()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.side)
        self.view.selection_changed.connect(lambda _rows: self._follow())
        self.view.model.modelReset.connect(self._follow)
        self._follow()

    def _add_tools(self) -> None:
        self.edit = make_action(self, _("Change"), "pencil", self.begin_edit, shortcut="Ctrl+Shift+M")
        self.export = make_action(
            self, _("As a file"), "file-down", self.begin_export, shortcut="Ctrl+Shift+X"
        )
        self.edit.setVisible(self.kind in _EDITED)
        self.view.add_tool(self.views.button)
        for action in (self.edit, self.export):
            button = labelled_button(action)
            self.view.add_tool(button)
            # Not before it has its place: a part without one is shown as a window of its own.
            button.setVisible(action.isVisible())

    def show_rows(self, data: CaseData, make: Callable[[CaseData], Sequence[Row]]) -> None:
        """Show the rows that `make` makes of a case; beside the window if there are many."""
        self.views.begin()
        if len(data.records.findings) < MANY:
            self.view.set_rows(make(data))
        else:
            self.desk.session.tasks.read(self, partial(make, data), partial(self._made, data))

    def _made(self, data: CaseData, rows: Sequence[Row]) -> None:
        if data is self.desk.data:
            self.view.set_rows(rows)

    def chosen_ids(self) -> tuple[str, ...]:
        """Return the ids of the chosen rows in the order shown."""
        return tuple(str(getattr(row, "id", "")) for row in self.view.selected_rows())

    def _follow(self) -> None:
        self.edit.setEnabled(self.view.table.selectionModel().hasSelection())
        self.export.setEnabled(self.view.model.rowCount() > 0)

    def _marking(self) -> str:
        data = self.desk.data
        return table_query.marking(data) if data is not None else _("internal – not for release")

    def _frozen(self, row: Row) -> bool:
        """Whether a decision on deletion is open for what a row is about: nothing of it goes out."""
        about = getattr(row, "subject_id", getattr(row, "id", ""))
        return self.desk.data is not None and about in self.desk.data.records.frozen

    # --- one step over many rows

    def begin_edit(self) -> None:
        """Open the form for one step over the chosen rows."""
        data, ids = self.desk.data, self.chosen_ids()
        if data is None or not ids:
            return
        form = BulkForm(data, len(ids), persons=self.kind is TableKind.SUBJECTS)
        form.asked.connect(lambda: self._preview(form, ids))
        form.submitted.connect(lambda values: self._edit(form, values))
        self.side.place(form)
        self._preview(form, ids)

    def _preview(self, form: BulkForm, ids: tuple[str, ...]) -> None:
        values = form.values()
        if values["kind"] == "extend" and not values["day"]:
            form.show_unknown(_("Name the new review day."))
            return
        work = partial(table_query.preview, case_id=self.desk.case_id, values=values, ids=ids)

        def current() -> bool:
            return self.side.form is form and form.values() | {"reason": ""} == values | {"reason": ""}

        self.desk.session.read(
            form,
            work,
            lambda found: form.show_preview(found) if current() else None,
            lambda error: form.show_unknown(error.sentence) if current() else None,
        )

    def _edit(self, form: BulkForm, values: dict[str, str]) -> None:
        form.set_busy(True)

        work = partial(table_query.apply, case_id=self.desk.case_id, values=values, ids=form.can)
        StoppableWork(self.desk.session, form, form.progress).write(
            _("The rows are being changed: all of them or none."),
            work,
            lambda _change: self._leave(),
            partial(self._refused, form),
            stopped=lambda: form.set_busy(False),
        )

    def _refused(self, form: BulkForm, error: UserError) -> None:
        self.side.refused(form, table_query.field_of, error)

    def _leave(self) -> None:
        self.side.leave()
        self.view.table.setFocus()

    # --- files

    def begin_export(self) -> None:
        """Open the form for a file of the chosen rows, or of all that are shown."""
        shown = self.view.model.rowCount()
        if shown:
            form = ExportForm(len(self.chosen_ids()), shown, self.desk.request)
            form.submitted.connect(lambda values: self._choose_file(form, values))
            self.side.place(form)

    def _choose_file(self, form: ExportForm, values: dict[str, str]) -> None:
        if values["target"] == INTERNAL and not values["reason"]:
            missing = UserError("form.reason", _("The reason is missing."), _("It goes into the log."))
            self.side.refused(form, table_query.field_of, missing)
            return
        wish = self._wish(values)
        reference = self.desk.data.header.reference if self.desk.data else ""
        name = f"{reference}-{self.view.table.accessibleName()}.{wish.ending}".replace("/", "-")
        if values["target"] == INTERNAL:
            name = internal_name(Path(name)).name
        path, _kind = QFileDialog.getSaveFileName(self, _("Rows as a file"), name)
        if path:
            self.save_to(form, Path(path), values)

    def save_to(self, form: ExportForm, path: Path, values: dict[str, str]) -> None:
        """Write the rows to a file as the form says."""
        form.set_busy(True)
        request = None if values["target"] == INTERNAL else self.desk.request
        work = partial(
            table_query.export,
            case_id=self.desk.case_id,
            wish=self._wish(values),
            request=request,
            out=path,
            reason=values["reason"],
        )
        refused = partial(self.side.refused, form, table_query.field_of)
        StoppableWork(self.desk.session, form, form.progress).write(
            _("The file is being written …"),
            work,
            self._written,
            refused,
            stopped=lambda: form.set_busy(False),
        )

    def _wish(self, values: dict[str, str]) -> ExportWish:
        rows = self.view.model.shown_rows() if values["scope"] == SHOWN else self.view.selected_rows()
        ids = tuple(str(getattr(row, "id", "")) for row in rows)
        return ExportWish(self.kind, ids, values["style"])

    def _written(self, written: TableFile) -> None:
        lines = table_query.report(written)
        form = ReportForm(lines)
        form.submitted.connect(lambda _values: self._leave())
        self.side.place(form)
        form.submit_button.setFocus()
        touched = frozenset({"handover"} if written.ledger_id else ())
        self.desk.session.announce(lines[0], self.desk.case_id, touched)
