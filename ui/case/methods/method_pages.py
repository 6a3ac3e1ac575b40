"""The pages of a method: its grid, lists of what it comes to, the quadrants, the result of a comparison."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.analysis.barriers import EASY, LARGE, POOR, SMALL
from app.analysis.method_sentences import quadrant_word
from app.base.i18n import _
from app.base.method_records import Method
from app.base.method_words import barrier_note, matrix_note
from ui.case.case_data import CaseData
from ui.case.cell_grid import QuietBlock
from ui.case.methods.methods_query import (
    Block,
    Line,
    ranking_lines,
    result_of,
    result_sentences,
)
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView

Words = Callable[[], str]


def line_table(columns: Sequence[tuple[Words, int]], empty: str, name: str) -> TableView[Line]:
    """Return a table of lines with these headings and widths in px."""
    made = tuple(_column(at, words, width) for at, (words, width) in enumerate(columns))
    return TableView(made, empty, name=name)


def _column(at: int, words: Words, width: int) -> Column[Line]:
    return Column(
        f"c{at}",
        words,
        lambda line: line.cells[at],
        tooltip=lambda line: line.cells[at],
        muted=at > 0,
        width=width,
    )


def coverage_table() -> TableView[Line]:
    """Return the table of steps and how they are covered."""
    return line_table(
        (
            (lambda: _("Step"), 220),
            (lambda: _("Coverage"), 170),
            (lambda: _("Active barriers"), 120),
            (lambda: _("On the way"), 110),
            (lambda: _("Nothing said about"), 380),
        ),
        _("The model has no steps yet."),
        _("Coverage"),
    )


def orphan_table() -> TableView[Line]:
    """Return the table of signals that reach nobody."""
    return line_table(
        (
            (lambda: _("Signal"), 360),
            (lambda: _("Step"), 190),
            (lambda: _("Why it is an orphan"), 300),
            (lambda: _("Named so far"), 200),
        ),
        _("Every signal reaches somebody who can act."),
        _("Orphan signals"),
    )


def plan_table() -> TableView[Line]:
    """Return the table of barriers that are to become measures."""
    return line_table(
        (
            (lambda: _("Barrier"), 340),
            (lambda: _("Step"), 150),
            (lambda: _("Agency or partner"), 170),
            (lambda: _("Power or provision"), 150),
            (lambda: _("Due"), 130),
            (lambda: _("Indicator"), 150),
            (lambda: _("Ready?"), 160),
        ),
        _("No barrier waits to become a measure."),
        _("Action plan"),
    )


def assumption_table() -> TableView[Line]:
    """Return the table of key assumptions."""
    return _asking_table(
        (lambda: _("What we take for granted"), 420),
        (lambda: _("Support"), 150),
        (lambda: _("Why"), 300),
        _("No assumption is named yet."),
        _("Key assumptions"),
    )


def milestone_table() -> TableView[Line]:
    """Return the table of what would change our mind."""
    return _asking_table(
        (lambda: _("What would have to be observed"), 420),
        (lambda: _("State"), 150),
        (lambda: _("What it would mean"), 300),
        _("Nothing is named yet."),
        _("What would change our mind"),
    )


def conclusion_table() -> TableView[Line]:
    """Return the table of conclusions."""
    return line_table(
        (
            (lambda: _("Conclusion"), 620),
            (lambda: "", 20),
            (lambda: "", 20),
            (lambda: "", 20),
            (lambda: _("Rests on"), 120),
        ),
        _("No conclusion is drawn yet."),
        _("Conclusions"),
    )


def _asking_table(
    first: tuple[Words, int], second: tuple[Words, int], third: tuple[Words, int], empty: str, name: str
) -> TableView[Line]:
    columns = (first, second, third, (lambda: _("Question and task"), 220), (lambda: _("Rests on"), 110))
    return line_table(columns, empty, name)


class QuadrantPage(QScrollArea):
    """Barriers by effort and effect, as four lists with words; those not estimated stand below."""

    opened = Signal(str)
    """The id of a barrier."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("Effort and effect"))

    def show_model(self, quadrants: Mapping[str, tuple[Block, ...]]) -> None:
        """Show the barriers of each quadrant."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(18)
        places = {EASY: (0, 0), LARGE: (0, 1), SMALL: (1, 0), POOR: (1, 1), "": (2, 0)}
        for name, (row, column) in places.items():
            span = 1 if name else 2
            part = self._list(quadrant_word(name), quadrants.get(name, ()))
            grid.addWidget(part, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(MutedLabel(barrier_note()), 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        self.setWidget(content)

    def _list(self, title: str, blocks: Sequence[Block]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = PlainLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        column.addWidget(heading)
        for block in blocks:
            made = QuietBlock(f"{block.text}\n{block.below}" if block.below else block.text)
            made.activated.connect(lambda i=block.id: self.opened.emit(i))
            column.addWidget(made)
        if not blocks:
            column.addWidget(MutedLabel(_("none")))
        return part


class ResultPage(QWidget):
    """The hypotheses, least inconsistent first, and in sentences how firm that is."""

    opened = Signal(str)
    """The id of a hypothesis."""

    def __init__(self) -> None:
        super().__init__()
        self.table = line_table(
            (
                (lambda: _("Rank"), 60),
                (lambda: _("Hypothesis"), 550),
                (lambda: _("Role"), 130),
                (lambda: _("Inconsistency"), 110),
                (lambda: _("Rows not rated"), 120),
                (lambda: "", 200),
            ),
            _("No hypothesis yet."),
            _("Hypotheses by inconsistency"),
        )
        self.table.row_activated.connect(lambda line: self.opened.emit(line.id))
        self.sentences = PlainLabel(selectable=True)
        self.sentences.setContentsMargins(14, 8, 14, 0)
        self.note = MutedLabel(matrix_note())
        self.note.setContentsMargins(14, 6, 14, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentences)
        column.addWidget(self.note)

    def show_result(self, data: CaseData, method: Method) -> None:
        """Work the comparison out and show it."""
        result = result_of(data, method)
        self.table.set_rows(ranking_lines(method, result))
        self.sentences.setText("\n".join(result_sentences(method, result)))
