"""Conferences in the window: planned by forms, checked, opened on the projector, papers written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conference_hands import planned
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.conference import plan_rows
from ui.case.workspace import CaseWorkspace
from ui.conference.conference_panel import ConferencePanel
from ui.conference.conference_tab import ConferenceTab
from ui.conference.conferences_page import ConferencesPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def panel(case: CaseWorkspace, settled: Settled) -> ConferencePanel:
    case.show_tab("conference")
    settled()
    tab = case.tabs["conference"]
    assert isinstance(tab, ConferenceTab)
    return tab.panel


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
    assert panel.view.agenda.points.model.rows[0].title == "Opening, attendance, apologies"
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
    view.agenda.begin_new_point()
    assert submit(panel, settled, title="Verschiedenes", minutes="5") == ""
    assert view.agenda.points.model.rows[-1].title == "Verschiedenes"
    view.agenda.points.table.selectRow(0)
    view.agenda.begin_exhibit()
    assert submit(panel, settled, kind="timeline") == ""
    assert "Timeline" in view.agenda.points.model.rows[0].shown
    view.people.begin_new_seat()
    assert submit(panel, settled, agency_id=sample.office, person="Frau Feder", role="minute_taker") == ""
    assert "Frau Feder" in {r.person for r in view.people.seats.model.rows}
    assert view.agenda.points.model.rows[1].leaving == "Trade Office Musterstadt"
    view.agenda.down.trigger()
    settled()
    assert [r.title for r in view.agenda.points.model.rows][:2] == ["Nur Polizei", "Tatsachen"]


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
