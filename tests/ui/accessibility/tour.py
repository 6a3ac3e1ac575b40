"""A walk through the whole window: every place, every part of a case, and the forms that are opened most.

Over the store of a study it goes through the study workspace.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from study_stops import study_stops

from app.base.records import SubjectKind
from ui.application import Application
from ui.case.assessment_tab import AssessmentTab
from ui.case.table_tabs import FindingsTab
from ui.case.workspace import CaseWorkspace
from ui.conference.conferences_page import ConferencesPage
from ui.settings.settings_file import Settings
from ui.shell.log_page import LogPage
from ui.shell.main_window import MainWindow

WAIT_SECONDS = 20.0
CASE = "360-2026-001"
WIDTH, HEIGHT = 1366, 768


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing looked at: where one is, and the widget that shows it."""

    name: str
    widget: QWidget


def settle(application: Application) -> None:
    """Wait until nothing is under way beside the window and all of it is laid out."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        QCoreApplication.processEvents()
        if not application.tasks.busy():
            break
    for _layer in range(4):  # a wrapped label asks for its height only after its width is known
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def start(
    app: QApplication, store: Path, recovery: str, language: str, theme: str = "light"
) -> tuple[Application, MainWindow]:
    """Open the window over a store at the smallest size that is promised."""
    application = Application(app, Settings(language=language, theme=theme))
    application.start(store, recovery)
    settle(application)
    window = application.window
    assert isinstance(window, MainWindow)
    ratio = window.devicePixelRatioF()
    window.resize(round(WIDTH / ratio), round(HEIGHT / ratio))
    settle(application)
    return application, window


def walk(application: Application, window: MainWindow) -> Iterator[Stop]:
    """Go everywhere; each stop is settled when it is given out."""
    for key in window.places:
        window.go_to(key)
        settle(application)
        page = window.page()
        assert page is not None
        if isinstance(page, LogPage) and page.ask.isVisible():
            yield Stop("log/purpose", window)
            page.ask.form.submit()
            settle(application)
        yield Stop(key, window)
    if not window.holds_cases():
        for name in study_stops(window, lambda: settle(application)):
            yield Stop(name, window)
        return
    window.go_to("conferences")
    conferences = window.page()
    assert isinstance(conferences, ConferencesPage)
    conferences.panel.begin_call()
    settle(application)
    yield Stop("conferences/form", window)
    conferences.panel.side.leave()
    window.go_to("new_case")
    settle(application)
    yield Stop("cases/new", window)
    yield from _case(application, window)


def _case(application: Application, window: MainWindow) -> Iterator[Stop]:
    case = open_case(application, window)
    for key in case.tabs:
        case.show_tab(key)
        settle(application)
        yield Stop(f"case/{key}", window)
    yield from _more_of_tables(application, window, case)
    assert case.desk.data is not None
    data = case.desk.data
    person = next(s.id for s in data.records.subjects if s.kind is SubjectKind.NODE and s.type == "person")
    case.reveal("subjects", person)
    settle(application)
    yield Stop("case/subject", window)
    finding = next(f.id for f in data.current if f.subject_id == person)
    case.inspector.show_finding(finding)
    settle(application)
    yield Stop("case/finding", window)
    for name, begin in (
        ("new node", case.begin_node),
        ("new finding", case.inspector.begin_finding),
        ("correction", lambda: case.inspector.begin_correction(finding)),
    ):
        begin()
        settle(application)
        yield Stop(f"case/{name}", window)


def _more_of_tables(application: Application, window: MainWindow, case: CaseWorkspace) -> Iterator[Stop]:
    """Stop at what stands beside and below the tables once something is chosen."""
    assessments, findings = case.tabs["assessment"], case.tabs["findings"]
    assert isinstance(assessments, AssessmentTab)
    assert isinstance(findings, FindingsTab)
    case.show_tab("assessment")
    settle(application)
    assessments.table.table.selectRow(0)
    settle(application)
    yield Stop("case/assessment chosen", window)
    case.show_tab("findings")
    settle(application)
    findings.table.table.selectRow(0)
    for name, begin in (
        ("bulk edit", findings.listing.begin_edit),
        ("export", findings.listing.begin_export),
    ):
        begin()
        settle(application)
        yield Stop(f"case/{name}", window)
    findings.listing.side.leave()
    case.show_tab("timeline")
    settle(application)


def open_case(application: Application, window: MainWindow) -> CaseWorkspace:
    """Open the first invented case."""
    window.go_to("cases")
    settle(application)
    entry = next(e for e in window.cases.entries("") if CASE in e.title)
    entry.run()
    settle(application)
    case = window.page()
    assert isinstance(case, CaseWorkspace)
    return case
