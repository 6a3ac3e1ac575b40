"""Fixtures of the tests that open the main window over a real, encrypted store."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_case import Sample, build

from app.store.store import Store
from ui.application import Application
from ui.case.workspace import CaseWorkspace
from ui.settings.settings_file import Settings
from ui.shell.main_window import MainWindow

WAIT_MS = 10_000


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample, built once; tests work on copies."""
    return build(tmp_path_factory.mktemp("stores") / "Muster.rundblick")


@pytest.fixture
def sample(built_sample: Sample, tmp_path: Path) -> Sample:
    """A copy of the sample store of its own."""
    path = tmp_path / "Muster.rundblick"
    shutil.copytree(built_sample.path, path)
    return replace(built_sample, path=path)


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """The windowed program in English, with settings of its own; closed at the end."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = Application(qapp, Settings(language="en", theme="light"))
    yield made
    made.finish()


@pytest.fixture
def settled(qtbot: QtBot, application: Application) -> Callable[[], None]:
    """Waits until nothing is under way beside the window."""
    return lambda: qtbot.waitUntil(lambda: not application.tasks.busy(), timeout=WAIT_MS)


@pytest.fixture
def window(application: Application, sample: Sample, settled: Callable[[], None]) -> MainWindow:
    """The main window over the sample, at its start page."""
    application.start(sample.path, sample.recovery_key)
    settled()
    found = application.window
    assert isinstance(found, MainWindow)
    return found


@pytest.fixture
def store(window: MainWindow) -> Store:
    """The store that the window is open over."""
    return window.session.store


@pytest.fixture
def case(window: MainWindow, sample: Sample, settled: Callable[[], None]) -> CaseWorkspace:
    """The sample's first case, open."""
    window.open_case(sample.case_id)
    settled()
    page = window.page()
    assert isinstance(page, CaseWorkspace)
    return page
