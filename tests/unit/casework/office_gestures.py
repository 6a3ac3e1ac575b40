"""What is done at the registers of the office, for the walk of undo (`test_undo_walk`)."""

from collections.abc import Callable
from typing import Any

from app.office import enquiry_desk, entries
from app.office.entries import Row
from app.store.change import Change

OFFICE_GESTURES: dict[str, Callable[[Any], Change]] = {
    "entries.add": lambda m: entries.add(m.store, "pillars", {"no": "2", "title": "Zweite"}),
    "entries.add_many": lambda m: entries.add_many(
        m.store, "pillars", [Row({"no": "3", "title": "Dritte"}), Row({"no": "4", "title": "Vierte"})]
    ),
    "enquiry_desk.record": lambda m: enquiry_desk.record(
        m.store, {"agency": "LKA", "region": "Hessen", "legal_basis": "§ 163 StPO", "subject": "Frage"}
    ),
    "entries.update": lambda m: entries.update(m.store, m["register"], {"no": "1", "title": "Umbenannt"}),
    "entries.remove": lambda m: entries.remove(m.store, m["register"], "doppelt"),
}
