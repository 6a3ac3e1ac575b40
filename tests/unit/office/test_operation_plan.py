"""Wenn Behörden gemeinsam kontrollieren, dann mit einem Plan, in dem jede auf eigener Grundlage handelt."""

from pathlib import Path

import pypdfium2
import pytest

from app.base import i18n
from app.base.errors import UserError
from app.handover.office_issues_file import write_operation_plan
from app.office import entries
from app.office.operation_plan import operation_paper, plan_after
from app.office.survey_design import move, next_number, questions_of
from app.store.store import Store
from app.store.undo import undo

PLAN = {"title": "Kontrolle Muster", "date": "2026-06-12", "lead": "Ordnungsamt", "aim": "Jugendschutz"}


def task(store: Store, agency: str, phase: str, what: str, **more: str) -> None:
    told = {
        "operation": PLAN["title"],
        "agency": agency,
        "phase": phase,
        "task": what,
        "power": "§ 1 MusterG",
    }
    entries.add(store, "operation_tasks", {**told, **more}, "done" if "result" in more else "open")


def test_der_plan_nennt_je_stelle_aufgabe_und_befugnis(empty_store: Store, tmp_path: Path) -> None:
    i18n.set_language("de")
    operation = entries.add(empty_store, "operations", PLAN).ids[0]
    task(empty_store, "Zoll", "day", "Meldungen prüfen")
    task(empty_store, "Zoll", "before", "Kräfte melden", result="acht Kräfte")
    task(empty_store, "Bauamt", "day", "Rettungswege prüfen")
    paper = operation_paper(empty_store, operation)
    assert paper.number == "GE-2026-001"
    by_heading = {section.heading: section for section in paper.sections}
    zoll = by_heading["Zoll"].table
    assert zoll is not None
    assert [row[1] for row in zoll.rows] == ["Kräfte melden", "Meldungen prüfen"]
    assert list(by_heading).index("Bauamt") < list(by_heading).index("Zoll")
    written = write_operation_plan(empty_store, operation, tmp_path, language="de")
    pages = pypdfium2.PdfDocument(written)
    said = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    assert "keine eigenen Befugnisse" in said
    assert "§ 1 MusterG" in said


def test_ein_muster_gibt_rahmen_und_aufgaben_weiter_aber_kein_ergebnis(empty_store: Store) -> None:
    operation = entries.add(empty_store, "operations", PLAN).ids[0]
    task(empty_store, "Zoll", "day", "Meldungen prüfen", result="zwei Verstöße")
    with pytest.raises(UserError) as refused:
        plan_after(empty_store, operation, "Kontrolle Herbst", "irgendwann")
    assert refused.value.params["place"] == "date"
    assert entries.count(empty_store, "operations") == 1
    made = plan_after(empty_store, operation, " Kontrolle  Herbst ", "2026-10-02").ids[0]
    fresh = entries.get(empty_store, made)
    assert (fresh.value("title"), fresh.value("lead"), fresh.state) == (
        "Kontrolle Herbst",
        "Ordnungsamt",
        "planned",
    )
    (copied,) = entries.list_entries(empty_store, "operation_tasks", {"operation": ("Kontrolle Herbst",)})
    assert (copied.state, copied.value("power"), copied.value("result")) == ("open", "§ 1 MusterG", "")
    undo(empty_store)
    assert entries.count(empty_store, "operations") == 1
    assert entries.count(empty_store, "operation_tasks") == 1


def test_fragen_eines_bogens_wandern_und_bleiben_gezaehlt(empty_store: Store) -> None:
    entries.add(empty_store, "surveys", {"title": "Bogen", "purpose": "x", "legal_basis": "§ 1"})
    assert next_number(empty_store, "Bogen") == 1
    for no, title in ((1, "A"), (2, "B"), (5, "C")):
        told = {"survey": "Bogen", "no": str(no), "title": title, "kind": "text"}
        entries.add(empty_store, "survey_questions", told)
    last = questions_of(empty_store, "Bogen")[-1]
    move(empty_store, last.id, -1)
    told = [(e.value("no"), e.value("title")) for e in questions_of(empty_store, "Bogen")]
    assert told == [("1", "A"), ("2", "C"), ("3", "B")]
    assert next_number(empty_store, "Bogen") == 4
    undo(empty_store)
    assert [e.value("title") for e in questions_of(empty_store, "Bogen")] == ["A", "B", "C"]
