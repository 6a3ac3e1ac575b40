"""The yearly report in the window: its figures, what they are compared with, and their records."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.base.clock import today
from app.base.i18n import _
from app.office.report_text import TEXTS
from ui.office.report_query import FigureLine, ReportView, read_report, text_entries, write_report
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.facet import Facet
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

_YEARS_BACK = 12


class ReportPanel(QWidget):
    """The figures of a year; Enter leads to the records behind one."""

    wanted = Signal(str, tuple)
    """A register and the entries of it that make up a figure are wished."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.table: TableView[FigureLine] = TableView(
            _columns(),
            _("No register has figures."),
            name=_("Yearly report"),
            facets=[Facet("verdict", lambda: _("Agrees"), lambda r: (r.verdict,) if r.verdict else ())],
        )
        self.years = QComboBox()
        self.years.setAccessibleName(_("Year of the report"))
        for year in range(today().year, today().year - _YEARS_BACK, -1):
            self.years.addItem(str(year), year)
        self.span = MutedLabel("")
        self.verdict = MutedLabel("")
        self.write = make_action(self, _("Write the yearly report …"), "file-up", self.choose_file)
        self.texts = make_action(self, _("Texts of the report"), "pencil", self._texts)
        self.drill = make_action(self, _("Show the records"), "list", self._drill)
        self._lay_out()
        self.years.currentIndexChanged.connect(lambda _index: self.refresh())
        self.table.row_activated.connect(lambda _row: self._drill())
        self.table.selection_changed.connect(lambda _rows: self._follow())
        self._follow()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Heading(_("Yearly report")))
        head.addWidget(self.years)
        head.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(16, 16, 16, 0)
        top.addLayout(head)
        top.addWidget(self.span)
        top.addWidget(self.verdict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(ButtonRow([self.write, self.texts, None, self.drill]))
        column.addWidget(self.table, 1)

    def year(self) -> int:
        """Return the year shown."""
        return int(self.years.currentData())

    def refresh(self) -> None:
        """Count the figures again."""
        self.session.read(self, partial(read_report, year=self.year()), self._show)

    def _show(self, view: ReportView) -> None:
        if view.year == self.year():
            self.span.setText(view.span)
            self.verdict.setText(view.verdict)
            self.verdict.setVisible(bool(view.verdict))
            self.table.set_rows(view.lines)
            self._follow()

    def _chosen(self) -> FigureLine | None:
        found = self.table.selected_rows()
        return found[0] if len(found) == 1 else None

    def _follow(self) -> None:
        row = self._chosen()
        self.drill.setEnabled(row is not None and bool(row.entries))

    def _drill(self) -> None:
        row = self._chosen()
        if row is not None and row.entries:
            self.wanted.emit(row.register_id, row.entries)

    def _texts(self) -> None:
        """Lead to the texts of the report, those of the year shown chosen."""
        self.session.read(self, partial(text_entries, year=self.year()), self._lead_to_texts)

    def _lead_to_texts(self, entries: tuple[str, ...]) -> None:
        self.wanted.emit(TEXTS, entries)

    def choose_file(self) -> None:
        """Ask where the report goes."""
        name = _("annual-report-{year}").format(year=self.year())
        title = _("Write the yearly report")
        kinds = "PDF (*.pdf);;JSON (*.json)"
        chosen, _kind = QFileDialog.getSaveFileName(self, title, f"{name}.pdf", kinds)
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, path: Path) -> None:
        """Write the report of the year shown."""
        self.session.write(self, partial(write_report, year=self.year(), out=path), self._written)

    def _written(self, made: Any) -> None:
        self.session.noted.emit(_("Saved: {names}.").format(names=made.file.name))


def _columns() -> tuple[Column[FigureLine], ...]:
    return (
        Column("label", lambda: _("Figure"), lambda r: r.label, tooltip=lambda r: r.label, width=310),
        Column("value", lambda: _("Value"), lambda r: r.value, lambda r: r.number, right=True, width=90),
        Column("control", lambda: _("Control"), lambda r: r.control, right=True, width=90),
        Column(
            "verdict",
            lambda: _("Agrees"),
            lambda r: r.verdict,
            icon=lambda r: "triangle-alert" if r.differs else "",
            width=90,
        ),
        Column("earlier", lambda: _("Earlier"), lambda r: r.earlier, width=110),
        Column("group", lambda: _("Group"), lambda r: r.group, width=200),
        Column("note", lambda: _("Note"), lambda r: r.note, width=180),
    )
