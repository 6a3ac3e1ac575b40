"""Decisions on deletion as rows, and what an erasure would take with it. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.i18n import _
from app.casework import outcome_decisions
from app.casework.names import captions_of
from app.casework.outcome_decisions import Pending
from app.ontology.catalogue import ontology
from app.store import outcome_holds
from app.store.store import Store
from ui.office.review_query import Preview, foreseen
from ui.shell.day_text import day


@dataclass(frozen=True, slots=True)
class DeletionRow:
    """One person to decide on, in words; `id` is the person, `since_sort` the day as the store keeps it."""

    id: str
    case_id: str
    case: str
    person: str
    outcome: str
    proceeding: str
    since: str
    since_sort: str
    findings: int


def rows(store: Store, case_id: str = "") -> tuple[DeletionRow, ...]:
    """Return what waits for a decision, over all cases or in one."""
    found = outcome_decisions.pending(store, case_id)
    wanted = [i for p in found for i in (p.person, *(about for about, _outcome in p.outcomes))]
    with store.read() as connection:
        names = captions_of(connection, wanted)
    return tuple(_row(p, names) for p in found)


def outcome_words(outcomes: tuple[tuple[str, str], ...]) -> str:
    """Return the outcomes in the words of the catalogue, each once."""
    choices = {c.id: c.label for c in ontology().property(outcome_holds.PROCEEDING, "outcome").choices}
    return ", ".join(dict.fromkeys(choices.get(outcome, outcome) for _about, outcome in outcomes))


def _row(matter: Pending, names: Mapping[str, str]) -> DeletionRow:
    about = dict.fromkeys(names.get(i, "") for i, _outcome in matter.outcomes)
    return DeletionRow(
        matter.person,
        matter.case_id,
        matter.reference,
        names.get(matter.person, ""),
        outcome_words(matter.outcomes),
        ", ".join(filter(None, about)),
        day(matter.since[:10]),
        matter.since,
        matter.findings,
    )


def preview(store: Store, row: DeletionRow, choices: Mapping[str, str] | None = None) -> Preview:
    """Say what erasing a person takes along; `choices` are decisions made so far on places that repeat it."""
    wanted = outcome_decisions.to_erase(store, row.case_id, row.id)
    return foreseen(store, {row.case_id: list(wanted)}, choices)


def explanation() -> str:
    """Return why these persons stand here."""
    return _(
        "The proceeding ended in the person's favour. Until it is decided whether the record is erased, "
        "nothing about the person is recorded, changed or handed over; reading stays possible "
        "(section 484(2) StPO, section 22(3) PolG NRW)."
    )
