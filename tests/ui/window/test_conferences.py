"""Conferences in the window: planned by forms, checked, run on the projector, papers written."""

import dataclasses
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.conference_records import ExhibitKind
from app.conference import agenda, grounds, plan_rows, planning, presence, running, seats
from app.policy import ledger
from app.policy.provisions import grounds as provisions_for
from app.store.store import Store
from ui.case.workspace import CaseWorkspace
from ui.conference.conference_panel import ConferencePanel
from ui.conference.conference_tab import ConferenceTab
from ui.conference.conferences_page import ConferencesPage
from ui.conference.run_query import load_hall
from ui.conference.run_window import RunWindow
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


def planned(store: Store, sample: Sample) -> str:
    """A conference of police and trade office; the police have confirmed grounds."""
    values = {
        "held_on": "2026-12-01 10:00", "place": "Saal 1", "chair": "Frau Muster",
        "lead_agency_id": sample.office,
    }  # fmt: skip
    conference = planning.call(store, sample.case_id, values, ()).ids[0]
    for agency, person in ((sample.police, "Herr Wache"), (sample.trade, "Frau Gewerbe")):
        seats.invite(store, conference, {"agency_id": agency, "person": person})
    ticks = [(p.id, no) for p in provisions_for("A03", "A01") for no in range(1, len(p.conditions) + 1)]
    grounds.confirm(store, conference, sample.police, ticks)
    both = agenda.Clearance(frozenset({sample.police, sample.trade}))
    facts = agenda.add(store, conference, {"title": "Tatsachen", "minutes": "20"}, (), both).ids[0]
    agenda.show_under(store, facts, ExhibitKind.SUBJECT, sample.person)
    agenda.show_under(store, facts, ExhibitKind.SUBJECT, sample.vehicle)
    agenda.add(store, conference, {"title": "Nur Polizei"}, [sample.police, sample.office], both)
    agenda.add(store, conference, {"title": "Schluss"}, (), both)
    return conference


@pytest.fixture
def panel(case: CaseWorkspace, settled: Settled) -> ConferencePanel:
    case.show_tab("conference")
    settled()
    tab = case.tabs["conference"]
    assert isinstance(tab, ConferenceTab)
    return tab.panel


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


def person(run: RunWindow, name: str) -> str:
    assert run.state is not None
    return next(p.id for p in run.state.people if p.person == name)


def points(run: RunWindow) -> list[str]:
    assert run.state is not None
    return [p.title for p in run.state.points]


def offered(run: RunWindow) -> list[str]:
    assert run.state is not None
    return [e.title for e in run.state.exhibits]


def told(run: RunWindow, agency: str) -> set[str]:
    with run.session.store.read() as connection:
        entries = ledger.entries(connection, agency_id=agency)
    return {e.finding_id for e in entries if e.kind == "oral"}


def everything_visible(run: RunWindow) -> str:
    """All words that are on the projector now."""
    texts = [run.heading.text(), run.message.text(), run.sheet.title()]
    texts += [run.agenda.item(n).text() for n in range(run.agenda.count())]
    texts += [run.people.item(n).text() for n in range(run.people.count())]
    labels = (run.point.title, run.point.question, run.point.decision, run.point.measures, run.point.offered)
    texts += [label.text() for label in labels]
    return "\n".join(texts)


def submit(panel: ConferencePanel, settled: Settled, **values: str) -> str:
    form: Any = panel.side.form
    for key, value in values.items():
        form.set_value(key, value)
    form.submit()
    settled()
    return str(form.error_text()) if panel.side.form is form else ""


def test_a_conference_is_called_by_a_form(panel: ConferencePanel, sample: Sample, settled: Settled) -> None:
    before = panel.list.count()
    panel.begin_call()
    settled()
    wrong = submit(panel, settled, held_on="bald", place="Saal", chair="Frau Muster")
    assert "“bald” is no day" in wrong
    assert submit(panel, settled, held_on="2026-12-01 10:00", lead_agency_id=sample.office) == ""
    assert panel.list.count() == before + 1
    assert panel.view.points.model.rows[0].title == "Opening, attendance, apologies"
    assert panel.view.heading.text().startswith("Conference")


def test_points_people_and_exhibits_are_planned_by_forms(
    panel: ConferencePanel, sample: Sample, window: MainWindow, settled: Settled
) -> None:
    conference = planned(window.session.store, sample)
    panel.choose(conference)
    panel.load()
    settled()
    panel.choose(conference)
    settled()
    view = panel.view
    view.begin_new_point()
    assert submit(panel, settled, title="Verschiedenes", minutes="5") == ""
    assert view.points.model.rows[-1].title == "Verschiedenes"
    view.points.table.selectRow(0)
    view.begin_exhibit()
    assert submit(panel, settled, kind="timeline") == ""
    assert "Timeline" in view.points.model.rows[0].shown
    view.begin_new_seat()
    assert submit(panel, settled, agency_id=sample.office, person="Frau Feder", role="minute_taker") == ""
    assert "Frau Feder" in {r.person for r in view.seats.model.rows}
    assert view.points.model.rows[1].leaving == "Trade Office Musterstadt"
    view.down.trigger()
    settled()
    assert [r.title for r in view.points.model.rows][:2] == ["Nur Polizei", "Tatsachen"]


def test_measures_are_agreed_moved_on_and_escalated(
    panel: ConferencePanel, sample: Sample, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    view = panel.view
    view.begin_measure()
    assert (
        submit(
            panel,
            settled,
            title="Kontrolle",
            agency_id=sample.trade,
            legal_power="§ 29 GewO",
            due="2020-01-01",
        )
        == ""
    )
    rows = view.measures.table.model.rows
    row = next(n for n, r in enumerate(rows) if r.title == "Kontrolle")
    assert rows[row].late == "overdue"
    view.measures.table.table.selectRow(row)
    view.measures.begin_escalation()
    assert submit(panel, settled, told="Bezirksregierung", reason="keine Antwort") == ""

    def asked() -> bool:
        # The rows come anew after the escalation; whoever was quicker chooses again.
        view.measures.table.table.selectRow(row)
        view.measures.begin_feedback()
        settled()
        return panel.side.form is not None

    qtbot.waitUntil(asked)
    assert submit(panel, settled, result="ein Verstoß", title="Bericht", reference="Az. 1") == ""
    found = next(r for r in view.measures.table.model.rows if r.title == "Kontrolle")
    assert (found.state, found.came_back) == ("done", "contribution taken in")
    assert found.escalated == "to Bezirksregierung"
    view.measures.save_to(tmp_path / "m.ics")
    settled()
    assert b"Kontrolle" not in (tmp_path / "m.ics").read_bytes()
    assert b"BEGIN:VTODO" in (tmp_path / "m.ics").read_bytes()


def test_the_place_shows_all_conferences_and_all_measures(
    window: MainWindow, sample: Sample, settled: Settled
) -> None:
    window.go_to("conferences")
    settled()
    page = window.page()
    assert isinstance(page, ConferencesPage)
    assert page.title() == "Conferences"
    assert page.panel.list.count() == 2
    page.panel.list.setCurrentRow(0)
    settled()
    assert [r.case for r in page.panel.measures.rows] == ["360-2026-001"] * len(page.panel.measures.rows)
    page.panel.measures.flip.trigger()
    assert page.panel.measures.stack.currentWidget() is page.panel.measures.matrix
    page.find_here()


def test_the_invitation_names_the_case_by_number_only(
    panel: ConferencePanel, settled: Settled, tmp_path: Path
) -> None:
    panel.view.save_invitation_to(tmp_path / "e.ics")
    settled()
    file = (tmp_path / "e.ics").read_bytes()
    assert b"360-2026-001" in file
    assert b"Mietwagen" not in file


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


def opened(run: RunWindow, settled: Settled, *people: str) -> None:
    run.begin()
    settled()
    for name in people:
        run.toggle_person(person(run, name))
        settled()
    run.step(1)
    settled()


def test_who_comes_late_narrows_the_screen_at_once(run: RunWindow, sample: Sample, settled: Settled) -> None:
    opened(run, settled, "Frau Gewerbe")
    assert offered(run) == ["Subject: Erika Mustermann"]
    run.show_number(1)
    settled()
    assert run.sheet.title() == "Erika Mustermann"
    own = told(run, sample.trade)
    assert own
    run.toggle_person(person(run, "Herr Wache"))
    assert run.sheet.title() == ""
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


def test_a_closed_point_is_there_only_for_those_it_is_for(run: RunWindow, settled: Settled) -> None:
    opened(run, settled, "Herr Wache", "Frau Gewerbe")
    assert "Nur Polizei" not in everything_visible(run)
    assert "3." not in everything_visible(run)
    run.toggle_person(person(run, "Frau Gewerbe"))
    settled()
    assert points(run) == ["Tatsachen", "Nur Polizei", "Schluss"]


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


def test_the_panel_opens_one_run_window_and_reads_anew_when_it_is_closed(
    panel: ConferencePanel, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    conference = planned(window.session.store, sample)
    panel.run(conference)
    settled()
    first = panel.runs
    assert first is not None
    assert first.isFullScreen()
    first.flip()
    first.close()
    settled()
    assert panel.runs is None
    assert plan_rows.plan(window.session.store, conference).begun_at == ""


def test_briefings_and_minutes_are_written_from_the_window(
    panel: ConferencePanel, window: MainWindow, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    conference = planned(window.session.store, sample)
    panel.choose(conference)
    panel.load()
    settled()
    panel.choose(conference)
    settled()
    panel.view.papers.save_briefings_to(tmp_path)
    settled()
    assert {p.name for p in tmp_path.glob("*.pdf")} == {
        "360-2026-001-K2-A01.pdf", "360-2026-001-K2-A03.pdf",
    }  # fmt: skip
    panel.view.papers.save_minutes_to(tmp_path)
    settled()
    names = {p.name for p in tmp_path.glob("*-M*.pdf")}
    assert names == {
        "360-2026-001-K2-M-internal.pdf", "360-2026-001-K2-A01-M.pdf", "360-2026-001-K2-A03-M.pdf",
    }  # fmt: skip
