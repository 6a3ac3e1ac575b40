"""Work beside the window: order, owners that are gone, refusals, defects."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from app.base.errors import UserError
from ui.shell.defect_log import describe
from ui.shell.tasks import Tasks


@pytest.fixture
def tasks(qapp: QCoreApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_results_come_back_in_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    owner = QObject()
    with qtbot.waitSignal(tasks.idle):
        tasks.read(owner, threading.get_ident, lambda there: seen.append((there, threading.get_ident())))
    ((there, delivered),) = seen
    assert there != here
    assert delivered == here


def test_writing_keeps_its_order(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []
    owner = QObject()
    with qtbot.waitSignal(tasks.idle):
        for number in range(20):
            tasks.write(owner, lambda number=number: number, done.append)
    assert done == list(range(20))


def test_an_owner_that_is_gone_gets_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[str] = []
    owner, gate = QObject(), threading.Event()
    tasks.read(owner, gate.wait, lambda _result: seen.append("late"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(tasks.idle):
        gate.set()
    assert seen == []


def test_a_refusal_goes_to_whoever_takes_it(tasks: Tasks, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise UserError("test.no", "No.")

    taken: list[UserError] = []
    owner = QObject()
    with qtbot.waitSignal(tasks.idle):
        tasks.read(owner, refuse, lambda _result: None, taken.append)
    assert [error.key for error in taken] == ["test.no"]
    with qtbot.waitSignal(tasks.refused) as told:
        tasks.read(owner, refuse, lambda _result: None)
    assert told.args is not None
    assert told.args[0].key == "test.no"


def test_draining_delivers_everything(tasks: Tasks) -> None:
    seen: list[int] = []
    owner = QObject()
    for number in range(5):
        tasks.write(owner, lambda number=number: number, seen.append)
    tasks.drain()
    assert seen == [0, 1, 2, 3, 4]
    assert not tasks.busy()


def test_a_defect_tells_places_and_never_words() -> None:
    try:
        try:
            raise ValueError("Erika Mustermann")
        except ValueError as inner:
            raise KeyError("MU-ST 123") from inner
    except KeyError as error:
        text = describe(error)
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_tasks.py" in text
    assert "Muster" not in text
    assert "MU-ST" not in text
