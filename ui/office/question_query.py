"""The questions of a survey as rows, and the register they stand in. Free of Qt."""

from dataclasses import dataclass

from app.office.survey_design import QUESTIONS, next_number, questions_of
from app.store.store import Store
from ui.office.office_query import EntryRow, RegisterTable, register_table


@dataclass(frozen=True, slots=True)
class Design:
    """The questions of a survey in their order; `table` is their register, for the form."""

    survey: str
    rows: tuple[EntryRow, ...]
    table: RegisterTable
    next_number: int


def read_design(store: Store, survey: str) -> Design:
    """Read the questions of a survey."""
    table = register_table(store, QUESTIONS)
    by_id = {row.id: row for row in table.rows}
    rows = tuple(by_id[entry.id] for entry in questions_of(store, survey))
    return Design(survey, rows, table, next_number(store, survey))
