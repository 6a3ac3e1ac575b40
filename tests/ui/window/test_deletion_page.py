"""Über Löschung entscheiden: von der Arbeitsliste oder vom Gegenstand zur Entscheidung."""

from collections.abc import Callable
from typing import Any

import pytest
from acquitted_sample import acquit
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import cases, outcome_decisions
from app.store.store import Store
from ui.case.line_button import LineButton
from ui.case.workspace import CaseWorkspace
from ui.office.deletion_forms import EraseOutcomeForm, KeepForm
from ui.office.review_page import ReviewPage
from ui.office.review_query import DELETIONS
from ui.shell.main_window import MainWindow
from ui.shell.review_place import open_reviews
from ui.shell.start_page import StartPage

Settled = Callable[[], None]


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.session.store


@pytest.fixture
def accused(store: Store, sample: Sample) -> str:
    return acquit(store, sample)


def reviews_of(window: MainWindow) -> ReviewPage:
    page = window.page()
    assert isinstance(page, ReviewPage)
    return page


@pytest.fixture
def page(accused: str, window: MainWindow, sample: Sample, settled: Settled) -> ReviewPage:
    open_reviews(window.session, sample.case_id, DELETIONS)
    settled()
    return reviews_of(window)


def test_wenn_eine_entscheidung_aussteht_dann_fuehrt_die_arbeitsliste_zu_ihr(
    accused: str, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    window.go_to("cases")
    settled()
    window.go_to("start")
    settled()
    start = window.page()
    assert isinstance(start, StartPage)
    start.refresh()
    settled()
    row = next(r for r in start.work.rows if "decision on deletion" in r.line.title)
    assert row.line.warn
    qtbot.keyClick(row, Qt.Key.Key_Return)
    settled()
    shown = reviews_of(window)
    assert shown.view == DELETIONS
    assert shown.deletions.table.model.rows[0].person == "Frieda Freimuster"


def test_wenn_ich_die_person_ansehe_dann_steht_oben_dass_sie_gesperrt_ist(
    accused: str, case: CaseWorkspace, window: MainWindow, settled: Settled
) -> None:
    case.desk.load()
    settled()
    case.show_tab("subjects")
    case.desk.choose_subject(accused)
    settled()
    sheet: Any = case.inspector.subject
    assert any("decision on deletion is open" in label.text() for label in sheet.findChildren(QLabel))
    button = next(b for b in sheet.findChildren(LineButton) if "Decide on deletion" in b.accessibleName())
    button.click()
    settled()
    assert reviews_of(window).view == DELETIONS


def test_wenn_ich_die_tabelle_kopiere_dann_kommt_die_gesperrte_person_nicht_mit(
    accused: str, case: CaseWorkspace, settled: Settled
) -> None:
    case.desk.load()
    settled()
    case.show_tab("subjects")
    settled()
    tab: Any = case.tabs["subjects"]
    tab.table.table.selectAll()
    tab.table.copy()
    copied = QGuiApplication.clipboard().text()
    assert "Erika Mustermann" in copied
    assert "Freimuster" not in copied


def test_wenn_ich_behalte_dann_brauche_ich_grund_und_begruendung(
    page: ReviewPage, store: Store, sample: Sample, accused: str, settled: Settled, qtbot: QtBot
) -> None:
    panel = page.deletions
    assert [r.outcome for r in panel.table.model.rows] == ["acquittal"]
    panel.table.table.setFocus()
    qtbot.keyClick(panel.table.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    form = panel.form
    assert isinstance(form, KeepForm)
    form.submit()
    settled()
    assert form.error_text()
    form.set_value("kind", outcome_decisions.NOT_CLEARED)
    form.set_value("reason", "aus Mangel an Beweisen")
    form.submit()
    settled()
    assert panel.form is None
    assert outcome_decisions.pending(store) == ()
    assert panel.table.model.rows == ()


def test_wenn_ich_loesche_dann_sagt_das_formular_was_geht_und_der_balken_zeigt_es(
    page: ReviewPage, store: Store, sample: Sample, accused: str, settled: Settled, qtbot: QtBot
) -> None:
    panel = page.deletions
    panel.table.table.setFocus()
    qtbot.keyClick(panel.table.table, Qt.Key.Key_Delete)
    settled()
    form = panel.form
    assert isinstance(form, EraseOutcomeForm)
    assert "Frieda Freimuster" in form.taken.text()
    form.set_value("reason", "Unschuld erwiesen")
    form.submit()
    assert panel.deciding is not None
    assert panel.deciding.isVisible()
    panel.deciding.cancel()
    settled()
    assert accused in {s.id for s in cases.records(store, sample.case_id).subjects}
    form.submit()
    settled()
    assert accused not in {s.id for s in cases.records(store, sample.case_id).subjects}
    assert outcome_decisions.pending(store) == ()
    assert panel.form is None
