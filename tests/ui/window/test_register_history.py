"""Wenn jemand den Verlauf eines Eintrags öffnet, dann steht rechts, wer was wann geändert hat."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.base.i18n import set_language
from app.office import entries
from app.store import audit, founding, keys
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.undo import undo
from ui.application import Application
from ui.office.history_query import read_history
from ui.office.history_sheet import HistorySheet
from ui.office.office_page import OfficePage
from ui.office.register_panel import RegisterPanel
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
CITY = {"name": "Stadt Muster <b>", "kind": "city", "membership": "joined", "since": "2022-03"}


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.session.store


def open_register(window: MainWindow, register_id: str, settled: Settled) -> tuple[OfficePage, RegisterPanel]:
    window.go_to("office")
    settled()
    page = window.page()
    assert isinstance(page, OfficePage)
    page.list.choose(register_id)
    settled()
    assert page.panel is not None
    return page, page.panel


def sheet_of(panel: RegisterPanel) -> HistorySheet:
    sheet = panel.side.form
    assert isinstance(sheet, HistorySheet)
    return sheet


def test_wenn_der_verlauf_offen_ist_dann_folgt_er_auswahl_und_aenderung(
    window: MainWindow, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    first = entries.add(store, "partners", CITY).ids[0]
    second = entries.add(store, "partners", {**CITY, "name": "Zweitstadt"}).ids[0]
    entries.update(store, first, {"until": "2025"}, state="ended")
    page, panel = open_register(window, "partners", settled)
    assert not panel.history.action.isEnabled()
    panel.choose([first])
    window.activateWindow()
    panel.table.table.setFocus()
    qtbot.keyClick(
        panel.table.table,
        Qt.Key.Key_H,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settled()
    sheet = sheet_of(panel)
    lines = sheet.text.toPlainText().splitlines()
    assert lines[0] == "Entry changed"
    assert lines[1].endswith(f"· {store.user}")
    assert "State: active → ended" in lines
    assert "Name: Stadt Muster <b>" in lines
    assert sheet.caption.text() == "Stadt Muster <b>"
    assert QApplication.focusWidget() is sheet.text
    panel.choose([second])
    settled()
    assert sheet.caption.text() == "Zweitstadt"
    assert sheet.count.text() == "1 step, the newest first"
    page.session.write(page, lambda opened: entries.update(opened, second, {"since": "2023"}))
    settled()
    assert "Partner since: Mar 2022 → 2023" in sheet.text.toPlainText().replace("March", "Mar")
    page.session.write(page, undo)
    settled()
    assert sheet.text.toPlainText().startswith("Taken back")
    qtbot.keyClick(sheet.text, Qt.Key.Key_Escape)
    assert panel.side.isHidden()
    assert panel.side.form is None


def test_wenn_der_eintrag_verschwindet_dann_schliesst_sich_sein_verlauf(
    window: MainWindow, store: Store, settled: Settled
) -> None:
    entry_id = entries.add(store, "partners", CITY).ids[0]
    page, panel = open_register(window, "partners", settled)
    panel.choose([entry_id])
    panel.history.action.trigger()
    settled()
    assert sheet_of(panel).text.toPlainText()
    page.session.write(page, lambda opened: entries.remove(opened, entry_id, "doppelt"))
    settled()
    assert panel.side.isHidden()


def test_wenn_die_sprache_deutsch_ist_dann_auch_der_verlauf(
    application: Application, window: MainWindow
) -> None:
    store = window.session.store
    entry_id = entries.add(store, "partners", CITY).ids[0]
    entries.update(store, entry_id, {"since": "2022-04-01"})
    set_language("de")
    try:
        found = read_history(store, entry_id)
    finally:
        set_language("en")
    assert [block.heading for block in found.blocks] == ["Eintrag geändert", "Eingetragen"]
    assert found.blocks[0].lines == ("Partner seit: März 2022 → 01.04.2022",)
    assert found.count == "2 Schritte, der neueste zuerst"


def test_wenn_jemand_den_verlauf_ansieht_dann_steht_es_einmal_im_protokoll(
    window: MainWindow, store: Store, settled: Settled
) -> None:
    told = {"date": "2026-02-03", "agency": "Amt", "person": "K7", "kind": "verbal", "what": "Zurufe Xylo",
            "next_step": "2099-02-10"}  # fmt: skip
    entry_id = entries.add(store, "threat_log", told).ids[0]
    _page, panel = open_register(window, "threat_log", settled)
    panel.choose([entry_id])
    for _look in range(2):
        panel.history.action.trigger()
        settled()
    assert "Zurufe Xylo" in sheet_of(panel).text.toPlainText()
    with store.read() as connection:
        logged = list(audit.entries(connection))
    looks = [e for e in logged if "Register history shown: Threats against staff" in e.detail]
    assert [str(e.action) for e in looks] == ["consultation"]
    assert not any("Xylo" in e.detail for e in logged)


def test_wenn_jemand_bedrohungen_nicht_sehen_darf_dann_auch_nicht_ihren_verlauf(
    application: Application, window: MainWindow, store: Store, settled: Settled
) -> None:
    founding.begin(store)
    told = {"date": "2026-02-03", "agency": "Amt", "person": "K7", "kind": "verbal", "what": "Zurufe Xylo",
            "next_step": "2099-02-10"}  # fmt: skip
    entry_id = entries.add(store, "threat_log", told).ids[0]
    keys.add(store, "anna", "annas vier Wörter", cost=KdfCost(128 * 1024, 1, 1))
    path = store.path
    as_anna = Store.open(path, "annas vier Wörter", "anna")
    refused: list[str] = []
    window.session.tasks.read(
        window,
        lambda: read_history(as_anna, entry_id),
        refused.append,
        lambda error: refused.append(error.key),
    )
    settled()
    as_anna.close()
    assert refused == ["roles.refused"]


def test_auch_verzeichnisse_mit_eigenem_platz_haben_einen_verlauf(
    window: MainWindow, settled: Settled
) -> None:
    _page, panel = open_register(window, "access_requests", settled)
    assert panel.found.declared.own_desk
    offered = [button.defaultAction() for button in panel.findChildren(QToolButton)]
    assert panel.history.action in offered
    assert panel.new not in offered
