"""The window on the projector: run by keyboard, and nothing on it that somebody in the room may not see."""

import dataclasses
import itertools
from collections.abc import Callable, Iterator

import pytest
from conference_hands import everything_visible, offered, opened, person, planned, points, told
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.conference import grounds, measures, plan_rows, presence, running, seats
from app.store.store import Store
from ui.conference.run_query import load_hall
from ui.conference.run_window import RunWindow
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def run(window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot) -> Iterator[RunWindow]:
    """The window on the projector, the conference not yet open."""
    store = window.session.store
    shown = RunWindow(window.session, planned(store, sample), window)
    shown.resize(1280, 720)
    shown.show()
    settled()
    yield shown
    shown.close()
    settled()


def test_a_conference_is_run_with_the_keyboard(
    run: RunWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    qtbot.keyClick(run, Qt.Key.Key_O)
    settled()
    assert run.state is not None
    assert run.state.begun
    for row in range(run.people.count()):
        run.people.setCurrentRow(row)
        qtbot.keyClick(run.people, Qt.Key.Key_Space)
        settled()
    assert all(p.inside for p in run.state.people)
    assert points(run) == ["Tatsachen", "Schluss"]
    qtbot.keyClick(run, Qt.Key.Key_N)
    settled()
    assert run.state.called is not None
    assert run.state.called.title == "Tatsachen"
    qtbot.keyClick(run, Qt.Key.Key_D)
    qtbot.keyClicks(run.decision.field, "weiter so")
    qtbot.keyClick(run.decision.field, Qt.Key.Key_Return)
    settled()
    assert run.point.decision.text() == "Decision: weiter so"
    qtbot.keyClick(run, Qt.Key.Key_M)
    qtbot.keyClicks(run.measure.title, "Kontrolle")
    qtbot.keyClick(run.measure.title, Qt.Key.Key_Return)
    settled()
    assert "legal power" in run.message.text()
    assert run.measure.power.hasFocus() or not run.isActiveWindow()
    qtbot.keyClicks(run.measure.power, "Par. 35 GewO")
    qtbot.keyClick(run.measure.power, Qt.Key.Key_Return)
    settled()
    assert "Kontrolle" in run.point.measures.text()
    qtbot.keyClick(run, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not run.state.ended
    qtbot.keyClick(run, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert run.state.ended


def test_who_comes_late_narrows_the_screen_at_once(run: RunWindow, sample: Sample, settled: Settled) -> None:
    opened(run, settled, "Frau Gewerbe")
    assert offered(run) == ["Subject: Erika Mustermann"]
    run.show_number(1)
    settled()
    assert run.sheet.title() == "Erika Mustermann"
    own = told(run, sample.trade)
    assert own
    assert run.sheet.accessibleName() == "Erika Mustermann"
    run.toggle_person(person(run, "Herr Wache"))
    assert (run.sheet.title(), run.sheet.accessibleName()) == ("", "")
    settled()
    assert run.sheet.title() == "Erika Mustermann"
    assert told(run, sample.police)
    assert told(run, sample.police) <= own


def test_what_somebody_in_the_room_may_not_see_is_nowhere_on_the_screen(
    run: RunWindow, sample: Sample, settled: Settled
) -> None:
    store = run.session.store
    grounds.confirm(store, run.conference_id, sample.police, ())
    run.load()
    settled()
    opened(run, settled, "Frau Gewerbe")
    run.show_number(1)
    settled()
    assert run.sheet.title() == "Erika Mustermann"
    run.toggle_person(person(run, "Herr Wache"))
    settled()
    assert "Erika" not in everything_visible(run)
    assert "Not everybody in the room may see this" in run.message.text()
    assert told(run, sample.police) == set()
    run.toggle_person(person(run, "Herr Wache"))
    settled()
    assert offered(run) == ["Subject: Erika Mustermann"]


def test_a_measure_is_there_only_for_those_who_have_its_reasons(
    run: RunWindow, sample: Sample, settled: Settled
) -> None:
    store = run.session.store
    grounds.confirm(store, run.conference_id, sample.police, ())
    opened(run, settled, "Frau Gewerbe")
    assert run.state is not None
    assert run.state.called is not None
    for title, agency, cites in (
        ("Halle besichtigen", sample.trade, (sample.name_finding,)),
        ("Kfz abfragen", sample.police, (sample.name_finding,)),
        ("Termin absprechen", sample.trade, ()),
    ):
        measures.create(
            store, sample.case_id, title, agency, "§ 35 GewO", "",
            conference_id=run.conference_id, point_id=run.state.called.id, cites=cites,
        )  # fmt: skip
    run.load()
    settled()
    assert all(t in run.point.measures.text() for t in ("Halle", "Kfz", "Termin"))
    run.toggle_person(person(run, "Herr Wache"))
    settled()
    assert "Halle" not in everything_visible(run)
    # What their own agency does they know, whatever it rests on; so does everybody what rests on nothing.
    assert "Kfz" in run.point.measures.text()
    assert "Termin" in run.point.measures.text()


def test_who_comes_late_does_not_read_the_reasons_of_a_measure_that_is_being_written(
    run: RunWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    grounds.confirm(run.session.store, run.conference_id, sample.police, ())
    run.load()
    settled()
    opened(run, settled, "Frau Gewerbe")
    run.show_number(1)
    settled()
    run.begin_measure()
    reason = run.measure.reason
    qtbot.keyClicks(run.measure.title, "Kontrolle")
    qtbot.keyClicks(reason.field, "erika must")
    qtbot.keyClick(reason.field, Qt.Key.Key_Return)
    qtbot.keyClicks(reason.field, "erika")
    assert "Erika" in reason.said.text()
    assert "Erika" in reason.hits.text()
    run.toggle_person(person(run, "Herr Wache"))
    # At once, and when it is known who is in the room.
    for _moment in range(2):
        assert "Erika" not in reason.said.text() + reason.hits.text()
        assert reason.chosen() == ()
        settled()
    assert run.measure.isVisible()
    assert run.measure.title.text() == "Kontrolle"


def test_a_closed_point_is_there_only_for_those_it_is_for(run: RunWindow, settled: Settled) -> None:
    opened(run, settled, "Herr Wache", "Frau Gewerbe")
    assert "Nur Polizei" not in everything_visible(run)
    assert "3." not in everything_visible(run)
    run.toggle_person(person(run, "Frau Gewerbe"))
    settled()
    assert points(run) == ["Tatsachen", "Nur Polizei", "Schluss"]


def test_what_is_written_under_one_point_does_not_stay_before_those_of_the_next(
    run: RunWindow, settled: Settled
) -> None:
    opened(run, settled, "Herr Wache")
    run.step(1)
    settled()
    assert run.state is not None
    assert run.state.called is not None
    assert run.state.called.title == "Nur Polizei"
    for begin, entry in ((run.begin_decision, run.decision), (run.begin_measure, run.measure)):
        begin()
        assert entry.isVisible()
        run.call_point(run.state.points[2].id)
        assert not entry.isVisible()
        settled()
        run.call_point(run.state.points[1].id)
        settled()


def test_for_every_choice_of_people_the_state_names_only_what_all_may_see(sample: Sample) -> None:
    """What the window can show at all is in this state; nothing else reaches it."""
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key, "muster")
    try:
        conference = planned(store, sample)
        seats.invite(store, conference, {"agency_id": sample.office, "person": "Frau Muster"})
        running.begin(store, conference)
        first = plan_rows.plan(store, conference).points[0].id
        running.go_to(store, first)
        everybody = plan_rows.plan(store, conference).seats
        for choice in itertools.product((False, True), repeat=len(everybody)):
            inside = presence.present(plan_rows.plan(store, conference).passages)
            for seat, wanted in zip(everybody, choice, strict=True):
                if wanted != (seat.id in inside):
                    (running.came if wanted else running.left)(store, seat.id)
            hall, state = load_hall(store, conference)
            said = str(dataclasses.asdict(state))
            there = {s.agency_id for s, wanted in zip(everybody, choice, strict=True) if wanted}
            guests = there - {sample.office}
            for name, subject in (("Erika", sample.person), ("MU-ST", sample.vehicle)):
                may = [any(f.subject_id == subject for f in hall.releases[a].view.findings) for a in guests]
                assert (name in said) == (bool(may) and all(may)), (name, there)
            assert ("Nur Polizei" in said) == (bool(there) and sample.trade not in there)
    finally:
        store.close()


def test_a_change_elsewhere_blanks_the_screen(run: RunWindow, sample: Sample, settled: Settled) -> None:
    opened(run, settled, "Frau Gewerbe")
    run.show_number(1)
    settled()
    store = run.session.store
    run.session.write(run, lambda s: grounds.confirm(s, run.conference_id, sample.trade, ()))
    settled()
    assert run.sheet.title() == ""
    assert store is run.session.store


def test_what_was_on_its_way_is_not_shown_after_somebody_came(run: RunWindow, settled: Settled) -> None:
    opened(run, settled, "Frau Gewerbe")
    run.show_number(1)
    run.toggle_person(person(run, "Herr Wache"))
    settled()
    assert run.sheet.title() == ""


def test_a_step_is_taken_back_from_the_run_window(run: RunWindow, settled: Settled) -> None:
    opened(run, settled, "Frau Gewerbe")
    run.take_back()
    settled()
    assert run.state is not None
    assert run.state.called is None
    assert any(p.inside for p in run.state.people)
