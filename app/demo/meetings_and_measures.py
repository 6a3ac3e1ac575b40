"""The conferences and measures of a demo case, through the functions that people use."""

from app.base.clock import today
from app.base.conference_records import Attendance, ExhibitKind, Plan
from app.base.records import AgendaItem, ConferenceState, MeasureState, Participant
from app.casework import cases, charts
from app.conference import agenda as agenda_of_all
from app.conference import conferences, grounds, measures, plan_rows, seats
from app.demo.case_delivery import agency_id, day_from_today
from app.demo.case_script import Part, Script
from app.handover import conference_words
from app.policy.release_grounds import asked
from app.store.store import Store

_AGREED = "Tagesordnung mit allen Stellen am Tisch abgestimmt"
"""Why the demo's agenda may name what not every agency was given in the case itself."""


def hold(store: Store, case_id: str, script: Script) -> int:
    """Call and hold the conferences of a script and agree on its measures; return how many measures."""
    called: list[str] = []
    for part in script.section("conferences"):
        called.append(_conference(store, case_id, part))
        _seat(store, called[-1], part, called[:-1])
        _plan(store, script, called[-1], part)
        _clear(store, called[-1], part)
    made: dict[str, str] = {}
    for part in script.section("measures"):
        made[part["as"]] = _measure(store, case_id, script, part, called, made)
    return len(made)


def _clear(store: Store, conference_id: str, part: Part) -> None:
    """Clear the agenda: of a held conference for all at the table, else for those confirmed so far."""
    if part["state"] != ConferenceState.PLANNED:
        conference_words.clear_agenda(store, conference_id, reason=_AGREED)
    elif part.get("confirmed"):
        codes = [agency_id(code) for code in part["confirmed"]]
        conference_words.clear_agenda(store, conference_id, codes, reason=_AGREED)


def _conference(store: Store, case_id: str, part: Part) -> str:
    agenda = [
        AgendaItem(no, item["title"], item.get("question", ""), item.get("recommendation", ""))
        for no, item in enumerate(part["agenda"], start=1)
    ]
    people = [Participant(agency_id(code), *rest) for code, *rest in part["participants"]]
    held_on = f"{day_from_today(int(part['in_days']))}T{part['time']}"
    lead = agency_id(part["lead"])
    conference_id = conferences.create(
        store, case_id, held_on, part["place"], part["chair"], lead, agenda, people
    ).ids[0]
    for no, item in enumerate(part["agenda"], start=1):
        if "decision" in item:
            conferences.decide(store, conference_id, no, item["decision"])
    if part["state"] != ConferenceState.PLANNED:
        conferences.set_state(store, conference_id, ConferenceState(part["state"]), part.get("reason", ""))
    return conference_id


def _seat(store: Store, conference_id: str, part: Part, before: list[str]) -> None:
    """Let those who come sign the declaration: at their first conference, or before it where they did then.

    A guest who is no official was bound formally as well.
    """
    signed = {
        (s.agency_id, s.person): (s.declared_on, s.bound_on)
        for earlier in before
        for s in plan_rows.plan(store, earlier).seats
        if s.declared_on
    }
    plan = plan_rows.plan(store, conference_id)
    for seat in plan.seats:
        day, bound = signed.get((seat.agency_id, seat.person), ("", ""))
        if not day and seat.attendance == Attendance.PRESENT:
            day = plan.held_on[:10]
        if not day:
            continue
        values = {"declared_on": day}
        if seat.person in part.get("no_officials", ()):
            values |= {"official": "", "bound_on": bound or day}
        seats.change(store, seat.id, values)


def _plan(store: Store, script: Script, conference_id: str, part: Part) -> None:
    """Plan what is shown; for the agencies named the demo's invented analyst has confirmed all conditions."""
    plan = plan_rows.plan(store, conference_id)
    for point, item in zip(plan.points, part["agenda"], strict=True):
        for kind, handle in (entry.popitem() for entry in map(dict, item.get("show", ()))):
            ref_id = _shown(store, script, plan, kind, handle)
            agenda_of_all.show_under(store, point.id, ExhibitKind(kind), ref_id)
    records = cases.records(store, plan.case_id)
    for agency in records.agencies:
        if agency.class_code in part.get("confirmed", ()):
            offered = asked(records, agency, today().isoformat())
            ticks = [(p.id, no) for p in offered for no in range(1, len(p.conditions) + 1)]
            grounds.confirm(store, conference_id, agency.id, ticks)


def _shown(store: Store, script: Script, plan: Plan, kind: str, handle: str) -> str:
    """Return the id of what is shown: a chart by its name, a finding or a subject by its handle."""
    if kind == ExhibitKind.CHART:
        return next(c.id for c in charts.list_charts(store, plan.case_id) if c.name == handle)
    if kind == ExhibitKind.FINDING:
        return script.finding_id(handle)
    return script.id("subject", handle) if kind == ExhibitKind.SUBJECT else ""


def _measure(
    store: Store, case_id: str, script: Script, part: Part, called: list[str], made: dict[str, str]
) -> str:
    """Agree on a measure; in which state it stands now is a step of its own, as in life."""
    state = MeasureState(part["state"])
    first = state if state in (MeasureState.PROPOSED, MeasureState.OPEN) else MeasureState.OPEN
    measure_id = measures.create(
        store,
        case_id,
        part["title"],
        agency_id(part["agency"]),
        part["power"],
        day_from_today(int(part["in_days"])),
        state=first,
        conference_id=called[int(part["conference"]) - 1] if "conference" in part else None,
        depends_on=made[part["depends"]] if "depends" in part else None,
        cites=[script.finding_id(h) for h in part.get("cites", ())],
    ).ids[0]
    if state is not first:
        measures.set_state(store, measure_id, state, part.get("result", ""))
    return measure_id
