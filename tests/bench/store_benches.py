"""Benchmarks of the store on a made-up office of any size: `BENCHES[name](findings)`.

    python -m tests.bench NAME...             from the project's root, see tests/bench/__main__.py

Where a bare way exists, ours and the bare one run in turns and the ratio is claimed; where the program
promises a bound (seconds until the start page), the bound stands as the baseline. CPU seconds throughout.
"""

import functools
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.base.records import Finding
from app.casework import cases
from app.casework import findings as casework_findings
from app.casework.search import search
from app.store import kept_counts, keyslots
from app.store.store import Store
from tests.bench.bench_harness import BenchResult, compare
from tests.bench.big_office import OPENED_CASE, PASSPHRASE, QUICK, empty_store, fill, office
from tests.bench.raw_import import RawCopy
from tests.bench.search_questions import questions
from ui.case.case_data import CaseData, load_case
from ui.shell.search_query import find
from ui.shell.start_query import start_lists
from ui.shell.work_query import work_at_hand

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS, CASE_SECONDS, CORRECTION_SECONDS, TYPING_SECONDS = 1.0, 0.150, 0.010, 0.080
MEMORY_MB = 400.0
_WORTH_REPEATING = 1_000
_CORRECTABLE = ("name", "note", "holder", "subscriber", "address")


def _against(name: str, value: float, unit: str, bound: float) -> BenchResult:
    return BenchResult(name, value, unit, bound, value / bound)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def import_office(findings: int = 10_000) -> BenchResult:
    """An import with audit entry and search index, against raw executemany of the very same rows.

    The bare way gets the rows ready-made, in a second encrypted store with the same tables, indexes,
    foreign keys and full-text triggers, and commits once per delivery as the import does.
    """
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as folder:
        with empty_store(Path(folder), "ours") as store, empty_store(Path(folder), "bare") as other:
            copy = RawCopy(store, other)

            def copied(case_id: str, cost: float) -> None:
                ours.append(cost)
                bare.append(copy.case(case_id))

            fill(store, findings, copied)
    return BenchResult("import_office", sum(ours), "s", sum(bare), sum(ours) / max(sum(bare), 1e-9))


def import_memory(findings: int = 10_000) -> BenchResult:
    """The largest memory of a process that imports the office and does nothing else, against 400 MB."""
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as folder:
        command = [sys.executable, "-m", "tests.bench.big_office", f"{folder}/office", str(findings)]
        ran = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, check=True)
    return _against("import_memory", json.loads(ran.stdout)["memory_mb"], "MB", MEMORY_MB)


def start_page(findings: int = 10_000, repeats: int = 5) -> BenchResult:
    """From the unlocked key to what the start page shows, each time with empty caches of the database.

    Nothing that was counted before is kept: so it is once, after an upgrade or a change of all cases.
    """
    with office(findings) as store:
        return start_page_of(store, repeats)


def start_page_of(store: Store, repeats: int = 5) -> BenchResult:
    """The same on a store that is there."""
    times = [_start_seconds(store, forgetful=True) for _n in range(repeats)]
    return _against("start_page", statistics.median(times), "s", START_SECONDS)


def start_page_kept(findings: int = 10_000, repeats: int = 5) -> BenchResult:
    """The same when the numbers of the cases are kept from the time before."""
    with office(findings) as store:
        return start_page_kept_of(store, repeats)


def start_page_kept_of(store: Store, repeats: int = 5) -> BenchResult:
    """The same on a store that is there."""
    work_at_hand(store)
    times = [_start_seconds(store) for _n in range(repeats)]
    return _against("start_page_kept", statistics.median(times), "s", START_SECONDS)


def _start_seconds(store: Store, *, forgetful: bool = False) -> float:
    if forgetful:
        with store.aside() as connection:
            kept_counts.forget_all(connection)
    with store.read() as connection:
        engine = connection.engine
    engine.dispose()
    start = time.process_time()
    work_at_hand(store)
    start_lists(store)
    return time.process_time() - start


def open_case(findings: int = 10_000, repeats: int = 7) -> BenchResult:
    """Reading a case of 500 nodes as its views need it."""
    with office(findings) as store:
        return open_case_of(store, repeats)


def open_case_of(store: Store, repeats: int = 7) -> BenchResult:
    """The same on a store that is there."""
    case_id = cases.find(store, OPENED_CASE).id
    times = [_cpu(functools.partial(load_case, store, case_id)) for _n in range(repeats)]
    return _against("open_case", statistics.median(times), "s", CASE_SECONDS)


def correct_finding(findings: int = 10_000, repeats: int = 60) -> BenchResult:
    """One finding corrected and committed: new finding, audit entry, history, index, write-ahead log."""
    with office(findings) as store:
        return correct_finding_of(store, repeats)


def correct_finding_of(store: Store, repeats: int = 60) -> BenchResult:
    """The same on a store that is there; half of the findings corrected are names of nodes."""
    case = load_case(store, cases.find(store, OPENED_CASE).id)
    times = [_cpu(functools.partial(_correct, store, case, f)) for f in _correctable(case)[:repeats]]
    return _against("correct_finding", statistics.median(times), "s", CORRECTION_SECONDS)


def _correctable(case: CaseData) -> list[Finding]:
    found = [f for f in case.current if f.property in _CORRECTABLE]
    random.Random(7).shuffle(found)
    return found


def _correct(store: Store, case: CaseData, finding: Finding) -> None:
    casework_findings.correct(store, case.header.id, finding.id, f"{finding.value} Zusatz")


def search_words(findings: int = 10_000, count: int = 120) -> BenchResult:
    """The 95th percentile of searches, against the bare FTS5 query for the same beginnings of words."""
    with office(findings) as store:
        return search_words_of(store, count)


def search_words_of(store: Store, count: int = 120) -> BenchResult:
    """The same on a store that is there: page, total, compounds and snippets against fifty best rows."""
    ours: list[float] = []
    bare: list[float] = []
    statement = (
        "SELECT s.kind, s.ref_id, s.case_id, s.type, s.title, s.body FROM search_index f "
        "JOIN search_text s ON s.rowid_ = f.rowid WHERE search_index MATCH ? ORDER BY rank LIMIT 50"
    )
    with store.read() as connection:
        for number, question in enumerate(questions(count)):
            asked = " AND ".join(f'"{word}"*' for word in question.keys)

            def full(text: str = question.text) -> None:
                ours.append(_cpu(lambda: search(store, text)))

            def alone(asked: str = asked) -> None:
                bare.append(_cpu(lambda: connection.exec_driver_sql(statement, (asked,)).fetchall()))

            # In turns: neither is always the one that finds the pages read already.
            for work in (full, alone) if number % 2 else (alone, full):
                work()
    return BenchResult("search_words", _p95(ours), "s", _p95(bare), _p95(ours) / max(_p95(bare), 1e-9))


def search_typing(findings: int = 10_000, count: int = 25) -> BenchResult:
    """Letter by letter: the 95th percentile of the time from a letter to the first rows."""
    with office(findings) as store:
        return search_typing_of(store, count)


def search_typing_of(store: Store, count: int = 25) -> BenchResult:
    """The same on a store that is there."""
    typed = [q.text[: n + 1] for q in questions(count) for n in range(len(q.text))]
    times = [_cpu(functools.partial(find, store, text)) for text in typed]
    return _against("search_typing", _p95(times), "s", TYPING_SECONDS)


def unlock(findings: int = 10_000) -> BenchResult:
    """Opening a key slot, against the bare Argon2id of the same cost; the size of the office is no matter."""
    repeats = 5 if findings >= _WORTH_REPEATING else 1
    header = keyslots.new_header("0" * 32)
    secret = keyslots.passphrase_bytes(PASSPHRASE)
    keyslots.add_slot(header, b"k" * 32, keyslots.PASSPHRASE, "muster", secret, QUICK)
    header = keyslots.sealed(header, b"k" * 32)

    def bare() -> bytes:
        cost = {"iterations": QUICK.passes, "lanes": QUICK.lanes, "memory_cost": QUICK.memory_kib}
        return Argon2id(salt=b"s" * 16, length=32, **cost).derive(secret)

    return compare("unlock", lambda: keyslots.unlock(header, keyslots.PASSPHRASE, secret), bare, repeats)


BENCHES: dict[str, Callable[..., BenchResult]] = {
    bench.__name__: bench
    for bench in (
        import_office,
        import_memory,
        start_page,
        start_page_kept,
        open_case,
        correct_finding,
        search_words,
        search_typing,
        unlock,
    )
}
