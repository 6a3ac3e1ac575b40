"""What is done at the registers of the office, for the walk of undo (`test_undo_walk`)."""

from collections.abc import Callable
from typing import Any

from app.office import enquiry_desk, entries, operation_plan, survey_design
from app.office.entries import Row
from app.store.change import Change
from app.store.store import Store


def office_entries(store: Store) -> dict[str, str]:
    """Fill the registers with what the gestures are done at; return the ids by name."""
    operation = {"title": "Kontrolle", "date": "2026-10-01", "lead": "Zoll", "aim": "Kontrolle der Läden"}
    survey = {"title": "Bogen", "purpose": "Lage", "legal_basis": "§ 3 DSG NRW"}
    made = {
        "register": entries.add(store, "pillars", {"no": "1", "title": "Säule"}),
        "operation": entries.add(store, "operations", operation, "planned"),
        "survey": entries.add(store, "surveys", survey),
        "question": entries.add(store, "survey_questions", _question("1", "Läden?")),
        "later_question": entries.add(store, "survey_questions", _question("2", "Kontrollen?")),
    }
    return {name: change.ids[0] for name, change in made.items()}


def _question(no: str, title: str) -> dict[str, str]:
    return {"survey": "Bogen", "no": no, "title": title, "kind": "number"}


OFFICE_GESTURES: dict[str, Callable[[Any], Change]] = {
    "entries.add": lambda m: entries.add(m.store, "pillars", {"no": "2", "title": "Zweite"}),
    "entries.add_many": lambda m: entries.add_many(
        m.store, "pillars", [Row({"no": "3", "title": "Dritte"}), Row({"no": "4", "title": "Vierte"})]
    ),
    "entries.add_together": lambda m: entries.add_together(
        m.store, [("pillars", [Row({"no": "5", "title": "Fünfte"})])], "zusammen", origin_reason=""
    ),
    "operation_plan.plan_after": lambda m: operation_plan.plan_after(
        m.store, m["operation"], "Kontrolle im Winter", "2026-12-01"
    ),
    "survey_design.move": lambda m: survey_design.move(m.store, m["later_question"], -1),
    "enquiry_desk.record": lambda m: enquiry_desk.record(
        m.store, {"agency": "LKA", "region": "Hessen", "legal_basis": "§ 163 StPO", "subject": "Frage"}
    ),
    "entries.update": lambda m: entries.update(m.store, m["register"], {"no": "1", "title": "Umbenannt"}),
    "entries.remove": lambda m: entries.remove(m.store, m["register"], "doppelt"),
}
