"""Was länger dauert, zeigt, wie weit es ist, lässt sich abbrechen und lässt nichts Halbes zurück."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import cases, document_texts, documents, quarantine
from app.store.store import Store
from ui.case.import_form import ImportForm
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
ROWS = "Name;Geburtsdatum\n" + "".join(f"Muster {n};1980-05-0{n % 9 + 1}\n" for n in range(400))


def _unread(store: Store, case_id: str) -> int:
    with store.read() as connection:
        return len(document_texts.unread(connection, case_id))


@pytest.fixture
def documents_tab(case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled) -> Any:
    """Three documents whose texts were not read yet."""
    store = window.session.store
    data = case.desk.data
    assert data is not None
    came = data.records.contributions[0].id
    for number in range(3):
        text = io.BytesIO(f"Vermerk {number}".encode())
        documents.attach(store, sample.case_id, came, f"Vermerk {number}.txt", "text/plain", text)
    case.desk.load()
    case.show_tab("documents")
    settled()
    return case.tabs["documents"]


def test_wenn_ich_das_lesen_der_texte_abbreche_dann_bleibt_was_gelesen_ist_und_der_rest_wartet(
    documents_tab: Any, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    store = window.session.store
    documents_tab.read_texts()
    assert documents_tab.progress.isVisible()
    assert not documents_tab.read_action.isEnabled()
    qtbot.keyClick(documents_tab.progress.stop, Qt.Key.Key_Space)
    settled()
    assert documents_tab.progress.isHidden()
    assert _unread(store, sample.case_id) >= 2
    assert documents_tab.read_action.isEnabled()
    documents_tab.read_texts()
    settled()
    assert _unread(store, sample.case_id) == 0


@pytest.fixture
def import_form(case: CaseWorkspace, sample: Sample, settled: Settled, tmp_path: Path) -> ImportForm:
    file = tmp_path / "Liste.csv"
    file.write_text(ROWS, "utf-8")
    case.show_tab("sources")
    settled()
    tab: Any = case.tabs["sources"]
    tab.begin_import(file)
    assert isinstance(tab.form, ImportForm)
    tab.form.set_value("agency", sample.trade)
    return tab.form


def _all(window: MainWindow, sample: Sample) -> tuple[int, int]:
    store = window.session.store
    return len(cases.records(store, sample.case_id).findings), len(quarantine.listed(store))


def test_wenn_ich_das_pruefen_einer_datei_abbreche_dann_ist_nichts_geschehen(
    import_form: ImportForm, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    before = _all(window, sample)
    import_form.submit()
    assert import_form.progress.isVisible()
    import_form.progress.cancel()
    settled()
    assert import_form.progress.isHidden()
    assert import_form.submit_button.isEnabled()
    assert import_form.report is None
    assert "nothing of the file" in window.messages.sentence.text()
    assert _all(window, sample) == before


def test_wenn_ich_das_einlesen_abbreche_dann_ist_nichts_von_der_datei_im_fall(
    import_form: ImportForm, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    before = _all(window, sample)
    import_form.submit()
    settled()
    assert import_form.report is not None, import_form.error_text()
    import_form.submit()
    import_form.progress.cancel()
    settled()
    assert _all(window, sample) == before
    import_form.submit()
    settled()
    assert _all(window, sample) != before
