"""The results on the screen: parameters, times to events, crime mix, reactions, and how far to trust them."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app.base.i18n import _, language
from app.briefing.survival_drawing import survival_drawing
from app.study.coverage_words import coverage_advice, coverage_note
from app.study.results_table import survival_cells
from app.study.study_results import StudyResults
from app.study.study_survival import SurvivalResult
from app.study.study_words import formula_word, limits, parameter_word, source_word
from ui.study.result_tables import (
    ResultRow,
    coverage_table,
    desistance_rows,
    desistance_table,
    mix_rows,
    mix_table,
    parameter_rows,
    parameter_table,
    reaction_rows,
    reaction_table,
)
from ui.study.study_page import note, plain_column
from ui.widgets.drawing_view import DrawingView
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel


class ResultsView(QTabWidget):
    """Shows what was computed; the limits of the study stand in each of its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setAccessibleName(_("Parts of the results"))
        self.parameters = parameter_table()
        self.formula = note()
        self.curves = _Curves()
        self.tests = desistance_table()
        self.mix = mix_table()
        self.reactions = reaction_table()
        self._limits = [note() for _part in range(5)]
        self.addTab(_with(self.parameters, self.formula, self._limits[0]), _("Parameters"))
        self.addTab(_with(self.curves, self._limits[1]), _("Curves"))
        tried = note(
            _(
                "Desistance is always right-censored: that nothing was recorded for k years is no proof that "
                "nothing will be. The results are shown for each k that was fixed before."
            )
        )
        self.addTab(_with(self.tests, tried, self._limits[2]), _("Sensitivity"))
        self.addTab(_with(self.mix, self._limits[3]), _("Crime mix"))
        after = note(
            _("What follows a reaction is not caused by it: who receives one was chosen for a reason.")
        )
        self.addTab(_with(self.reactions, after, self._limits[4]), _("Reactions"))
        trust = (coverage_table(), note(coverage_note(language())), note(coverage_advice()))
        self.addTab(_with(*trust), _("Reliability of the results"))
        self.parameters.selection_changed.connect(self._show_formula)

    def show_results(self, found: StudyResults, main: str) -> None:
        """Show results; `main` is the outcome that the study is about, "" for none."""
        careers = found.careers
        self.parameters.show_results(parameter_rows(found, main), careers)
        self.curves.show_results(found)
        self.tests.show_results(desistance_rows(found), careers)
        self.mix.show_results(mix_rows(found), careers)
        self.reactions.show_results(reaction_rows(found), careers)
        for label in self._limits:
            label.setText(limits(careers))
        self._show_formula([])

    def _show_formula(self, chosen: list[ResultRow]) -> None:
        if len(chosen) == 1:
            name = chosen[0].id
            said = _("{name}: {formula}. Source: {source}.")
            self.formula.setText(
                said.format(name=parameter_word(name), formula=formula_word(name), source=source_word(name))
            )
        else:
            self.formula.setText(
                _(
                    "Medians of both groups and the mean difference within pairs (a − b). Choose a row for "
                    "its formula and source; a dash stands for what is hidden."
                )
            )


class _Curves(QWidget):
    """The curves of the event chosen, with the log-rank test of them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[int, SurvivalResult] = {}
        self.careers = 0
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Event of the curve"))
        self.choice.setMinimumContentsLength(24)
        self.drawing = DrawingView(_("Survival curves"))
        self.caption = note()
        self.test = PlainLabel()
        self.nothing = EmptyState("circle-alert", "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.drawing)
        top = QHBoxLayout()
        top.setContentsMargins(14, 8, 14, 0)
        top.addWidget(self.choice)
        top.addWidget(self.test, 1)
        below = QVBoxLayout()
        below.setContentsMargins(14, 0, 14, 0)
        below.addWidget(self.caption)
        column = plain_column(self)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        column.addLayout(below)
        self.choice.currentIndexChanged.connect(lambda _index: self._follow())

    def show_results(self, found: StudyResults) -> None:
        """Offer the events that the study looks at."""
        self.careers = found.careers
        both = filter(None, (found.next_offence, *found.desistance))
        self.found = {one.years: one for one in both}
        self.choice.blockSignals(True)
        self.choice.clear()
        for row in desistance_rows(found):
            self.choice.addItem(row.cells[0], int(row.id))
        self.choice.blockSignals(False)
        self._follow()

    def _follow(self) -> None:
        one = self.found.get(self.choice.currentData())
        if one is None or one.test is None:
            self.nothing.set_line(
                _("Too few events: fewer than ten careers had one, so nothing is shown.")
                if one
                else _("The definition does not look at this outcome.")
            )
            self.caption.setText("")
            self.test.setText("")
            self.stack.setCurrentIndex(0)
            return
        _events, _a, _b, statistic, p = survival_cells(one, language())
        self.test.setText(
            _("Log-rank test within pairs: χ² (1) = {statistic}, p {p}").format(
                statistic=statistic, p=p if p.startswith("<") else f"= {p}"
            )
        )
        drawing = survival_drawing(one, self.careers, language())
        self.drawing.show_drawing(drawing)
        self.caption.setText(drawing.caption.removesuffix(limits(self.careers)).strip())
        self.stack.setCurrentIndex(1)


def _with(first: QWidget, *below: QWidget) -> QWidget:
    """Return a part: what is shown, and under it what is to be said of it."""
    part = QWidget()
    column = plain_column(part)
    column.addWidget(first, 1)
    inner = QVBoxLayout()
    inner.setContentsMargins(14, 2, 14, 8)
    inner.setSpacing(4)
    for label in below:
        inner.addWidget(label)
    column.addLayout(inner)
    return part
