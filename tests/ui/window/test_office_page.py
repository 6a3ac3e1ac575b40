"""Wenn die Geschäftsstelle ihre Verzeichnisse im Fenster führt, dann geht alles von der Tastatur aus."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shown_parts import Settled, page_of, panel_of

from app.office import entries
from app.store.store import Store
from app.store.undo import undo
from ui.office.office_page import OfficePage
from ui.office.register_panel import RegisterPanel
from ui.shell.main_window import MainWindow

GROUP, MEETINGS = "working_groups", "meetings"


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> OfficePage:
    return page_of(window, settled, "office", OfficePage)


def typed(panel: RegisterPanel, qtbot: QtBot, values: dict[str, str]) -> Any:
    panel.new.trigger()
    form: Any = panel.side.form
    for key, value in values.items():
        if key in ("working_group", "state", "kind"):
            form.set_value(key, value)
        else:
            qtbot.keyClicks(form.field(key), value)
    return form


def test_wenn_eine_sitzung_eingetragen_wird_dann_steht_sie_in_liste_zahlen_und_terminen(
    page: OfficePage, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    groups = panel_of(page, GROUP, settled)
    form = typed(groups, qtbot, {"title": "Fachgruppe Muster"})
    qtbot.keyClick(form.field("title"), Qt.Key.Key_Return)
    settled()
    assert [r.texts["title"] for r in groups.table.selected_rows()] == ["Fachgruppe Muster"]

    meetings = panel_of(page, MEETINGS, settled)
    form = typed(meetings, qtbot, {"working_group": "Fachgruppe Muster", "period": "05.03.2099"})
    form.submit()
    settled()
    assert [r.raw["period"] for r in meetings.table.model.rows] == ["2099-03-05"]
    counted = {(s.by, s.name): s.count for s in meetings.shares.model.rows}
    assert counted["Year", "2099"] == 1

    page.list.choose("dates")
    settled()
    due = [row for row in page.agenda.table.model.rows if row.register_id == MEETINGS]
    assert [(row.sort, row.overdue) for row in due] == [("2099-03-05", False)]
    page.agenda.table.row_activated.emit(due[0])
    settled()
    assert page.panel is not None
    assert len(page.panel.table.selected_rows()) == 1


def test_wenn_ein_zustand_etwas_verlangt_dann_steht_die_frage_am_feld(
    page: OfficePage, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    entries.add(store, GROUP, {"title": "Fachgruppe Muster"})
    meetings = panel_of(page, MEETINGS, settled)
    asked = {"working_group": "Fachgruppe Muster", "period": "2026-05", "state": "cancelled"}
    form = typed(meetings, qtbot, asked)
    assert "Reason for cancelling" in form.needed.text()
    form.submit()
    settled()
    assert form.error_at("reason")
    assert entries.count(store, MEETINGS) == 0
    form.set_value("reason", "Pandemie")
    form.submit()
    settled()
    assert [e.state for e in entries.list_entries(store, MEETINGS)] == ["cancelled"]


def test_wenn_ein_eintrag_entfernt_wird_dann_holt_ihn_rueckgaengig_zurueck(
    page: OfficePage, store: Store, settled: Settled
) -> None:
    entries.add(store, GROUP, {"title": "Fachgruppe Muster"})
    groups = panel_of(page, GROUP, settled)
    groups.table.table.selectRow(0)
    groups.removal.trigger()
    form: Any = groups.side.form
    form.set_value("reason", "doppelt")
    form.submit()
    settled()
    assert not groups.table.model.rows
    undo(store)
    page.refresh()
    settled()
    assert len(groups.table.model.rows) == 1


def test_wenn_eine_liste_kommt_und_geht_dann_bleibt_nichts_halb(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    partners = panel_of(page, "partners", settled)
    good, bad = tmp_path / "liste.csv", tmp_path / "kaputt.csv"
    good.write_text("Name;Art;Status\nStadt Musterstadt;Stadt;aktiv\nKreis Muster;Kreis;aktiv\n", "utf-8")
    bad.write_text("Name;Art\nStadt Beispiel;Stadt\n;Dorf\n", "utf-8")
    partners.take_over_from(bad)
    settled()
    assert entries.count(store, "partners") == 0
    partners.take_over_from(good)
    settled()
    assert [r.texts["name"] for r in partners.table.model.rows] == ["Kreis Muster", "Stadt Musterstadt"]
    for ending in ("pdf", "xlsx", "csv"):
        out = tmp_path / f"partner.{ending}"
        partners.write_to(out)
        settled()
        assert out.stat().st_size > 100
    again = tmp_path / "partner.csv"
    assert "Stadt Musterstadt" in again.read_text("utf-8-sig")


def test_wenn_eine_frist_abgelaufen_ist_dann_loescht_ein_formular_was_genannt_wird(
    page: OfficePage, store: Store, settled: Settled
) -> None:
    told = {"email": "a@muster.example", "since": "2020", "until": "2020-05-31"}
    entries.add(store, "newsletter_recipients", told, "ended")
    entries.add(store, "newsletter_recipients", {"email": "b@muster.example", "since": "2020"})
    panel = panel_of(page, "newsletter_recipients", settled)
    panel.erasure.trigger()
    form: Any = panel.side.form
    assert len(form.ids) == 1
    form.submit()
    settled()
    assert [r.texts["email"] for r in panel.table.model.rows] == ["b@muster.example"]
    assert not panel.erasure.isEnabled()


def test_wenn_ein_erhebungsbogen_zurueckkommt_dann_zeigt_das_fenster_was_geantwortet_wurde(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    entries.add(store, "surveys", {"title": "Shisha", "purpose": "Überblick", "legal_basis": "§ 3 OBG NRW"})
    asked = {"survey": "Shisha", "no": "1", "title": "Wie viele?", "kind": "number"}
    entries.add(store, "survey_questions", asked)
    panel = panel_of(page, "surveys", settled)
    panel.table.table.selectRow(0)
    extras: Any = panel.extras
    out = tmp_path / "bogen.xlsx"
    extras.write_form(panel.table.model.rows[0].id, out)
    settled()
    book = openpyxl.load_workbook(out)
    for row in book.worksheets[0].iter_rows():
        if row[0].value in ("rundblick_body", "q1"):
            row[2].value = "Stadt Musterstadt" if row[0].value != "q1" else "12"
    book.save(out)
    extras.take_in(out)
    settled()
    extras.results.trigger()
    settled()
    assert entries.count(store, "survey_returns") == 1
    form: Any = panel.side.form
    shown = [label.text() for label in form.findChildren(QLabel)]
    assert "12: 1" in shown
