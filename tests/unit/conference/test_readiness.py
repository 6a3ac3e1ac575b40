"""The readiness check says what is missing before anybody comes."""

from conference_factory import Meeting

from app.base.conference_records import ExhibitKind
from app.casework import cases, findings
from app.conference import agenda, measures, planning, readiness, seats
from app.conference.plan_words import missing_sentence
from app.conference.readiness import Lack, Readiness
from app.handover import conference_rooms


def checked(meeting: Meeting) -> Readiness:
    hall = conference_rooms.hall(meeting.store, meeting.conference_id)
    held = cases.records(meeting.store, meeting.case_id).measures
    return readiness.check(
        hall.plan, hall.releases, conference_rooms.planned(hall), held, hall.records.wordings, "2026-11-23"
    )


def lacks(meeting: Meeting) -> set[Lack]:
    return {m.lack for m in checked(meeting).missing}


def test_point_by_point_who_may_hear_what(meeting: Meeting) -> None:
    _node, named = meeting.person("Anna Muster")
    _other, hidden = meeting.person("Berta Geheim")
    hidden = meeting.restrict_to_consent(hidden)
    point, closed = meeting.point("Tatsachen"), meeting.point("Nur Polizei", (meeting.police,))
    for wanted in (named, hidden):
        agenda.show_under(meeting.store, point, ExhibitKind.FINDING, wanted)
    meeting.confirm(meeting.police, "A01", (hidden,))
    found = checked(meeting)
    facts, only = found.points
    hearings = {h.agency_id: h for h in facts.hearings}
    assert (hearings[meeting.police].shown, hearings[meeting.police].withheld) == (2, 0)
    assert hearings[meeting.customs].withheld == 2
    assert hearings[meeting.customs].reasons == {"conditions_not_confirmed": 1, "consent_missing": 1}
    assert facts.narrowed_by == (meeting.customs,)
    assert facts.leaving == ()
    assert only.leaving == (meeting.customs,)
    assert (only.point.id, closed) == (closed, closed)
    assert {Lack.CONDITIONS, Lack.CONSENT} <= lacks(meeting)
    assert [m.agency_id for m in found.missing if m.lack is Lack.CONSENT] == [meeting.customs]


def test_declarations_times_and_people(meeting: Meeting) -> None:
    assert {Lack.NO_DECLARATION, Lack.NO_MINUTE_TAKER} <= lacks(meeting)
    for seat in meeting.seats.values():
        seats.declare(meeting.store, seat, "2026-11-20")
    seats.change(meeting.store, meeting.seats["Frau Zoll"], {"official": ""})
    planning.edit(
        meeting.store, meeting.conference_id, {"minute_taker": "Herr Feder", "held_on": "2026-11-30"}
    )
    assert Lack.NO_DECLARATION not in lacks(meeting)
    assert Lack.NO_MINUTE_TAKER not in lacks(meeting)
    assert {Lack.NOT_BOUND, Lack.NO_TIME} <= lacks(meeting)
    seats.change(meeting.store, meeting.seats["Frau Zoll"], {"attendance": "excused"})
    assert Lack.NOT_BOUND not in lacks(meeting)


def test_an_agenda_that_takes_too_long(meeting: Meeting) -> None:
    meeting.point("Lang", minutes="130")
    (too_long,) = [m for m in checked(meeting).missing if m.lack is Lack.TOO_LONG]
    assert too_long.count == 10


def test_open_measures_from_last_time(meeting: Meeting) -> None:
    late = measures.create(meeting.store, meeting.case_id, "K", meeting.trade, "§ 1", "2026-11-01").ids[0]
    soon = measures.create(meeting.store, meeting.case_id, "L", meeting.police, "§ 1", "2026-12-01").ids[0]
    found = [(m.lack, m.measure_id) for m in checked(meeting).missing if m.measure_id]
    assert found == [
        (Lack.MEASURE_OVERDUE, late), (Lack.MEASURE_ABSENT, late), (Lack.MEASURE_OPEN, soon),
    ]  # fmt: skip


def test_what_was_to_be_shown_and_is_gone(meeting: Meeting) -> None:
    _node, named = meeting.person("Anna Muster")
    point = meeting.point("Tatsachen")
    agenda.show_under(meeting.store, point, ExhibitKind.FINDING, named)
    findings.correct(meeting.store, meeting.case_id, named, "Anna Mustermann")
    assert Lack.LOST_EXHIBIT in lacks(meeting)


def test_the_checklist_before_handing_on_is_named(meeting: Meeting) -> None:
    hall = conference_rooms.hall(meeting.store, meeting.conference_id)
    found = readiness.check(hall.plan, hall.releases, {}, (), (), "2026-11-23", 3)
    listed = next(m for m in found.missing if m.lack is Lack.CHECKLIST)
    assert missing_sentence(listed, {}, {}, {}) == "The checklist before handing on has 3 open points."
    assert Lack.CHECKLIST not in lacks(meeting)
