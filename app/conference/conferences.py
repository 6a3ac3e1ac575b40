"""Case conferences: called, held, with agenda, people and decisions."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import func, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import AgendaItem, Conference, ConferenceState, Participant
from app.casework import rows
from app.conference import agenda as agenda_of_all
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


def of_case(store: Store, case_id: str) -> tuple[Conference, ...]:
    """Return the conferences of a case, by number."""
    with store.read() as connection:
        return rows.conferences(connection, case_id)


def find(store: Store, case_id: str, no: int) -> Conference:
    """Return a conference by its number in the case; raises `UserError` (exit 1) if there is none."""
    for conference in of_case(store, case_id):
        if conference.no == no:
            return conference
    raise UserError(
        "conference.unknown",
        _("The case has no conference number {no}."),
        _("List the conferences of the case first."),
        exit_code=ExitCode.ANSWER_IS_NO,
        no=no,
    )


def create(
    store: Store,
    case_id: str,
    held_on: str,
    place: str,
    chair: str,
    lead_agency_id: str,
    agenda: Sequence[AgendaItem] = (),
    participants: Sequence[Participant] = (),
    state: ConferenceState = ConferenceState.PLANNED,
) -> Change:
    """Call a conference; it gets the next number of the case. `held_on` is a day or a moment (EDTF)."""
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Conference called"), Action.COLLECTION, case_id=case_id) as work,
    ):
        table = tables.conference
        last = select(func.max(table.c.no)).where(table.c.case_id == case_id)
        conference_id = work.insert(
            table,
            {
                "case_id": case_id,
                "no": (work.connection.execute(last).scalar() or 0) + 1,
                "held_on": held_on,
                "place": place,
                "chair": chair,
                "lead_agency_id": lead_agency_id,
                "state": state,
            },
        )
        hung = {"conference_id": conference_id}
        work.insert_many(tables.agenda_item, [{**asdict(item), **hung} for item in agenda])
        agenda_of_all.adopt(work, conference_id)
        work.insert_many(tables.participant, [{**asdict(person), **hung} for person in participants])
        work.about(conference_id)
    return work.done


def decide(store: Store, conference_id: str, item_no: int, decision: str) -> Change:
    """Record what was decided on one point of the agenda."""
    case_id = _case_of(store, conference_id)
    table = tables.agenda_item
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Decision recorded"), Action.ALTERATION, case_id=case_id) as work,
    ):
        query = select(table.c.id).where(table.c.conference_id == conference_id, table.c.no == item_no)
        work.update(table, str(work.connection.execute(query).scalar_one()), decision=decision)
        work.about(conference_id)
    return work.done


def set_state(store: Store, conference_id: str, state: ConferenceState, reason: str = "") -> Change:
    """Mark a conference as held, planned or cancelled (cancelling asks for a reason)."""
    if state is ConferenceState.CANCELLED and not reason.strip():
        raise UserError(
            "conference.reason", _("A cancelled conference needs a reason."), _("Say why it was cancelled.")
        )
    case_id = _case_of(store, conference_id)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(_("Conference changed"), Action.ALTERATION, case_id=case_id, reason=reason) as work,
    ):
        work.update(tables.conference, conference_id, state=state)
        work.about(conference_id)
    return work.done


def _case_of(store: Store, conference_id: str) -> str:
    with store.read() as connection:
        query = select(tables.conference.c.case_id).where(tables.conference.c.id == conference_id)
        return str(connection.execute(query).scalar_one())


def next_ones(store: Store, from_day: str) -> tuple[Conference, ...]:
    """Return the planned conferences of all cases from a day on, soonest first."""
    table = tables.conference
    planned = (table.c.state == ConferenceState.PLANNED, table.c.held_on >= from_day)
    with store.read() as connection:
        cases = connection.execute(select(table.c.case_id).where(*planned).distinct()).scalars().all()
        found = [c for case_id in cases for c in rows.conferences(connection, case_id)]
    due = [c for c in found if c.state is ConferenceState.PLANNED and c.held_on >= from_day]
    return tuple(sorted(due, key=lambda c: (c.held_on, c.case_id)))
