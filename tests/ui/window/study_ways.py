"""Ways through the study workspace that several tests take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sample_case import CHEAP

from app.handover.study_importing import import_careers
from app.office import study_book
from app.store import founding
from app.store.store import Store
from tests.unit.study.invented_careers import invented, write_files
from ui.shell.main_window import MainWindow
from ui.study.study_page import StudyPage

Shown = TypeVar("Shown", bound=StudyPage)
FRAME = {
    "project": "Lebensläufe Musterstadt",
    "provider": "LKA Beispielland",
    "legal_basis": "§ 476 StPO",
    "end": "31.12.2099",
}


def make_study(path: Path, folder: Path, *, design: bool = True, careers: bool = True) -> str:
    """Make the store of a study, closed, at the stage wished for; returns its recovery key."""
    store, recovery = Store.create(path, "muster-passphrase", user="muster", cost=CHEAP)
    founding.begin(store)
    study_book.found(store, **FRAME)
    if design:
        study_book.design(store, group_a="mit", group_b="ohne", resamples=1_000, main="frequency")
    if careers:
        import_careers(store, *write_files(invented(), folder))
    store.close()
    return recovery


STUDY_WAYS: dict[str, tuple[str, str]] = {
    "DefinitionForm": ("definition", "fix"),
    "ImportCareersForm": ("careers", "take_in"),
    "LockForm": ("matching", "lock"),
    "KeyListForm": ("keylist", ""),
}
"""Each form of the study workspace: its place, and the action that opens it, "" where it always stands."""


def form_at(window: MainWindow, name: str, settled: Callable[[], None]) -> Any:
    """Open a form of the study workspace."""
    place, action = STUDY_WAYS[name]
    window.go_to(place)
    settled()
    page: Any = window.page()
    if not action:
        return page.form
    getattr(page, action).trigger()
    settled()
    return page.side.form


def at(window: MainWindow, place: str, kind: type[Shown], settled: Callable[[], None]) -> Shown:
    """Go to a page of the study workspace."""
    window.go_to(place)
    settled()
    page = window.page()
    assert isinstance(page, kind)
    return page
