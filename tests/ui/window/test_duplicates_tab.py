"""Same or different in the window, by keyboard, over a real store."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.records import Verdict
from app.casework import cases, judgements, subjects
from app.casework.findings import Statement
from app.store import undo
from app.store.store import Store
from ui.case.duplicates_tab import DuplicatesTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.inspector_form import FindingBlock

Settled = Callable[[], None]


@pytest.fixture
def twin(window: MainWindow, sample: Sample) -> str:
    """A second node for the person of the sample, under another spelling."""
    store = window.session.store
    source = cases.records(store, sample.case_id).sources[0].id
    statements = [
        Statement("name", "MUSTERMANN, Erika", source),
        Statement("birth_date", "1980-05-17", source),
    ]
    return subjects.add_node(store, sample.case_id, "person", statements).ids[0]


@pytest.fixture
def tab(twin: str, case: CaseWorkspace, settled: Settled) -> DuplicatesTab:
    case.show_tab("duplicates")
    settled()
    found = case.tabs["duplicates"]
    assert isinstance(found, DuplicatesTab)
    return found


def texts(tab: DuplicatesTab) -> list[str]:
    return [label.text() for label in tab.view.widget().findChildren(QLabel)]


def stored(store: Store, sample: Sample) -> list[tuple[Verdict, str]]:
    return [(j.verdict, j.reason) for j in judgements.of_case(store, sample.case_id)]


def press(tab: DuplicatesTab, qtbot: QtBot, key: Qt.Key) -> None:
    # Another window of the same run may have the keys still.
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    tab.table.table.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(tab.table.table, key)


def test_wenn_ich_die_dubletten_oeffne_dann_stehen_beide_mit_ihren_erkenntnissen_nebeneinander(
    tab: DuplicatesTab,
) -> None:
    (row,) = tab.table.model.rows
    assert {row.left, row.right} == {"Erika Mustermann", "MUSTERMANN, Erika"}
    assert row.band in ("probable", "strong")
    assert tab.chosen() == row
    shown = {block.line.value for block in tab.view.findChildren(FindingBlock)}
    assert {"Erika Mustermann", "MUSTERMANN, Erika", "17 May 1980", "May 1980", "May 1981"} <= shown
    agencies = {block.line.agency for block in tab.view.findChildren(FindingBlock)}
    assert {"Trade Office Musterstadt", "Police Musterstadt"} <= agencies
    assert any("Erika Mustermann" in text and "MUSTERMANN, Erika" in text for text in texts(tab))


@pytest.mark.parametrize(
    ("key", "verdict"),
    [(Qt.Key.Key_S, Verdict.SAME), (Qt.Key.Key_D, Verdict.DIFFERENT), (Qt.Key.Key_U, Verdict.UNDECIDED)],
)
def test_wenn_ich_nur_die_tastatur_habe_dann_kann_ich_urteilen(
    tab: DuplicatesTab,
    window: MainWindow,
    sample: Sample,
    settled: Settled,
    qtbot: QtBot,
    key: Qt.Key,
    verdict: Verdict,
) -> None:
    press(tab, qtbot, key)
    assert tab.reason.hasFocus() or window.focusWidget() is tab.reason
    qtbot.keyClicks(tab.reason, "Susds")
    assert tab.form.value("verdict") == str(verdict)
    qtbot.keyClick(tab.reason, Qt.Key.Key_Return)
    settled()
    assert stored(window.session.store, sample) == [(verdict, "Susds")]
    assert len(tab.table.model.rows) == (1 if verdict is Verdict.UNDECIDED else 0)
    assert tab.form.value("reason") == ""


def test_wenn_die_begruendung_fehlt_dann_steht_es_am_feld_und_nichts_ist_geschehen(
    tab: DuplicatesTab, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    press(tab, qtbot, Qt.Key.Key_S)
    qtbot.keyClick(tab.reason, Qt.Key.Key_Return)
    settled()
    assert "Reason" in tab.form.error_text()
    assert stored(window.session.store, sample) == []


def test_wenn_zwei_behoerden_uneins_sind_dann_stehen_beide_urteile_da_und_ruecknahme_geht(
    tab: DuplicatesTab, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    for agency, verdict in ((sample.office, Verdict.SAME), (sample.police, Verdict.DIFFERENT)):
        tab.begin(verdict)
        tab.form.set_value("agency", agency)
        tab.form.set_value("reason", "Lichtbild")
        tab.decided.box.setChecked(True)
        tab.form.submit()
        settled()
    (row,) = tab.table.model.rows
    assert row.state == "disputed"
    assert any("Branch office: Lichtbild" in text for text in texts(tab))
    assert any("Police Musterstadt: Lichtbild" in text for text in texts(tab))
    window.session.write(window, lambda store: undo.undo(store, sample.case_id))
    settled()
    assert [row.state for row in tab.table.model.rows] == ["same"]
    assert stored(window.session.store, sample) == [(Verdict.SAME, "Lichtbild")]


def test_wenn_eine_erkenntnis_berichtigt_wird_dann_wird_neu_verglichen(
    tab: DuplicatesTab, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    from_start = tab.found
    store = window.session.store
    source = cases.records(store, sample.case_id).sources[0].id
    window.session.write(
        window,
        lambda s: subjects.add_node(
            s, sample.case_id, "person", [Statement("name", "E. Mustermann", source)]
        ),
    )
    settled()
    assert tab.found is not from_start
    assert len(tab.table.model.rows) == 3


def test_wenn_ich_eine_erkenntnis_waehle_dann_oeffnet_sie_sich_beim_gegenstand(
    tab: DuplicatesTab, case: CaseWorkspace, sample: Sample
) -> None:
    tab.view.finding_activated.emit(sample.name_finding)
    assert case.desk.subject_id == sample.person
    assert case.stack.currentWidget() is case.tabs["subjects"]
    assert case.inspector.isVisible()


def test_cancelling_leaves_what_was_found(tab: DuplicatesTab, settled: Settled) -> None:
    rows = tab.table.model.rows
    data = tab.desk.data
    assert data is not None
    tab.show_case(data)
    tab.cancel()
    settled()
    assert tab.table.model.rows == rows
    assert not tab.stop.isVisible()
