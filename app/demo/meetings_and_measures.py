"""The conferences and measures of a demo case, through the functions that people use."""

from app.base.records import AgendaItem, ConferenceState, MeasureState, Participant
from app.conference import conferences, measures
from app.demo.case_delivery import agency_id, day_from_today
from app.demo.case_script import Part, Script
from app.store.store import Store


def hold(store: Store, case_id: str, script: Script) -> int:
    """Call and hold the conferences of a script and agree on its measures; return how many measures."""
    called = [_conference(store, case_id, part) for part in script.section("conferences")]
    made: dict[str, str] = {}
    for part in script.section("measures"):
        made[part["as"]] = _measure(store, case_id, script, part, called, made)
    return len(made)


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
