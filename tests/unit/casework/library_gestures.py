"""What is done in the knowledge library, for the walk of undo (`test_undo_walk`)."""

from collections.abc import Callable
from typing import Any

from app.base.library_records import AreaDelivery, AreaDocument, DocumentKind, LibraryVersion, VersionState
from app.office import library_areas, library_groups, library_receiving, library_writing
from app.office.library_groups import Reader, ReaderKind
from app.office.library_writing import Writing
from app.store.change import Change
from app.store.store import Store

AREA, KIND = "Verkehr", "sample"
MINE = (Reader(ReaderKind.PERSON, "muster"),)


def begin_library(store: Store, ids: dict[str, str]) -> None:
    """A document with an approved version, one with a draft, and two closed groups."""
    library_areas.lay_out(store)
    for name in ("paper", "sketch"):
        ids[name] = library_writing.add(store, AREA, KIND, Writing(name, "Muster")).ids[0]
    library_writing.approve(store, ids["paper"])
    for name in ("closed", "spare"):
        ids[name] = library_groups.save_group(store, "", name, MINE).ids[0]


def delivered() -> AreaDelivery:
    version = LibraryVersion(
        "e" * 32, 1, "Muster", "Text", "", "Musteramt", "", "", VersionState.APPROVED, "A", "2026-01-01"
    )
    return AreaDelivery(AREA, "", (AreaDocument("d" * 32, DocumentKind.FACT, (version,)),))


LIBRARY_GESTURES: dict[str, Callable[[Any], Change]] = {
    "library_areas.lay_out": lambda m: library_areas.lay_out(m.store),
    "library_writing.add": lambda m: library_writing.add(m.store, AREA, KIND, Writing("Neu", "Muster")),
    "library_writing.revise": lambda m: library_writing.revise(m.store, m["paper"], Writing("Neu", "Text")),
    "library_writing.approve": lambda m: library_writing.approve(m.store, m["sketch"]),
    "library_writing.discard": lambda m: library_writing.discard(m.store, m["sketch"]),
    "library_writing.withdraw": lambda m: library_writing.withdraw(m.store, m["paper"], "überholt"),
    "library_writing.place": lambda m: library_writing.place(
        m.store, m["paper"], "Shisha", "legal_fact", m["closed"]
    ),
    "library_groups.save_group": lambda m: library_groups.save_group(m.store, m["closed"], "anders", MINE),
    "library_groups.remove_group": lambda m: library_groups.remove_group(m.store, m["spare"]),
    "library_receiving.receive": lambda m: library_receiving.receive(m.store, delivered(), {}, "Muster"),
}
