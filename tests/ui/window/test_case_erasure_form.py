"""Einen ganzen Fall löschen: das Formular zeigt, wie weit es ist, und lässt sich am Anfang abbrechen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import case_frame, case_steps, cases
from app.casework.case_steps import CaseStatus
from app.store.store import Store
from ui.case.case_step_form import CaseStepForm
from ui.case.overview_tab import OverviewTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.session.store


@pytest.fixture
def form(case: CaseWorkspace, store: Store, sample: Sample, settled: Settled) -> CaseStepForm:
    """The form of the last step, filled in: to be erased."""
    case_frame.edit(store, sample.case_id, {"controller": "PP Musterstadt", "review_due": "2099-01-01"})
    case_steps.take(store, sample.case_id, CaseStatus.RUNNING, "los")
    case_steps.take(store, sample.case_id, CaseStatus.COMPLETED, "fertig", outcome="local_cooperation")
    case.desk.load()
    settled()
    tab = case.tabs["overview"]
    assert isinstance(tab, OverviewTab)
    tab.begin_step()
    settled()
    found = tab.side.form
    assert isinstance(found, CaseStepForm)
    found.set_value("status", "erased")
    found.set_value("confirm", "360-2026-001")
    found.set_value("reason", "Frist abgelaufen")
    return found


def test_wenn_ich_gleich_abbreche_dann_ist_noch_alles_da(
    form: CaseStepForm, window: MainWindow, store: Store, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    before = cases.records(store, sample.case_id)
    assert form.progress.isHidden()
    form.submit()
    assert form.progress.isVisible()
    assert not form.submit_button.isEnabled()
    qtbot.keyClick(form.progress.stop, Qt.Key.Key_Space)
    settled()
    assert form.progress.isHidden()
    assert form.submit_button.isEnabled()
    assert "nothing was changed" in window.messages.sentence.text()
    assert cases.records(store, sample.case_id) == before


def test_wenn_es_zu_ende_laeuft_dann_ist_der_fall_geloescht_und_das_formular_zu(
    form: CaseStepForm, case: CaseWorkspace, store: Store, sample: Sample, settled: Settled
) -> None:
    form.submit()
    settled()
    header = cases.header(store, sample.case_id)
    assert case_steps.status_of(header) is CaseStatus.ERASED
    assert cases.records(store, sample.case_id).findings == ()
    tab = case.tabs["overview"]
    assert isinstance(tab, OverviewTab)
    assert tab.side.form is None


def test_ein_anderer_schritt_zeigt_keinen_balken(
    form: CaseStepForm, store: Store, sample: Sample, settled: Settled
) -> None:
    form.set_value("status", "handed_over")
    form.submit()
    assert form.progress.isHidden()
    settled()
