"""Lückentabelle und Erhebungsplan im Fenster, mit der Tastatur."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.errors import UserError
from app.casework import case_parties, collection_plan, findings, gaps, quarantine
from app.store import undo
from app.store.store import Store
from ui.case.collection_form import CollectionForm
from ui.case.gaps_forms import CiteForm, GapForm, NoteForm
from ui.case.gaps_grid import CitedBlock
from ui.case.gaps_tab import GapsTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.badge import Badge

Settled = Callable[[], None]


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.session.store


@pytest.fixture
def tab(case: CaseWorkspace, settled: Settled) -> GapsTab:
    case.show_tab("gaps")
    settled()
    found = case.tabs["gaps"]
    assert isinstance(found, GapsTab)
    found.lay_out()
    settled()
    return found


def first(store: Store, sample: Sample) -> gaps.Gap:
    return gaps.of_case(store, sample.case_id)[0]


def open_cell(tab: GapsTab, qtbot: QtBot, column: int) -> None:
    """Goes to the plus sign of a cell of the first row and presses Enter."""
    tab.grid.focus_spot(0, column, 99)
    qtbot.keyClick(tab.grid.spots[0][column][-1], Qt.Key.Key_Return)


def cite(tab: GapsTab, qtbot: QtBot, settled: Settled, column: int, typed: str) -> None:
    open_cell(tab, qtbot, column)
    form = tab.side.form
    assert isinstance(form, CiteForm)
    qtbot.keyClicks(form.field("typed"), typed)
    qtbot.keyClick(form.field("typed"), Qt.Key.Key_Return)
    settled()


def test_wenn_ich_die_sieben_fragen_anlege_dann_stehen_sie_als_zeilen_da(tab: GapsTab) -> None:
    assert [row.question for row in tab.grid.rows][:3] == ["Who", "What", "When"]
    assert len(tab.grid.rows) == 7
    assert tab.stack.currentWidget() is tab.grid


def test_wenn_ich_tippe_dann_finde_ich_die_erkenntnis_und_enter_legt_sie_in_die_zelle(
    tab: GapsTab, store: Store, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    cite(tab, qtbot, settled, 1, "birth 1980")
    (entry,) = first(store, sample).cell(gaps.KNOWN)
    (block,) = tab.grid.findChildren(CitedBlock)
    assert "May 1980" in block.line.value
    assert entry.finding_id == block.line.id
    assert tab.side.form is None
    assert not tab.inspector.isHidden()
    undo.undo(store, sample.case_id)
    assert first(store, sample).entries == ()


def test_wenn_ich_unter_angenommen_suche_dann_bekomme_ich_nur_einschaetzungen(
    tab: GapsTab, sample: Sample, qtbot: QtBot
) -> None:
    open_cell(tab, qtbot, 2)
    form = tab.side.form
    assert isinstance(form, CiteForm)
    assert form.list.count() == 1
    assert form.chosen() == sample.assessment
    form.set_value("typed", "gibt es nicht")
    assert form.chosen() == ""
    assert not form.none.isHidden()


def test_wenn_eine_erkenntnis_gewaehlt_ist_dann_legt_eine_taste_sie_in_die_zeile(
    tab: GapsTab, store: Store, sample: Sample, settled: Settled
) -> None:
    tab.cite_action.trigger()
    settled()
    assert first(store, sample).entries == ()
    tab.desk.choose_subject(sample.person)
    tab.desk.finding_chosen.emit(sample.name_finding)
    tab.grid.focus_spot(0, 0)
    tab.cite_action.trigger()
    settled()
    assert first(store, sample).cell(gaps.KNOWN)[0].finding_id == sample.name_finding


def test_wenn_ich_die_erkenntnis_anklicke_dann_zeigt_sie_der_inspektor(
    tab: GapsTab, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    cite(tab, qtbot, settled, 1, "birth 1980")
    (block,) = tab.grid.findChildren(CitedBlock)
    qtbot.mouseClick(block, Qt.MouseButton.LeftButton)
    assert tab.inspector.finding_id == block.line.id
    assert tab.desk.subject_id == sample.person


def test_wenn_die_erkenntnis_berichtigt_oder_eingeschraenkt_wird_dann_sagt_es_die_zelle(
    tab: GapsTab, store: Store, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    gaps.cite(store, first(store, sample).id, gaps.KNOWN, sample.name_finding)
    findings.restrict(store, sample.case_id, sample.name_finding, "bestritten")
    findings.correct(store, sample.case_id, sample.name_finding, "Erika Muster")
    tab.desk.load()
    settled()
    (block,) = tab.grid.findChildren(CitedBlock)
    assert {"corrected", "restricted"} <= {badge.text() for badge in block.findChildren(Badge)}


def test_wenn_ich_entf_druecke_dann_ist_die_zelle_wieder_leer(
    tab: GapsTab, store: Store, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    cite(tab, qtbot, settled, 1, "birth 1980")
    qtbot.keyClick(tab.grid.spots[0][1][0], Qt.Key.Key_Delete)
    settled()
    assert first(store, sample).entries == ()


def test_wenn_ich_pfeiltasten_druecke_dann_gehe_ich_von_zelle_zu_zelle(
    tab: GapsTab, window: MainWindow, qtbot: QtBot
) -> None:
    tab.grid.focus_spot(0, 0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        row, column, at = tab.grid.last
        qtbot.keyClick(tab.grid.spots[row][column][at], key)
    assert tab.grid.last[:2] == (0, 1)
    assert window.focusWidget() is tab.grid.spots[0][1][-1]


def test_wenn_etwas_unbekannt_oder_nicht_zulaessig_ist_dann_schreibe_ich_es_hin(
    tab: GapsTab, store: Store, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    for column, text in ((3, "Wer fährt"), (4, "anvertraut")):
        open_cell(tab, qtbot, column)
        form = tab.side.form
        assert isinstance(form, NoteForm)
        form.set_value("text", text)
        form.submit()
        settled()
    assert [e.text for e in first(store, sample).entries] == ["Wer fährt", "anvertraut"]


def test_wenn_ich_beantwortet_ohne_erkenntnis_sage_dann_steht_die_absage_im_formular(
    tab: GapsTab, settled: Settled
) -> None:
    tab.begin_change(tab.grid.rows[0])
    form = tab.side.form
    assert isinstance(form, GapForm)
    form.set_value("status", "answered")
    form.submit()
    settled()
    assert "No finding answers" in form.error_text()


def test_wenn_ich_eine_aufgabe_anlege_dann_haengt_sie_an_der_frage_und_beide_fuehren_zueinander(
    tab: GapsTab, store: Store, sample: Sample, settled: Settled
) -> None:
    tab.grid.focus_spot(0, 0)
    tab.new_task.trigger()
    form = tab.side.form
    assert isinstance(form, CollectionForm)
    form.set_value("requirement", "Mietverträge")
    form.set_value("state", "requested")
    form.submit()
    settled()
    assert "legal basis" in form.error_text()
    form.set_value("agency_id", sample.trade)
    form.set_value("provision", case_parties.offered("A03")[0].id)
    form.set_value("due", "2020-01-01")
    form.submit()
    settled()
    (task,) = collection_plan.overdue(store, sample.case_id)
    assert task.gap_id == first(store, sample).id
    assert tab.grid.rows[0].status == "tasked"
    assert [t.id for t in tab.grid.rows[0].tasks] == [task.id]
    tab.grid.task_wanted.emit(task.id)
    assert [row.id for row in tab.table.selected_rows()] == [task.id]
    assert tab.table.selected_rows()[0].late == "overdue"
    tab.to_gap.trigger()
    assert tab.grid.current_row() == tab.grid.rows[0]


def test_wenn_der_beitrag_in_quarantaene_kommt_dann_sagt_die_zelle_nur_das(
    tab: GapsTab, store: Store, sample: Sample, settled: Settled
) -> None:
    gaps.cite(store, first(store, sample).id, gaps.KNOWN, sample.name_finding)
    data = tab.desk.data
    assert data is not None
    contribution = data.contribution_of(data.findings[sample.name_finding]).id
    quarantine.put(store, contribution, "Kennzeichnung fraglich")
    tab.desk.load()
    settled()
    (entry,) = tab.grid.rows[0].cells[0]
    assert entry.line is None
    assert "quarantine" in entry.text
    with pytest.raises(UserError):
        gaps.cite(store, gaps.of_case(store, sample.case_id)[1].id, gaps.KNOWN, sample.name_finding)
