"""The tables of the results: cells as the report has them, with the limits in what is copied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.base.i18n import _, language
from app.study.coverage_words import coverage_rows
from app.study.results_table import (
    mix_cells,
    parameter_cells,
    reaction_cells,
    survival_cells,
)
from app.study.study_results import StudyResults
from app.study.study_words import limits, number
from ui.widgets.column import Column
from ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row of results; `id` names what it is about."""

    id: str
    cells: tuple[str, ...]


class ResultTable(TableView[ResultRow]):
    """A table of results; copied rows carry the limits of the study in their first line."""

    def __init__(self, name: str, titles: Sequence[tuple[Callable[[], str], int]], empty: str) -> None:
        super().__init__(_columns(titles), empty, name=name)

    def show_results(self, rows: Sequence[ResultRow], careers: int) -> None:
        """Show rows of a study that follows so many careers."""
        self.marking = lambda: limits(careers)
        self.set_rows(rows)


def parameter_table() -> ResultTable:
    """Return the table of the parameters."""
    titles = (
        (lambda: _("Parameter"), 280), (lambda: _("n a / b"), 90), (lambda: _("Median a"), 90),
        (lambda: _("Median b"), 90), (lambda: _("Difference (pairs)"), 140),
        (lambda: _("95 % interval"), 140),
        (lambda: _("p Wilcoxon"), 100), (lambda: _("p permutation"), 120),
    )  # fmt: skip
    return ResultTable(_("Parameters"), titles, _not_looked_at())


def parameter_rows(found: StudyResults, main: str) -> list[ResultRow]:
    """Return a row for each parameter; the main outcome says that it is."""
    rows = []
    for one in found.parameters:
        name, *others = parameter_cells(one, language())
        shown = _("{name}: main outcome").format(name=name) if one.id == main else name
        rows.append(ResultRow(one.id, (shown, *others)))
    return rows


def desistance_table() -> ResultTable:
    """Return the table of the log-rank tests: to the next offence, and desistance for each k tried."""
    titles = (
        (lambda: _("From the first offence to"), 240), (lambda: _("Careers with an event"), 170),
        (lambda: _("Median a"), 90), (lambda: _("Median b"), 90), (lambda: _("χ² (1)"), 80),
        (lambda: "p", 80),
    )  # fmt: skip
    return ResultTable(_("Log-rank tests within pairs"), titles, _not_looked_at())


def desistance_rows(found: StudyResults) -> list[ResultRow]:
    """Return a row for each time to an event: the sensitivity of desistance to k is read down the rows."""
    rows = []
    if found.next_offence is not None:
        cells = survival_cells(found.next_offence, language())
        rows.append(ResultRow("0", (_("the next offence"), *cells)))
    for one in found.desistance:
        name = _("desistance, k = {years} years").format(years=one.years)
        rows.append(ResultRow(str(one.years), (name, *survival_cells(one, language()))))
    return rows


def mix_table() -> ResultTable:
    """Return the table of the crime mix."""
    titles = (
        (lambda: _("Chapter"), 260), (lambda: _("Mean share a"), 130), (lambda: _("Mean share b"), 130),
    )  # fmt: skip
    return ResultTable(_("Crime mix"), titles, _not_looked_at())


def mix_rows(found: StudyResults) -> list[ResultRow]:
    """Return a row for each chapter that may be shown."""
    return [ResultRow(one.chapter, mix_cells(one, language())) for one in found.mix]


def reaction_table() -> ResultTable:
    """Return the table of what followed reactions of the state."""
    titles = (
        (lambda: _("First reaction of this kind"), 230), (lambda: _("Careers a / b"), 120),
        (lambda: _("Median a (years)"), 140), (lambda: _("Median b (years)"), 140),
    )  # fmt: skip
    return ResultTable(_("Reactions of the state"), titles, _("No reactions are recorded or looked at."))


def reaction_rows(found: StudyResults) -> list[ResultRow]:
    """Return a row for each kind of reaction."""
    return [ResultRow(one.kind, reaction_cells(one, language())) for one in found.reactions]


def coverage_table() -> ResultTable:
    """Return the table of how well the methods keep what they say."""
    titles = (
        (lambda: _("Method"), 320), (lambda: _("Expected"), 110), (lambda: _("Measured"), 110),
    )  # fmt: skip
    table = ResultTable(_("Coverage and error by simulation"), titles, "")
    table.set_rows([ResultRow(n, (n, _percent(w, 0), _percent(s, 1))) for n, w, s in coverage_rows()])
    return table


def _percent(share: float, digits: int) -> str:
    return f"{number(100 * share, language(), digits)} %"


def _not_looked_at() -> str:
    return _("The definition does not look at this outcome.")


def _columns(titles: Sequence[tuple[Callable[[], str], int]]) -> tuple[Column[ResultRow], ...]:
    return tuple(
        _column(no, title, wide, right=0 < no < len(titles) - 1) for no, (title, wide) in enumerate(titles)
    )


def _column(no: int, title: Callable[[], str], wide: int, *, right: bool) -> Column[ResultRow]:
    def text(row: ResultRow) -> str:
        return row.cells[no]

    return Column(str(no), title, text, tooltip=None if no else text, right=right, width=wide)
