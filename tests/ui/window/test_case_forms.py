"""Der Rahmen des Falls im Fenster: bearbeiten, Schritte tun, Behörden beteiligen, einen neuen anlegen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import case_parties, case_steps, cases
from app.casework.case_steps import CaseStatus
from app.store import undo
from app.store.store import Store
from ui.case.case_step_form import CaseStepForm
from ui.case.overview_tab import OverviewTab
from ui.case.parties_form import PartyForm
from ui.case.workspace import CaseWorkspace
from ui.shell.case_frame_form import CaseFrameForm
from ui.shell.cases_page import CasesPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
OVERDUE = "2020-01-01"


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.session.store


@pytest.fixture
def tab(case: CaseWorkspace) -> OverviewTab:
    found = case.tabs["overview"]
    assert isinstance(found, OverviewTab)
    return found


def texts(tab: OverviewTab) -> list[str]:
    return [label.text() for label in tab.ground.widget().findChildren(QLabel)]


def edit(tab: OverviewTab, settled: Settled, **values: str) -> CaseFrameForm:
    tab.begin_edit()
    form = tab.side.form
    assert isinstance(form, CaseFrameForm)
    for key, value in values.items():
        form.set_value(key, value)
    form.submit()
    settled()
    return form


def step_form(tab: OverviewTab, settled: Settled) -> CaseStepForm:
    tab.begin_step()
    settled()
    form = tab.side.form
    assert isinstance(form, CaseStepForm)
    return form


def test_wenn_ich_den_fall_bearbeite_dann_zeigt_die_uebersicht_es_und_strg_z_nimmt_es_zurueck(
    tab: OverviewTab, window: MainWindow, store: Store, sample: Sample, settled: Settled
) -> None:
    before = cases.header(store, sample.case_id)
    edit(tab, settled, question="Wer fährt?", controller="PP Musterstadt", review_due="2099-01-01",
         topic="vehicle rental", pillar="Networking")  # fmt: skip
    assert tab.side.form is None
    assert {"Wer fährt?", "PP Musterstadt", "Vehicle rental", "Networking"} <= set(texts(tab))
    undo.undo(store, sample.case_id)
    assert cases.header(store, sample.case_id) == before


def test_wenn_ich_den_titel_leere_dann_steht_die_absage_beim_titel(
    tab: OverviewTab, settled: Settled
) -> None:
    form = edit(tab, settled, title="")
    assert "Title" in form.error_text()
    assert tab.side.form is form


def test_wenn_ich_im_formular_strg_umschalt_d_druecke_dann_bin_ich_am_titel_und_escape_gibt_auf(
    tab: OverviewTab, qtbot: QtBot
) -> None:
    tab.edit_action.trigger()
    form = tab.side.form
    assert form is not None
    qtbot.keyClick(form.field("title"), Qt.Key.Key_Escape)
    assert tab.side.form is None


def test_wenn_der_fall_laufen_soll_dann_sagt_das_formular_vorher_was_fehlt(
    tab: OverviewTab, store: Store, sample: Sample, settled: Settled
) -> None:
    form = step_form(tab, settled)
    assert form.target() is CaseStatus.RUNNING
    assert "Controller" in form.lacking.text()
    form.set_value("reason", "Auftrag")
    form.submit()
    settled()
    assert "Controller" in form.error_text()
    edit(tab, settled, controller="PP Musterstadt")
    form = step_form(tab, settled)
    assert form.lacking.isHidden()
    form.set_value("reason", "Auftrag")
    form.submit()
    settled()
    assert case_steps.status_of(cases.header(store, sample.case_id)) is CaseStatus.RUNNING
    assert any("Auftrag" in text for text in texts(tab))


def test_wenn_ich_abschliesse_dann_waehle_ich_das_ergebnis_und_loeschen_will_das_aktenzeichen(
    tab: OverviewTab, store: Store, sample: Sample, settled: Settled
) -> None:
    edit(tab, settled, controller="PP Musterstadt", review_due="2099-01-01")
    case_steps.take(store, sample.case_id, CaseStatus.RUNNING, "los")
    tab.desk.load()
    settled()
    form = step_form(tab, settled)
    form.set_value("status", "completed")
    assert "outcome" in form.lacking.text()
    form.set_value("outcome", "local_cooperation")
    form.set_value("reason", "beantwortet")
    form.submit()
    settled()
    assert "Local cross-agency cooperation structures established" in texts(tab)
    form = step_form(tab, settled)
    form.set_value("status", "erased")
    assert "9 findings" in form.warning.text()
    form.set_value("reason", "Frist abgelaufen")
    form.submit()
    settled()
    assert "360-2026-001" in form.error_text()
    assert cases.records(store, sample.case_id).findings


def test_wenn_ich_eine_behoerde_beteilige_dann_steht_sie_mit_rolle_und_vorschrift_da(
    tab: OverviewTab, store: Store, sample: Sample, settled: Settled
) -> None:
    tab.begin_party()
    form = tab.side.form
    assert isinstance(form, PartyForm)
    form.set_value("agency", sample.police)
    form.set_value("role", "lead")
    offered = case_parties.offered("A01")[0]
    form.set_value("provision", offered.id)
    assert form.meaning.text() == offered.paraphrase
    form.submit()
    settled()
    (party,) = case_parties.of_case(store, sample.case_id)
    assert (party.role, party.provision) == ("lead", offered.id)
    assert any(offered.citation in text for text in texts(tab))
    tab.begin_party(party.id)
    again = tab.side.form
    assert isinstance(again, PartyForm)
    assert again.value("provision") == offered.id
    again.taken_out.emit(party.id)
    settled()
    assert case_parties.of_case(store, sample.case_id) == ()


def test_wenn_die_vorschrift_nicht_geprueft_ist_dann_sagt_es_die_liste(
    tab: OverviewTab, store: Store, sample: Sample, settled: Settled
) -> None:
    case_parties.put(store, sample.case_id, sample.police, "observer", "PolGNRW-27-1")
    tab.desk.load()
    settled()
    assert any("not verified" in text for text in texts(tab))


def test_wenn_ich_einen_neuen_fall_anlege_dann_hat_er_alle_felder(
    window: MainWindow, store: Store, settled: Settled
) -> None:
    window.go_to("cases")
    settled()
    page = window.page()
    assert isinstance(page, CasesPage)
    page.begin_case()
    said = {
        "reference": "360-2026-777", "title": "Neu", "question": "Wer?", "purpose": "Zweck",
        "legal_basis": "§ 15 PolG NRW", "regime": "stpo", "controller": "PP Musterstadt",
        "pillar": "Prevention", "topic": "gambling", "classification": "VS-NfD", "review_due": OVERDUE,
    }  # fmt: skip
    for key, value in said.items():
        page.form.set_value(key, value)
    page.form.submit()
    settled()
    assert "not in the future" in page.form.error_text()
    page.form.set_value("review_due", "2099-12-31")
    page.form.submit()
    settled()
    made = cases.find(store, "360-2026-777")
    wanted = {**said, "review_due": "2099-12-31"}
    assert {key: getattr(made, key) for key in wanted} == wanted
    assert not case_steps.missing(store, made.id, CaseStatus.RUNNING)
