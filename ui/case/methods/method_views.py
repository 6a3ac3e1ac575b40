"""Which pages each method has, and what they show of it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.method_records import Method, MethodKind, PartKind
from app.base.method_words import barrier_note, matrix_note
from ui.case.case_data import CaseData
from ui.case.methods import method_pages
from ui.case.methods.method_grid import MethodGrid
from ui.case.methods.method_pages import QuadrantPage, ResultPage
from ui.case.methods.methods_query import (
    Beside,
    Line,
    barrier_grid,
    coverage_lines,
    matrix_grid,
    orphan_lines,
    part_lines,
    plan_lines,
    quadrant_blocks,
    result_of,
)
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView

MATRIX, COVERAGE, ORPHANS, QUADRANTS, PLAN = "matrix", "coverage", "orphans", "quadrants", "plan"
RESULT, ASSUMPTIONS, MILESTONES, CONCLUSIONS = "result", "assumptions", "milestones", "conclusions"
ADDS: Mapping[tuple[MethodKind, str], PartKind] = {
    (MethodKind.BARRIERS, ""): PartKind.STEP,
    (MethodKind.HYPOTHESES, ""): PartKind.HYPOTHESIS,
    (MethodKind.HYPOTHESES, ASSUMPTIONS): PartKind.ASSUMPTION,
    (MethodKind.HYPOTHESES, MILESTONES): PartKind.MILESTONE,
    (MethodKind.HYPOTHESES, CONCLUSIONS): PartKind.CONCLUSION,
    (MethodKind.ASSUMPTIONS, ""): PartKind.ASSUMPTION,
    (MethodKind.ASSUMPTIONS, MILESTONES): PartKind.MILESTONE,
}
"""What is added on a page of a method; "" stands for the pages not named."""


class MethodViews(QWidget):
    """The pages of the method shown; the grid serves barrier models and comparisons alike."""

    opened = Signal(str)
    """The id of a part, or "row/hypothesis"."""
    add_wanted = Signal(str, str)
    take_out_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.grid = MethodGrid(_("Matrix"))
        self.note = MutedLabel()
        self.note.setContentsMargins(16, 4, 16, 8)
        self.quadrants = QuadrantPage()
        self.result = ResultPage()
        self.tables: dict[str, TableView[Line]] = {
            COVERAGE: method_pages.coverage_table(),
            ORPHANS: method_pages.orphan_table(),
            PLAN: method_pages.plan_table(),
            ASSUMPTIONS: method_pages.assumption_table(),
            MILESTONES: method_pages.milestone_table(),
            CONCLUSIONS: method_pages.conclusion_table(),
        }
        matrix = QWidget()
        column = QVBoxLayout(matrix)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.note)
        self._pages: dict[str, QWidget] = {
            MATRIX: matrix,
            QUADRANTS: self.quadrants,
            RESULT: self.result,
            **self.tables,
        }
        self.stack = QStackedWidget()
        for page in self._pages.values():
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.grid.opened.connect(self.opened)
        self.grid.add_wanted.connect(self.add_wanted)
        self.grid.take_out_wanted.connect(self.take_out_wanted)
        self.quadrants.opened.connect(self.opened)
        self.result.opened.connect(self.opened)
        for table in self.tables.values():
            table.row_activated.connect(lambda line: self.opened.emit(line.id))
        self.shown = MATRIX

    def pages_of(self, kind: MethodKind) -> tuple[tuple[str, str], ...]:
        """Return the pages of a kind of method: key and words."""
        asking = ((ASSUMPTIONS, _("Key assumptions")), (MILESTONES, _("What would change our mind")))
        return {
            MethodKind.BARRIERS: (
                (MATRIX, _("Matrix")),
                (COVERAGE, _("Coverage")),
                (ORPHANS, _("Orphan signals")),
                (QUADRANTS, _("Effort and effect")),
                (PLAN, _("Action plan")),
            ),
            MethodKind.HYPOTHESES: (
                (MATRIX, _("Matrix")),
                (RESULT, _("Result")),
                *asking,
                (CONCLUSIONS, _("Conclusions")),
            ),
            MethodKind.ASSUMPTIONS: asking,
        }[kind]

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        if key in self._pages:
            self.shown = key
            self.stack.setCurrentWidget(self._pages[key])

    def show_method(self, data: CaseData, method: Method, beside: Beside) -> None:
        """Fill the pages of a method."""
        if method.kind is MethodKind.BARRIERS:
            self._show_model(data, method)
            return
        if method.kind is MethodKind.HYPOTHESES:
            self.grid.show_grid(matrix_grid(data, method, result_of(data, method)))
            self.result.show_result(data, method)
            self.tables[CONCLUSIONS].set_rows(part_lines(data, method, PartKind.CONCLUSION, beside))
            self.note.setText(matrix_note())
        self.tables[ASSUMPTIONS].set_rows(part_lines(data, method, PartKind.ASSUMPTION, beside))
        self.tables[MILESTONES].set_rows(part_lines(data, method, PartKind.MILESTONE, beside))

    def _show_model(self, data: CaseData, method: Method) -> None:
        self.grid.show_grid(barrier_grid(data, method))
        self.note.setText(barrier_note())
        self.tables[COVERAGE].set_rows(coverage_lines(method))
        self.tables[ORPHANS].set_rows(orphan_lines(data, method))
        self.tables[PLAN].set_rows(plan_lines(data, method))
        self.quadrants.show_model(quadrant_blocks(data, method))

    def selected(self) -> str:
        """Return the id of what has the cursor on the page shown, "" for nothing."""
        if self.shown == MATRIX:
            row, _key, block = self.grid.current()
            return block or row
        table = self.result.table if self.shown == RESULT else self.tables.get(self.shown)
        rows = table.selected_rows() if table is not None else []
        return rows[0].id if rows else ""

    def find_here(self) -> None:
        """Put the cursor where one searches on the page shown."""
        table = self.result.table if self.shown == RESULT else self.tables.get(self.shown)
        if table is not None:
            table.focus_filter()
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
