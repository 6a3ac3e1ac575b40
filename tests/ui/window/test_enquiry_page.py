"""Anfragen und Auskünfte: eintragen, suchen, antworten, zählen; wer fragt, was gegeben wird."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import cases
from app.office import enquiry_desk
from app.office.entries import add, list_entries
from app.policy import ledger
from app.store.store import Store
from ui.office.enquiry_forms import EnquiryForm, EnquirySearchForm, ReplyForm
from ui.office.enquiry_page import EnquiryPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
ASKED = {"agency": "LKA Beispielland", "region": "Hessen", "legal_basis": "§ 163 StPO", "subject": "Halter"}


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.session.store


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> EnquiryPage:
    window.go_to("enquiries")
    settled()
    shown = window.page()
    assert isinstance(shown, EnquiryPage)
    return shown


def open_one(page: EnquiryPage, store: Store, settled: Settled) -> None:
    enquiry_desk.record(store, ASKED)
    page.refresh()
    settled()
    page.desk.table.table.selectRow(0)
    settled()


def test_wenn_eine_anfrage_kommt_dann_wird_sie_mit_der_tastatur_eingetragen(
    page: EnquiryPage, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    page.desk.new.trigger()
    form = page.desk.side.form
    assert isinstance(form, EnquiryForm)
    for key, value in ASKED.items():
        qtbot.keyClicks(form.field(key), value)
    form.set_value("received", "02.11.2026")
    qtbot.keyClick(form.field("subject"), Qt.Key.Key_Return)
    settled()
    rows = page.desk.table.model.rows
    assert [r.agency for r in rows] == ["LKA Beispielland"]
    assert rows[0].deadline_sort == "2026-11-16"
    assert page.desk.table.selected_rows() == [rows[0]]


def test_wenn_gesucht_wird_dann_steht_das_ergebnis_nur_am_platz(
    page: EnquiryPage, store: Store, settled: Settled
) -> None:
    open_one(page, store, settled)
    page.desk.search.trigger()
    form = page.desk.side.form
    assert isinstance(form, EnquirySearchForm)
    form.set_value("kind", "plate")
    form.set_value("value", "MU-ST 123")
    form.submit()
    settled()
    assert not form.verdict.isHidden()
    kept = enquiry_desk.listed(store)[0]
    assert "log number" in kept.value("searched")
    assert "MU-ST" not in str(kept.entry)
    form.set_value("value", "x")
    form.submit()
    settled()
    assert form.error_at("value")


def test_wenn_geantwortet_wird_dann_liegt_das_schreiben_da_und_die_anfrage_ist_zu(
    page: EnquiryPage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    open_one(page, store, settled)
    page.desk.begin_answer()
    form = page.desk.side.form
    assert isinstance(form, ReplyForm)
    assert form.required() == ()
    form.set_value("outcome", "declined")
    assert form.required() == ("reason",)
    form.set_value("outcome", "answered")
    page.desk.answer_to(form, tmp_path)
    settled()
    assert [f.name for f in tmp_path.glob("AN-*.pdf")] == [f"{enquiry_desk.listed(store)[0].number}.pdf"]
    page.refresh()
    settled()
    page.desk.table.table.selectRow(0)
    assert not page.desk.answer.isEnabled()


def test_die_jahreszahlen_stehen_da(page: EnquiryPage, store: Store, settled: Settled) -> None:
    add(store, "enquiries", {"year": "2021", "number": "163"})
    add(store, "enquiries", {"year": "2020", "number": "30"})
    page.refresh()
    settled()
    assert {r.year: r.total for r in page.figures.years.model.rows} == {"2021": 163, "2020": 30}
    open_one(page, store, settled)
    page.figures.years.select_where(lambda row: row.year not in ("2020", "2021"))
    settled()
    assert ("State or country", "Hessen", 1) in [
        (r.by, r.name, r.count) for r in page.figures.parts.model.rows
    ]


def begun(page: EnquiryPage, settled: Settled) -> Any:
    panel = page.access
    page.tabs.setCurrentWidget(panel)
    assert not panel.write.isEnabled()
    panel.begin()
    form: Any = panel.side.form
    form.set_value("person", "Muster")
    form.submit()
    assert form.error_at("identity")
    form.set_value("identity", "Personalausweis vorgelegt")
    form.submit()
    settled()
    return panel


def test_wenn_die_identitaet_feststeht_dann_wird_gesucht_und_beauskunftet(
    page: EnquiryPage, store: Store, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    panel = begun(page, settled)
    panel.people.select_where(lambda row: row.id == sample.person)
    settled()
    held = len(panel.held.model.rows)
    assert held > 0
    panel.held.table.selectRow(0)
    settled()
    panel.begin_keeping()
    panel.side.form.set_value("reason", "Hinweisgeber wäre erkennbar")
    panel.side.form.submit()
    settled()
    assert len(panel.withheld) == 1
    panel.write_to(tmp_path)
    settled()
    entry = list_entries(store, "access_requests")[0]
    assert (entry.state, entry.value("given")) == ("in_part", str(held - 1))
    assert sorted(f.suffix for f in tmp_path.glob("AU-*")) == [".json", ".pdf"]
    with store.read() as connection:
        assert len(ledger.entries(connection, case_id=sample.case_id)) == held - 1
    assert not panel.held.model.rows
    assert cases.records(store, sample.case_id).agencies


def test_wenn_alles_zurueckgehalten_wird_dann_kann_es_auch_wieder_gegeben_werden(
    page: EnquiryPage, sample: Sample, settled: Settled
) -> None:
    panel = begun(page, settled)
    panel.begin_keeping_all()
    panel.side.form.set_value("reason", "laufende Maßnahme gefährdet")
    panel.side.form.submit()
    settled()
    assert not panel.keep_all.isEnabled()
    panel.give_again()
    assert panel.withheld == {}
    assert panel.keep_all.isEnabled()


def test_wenn_ich_ein_datenschutzpapier_waehle_dann_liegt_es_unter_seiner_nummer_da(
    window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    window.go_to("office")
    settled()
    office: Any = window.page()
    office.papers.action.trigger()
    form = office.papers.side.form
    form.set_value("name", "breach")
    office.papers.write_to(form, tmp_path)
    settled()
    assert len(list(tmp_path.glob("DSV-*.pdf"))) == 1
    assert office.papers.side.isHidden()
