"""Reading a foreign file in a child process of its own: whatever the file does, it does it there."""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from app.base.bounded_process import Ended, Limits, Outcome, own_command, run
from app.base.errors import UserError
from app.base.i18n import _, language
from app.base.progress import Cancelled, Progress
from app.exchange.content_answer import Garbled, taken_apart
from app.exchange.content_reading import ReadFile
from app.exchange.reading_limits import LIMITS
from app.exchange.sniff import read_bounded
from app.exchange.table_settings import FOUND, TableSettings

WORD = "_import"
"""The hidden word by which main.py leads to `app.exchange.reading_child`."""
_PIECE = 2**20
_TICK = 0.1


def read_file(
    path: Path,
    settings: TableSettings = FOUND,
    expected: str = "",
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> ReadFile:
    """Read a file; raises the reader's `UserError`, or one sentence for a child that did not come back.

    `progress` can stop it at any moment (`Cancelled`); how far a parser is cannot be told.
    """
    request = {"language": language(), "settings": settings.data(), "expected": expected}
    data = read_bounded(path)
    ended = _watched(_pieces(json.dumps(request).encode() + b"\n", data), limits, progress or Progress())
    if ended.outcome is not Outcome.DONE:
        raise _fallen(path.name, ended.outcome)
    try:
        return taken_apart(ended.answer)
    except Garbled as error:
        raise _fallen(path.name, Outcome.CRASH) from error


def _pieces(request: bytes, data: bytes) -> Iterator[bytes]:
    yield request
    for start in range(0, len(data), _PIECE):
        yield data[start : start + _PIECE]


def _watched(pieces: Iterator[bytes], limits: Limits, progress: Progress) -> Ended:
    """Run the child beside this thread, which asks all the while whether it is still wanted."""
    killers: list[Callable[[], None]] = []
    stopped = threading.Event()

    def started(kill: Callable[[], None]) -> None:
        killers.append(kill)
        if stopped.is_set():
            kill()

    with ThreadPoolExecutor(1) as pool:
        work: Future[Ended] = pool.submit(run, own_command(WORD), pieces, limits, started)
        while not work.done():
            wait((work,), _TICK)
            try:
                progress.step(0)
            except Cancelled:
                stopped.set()
                for kill in killers:
                    kill()
                raise
        return work.result()


def _fallen(file: str, outcome: Outcome) -> UserError:
    sentence = {
        Outcome.TIME: _("Reading {file} took too long and was stopped; nothing was imported."),
        Outcome.MEMORY: _("Reading {file} needed too much memory and was stopped; nothing was imported."),
        Outcome.TOO_MUCH: _("{file} holds more than one import takes; nothing was imported."),
    }
    return UserError(
        f"import.reader_{outcome.value}",
        sentence.get(
            outcome, _("{file} brought its reader down; nothing else was harmed and nothing was imported.")
        ),
        _("Divide the file, or ask the sender for the data in another format."),
        file=file,
    )
