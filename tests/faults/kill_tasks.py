"""Run in a process of its own: kills forks at moments spread over one task, and counts what is left.

    python -m tests.faults.kill_tasks upgrade FROZEN_STORE RECOVERY_KEY KILLS WORK_FOLDER
    python -m tests.faults.kill_tasks attach  STORE        RECOVERY_KEY KILLS WORK_FOLDER
    python -m tests.faults.kill_tasks restore BACKUP       RECOVERY_KEY KILLS WORK_FOLDER
    python -m tests.faults.kill_tasks clock   STORE        RECOVERY_KEY KILLS WORK_FOLDER

Prints one JSON object of counts. A task is done once without a kill, to know how long it takes here.
"""

import itertools
import json
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from app.base import clock
from app.base.errors import UserError
from app.base.progress import Progress
from app.casework import cases, documents
from app.store import audit, clock_watch, engine, keyfile, keyslots, recovery_key, rekeying, schema
from app.store.keyslots import RECOVERY
from app.store.restore import restore
from app.store.store import Store
from app.store.verify import examine
from tests.faults.forked_kills import killed

PIECES = 3


def _once(task: Callable[[], object], pipe: int) -> None:
    os.write(pipe, b"begin\n")
    task()
    os.write(pipe, b"done\n")
    signal.pause()


def _seconds(task: Callable[[], object]) -> float:
    task()  # what is loaded on first use is loaded now
    began = time.monotonic()
    task()
    return time.monotonic() - began


def _moments(task: Callable[[], object], kills: int) -> list[tuple[int, float]]:
    """Return when to kill: at moments from the beginning to well beyond the end, once surely after it."""
    whole = _seconds(task) * 2
    return [*((1, whole * no / kills) for no in range(kills - 1)), (2, 0.0)]


def _faults(store: Store) -> int:
    return len([check for check in examine(store, deep=True) if not check.ok])


# --- a store of an earlier version is brought up to date


def _version(path: Path, key: str) -> str:
    """Return the version of the schema as it lies on the disk."""
    data_key = keyslots.unlock(keyfile.read(path), RECOVERY, recovery_key.from_text(key)).data_key
    raw = engine.connector(path / rekeying.DATABASE, rekeying.database_key(data_key))()
    try:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        raw.close()


def _values(path: Path, key: str) -> tuple[int, list[str]]:
    """Open a store the usual way; return its faults and what its findings say."""
    store = Store.open_with_recovery_key(path, key, "muster")
    try:
        with store.read() as connection:
            rows = connection.exec_driver_sql("SELECT value FROM finding ORDER BY id").all()
        return _faults(store), [row[0] for row in rows]
    finally:
        store.close()


def upgrade(frozen: Path, key: str, kills: int, work: Path) -> Counter[str]:
    """Kill while the schema is brought up to date: the store has the old one or the new one, whole."""
    count: Counter[str] = Counter()

    def fresh() -> Path:
        shutil.rmtree(work / "x.rundblick", ignore_errors=True)
        return Path(shutil.copytree(frozen, work / "x.rundblick"))

    def once(path: Path) -> None:
        Store.open_with_recovery_key(path, key, "muster").close()

    _none, expected = _values(fresh(), key)
    for lines, moment in _moments(lambda: once(fresh()), kills):
        path = fresh()
        killed(partial(_once, partial(once, path)), lines, moment)
        count["kills"] += 1
        version = _version(path, key)
        count["new" if version == schema.newest() else "old"] += 1
        count["neither"] += not frozen.name.endswith(version) and version != schema.newest()
        faults, values = _values(path, key)
        count["damaged"] += faults
        count["lost"] += values != expected
    return count


# --- a document is attached


def attach(path: Path, key: str, kills: int, work: Path) -> Counter[str]:
    """Kill while documents of several pieces are attached: each is there with all its bytes, or not."""
    count: Counter[str] = Counter()
    known: set[str] = set()

    def write(pipe: int) -> None:
        # One commit per piece, as documents of more than 16 MiB have several.
        documents.STEP = documents.PIECE
        store = Store.open_with_recovery_key(path, key, "muster")
        records = cases.records(store, cases.list_cases(store)[0].header.id)
        where = records.header.id, records.contributions[0].id
        while True:
            os.write(pipe, b"begin\n")
            with (work / f"{os.getpid()}").open("w+b") as file:
                file.write(os.urandom(PIECES * documents.PIECE))
                file.seek(0)
                what = (*where, "anlage.bin", "application/octet-stream", file)
                made = documents.attach(store, *what, Progress(lambda *_at: os.write(pipe, b"part\n")))
            os.write(pipe, f"{made.ids[0]}\n".encode())

    for no in range(kills):
        # Four lines for a document: begin, part, part, its id. The third says that a part of it is kept.
        lines = (1, 3, 5, 7)[no % 4]
        said = killed(write, lines, 0 if no % 4 in (1, 3) else 0.05 * no / kills)
        count["kills"] += 1
        acknowledged = set(said) - {"begin", "part"}
        store = Store.open_with_recovery_key(path, key, "muster")
        count["swept"] += documents.sweep(store)
        there, orphans = _attached(store)
        count["acknowledged"] += len(acknowledged)
        count["lost"] += len((acknowledged | known) - there)
        count["half"] += orphans
        count["damaged"] += _faults(store)
        known = there
        store.close()
    return count


def _attached(store: Store) -> tuple[set[str], int]:
    """Return the documents that are there, and how many pieces belong to none."""
    with store.read() as connection:
        there = {row[0] for row in connection.exec_driver_sql("SELECT id FROM document")}
        query = "SELECT count(*) FROM document_chunk WHERE sha256 NOT IN (SELECT sha256 FROM document)"
        return there, int(connection.exec_driver_sql(query).scalar_one())


# --- a backup is restored


def restoring(file: Path, key: str, kills: int, work: Path) -> Counter[str]:
    """Kill while a backup is restored: the folder is not there, or is a whole store."""
    count: Counter[str] = Counter()
    target = work / "neu.rundblick"

    def once() -> None:
        shutil.rmtree(target, ignore_errors=True)
        restore(file, target, lambda where: Store.open_with_recovery_key(where, key))

    for lines, moment in _moments(once, kills):
        shutil.rmtree(target, ignore_errors=True)
        killed(partial(_once, once), lines, moment)
        count["kills"] += 1
        if target.exists():
            count["there"] += 1
            try:
                count["damaged"] += _values(target, key)[0]
            except UserError:
                count["damaged"] += 1
    # What was killed on its way is no obstacle to the next try.
    once()
    count["damaged"] += _values(target, key)[0]
    return count


# --- the clock was set back


def clock_back(path: Path, key: str, kills: int, _work: Path) -> Counter[str]:
    """Kill writers whose clocks go further and further back: the log's moments never do."""
    count: Counter[str] = Counter()

    def write(days: int, pipe: int) -> None:
        clock.set_source(lambda: datetime.now(UTC) - timedelta(days=days))
        store = Store.open_with_recovery_key(path, key, "muster")
        clock_watch.look(store)
        for no in itertools.count():
            cases.create(store, f"360-{days}-{no}", "Musterfall", "Zweck", "Grundlage")
            os.write(pipe, f"360-{days}-{no}\n".encode())

    for no in range(kills):
        said = killed(partial(write, no), 1 + no % 3, 0.01 * no / kills)
        count["kills"] += 1
        count["acknowledged"] += len(said)
        store = Store.open_with_recovery_key(path, key, "muster")
        there = {case.header.reference for case in cases.list_cases(store)}
        with store.read() as connection:
            moments = [entry.at for entry in audit.entries(connection)]
            count["noticed"] = sum('"clock"' in entry.detail for entry in audit.entries(connection))
        count["lost"] += len(set(said) - there)
        count["backwards"] += moments != sorted(moments)
        count["damaged"] += _faults(store)
        store.close()
    return count


TASKS = {"upgrade": upgrade, "attach": attach, "restore": restoring, "clock": clock_back}


def main(task: str, path: str, key: str, kills: str, work: str) -> None:
    """Print the counts of one task."""
    sys.stdout.write(json.dumps(TASKS[task](Path(path), key, int(kills), Path(work))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
