"""What all tests share: own settings, one language, the real clock, no network, no leftovers.

Nothing here imports Qt: tests/unit also runs where PySide6 is not installed.
"""

import os
import socket
import sys
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from app.base import clock, i18n

PROJECT = Path(__file__).resolve().parents[1]
GRACE_SECONDS = 5.0
NO_SHARED_DATA = "../shared/data is missing: the tests on published data do not run here"

# Test files may share a name between rooms; the helpers that lie beside them are imported by their bare name.
sys.path[:0] = sorted(
    {str(f.parent) for f in (PROJECT / "tests").rglob("*.py") if not f.name.startswith(("test_", "conftest"))}
)

settings.register_profile(
    "rundblick",
    derandomize=True,
    deadline=None,
    max_examples=50,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("rundblick")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Published data beside the project; a test that asks for it is skipped where it is missing."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(NO_SHARED_DATA)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tells of all tests skipped for want of published data in one line of the summary."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and NO_SHARED_DATA in report.longrepr[2]:
        report.longrepr = (str(PROJECT / "tests"), 0, NO_SHARED_DATA)
    return report


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the tests away from the settings, stores and state of whoever runs them."""
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("RUNDBLICK_")]:
        del os.environ[name]
    for kind in ("CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(tmp_path_factory.mktemp(f"xdg-{kind.lower()}"))
    yield
    os.environ.clear()
    os.environ.update(kept)


@pytest.fixture(autouse=True)
def own_memory(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Gives each test its own memory of stores: all of them use copies of the same few."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Fails whatever opens a connection: the program works on machines without any network."""

    def refuse(_socket: socket.socket, address: object) -> NoReturn:
        raise AssertionError(f"a connection was opened to {address!r}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield


@pytest.fixture(autouse=True)
def one_language_and_the_real_clock() -> Iterator[None]:
    """Starts each test in English at the real time, and takes back what it set."""
    i18n.set_language("en")
    clock.set_source(None)
    yield
    i18n.set_language("en")
    clock.set_source(None)


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fails a test that leaves a thread running (Qt's own pool threads are looked after in tests/ui)."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + GRACE_SECONDS
    for thread in _own_threads(before):
        thread.join(max(0.0, deadline - time.monotonic()))
    left = _own_threads(before)
    assert not left, f"threads left running: {sorted(thread.name for thread in left)}"


def _own_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    # A _DummyThread stands for a thread that Python did not start; it stays listed after that has ended.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and type(thread).__name__ != "_DummyThread"
    ]
