"""A conference is held: people come and leave, things are shown and entered, minutes are written."""

import itertools
from pathlib import Path

import pypdfium2
import pytest
from conference_factory import Meeting

from app.base.conference_records import ExhibitKind, Plan, Point
from app.base.errors import UserError
from app.base.records import ConferenceState
from app.casework import cases, findings
from app.conference import agenda, grounds, measures, plan_rows, presence, running
from app.conference.measure_tracking import frames
from app.handover import conference_papers, conference_rooms, conference_words
from app.handover.conference_rooms import Slide
from app.handover.conference_showings import show
from app.policy import ledger
from app.store import roles, undo
from tests.unit.briefing.pdf_checks import failures


def plan(meeting: Meeting) -> Plan:
    return plan_rows.plan(meeting.store, meeting.conference_id)


def compose(meeting: Meeting, point_id: str, at: int = 0) -> Slide:
    now = plan(meeting)
    point = now.point(point_id)
    hall = conference_rooms.hall(meeting.store, meeting.conference_id)
    return conference_rooms.slide(hall, now, point_id, point.exhibits[at], "de")


def entered(meeting: Meeting, agency_id: str) -> list[ledger.LedgerEntry]:
    with meeting.store.read() as connection:
        return [e for e in ledger.entries(connection, agency_id=agency_id) if e.kind == "oral"]


def exhibited(meeting: Meeting, *names: str, audience: tuple[str, ...] = ()) -> tuple[str, list[str]]:
    """Return a point under which findings that name people are to be shown, and these findings."""
    point = meeting.point("Tatsachen", audience)
    named = [meeting.person(name)[1] for name in names]
    for finding in named:
        agenda.show_under(meeting.store, point, ExhibitKind.FINDING, finding)
    return point, named


def both_may(meeting: Meeting) -> None:
    meeting.confirm(meeting.police, "A01")
    meeting.confirm(meeting.customs, "A05")


def test_what_is_shown_is_entered_for_every_agency_in_the_room(meeting: Meeting) -> None:
    point, (named,) = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Frau Muster", "Herr Wache", "Frau Zoll")
    slide = compose(meeting, point)
    assert (slide.title, slide.findings) == ("Anna Muster", {named})
    change = show(meeting.store, meeting.conference_id, slide)
    assert change.change_id == ""
    for agency in (meeting.police, meeting.customs):
        (entry,) = entered(meeting, agency)
        assert (entry.finding_id, entry.sha256, entry.purpose) == (named, slide.sha256, "Zweck")
        assert entry.provision
    assert entered(meeting, meeting.office) == []
    with meeting.store.read() as connection:
        heard = plan_rows.heard(connection, meeting.conference_id)
    assert {(h.agency_id, h.people) for h in heard} == {
        (meeting.police, (meeting.seats["Herr Wache"],)), (meeting.customs, (meeting.seats["Frau Zoll"],)),
    }  # fmt: skip


def test_a_showing_is_named_by_the_number_of_its_point_in_what_the_agency_is_given(meeting: Meeting) -> None:
    """A recall letter quotes that name: it must not tell of points in between."""
    meeting.point("Nur Polizei", (meeting.office, meeting.police))
    point, _named = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Herr Wache", "Frau Zoll")
    show(meeting.store, meeting.conference_id, compose(meeting, point))
    told = [entered(meeting, agency)[0].artefact_name for agency in (meeting.customs, meeting.police)]
    points = [p for p in plan_rows.plan(meeting.store, meeting.conference_id).points if p.id != point]
    before = sum(1 for p in points if p.open_to(meeting.customs))
    assert told == [f"conference 1, point {before + 1}", f"conference 1, point {before + 2}"]


def test_the_log_names_every_recipient(meeting: Meeting) -> None:
    point, _named = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Herr Wache", "Frau Zoll")
    show(meeting.store, meeting.conference_id, compose(meeting, point))
    with meeting.store.read() as connection:
        log = connection.exec_driver_sql("SELECT recipient FROM audit WHERE action = 'disclosure'").scalars()
        assert sorted(log.all()) == sorted([meeting.police, meeting.customs])


def test_nothing_may_be_shown_that_one_agency_may_not_see(meeting: Meeting) -> None:
    point, _named = exhibited(meeting, "Anna Muster")
    meeting.confirm(meeting.police, "A01")
    meeting.begin("Herr Wache")
    assert compose(meeting, point).title == "Anna Muster"
    meeting.tick()
    running.came(meeting.store, meeting.seats["Frau Zoll"])
    with pytest.raises(UserError) as refused:
        compose(meeting, point)
    assert refused.value.key == "conference.not_for_all"
    meeting.tick()
    running.left(meeting.store, meeting.seats["Frau Zoll"])
    assert compose(meeting, point).title == "Anna Muster"


def test_a_slide_composed_before_somebody_came_is_not_shown(meeting: Meeting) -> None:
    point, _named = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Herr Wache")
    slide = compose(meeting, point)
    meeting.tick()
    running.came(meeting.store, meeting.seats["Frau Zoll"])
    with pytest.raises(UserError) as refused:
        show(meeting.store, meeting.conference_id, slide)
    assert refused.value.key == "conference.room_changed"
    assert entered(meeting, meeting.police) == []


def test_a_finding_restricted_since_is_not_shown(meeting: Meeting) -> None:
    point, (named,) = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Herr Wache")
    slide = compose(meeting, point)
    findings.restrict(meeting.store, meeting.case_id, named, "bestritten")
    with pytest.raises(UserError) as refused:
        show(meeting.store, meeting.conference_id, slide)
    assert refused.value.key == "conference.not_for_all"
    assert entered(meeting, meeting.police) == []


def test_conditions_that_are_no_longer_confirmed_show_nothing(meeting: Meeting) -> None:
    point, _named = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Herr Wache")
    slide = compose(meeting, point)
    grounds.confirm(meeting.store, meeting.conference_id, meeting.police, ())
    with pytest.raises(UserError):
        show(meeting.store, meeting.conference_id, slide)


def test_while_only_the_office_is_there_nothing_is_told(meeting: Meeting) -> None:
    point, _named = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Frau Muster")
    with pytest.raises(UserError) as refused:
        compose(meeting, point)
    assert refused.value.key == "conference.empty_room"


def test_only_who_may_release_may_show(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    point, _named = exhibited(meeting, "Anna Muster")
    both_may(meeting)
    meeting.begin("Herr Wache")
    slide = compose(meeting, point)
    monkeypatch.setattr(roles, "of", lambda _store: frozenset({roles.Role.ANALYST}))
    with pytest.raises(UserError) as refused:
        show(meeting.store, meeting.conference_id, slide)
    assert refused.value.key == "roles.refused"


def test_a_subject_a_chart_and_a_timeline_show_what_all_may_see(meeting: Meeting) -> None:
    node, named = meeting.person("Anna Muster")
    _other, hidden = meeting.person("Berta Geheim")
    meeting.restrict_to_consent(hidden)
    point = meeting.point("Tatsachen")
    agenda.show_under(meeting.store, point, ExhibitKind.SUBJECT, node)
    agenda.show_under(meeting.store, point, ExhibitKind.TIMELINE, "")
    both_may(meeting)
    meeting.begin("Herr Wache", "Frau Zoll")
    slide = compose(meeting, point)
    assert slide.title == "Anna Muster"
    assert slide.findings == {named}
    with pytest.raises(UserError):
        compose(meeting, point, 1)


def test_nobody_stays_for_a_point_that_is_not_theirs(meeting: Meeting) -> None:
    both_may(meeting)
    open_point, closed = (
        meeting.point("Offen"),
        meeting.point("Nur Polizei", (meeting.office, meeting.police)),
    )
    meeting.begin("Frau Muster", "Herr Wache", "Frau Zoll")
    running.go_to(meeting.store, open_point)
    assert [s.person for s in presence.must_leave(plan(meeting), plan(meeting).point(closed))] == [
        "Frau Zoll"
    ]
    with pytest.raises(UserError, match="Frau Zoll"):
        running.go_to(meeting.store, closed)
    meeting.tick()
    running.left(meeting.store, meeting.seats["Frau Zoll"])
    running.go_to(meeting.store, closed)
    found = {p.title: p for p in plan(meeting).points}
    assert found["Offen"].ended_at
    assert found["Nur Polizei"].begun_at
    with pytest.raises(UserError) as refused:
        running.came(meeting.store, meeting.seats["Frau Zoll"])
    assert refused.value.key == "conference.closed_point"


def test_coming_and_leaving_is_said_once(meeting: Meeting) -> None:
    with pytest.raises(UserError, match="has not begun"):
        running.came(meeting.store, meeting.seats["Herr Wache"])
    meeting.begin("Herr Wache")
    for step, key in (
        (running.came, "conference.inside"),
        (running.left, ""),
        (running.left, "conference.outside"),
    ):
        if key:
            with pytest.raises(UserError) as refused:
                step(meeting.store, meeting.seats["Herr Wache"])
            assert refused.value.key == key
        else:
            step(meeting.store, meeting.seats["Herr Wache"])
    with pytest.raises(UserError, match="begun already"):
        running.begin(meeting.store, meeting.conference_id)


def test_who_comes_and_leaves_within_one_second_is_outside(meeting: Meeting) -> None:
    meeting.begin("Herr Wache")
    for _round in range(5):
        running.left(meeting.store, meeting.seats["Herr Wache"])
        assert presence.people(plan(meeting)) == ()
        running.came(meeting.store, meeting.seats["Herr Wache"])
        assert [s.person for s in presence.people(plan(meeting))] == ["Herr Wache"]


def test_the_end_sends_everybody_out_and_can_be_taken_back(meeting: Meeting) -> None:
    meeting.begin("Herr Wache", "Frau Zoll")
    meeting.tick()
    running.end(meeting.store, meeting.conference_id)
    held = plan(meeting)
    assert held.state is ConferenceState.HELD
    assert presence.people(held) == ()
    assert all(left for seat in held.seats for _came, left in presence.times(held, seat.id))
    undo.undo(meeting.store, meeting.case_id)
    assert len(presence.people(plan(meeting))) == 2


def pages(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for no in range(len(document)):
            page = document[no]
            text = page.get_textpage()
            found.append(text.get_text_bounded())
            text.close()
            page.close()
        return " ".join(" ".join(found).split())
    finally:
        document.close()


def held(meeting: Meeting) -> Meeting:
    """A whole conference: an open point with a showing, a closed one with a decision and a measure."""
    point, _named = exhibited(meeting, "Anna Muster")
    closed = meeting.point("Nur Polizei", (meeting.office, meeting.police))
    agenda.show_under(meeting.store, closed, ExhibitKind.FINDING, meeting.person("Carl Geheim")[1])
    both_may(meeting)
    meeting.begin("Frau Muster", "Herr Wache", "Frau Zoll")
    running.go_to(meeting.store, point)
    show(meeting.store, meeting.conference_id, compose(meeting, point))
    conference_words.decide(meeting.store, point, "Gewerbeuntersagung prüfen")
    measures.create(
        meeting.store, meeting.case_id, "Anhörung", meeting.trade, "§ 35 GewO", "2027-01-31",
        conference_id=meeting.conference_id, point_id=point, person="Herr Amt",
    )  # fmt: skip
    meeting.tick()
    running.left(meeting.store, meeting.seats["Frau Zoll"])
    running.go_to(meeting.store, closed)
    show(meeting.store, meeting.conference_id, compose(meeting, closed))
    conference_words.decide(meeting.store, closed, "Durchsuchung anregen", "unter uns")
    measures.create(
        meeting.store, meeting.case_id, "Durchsuchung", meeting.police, "§ 41 PolG NRW", "2027-01-31",
        conference_id=meeting.conference_id, point_id=closed,
    )  # fmt: skip
    meeting.tick(5)
    running.end(meeting.store, meeting.conference_id)
    return meeting


def test_the_minutes_tell_each_recipient_only_what_it_heard(meeting: Meeting, tmp_path: Path) -> None:
    held(meeting)
    said = {}
    for name, agency in (("office", ""), ("police", meeting.police), ("customs", meeting.customs)):
        paper = conference_papers.write_minutes(
            meeting.store, meeting.conference_id, agency, tmp_path / f"{name}.pdf"
        )
        said[name] = pages(paper.files[0])
        assert bool(paper.ledger_ids) == bool(agency)
        assert failures(paper.files[0].read_bytes(), tmp_path) == []
        english = conference_papers.write_minutes(
            meeting.store, meeting.conference_id, agency, tmp_path / f"{name}-en.pdf", language="en"
        )
        assert failures(english.files[0].read_bytes(), tmp_path) == []
        text = pages(english.files[0])
        assert "Minutes" in text
        assert ("Carl Geheim" in text) == (name != "customs")
    for words in ("Anna Muster", "Gewerbeuntersagung", "Anhörung", "Herr Amt", "Frau Zoll"):
        assert all(words in text for text in said.values()), words
    for words in ("Durchsuchung", "Carl Geheim", "Nur Polizei"):
        assert words in said["office"]
        assert words in said["police"]
        assert words not in said["customs"]
    assert "unter uns" in said["office"]
    assert "unter uns" not in said["police"] + said["customs"]
    assert "2. " not in said["customs"].split("Tatsachen")[1].split("Maßnahmen")[0]


def test_a_measure_of_a_closed_point_goes_to_nobody_it_is_closed_to(meeting: Meeting) -> None:
    """Whatever it rests on: a finding that customs may have does not carry the measure to customs."""
    both_may(meeting)
    _node, named = meeting.person("Anna Muster")
    point = meeting.point("Nur Polizei", (meeting.office, meeting.police))
    made = measures.create(
        meeting.store, meeting.case_id, "Durchsuchung", meeting.police, "§ 41", "", cites=[named],
        conference_id=meeting.conference_id, point_id=point,
    ).ids[0]  # fmt: skip

    def given(agency: str) -> tuple[bool, bool]:
        found, view = conference_papers.minutes_edition(meeting.store, meeting.conference_id, agency)
        return made in {m.id for m in view.measures}, made in {m.id for m in found.measures}

    assert given(meeting.customs) == (False, False)
    assert given(meeting.police) == (True, True)
    assert frames(meeting.store)[made].reasons == (named,)
    agenda.change(meeting.store, point, {}, [])
    assert given(meeting.customs) == (True, True)
    assert frames(meeting.store)[made].reasons == ()
    agenda.change(meeting.store, point, {}, [meeting.police])
    assert given(meeting.customs) == (False, False)
    undo.undo(meeting.store, meeting.case_id)
    assert given(meeting.customs) == (True, True)


def test_what_the_minutes_repeat_is_in_the_ledger(meeting: Meeting, tmp_path: Path) -> None:
    held(meeting)
    paper = conference_papers.write_minutes(
        meeting.store, meeting.conference_id, meeting.customs, tmp_path / "zoll.pdf"
    )
    with meeting.store.read() as connection:
        entries = [e for e in ledger.entries(connection, agency_id=meeting.customs) if e.kind == "minutes"]
        copies = connection.exec_driver_sql("SELECT participant_id, no, kind FROM conference_copy").all()
    assert [e.sha256 for e in entries] == [paper.sha256]
    assert paper.findings == 1
    assert [tuple(c) for c in copies] == [(meeting.seats["Frau Zoll"], 1, "minutes")]


def test_the_same_minutes_are_the_same_file(meeting: Meeting, tmp_path: Path) -> None:
    held(meeting)
    once, again = (
        conference_papers.write_minutes(
            meeting.store, meeting.conference_id, meeting.customs, tmp_path / name, people=()
        ).sha256
        for name in ("a.pdf", "b.pdf")
    )
    assert once == again


def test_every_agency_gets_its_briefing_in_numbered_copies(meeting: Meeting, tmp_path: Path) -> None:
    exhibited(meeting, "Anna Muster")
    meeting.confirm(meeting.police, "A01")
    meeting.seat(meeting.police, "Herr Streife")
    papers = conference_papers.write_briefings(meeting.store, meeting.conference_id, tmp_path)
    (police,) = papers
    assert police.people == ("Herr Streife", "Herr Wache")
    assert [p.name for p in police.files] == ["360-2026-900-K1-A01-1-2.pdf", "360-2026-900-K1-A01-2-2.pdf"]
    assert len(police.ledger_ids) == 2
    assert not list(tmp_path.glob("*A05*"))


def test_an_edition_has_no_gap_for_any_choice_of_closed_points(meeting: Meeting) -> None:
    for title in ("a", "b", "c"):
        meeting.point(title)
    for closed in itertools.product((False, True), repeat=3):
        for point, only in zip(meeting.points, closed, strict=True):
            agenda.change(meeting.store, point, {}, [meeting.police] if only else [])
        found, _view = conference_papers.minutes_edition(
            meeting.store, meeting.conference_id, meeting.customs
        )
        kept: list[Point] = list(found.plan.points)
        assert [p.no for p in kept] == list(range(1, len(kept) + 1))
        assert [p.title for p in kept] == [t for t, c in zip("abc", closed, strict=True) if not c]


def test_frames_follow_a_measure(meeting: Meeting) -> None:
    held(meeting)
    known = frames(meeting.store, meeting.case_id)
    named = {m.title: known[m.id].person for m in cases.records(meeting.store, meeting.case_id).measures}
    assert named == {"Anhörung": "Herr Amt", "Durchsuchung": ""}
