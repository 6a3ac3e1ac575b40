"""Conferences and measures of a case as rows. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _, ngettext
from app.base.records import MeasureState
from app.base.words import measure_state_word
from app.casework.cases import OPEN_STATES
from ui.case.case_data import CaseData
from ui.shell.day_text import day, overdue
from ui.shell.measure_words import conference_word


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure."""

    id: str
    no: int
    title: str
    agency: str
    power: str
    due: str
    due_sort: str
    state: str
    state_id: MeasureState
    late: str
    result: str
    cites: int


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    """One conference; `decisions` says how many points of its agenda are decided."""

    id: str
    no: int
    held: str
    held_sort: str
    place: str
    chair: str
    lead: str
    state: str
    people: int
    agenda: str


def measure_rows(data: CaseData) -> tuple[MeasureRow, ...]:
    """Return the measures by number."""
    return tuple(
        MeasureRow(
            m.id,
            m.no,
            m.title,
            data.agency_name(m.agency_id),
            m.legal_power,
            day(m.due),
            m.due,
            measure_state_word(m.state),
            m.state,
            _("overdue") if m.state in OPEN_STATES and overdue(m.due) else "",
            m.result,
            len(m.cites),
        )
        for m in data.records.measures
    )


def conference_rows(data: CaseData) -> tuple[ConferenceRow, ...]:
    """Return the conferences by number."""
    rows = []
    for c in data.records.conferences:
        decided = sum(bool(item.decision) for item in c.agenda)
        points = ngettext("{count} point", "{count} points", len(c.agenda)).format(count=len(c.agenda))
        agenda = _("{points}, {decided} decided").format(points=points, decided=decided)
        rows.append(
            ConferenceRow(
                c.id,
                c.no,
                day(c.held_on),
                c.held_on,
                c.place,
                c.chair,
                data.agency_name(c.lead_agency_id),
                conference_word(c.state),
                len(c.participants),
                agenda,
            )
        )
    return tuple(rows)
