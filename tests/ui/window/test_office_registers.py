"""Wenn die Geschäftsstelle arbeitet, dann führt sie im Fenster auch, was nur ein Verzeichnis hat."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shown_parts import Settled, page_of, panel_of

from app.office import entries
from app.store.store import Store
from ui.office.office_page import OfficePage
from ui.office.refusal_sheet import RefusalSheet
from ui.office.register_panel import RegisterPanel
from ui.shell.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> OfficePage:
    return page_of(window, settled, "office", OfficePage)


def fill(panel: RegisterPanel, settled: Settled, values: dict[str, str], *, new: bool = True) -> Any:
    """Open the form of a new or the chosen entry, fill it in and send it off."""
    (panel.new if new else panel.change).trigger()
    form: Any = panel.side.form
    for key, value in values.items():
        form.set_value(key, value)
    form.submit()
    settled()
    return form


def text_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in pages)
    finally:
        pages.close()


def test_wenn_eine_liste_halb_kaputt_ist_dann_steht_da_welche_zeile_und_warum(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    entries.add(store, "partners", {"name": "Stadt Beispiel", "since": "2020"})
    partners = panel_of(page, "partners", settled)
    bad = tmp_path / "partner.csv"
    rows = ("Name;Partner seit", "Stadt Neu;2026", ";2026", "Stadt Alt;irgendwann", "Stadt Beispiel;2021")
    bad.write_text("\n".join(rows), "utf-8")
    partners.take_over_from(bad)
    settled()
    sheet = partners.side.form
    assert isinstance(sheet, RefusalSheet)
    lines = sheet.problems.toPlainText().splitlines()
    assert [line.split(":")[0] for line in lines] == ["Row 3", "Row 4", "Row 5"]
    assert "irgendwann" in lines[1]
    assert "already" in lines[2]
    assert entries.count(store, "partners") == 1
    qtbot.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert partners.side.isHidden()
    bad.write_text("\n".join(rows[:2]), "utf-8")
    partners.take_over_from(bad)
    settled()
    assert [r.texts["name"] for r in partners.table.model.rows] == ["Stadt Beispiel", "Stadt Neu"]


def test_wenn_eine_tagung_verlegt_wird_dann_zeigt_die_liste_woher_und_wer_da_war(
    page: OfficePage, store: Store, settled: Settled
) -> None:
    events = panel_of(page, "events", settled)
    told = {"title": "Jahrestagung", "date": "13.12.2026/14.12.2026", "kind": "management_network"}
    fill(events, settled, told)
    moved = {"date": "2027-04-19/2027-04-20", "moved_from": "2026-12-13/2026-12-14", "reason": "Pandemie"}
    fill(events, settled, moved, new=False)
    row = events.table.model.rows[0]
    assert "13" in row.texts["moved_from"]
    assert "2026" in row.texts["moved_from"]
    assert "moved_from" in events.found.declared.columns
    people = panel_of(page, "participants", settled)
    person = {"event": "Jahrestagung", "name": "Anna Muster", "agency": "Stadt", "date": "2027-04-19"}
    fill(people, settled, {**person, "state": "attended"})
    assert [e.state for e in entries.list_entries(store, "participants")] == ["attended"]
    counted = {(s.by, s.name): s.count for s in people.shares.model.rows}
    assert counted["Event", "Jahrestagung"] == 1


def test_wenn_eine_meldung_ins_lagebild_kommt_dann_mit_bewertung_und_die_uebersicht_hat_nur_freies(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    log = panel_of(page, "situation_log", settled)
    item = {
        "date": "2026-03-05",
        "kind": "press",
        "title": "Bericht",
        "text": "Inhalt Xylo",
        "source": "Zeitung",
    }
    form = fill(log, settled, item)
    assert form.error_at("reliability")
    assert entries.count(store, "situation_log") == 0
    form.set_value("reliability", "B")
    form.set_value("credibility", "3")
    form.submit()
    settled()
    fill(log, settled, {"state": "cleared", "cleared_by": "LKA", "cleared_on": "2026-03-06"}, new=False)
    entries.add(store, "situation_log", {**item, "text": "Geheimes", "reliability": "B", "credibility": "3"})
    page.refresh()
    settled()
    extras: Any = log.extras
    extras.write_overview("2026-03-05", tmp_path / "lage.pdf")
    settled()
    said = text_of(tmp_path / "lage.pdf")
    assert "Inhalt Xylo" in said
    assert "Geheimes" not in said


def test_wenn_eine_bedrohung_erfasst_wird_dann_ohne_entwurf_und_in_keiner_suche(
    page: OfficePage, window: MainWindow, store: Store, settled: Settled
) -> None:
    threats = panel_of(page, "threat_log", settled)
    told = {"date": "2026-02-03", "agency": "Amt", "person": "K7", "kind": "verbal", "what": "Zurufe Xylo"}
    form = fill(threats, settled, told)
    assert form.drafted is False
    assert form.error_at("next_step")
    form.set_value("next_step", "2099-02-10")
    form.submit()
    settled()
    assert [r.texts["number"] for r in threats.table.model.rows] == ["BM-2026-001"]
    assert "what" not in threats.found.declared.columns
    page.list.choose("dates")
    settled()
    assert [r.title for r in page.agenda.table.model.rows if r.register_id == "threat_log"] == ["BM-2026-001"]


def test_wenn_sich_jemand_abmeldet_dann_geht_die_naechste_ausgabe_ohne_ihn(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    recipients = panel_of(page, "newsletter_recipients", settled)
    for name in ("a", "b"):
        fill(recipients, settled, {"email": f"{name}@muster.example", "since": "2025"})
    recipients.table.select_where(lambda row: row.texts["email"].startswith("a@"))
    form = fill(recipients, settled, {"state": "ended"}, new=False)
    assert form.error_at("until")
    form.set_value("until", "2026-05-02")
    form.submit()
    settled()
    assert [e.value("until") for e in entries.list_entries(store, "newsletter_recipients")] == [
        "2026-05-02",
        "",
    ]
    issues = panel_of(page, "newsletter_issues", settled)
    fill(issues, settled, {"title": "Sommer", "date": "2026-06", "content": "Neues\nZwei Städte dazu."})
    extras: Any = issues.extras
    extras.write_issue(issues.table.model.rows[0].id, tmp_path / "ausgabe.pdf")
    settled()
    assert "Zwei Städte dazu." in text_of(tmp_path / "ausgabe.pdf")


def test_wenn_ein_ctc_standort_gewaehlt_ist_dann_stehen_profil_jahre_und_papier_da(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    entries.add(store, "ctc_sites", {"title": "Musterviertel"})
    for year, asked, share in (("2022", "200", "40"), ("2024", "200", "20"), ("2026", "9", "70")):
        told = {
            "site": "Musterviertel",
            "year": year,
            "respondents": asked,
            "share": share,
            "comparison": "20",
        }
        entries.add(store, "ctc_values", {**told, "factor": "friends"})
        if year != "2026":
            entries.add(store, "ctc_values", {**told, "factor": "low_commitment"})
    sites = panel_of(page, "ctc_sites", settled)
    extras: Any = sites.extras
    assert not extras.paper.isEnabled()
    sites.table.table.selectRow(0)
    settled()
    drawn = extras.profile.drawing.sheet.drawing
    assert [words.text for words in drawn.words if "too few" in words.text] == ["hidden: too few"]
    assert "70" not in drawn.alternative
    extras.profile.surveys.setCurrentIndex(extras.profile.surveys.findData("2024"))
    settled()
    assert "20%" in extras.profile.drawing.sheet.drawing.alternative
    rows = {row.id: row for row in extras.course.table.model.rows}
    assert rows["friends"].shift == "–"
    assert rows["low_commitment"].shift.startswith("−20 ")
    assert rows["low_commitment"].course == "more favourable"
    extras.write_paper(sites.table.model.rows[0].id, tmp_path / "standort.pdf")
    settled()
    said = text_of(tmp_path / "standort.pdf")
    assert "hidden: too few" in said
    assert "70%" not in said


def test_wenn_ein_bogen_entworfen_wird_dann_stehen_seine_fragen_in_ihrer_reihenfolge(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    surveys = panel_of(page, "surveys", settled)
    fill(surveys, settled, {"title": "Shisha", "purpose": "Überblick", "legal_basis": "§ 3 OBG NRW"})
    extras: Any = surveys.extras
    questions = extras.questions
    for title, kind in (("Wie viele?", "number"), ("Gemessen?", "yes_no")):
        questions.new.trigger()
        form: Any = surveys.side.form
        assert form.value("survey") == "Shisha"
        form.set_value("title", title)
        form.set_value("kind", kind)
        form.submit()
        settled()
    assert [r.texts["title"] for r in questions.table.model.rows] == ["Wie viele?", "Gemessen?"]
    assert questions.chosen().texts["title"] == "Gemessen?"
    assert not questions.down.isEnabled()
    questions.up.trigger()
    settled()
    rows = [(r.texts["no"], r.texts["title"]) for r in questions.table.model.rows]
    assert rows == [("1", "Gemessen?"), ("2", "Wie viele?")]
    extras.write_form(surveys.table.model.rows[0].id, tmp_path / "bogen.pdf")
    settled()
    said = text_of(tmp_path / "bogen.pdf")
    assert said.index("1. Gemessen?") < said.index("2. Wie viele?")
    (tmp_path / "fremd.pdf").write_bytes((tmp_path / "bogen.pdf").read_bytes()[:200])
    extras.take_in(tmp_path / "fremd.pdf")
    settled()
    assert isinstance(surveys.side.form, RefusalSheet)
    assert entries.count(store, "survey_returns") == 0


def test_wenn_ein_einsatz_als_muster_dient_dann_kommen_die_aufgaben_mit(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    plan = {"title": "Kontrolle", "date": "2026-06-12", "lead": "Ordnungsamt", "aim": "Jugendschutz"}
    entries.add(store, "operations", plan)
    task = {
        "operation": "Kontrolle",
        "agency": "Zoll",
        "power": "§ 2 SchwarzArbG",
        "phase": "day",
        "task": "Prüfen",
    }
    entries.add(store, "operation_tasks", task)
    operations = panel_of(page, "operations", settled)
    operations.table.table.selectRow(0)
    extras: Any = operations.extras
    extras.write_plan(operations.table.model.rows[0].id, tmp_path / "plan.pdf")
    settled()
    assert "§ 2 SchwarzArbG" in text_of(tmp_path / "plan.pdf")
    extras.begin_pattern()
    form: Any = operations.side.form
    form.set_value("title", "Herbstkontrolle")
    form.set_value("date", "irgendwann")
    form.submit()
    settled()
    assert form.error_at("date")
    form.set_value("date", "02.10.2026")
    form.submit()
    settled()
    assert operations.side.isHidden()
    assert {r.texts["title"] for r in operations.table.model.rows} == {"Kontrolle", "Herbstkontrolle"}
    assert entries.count(store, "operation_tasks") == 2


def test_wenn_der_bericht_geschrieben_wird_dann_fuehrt_eine_zahl_zu_ihren_eintraegen(
    page: OfficePage, store: Store, settled: Settled, tmp_path: Path
) -> None:
    entries.add(store, "partners", {"name": "Stadt Beispiel", "since": "2020"})
    told = {"key": "partners_total", "number": "2", "year": "2026", "source": "gedruckter Bericht"}
    entries.add(store, "control_figures", told)
    entries.add(store, "report_periods", {"title": "Vorher", "year": "2019", "begin": "2019", "end": "2019"})
    text = {"section": "2.1", "year": "2026", "language": "en", "text": "Own words: {partners_total}."}
    entries.add(store, "report_texts", text)
    page.list.choose("report")
    settled()
    report = page.report
    report.years.setCurrentIndex(report.years.findData(2026))
    settled()
    line = next(r for r in report.table.model.rows if r.id == "partners_total")
    assert (line.value, line.control, line.differs, line.earlier) == ("1", "2", True, "2019: 0")
    for ending in ("pdf", "json"):
        report.write_to(tmp_path / f"bericht.{ending}")
        settled()
    assert "Own words: 1." in text_of(tmp_path / "bericht.pdf")
    figures = json.loads((tmp_path / "bericht.json").read_text("utf-8"))["figures"]
    assert (figures["partners_total"]["control"], figures["partners_total"]["agrees"]) == (2, False)
    report.table.select_where(lambda r: r.id == "partners_total")
    report.drill.trigger()
    settled()
    assert page.panel is not None
    assert [r.texts["name"] for r in page.panel.table.selected_rows()] == ["Stadt Beispiel"]
    page.list.choose("report")
    settled()
    report.texts.trigger()
    settled()
    assert page.panel.found.declared.id == "report_texts"
    assert [r.texts["section"] for r in page.panel.table.selected_rows()] == ["2.1"]
