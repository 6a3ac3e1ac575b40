"""One sitting on two cases: people are carried over, nothing of one case reaches the other."""

import pytest
from conference_factory import Meeting

from app.base.errors import UserError
from app.casework import cases
from app.conference import measures, plan_rows, running, sittings
from app.conference.presence import people
from app.store import undo


def test_a_sitting_goes_on_with_another_case_and_the_same_people(meeting: Meeting) -> None:
    store = meeting.store
    meeting.confirm(meeting.police, "A01")
    other_case = cases.create(store, "360-2026-901", "Zweiter Musterfall", "Zweck", "Grundlage").ids[0]
    called = sittings.call_beside(store, meeting.conference_id, other_case).ids[0]
    there = plan_rows.plan(store, called)
    here = plan_rows.plan(store, meeting.conference_id)
    assert (there.case_id, there.held_on, there.place) == (other_case, here.held_on, here.place)
    assert {s.person for s in there.seats} == {s.person for s in here.seats}
    assert there.grounds == ()
    assert [b.reference for b in sittings.beside(store, meeting.conference_id)] == ["360-2026-901"]
    with pytest.raises(UserError, match="already"):
        sittings.call_beside(store, meeting.conference_id, other_case)
    meeting.begin("Frau Muster", "Herr Wache")
    meeting.tick()
    sittings.go_on(store, meeting.conference_id, sittings.next_one(store, meeting.conference_id).id)
    assert people(plan_rows.plan(store, meeting.conference_id)) == ()
    assert {s.person for s in people(plan_rows.plan(store, called))} == {"Frau Muster", "Herr Wache"}
    measures.create(
        store, other_case, "Musterkontrolle", meeting.police, "§ 1 MusterG", "", conference_id=called
    )
    assert measures.of_case(store, meeting.case_id) == ()
    assert [m.title for m in measures.open_ones(store)] == ["Musterkontrolle"]
    meeting.tick()
    running.end(store, called)
    with pytest.raises(UserError, match="no other case"):
        sittings.next_one(store, meeting.conference_id)


def test_calling_it_beside_is_one_step_of_the_other_case(meeting: Meeting) -> None:
    other_case = cases.create(meeting.store, "360-2026-901", "Zweiter Musterfall", "Zweck", "Grundlage").ids[
        0
    ]
    sittings.call_beside(meeting.store, meeting.conference_id, other_case)
    undo.undo(meeting.store, other_case)
    assert plan_rows.plans_of_case(meeting.store, other_case) == ()
    assert len(plan_rows.plans_of_case(meeting.store, meeting.case_id)) == 1
