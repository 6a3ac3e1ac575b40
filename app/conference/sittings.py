"""One sitting on several cases: a conference in each of them, on the same day at the same table.

Cases stay apart: each conference has its own agenda, grounds and minutes, and whoever sits at the table is
invited in each. What joins them is day, place and chair alone; nothing of one case is written in another.
"""

from dataclasses import dataclass

from app.base.conference_records import Plan
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import ConferenceState
from app.casework import cases
from app.conference import plan_rows, planning, running, seats
from app.conference.presence import present
from app.store import undo
from app.store.change import Change
from app.store.store import Store

_FRAME = ("minutes", "minute_taker", "contact")
_SEAT = ("agency_id", "person", "role", "declared_on", "bound_on")


@dataclass(frozen=True, slots=True)
class Beside:
    """A conference of the same sitting in another case, named by the number of that case."""

    id: str
    case_id: str
    reference: str
    ended: bool


def call_beside(store: Store, conference_id: str, case_id: str) -> Change:
    """Call a conference in another case for the same sitting, with the same people; one step of that case.

    Conditions are not taken over: they are confirmed case by case. Raises `UserError` where that case has
    its conference of this sitting, or this one was held or cancelled.
    """
    plan = plan_rows.plan(store, conference_id)
    if plan.state is not ConferenceState.PLANNED or plan.ended_at:
        raise UserError(
            "conference.state", _("This conference was held or cancelled."), _("Call another one.")
        )
    if case_id == plan.case_id or any(b.case_id == case_id for b in beside(store, conference_id)):
        raise UserError(
            "conference.case_id",
            _("This sitting is about that case already."),
            _("Choose another case."),
        )
    values = {
        "held_on": plan.held_on,
        "place": plan.place,
        "chair": plan.chair,
        "lead_agency_id": plan.lead_agency_id,
        **{name: str(getattr(plan, name) or "") for name in _FRAME},
    }
    called = planning.call(store, case_id, values)
    changes = [called]
    for seat in plan.seats:
        said = {name: str(getattr(seat, name)) for name in _SEAT}
        said["official"] = "yes" if seat.official else ""
        changes.append(seats.invite(store, called.ids[0], said))
    return undo.unite(store, changes, called.label)


def beside(store: Store, conference_id: str) -> tuple[Beside, ...]:
    """Return the conferences of the same sitting in other cases, by the numbers of these."""
    plan = plan_rows.plan(store, conference_id)
    references = cases.references(store)
    found = [
        Beside(other.id, other.case_id, references.get(other.case_id, ""), bool(other.ended_at))
        for other in plan_rows.all_plans(store)
        if other.case_id != plan.case_id and _key(other) == _key(plan)
    ]
    return tuple(sorted(found, key=lambda b: (b.reference, b.id)))


def next_one(store: Store, conference_id: str) -> Beside:
    """Return the conference to go on with: the next case of the sitting that has not ended, in turn."""
    plan = plan_rows.plan(store, conference_id)
    own = cases.references(store).get(plan.case_id, "")
    left = [b for b in beside(store, conference_id) if not b.ended]
    if not left:
        raise UserError(
            "conference.no_other_case",
            _("This sitting is about no other case."),
            _("“Also about another case” calls one in the plan of the conference."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return next((b for b in left if b.reference > own), left[0])


def go_on(store: Store, conference_id: str, other_id: str) -> Change:
    """Go on with another case of the sitting: who is in the room leaves here and comes in there.

    Whoever is not invited there does not come in: they leave the room. The conference there is opened if it
    is not yet. Returns the last change there, or here if nobody comes in.
    """
    here, there = plan_rows.plan(store, conference_id), plan_rows.plan(store, other_id)
    if _key(here) != _key(there):
        raise UserError("conference.other_sitting", _("That is another sitting."), _("Open it by itself."))
    inside = present(here.passages)
    staying = [s for s in here.seats if s.id in inside]
    done = [running.left(store, seat.id) for seat in staying] if not here.ended_at else []
    if not there.begun_at:
        done.append(running.begin(store, other_id))
    names = {(s.agency_id, s.person) for s in staying}
    already = present(there.passages)
    for seat in there.seats:
        if (seat.agency_id, seat.person) in names and seat.id not in already:
            done.append(running.came(store, seat.id))
    if not done:
        raise UserError(
            "conference.empty_room",
            _("Nobody but the office is in the room."),
            _("Say first who is present."),
        )
    return done[-1]


def _key(plan: Plan) -> tuple[str, str, str]:
    return plan.held_on, plan.place.casefold().strip(), plan.chair.casefold().strip()
