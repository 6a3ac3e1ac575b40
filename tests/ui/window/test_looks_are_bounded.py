"""The log grows with what people look at, not with how often the window paints it."""

from collections.abc import Callable
from pathlib import Path

from sample_case import Sample
from sqlalchemy import func, select

from app.store import tables
from app.store.audit import Action
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
ROUNDS = 3


def looks(window: MainWindow) -> int:
    entry = tables.audit.c
    query = select(func.count()).where(entry.action == str(Action.CONSULTATION))
    with window.session.store.read() as connection:
        return int(connection.execute(query).scalar_one())


def round_through(window: MainWindow, sample: Sample, settled: Settled) -> None:
    for place in ("start", "cases", "office", "reviews", "search", "start"):
        window.go_to(place)
        settled()
    window.open_case(sample.case_id)
    settled()
    page = window.page()
    assert isinstance(page, CaseWorkspace)
    for key in ("overview", "sources", "subjects", "findings", "timeline", "charts", "history"):
        page.show_tab(key)
        settled()
    page.refresh()
    settled()


def test_going_through_all_places_again_adds_no_look(
    window: MainWindow, sample: Sample, settled: Settled
) -> None:
    round_through(window, sample, settled)
    seen = looks(window)
    assert seen >= 2, "the case and the reviews"
    for _round in range(ROUNDS - 1):
        round_through(window, sample, settled)
    assert looks(window) == seen


def test_the_window_logs_looks_through_sittings_only(project: Path) -> None:
    direct = [f.name for f in (project / "ui").rglob("*.py") if ".consult(" in f.read_text(encoding="utf-8")]
    assert direct == []
