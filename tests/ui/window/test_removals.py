"""Jedes Entfernen im Fenster: einmal gefragt, gesagt, was mitgeht, zurückzunehmen, wo das Recht es lässt."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sample_case import Sample

import ui
from app.base.conference_records import ExhibitKind
from app.casework import case_parties, collection_plan, gaps
from app.conference import agenda, planning, seats
from app.store import undo
from ui.case.contribution_edit_forms import WithdrawForm
from ui.case.finding_forms import RemovalForm
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.shell.removal_question import RemovalQuestion

Settled = Callable[[], None]
WORDS = ("delete", "erase", "remove", "take", "withdraw", "drop", "discard")
ASKED_HERE = {"Take the question out", "Take out of the plan", "Take out of the case", "Delete the view …",
              "Withdraw …", "Restrict or erase (Del) …"}  # fmt: skip
ASKED_ELSEWHERE = {
    "Erase": "test_review_page: shows what goes first; the law allows no way back",
    "Remove …": "test_keys_page: asks whether the store is encrypted anew as well",
    "Take off the chart": "takes away what an analysis showed on it; nothing that is kept changes",
    "Take it off …": "below: a form says what goes with a point of the agenda",
    "Take the invitation back …": "below: a form says who goes from the list",
    "Take the result in …": "takes nothing away: what came of a measure becomes a contribution",
    "Take out …": "test_office_page: a form asks for the reason; undo brings the entry back",
    "Erase what is due …": "test_office_page: a form names what goes for good; the law allows no way back",
    "Take over a list …": "takes nothing away: a partner's list comes into a register",
    "Take in returned forms …": "takes nothing away: a survey comes back",
    "Take over into our matrix …": "takes nothing away: words of another office are written into our matrix",
    "Take over as drafts": "takes nothing away: documents of a partner come into the library",
    "Discard the draft": "test_library_page: a version that nobody approved; undo brings it back",
    "Delete the method": "test_methods_tab: a form says what goes; undo brings it back",
    "Take out of the method": "test_methods_tab: a form says what goes; undo brings it back",
    "Take the row out": "test_methods_tab: a form says what goes; undo brings it back",
    "Take a package out …": "test_exchange_page: a form says what goes with a package",
    "Discard": "test_form_drafts: an unfinished entry; what was in the form before is back",
}


def removing_words() -> set[str]:
    """Return the words of all buttons, actions and menu entries that take something away."""
    found = set()
    for folder in ui.__path__:
        for path in Path(folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                found |= {words for words in _words(node) if words.lower().startswith(WORDS)}
    return found


def _words(node: ast.AST) -> set[str]:
    makers = ("make_action", "QPushButton", "RemovalQuestion", "addAction", "act", "_about", "append")
    if not isinstance(node, ast.Call):
        return set()
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name not in makers:
        return set()
    calls = [n for argument in node.args for n in ast.walk(argument) if isinstance(n, ast.Call)]
    said = [n for n in calls if isinstance(n.func, ast.Name) and n.func.id == "_"]
    return {str(n.args[0].value) for n in said if n.args and isinstance(n.args[0], ast.Constant)}


def test_every_way_to_take_something_away_is_known() -> None:
    words = removing_words() | {"Restrict or erase (Del) …"}
    assert words - set(ASKED_ELSEWHERE) - {"Restrict"} == ASKED_HERE


def _question(tab: Any) -> RemovalQuestion:
    (found,) = tab.side.form.findChildren(RemovalQuestion)
    assert isinstance(found, RemovalQuestion)
    return found


def _agree(tab: Any, settled: Settled, qtbot: QtBot) -> str:
    """Press the button, look what goes, press Escape, ask again and agree; all by keys."""
    question = _question(tab)
    qtbot.keyClick(question.button, Qt.Key.Key_Space)
    assert question.asking()
    said = question.going.text()
    qtbot.keyClick(question.no, Qt.Key.Key_Escape)
    assert not question.asking()
    assert tab.side.form is not None
    qtbot.keyClick(question.button, Qt.Key.Key_Space)
    qtbot.keyClick(question.yes, Qt.Key.Key_Space)
    settled()
    assert tab.side.form is None
    return said


@pytest.fixture
def gaps_tab(case: CaseWorkspace, settled: Settled) -> Any:
    case.show_tab("gaps")
    settled()
    tab: Any = case.tabs["gaps"]
    tab.lay_out()
    settled()
    return tab


def test_wenn_ich_eine_frage_herausnehme_dann_steht_vorher_da_was_mitgeht_und_strg_z_holt_sie(
    gaps_tab: Any, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    store = window.session.store
    row = gaps_tab.grid.rows[0]
    gaps.note(store, row.id, gaps.UNKNOWN, "wer fuhr")
    collection_plan.add(store, sample.case_id, {"requirement": "Halter", "gap_id": row.id})
    gaps_tab.desk.load()
    settled()
    before = gaps.of_case(store, sample.case_id)
    gaps_tab.begin_change(gaps_tab.grid.rows[0])
    said = _agree(gaps_tab, settled, qtbot)
    assert "1 entry" in said
    assert "1 task" in said
    assert len(gaps.of_case(store, sample.case_id)) == len(before) - 1
    undo.undo(store, sample.case_id)
    assert gaps.of_case(store, sample.case_id) == before


def test_wenn_ich_einen_auftrag_herausnehme_dann_werde_ich_gefragt_und_strg_z_holt_ihn(
    gaps_tab: Any, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    store = window.session.store
    collection_plan.add(store, sample.case_id, {"requirement": "Halter"})
    gaps_tab.desk.load()
    settled()
    before = collection_plan.of_case(store, sample.case_id)
    gaps_tab.begin_task(gaps_tab.table.model.rows[0])
    assert "due day" in _agree(gaps_tab, settled, qtbot)
    assert collection_plan.of_case(store, sample.case_id) == ()
    undo.undo(store, sample.case_id)
    assert collection_plan.of_case(store, sample.case_id) == before


def test_wenn_ich_eine_behoerde_herausnehme_dann_werde_ich_gefragt_und_strg_z_holt_sie(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    store = window.session.store
    case_parties.put(store, sample.case_id, sample.police, "contributing", "", "")
    case.desk.load()
    settled()
    tab: Any = case.tabs["overview"]
    before = case_parties.of_case(store, sample.case_id)
    tab.begin_party(before[-1].id)
    assert "contributed stays" in _agree(tab, settled, qtbot)
    assert len(case_parties.of_case(store, sample.case_id)) == len(before) - 1
    undo.undo(store, sample.case_id)
    assert case_parties.of_case(store, sample.case_id) == before


def test_wenn_ich_einen_beitrag_zuruecknehme_oder_eine_erkenntnis_loesche_dann_steht_da_was_mitgeht(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    data = case.desk.data
    assert data is not None
    case.show_tab("sources")
    tab: Any = case.tabs["sources"]
    tab.contributions.begin_withdrawal(data.records.contributions[0].id)
    settled()
    assert isinstance(tab.form, WithdrawForm)
    case.reveal("subjects", sample.person)
    case.inspector.begin_removal(sample.name_finding)
    settled()
    form = case.inspector.form
    assert isinstance(form, RemovalForm)
    assert form.going.text()


def test_wenn_ich_eine_ansicht_loesche_dann_werde_ich_gefragt_und_kann_sie_wieder_sichern(
    case: CaseWorkspace, settled: Settled
) -> None:
    case.show_tab("findings")
    settled()
    tab: Any = case.tabs["findings"]
    views = tab.listing.views
    views.save("Meine")
    settled()
    views.begin_removal()
    assert "Meine" in [view.name for view in views.known]
    tab.listing.side.form.submit()
    settled()
    assert "Meine" not in [view.name for view in views.known]
    views.save("Meine")
    settled()
    assert "Meine" in [view.name for view in views.known]


def test_wenn_ich_punkt_und_einladung_wegnehme_dann_sagt_ein_formular_was_geht(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    store = window.session.store
    called = {"held_on": "2026-12-01 10:00", "place": "Saal 1", "chair": "Frau Muster"}
    conference = planning.call(store, sample.case_id, {**called, "lead_agency_id": sample.office}, ()).ids[0]
    seats.invite(store, conference, {"agency_id": sample.police, "person": "Herr Wache"})
    point = agenda.add(store, conference, {"title": "Tatsachen"}).ids[0]
    agenda.show_under(store, point, ExhibitKind.SUBJECT, sample.person)
    case.show_tab("conference")
    settled()
    tab: Any = case.tabs["conference"]
    panel = tab.panel
    panel.load()
    settled()
    panel.choose(conference)
    settled()
    view = panel.view
    for table, begin, words in (
        (view.agenda.points, view.agenda.begin_point_off, ("Tatsachen", "1 thing")),
        (view.people.seats, view.people.begin_seat_off, ("Herr Wache", "Role and declaration")),
    ):
        before = [row.id for row in table.model.rows]
        table.table.selectRow(0)
        begin()
        said = " ".join(label.text() for label in panel.side.form.findChildren(QLabel))
        assert all(word in said for word in (*words, "Undo brings it back"))
        assert [row.id for row in table.model.rows] == before
        panel.side.form.submit()
        settled()
        assert [row.id for row in table.model.rows] == before[1:]
        window.history.take_back()
        settled()
        assert [row.id for row in table.model.rows] == before
