"""Cleaning the file after an erasure: beside others, stopped without harm, told where there is no room."""

import os
import shutil
from typing import NamedTuple

import pytest
from sqlalchemy import text
from stopping import StopAfter

from app.base.errors import ExitCode
from app.base.progress import Cancelled
from app.store import compaction, tables
from app.store.audit import Action
from app.store.store import Store


class Usage(NamedTuple):
    """As `shutil.disk_usage` tells."""

    total: int
    used: int
    free: int


@pytest.fixture
def half_empty(store: Store) -> Store:
    """A store that held much and still waits to be cleaned."""
    rows = [{"id": f"{n:032x}", "sha256": "x", "no": n, "data": os.urandom(1_000_000)} for n in range(24)]
    with store.write("x", Action.ADMINISTRATION, history=False) as work:
        work.connection.execute(tables.document_chunk.insert(), rows)
    with store.write("x", Action.ERASURE, undoable=False) as work:
        work.connection.execute(tables.document_chunk.delete().where(tables.document_chunk.c.no % 2 == 0))
        compaction.ask_for(work)
    store.write_back()
    return store


def size(store: Store) -> int:
    return sum(f.stat().st_size for f in store.path.iterdir())


def test_the_file_shrinks_and_nothing_waits_any_more(half_empty: Store) -> None:
    before = size(half_empty)
    assert compaction.wanted_since(half_empty)
    assert compaction.compact(half_empty) == compaction.Compacted(True)
    assert size(half_empty) < before * 0.6
    assert not compaction.wanted_since(half_empty)


def test_it_can_be_stopped_at_any_step(half_empty: Store) -> None:
    stopped = 0
    for stop_at in (0, 1, 3, 6, 20):
        try:
            compaction.compact(half_empty, StopAfter(stop_at))
        except Cancelled:
            stopped += 1
            assert compaction.wanted_since(half_empty)
        with half_empty.read() as connection:
            left = connection.execute(text("SELECT count(*), sum(length(data)) FROM document_chunk")).one()
            assert tuple(left) == (12, 12_000_000)
            assert connection.execute(text("PRAGMA quick_check(1)")).scalar() == "ok"
    assert stopped >= 2


def test_without_room_it_says_so_and_gives_free_pages_back(
    half_empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = size(half_empty)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9, 1_000_000))
    outcome = compaction.compact(half_empty)
    assert (outcome.done, outcome.why) == (False, "full")
    refusal = compaction.refusal(half_empty, outcome)
    assert refusal.exit_code == ExitCode.NOT_WRITABLE
    assert "MiB of free disk" in refusal.sentence
    assert compaction.wanted_since(half_empty)
    half_empty.write_back()
    # Half of it was free pages; they were given back all the same.
    assert size(half_empty) < before * 0.7


def test_others_read_meanwhile(half_empty: Store) -> None:
    found: list[int] = []

    def read() -> None:
        with half_empty.read() as connection:
            found.append(connection.execute(text("SELECT count(*) FROM document_chunk")).scalar_one())

    assert compaction.compact(half_empty, StopAfter(10**6, read)).done
    assert len(found) > 5
    assert set(found) == {12}
