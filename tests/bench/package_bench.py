"""Benchmarks of sealed packages: `BENCHES[name](size)`.

The bare way of sealing and merging is what no program can do without: reading the rows of the case, age over
the very same bytes there and back, and executemany of the very same rows into both stores - the ledger's
here, the case's there. CPU seconds, ours and bare in turns.
"""

import gc
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage

from app.base.records import Contribution, Delivery, Finding, Label, Source, Standing, Subject, SubjectKind
from app.casework import agencies, cases, contributions, documents, intake
from app.exchange.keys import Identity
from app.handover import identities, key_trust
from app.handover.packages import merge, seal_case
from app.policy.provisions import catalogue
from app.policy.release import ReleaseRequest
from app.store.keyslots import KdfCost
from app.store.store import Store
from tests.bench.bench_harness import BenchResult
from tests.bench.raw_import import RawCopy

PROJECT = Path(__file__).resolve().parents[2]
REFERENCE = "360-2026-700"
MEMORY_MB = 64.0
_LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")
_CHEAP = KdfCost(128 * 1024, 1, 1)
_PIECE = 1024 * 1024


def _store(folder: Path, name: str) -> Store:
    path = folder / f"{name}.rundblick"
    return Store.create(path, "eine lange Passphrase", user="muster", cost=_CHEAP)[0]


def _case(store: Store, findings: int) -> str:
    """Make a case of so many findings, four to a person, all of which customs may have."""
    for code, name in (("A09", "Gewerbeamt Musterstadt"), ("A03", "Zoll Musterstadt")):
        agencies.add(store, code, name)
    case_id = cases.create(store, REFERENCE, "Messfall", "Zweck", "Grundlage").ids[0]
    agency = agencies.find(store, "A09").id
    contribution = Contribution(
        "a" * 32, case_id, agency, "Auszug", "2026-01-01", "P001", "Prüfung", "", "OPEN", _LABEL
    )
    source = Source("b" * 32, contribution.id, "register", "Blatt", "A", None)
    people = [Subject(f"d{no:031x}", SubjectKind.NODE, "person") for no in range(findings // 4)]
    said: list[Finding] = []
    for no, person in enumerate(people):
        values = {"name": f"Muster {no}", "phone": f"+4920100{no:06d}", "occupation": f"Beruf {no % 90}"}
        values["note"] = f"Zeile {no} des Registers"
        for at, (name, value) in enumerate(values.items()):
            number = no * 4 + at
            said.append(
                Finding(
                    f"f{number:031x}", case_id, person.id, source.id, name, value, Standing.FACT, "2",
                    "muster", "2026-01-01T10:00:00Z", "2027-12-31",
                )
            )  # fmt: skip
    delivery = Delivery((contribution,), (source,), tuple(people), tuple(said))
    intake.apply(store, case_id, delivery, "Messung")
    return case_id


def _introduce(here: Store, there: Store) -> tuple[Identity, Identity]:
    mine, theirs = identities.make_own(here, "Geschäftsstelle"), identities.make_own(there, "Zoll")
    key_trust.trust(here, theirs.public().to_text())
    key_trust.trust(there, mine.public().to_text())
    return mine, theirs


def _seal(here: Store, case_id: str, out: Path, chosen: frozenset[str] = frozenset()) -> None:
    every = frozenset((p.id, no) for p in catalogue().values() for no in range(1, len(p.conditions) + 1))
    recipient = agencies.find(here, "A03")
    request = ReleaseRequest(recipient, "Prüfung", "Messung", "2026-06-01", confirmed=every, documents=chosen)
    seal_case(here, case_id, request, [p.keys for p in identities.partners(here)], out)


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def package_seal_merge(findings: int = 10_000) -> BenchResult:
    """Sealing a case and merging it on another workstation, against bare age and SQL with the same rows."""
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as name:
        folder = Path(name)
        here, there, bare = (_store(folder, n) for n in ("here", "there", "bare"))
        case_id = _case(here, findings)
        _mine, theirs = _introduce(here, there)
        package = folder / "x.rundblick-paket"
        ours = _cpu(lambda: _seal(here, case_id, package))
        merged: list[str] = []
        ours += _cpu(lambda: merged.append(merge(there, package, "new")[0]))
        least = _bare_age(package, theirs) + _bare_reading(here, case_id) + _bare_ledger(here, bare)
        least += RawCopy(there, bare).case(merged[0])
        for store in (here, there, bare):
            store.close()
    return BenchResult("package_seal_merge", ours, "s", least, ours / max(least, 1e-9))


def _bare_age(package: Path, theirs: Identity) -> float:
    key = pyrage.x25519.Identity.from_str(theirs.age_secret)
    plain = io.BytesIO()
    spent = _cpu(lambda: pyrage.decrypt_io(io.BytesIO(package.read_bytes()), plain, [key]))
    plain.seek(0)
    return spent + _cpu(lambda: pyrage.encrypt_io(plain, io.BytesIO(), [key.to_public()]))


def _bare_reading(here: Store, case_id: str) -> float:
    """Reading the rows of the case once, as the sender has to."""
    with here.read() as connection:
        driver: Any = connection.connection.driver_connection
        return _cpu(
            lambda: [
                driver.execute(f"SELECT * FROM {table} WHERE case_id = ?", (case_id,)).fetchall()
                for table in ("finding", "subject", "contribution")
            ]
        )


def _bare_ledger(here: Store, bare: Store) -> float:
    """Writing the rows of the disclosure ledger once."""
    with here.read() as connection, bare.read() as other:
        source: Any = connection.connection.driver_connection
        target: Any = other.connection.driver_connection
        rows = source.execute("SELECT * FROM disclosure").fetchall()
        target.execute("PRAGMA foreign_keys = OFF")

        def write() -> None:
            target.execute("BEGIN IMMEDIATE")
            places = ", ".join("?" * len(rows[0]))
            target.executemany(f"INSERT INTO disclosure VALUES ({places})", rows)
            target.execute("COMMIT")

        return _cpu(write)


def package_memory(megabytes: int = 64) -> BenchResult:
    """How much a process grows that seals and merges a document of so many MB, against 64 MB; in a child."""
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as folder:
        command = [sys.executable, "-m", "tests.bench.package_bench", folder, str(megabytes)]
        ran = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, check=True)
    grown = float(json.loads(ran.stdout)["grown_mb"])
    return BenchResult("package_memory", grown, "MB", MEMORY_MB, grown / MEMORY_MB)


class _Pattern(io.RawIOBase):
    """A file of so many MB that no disk has to hold; every MB is another."""

    def __init__(self, megabytes: int) -> None:
        self._size, self._at = megabytes * _PIECE, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset if whence == 0 else self._size + offset
        return self._at

    def read(self, size: int = -1) -> bytes:
        count = min(size, self._size - self._at)
        piece = (f"{self._at // _PIECE:016d}".encode() * (_PIECE // 16))[:count]
        self._at += count
        return piece


def _rss() -> float:
    with open("/proc/self/status", encoding="ascii") as file:
        told = next(line for line in file if line.startswith("VmHWM"))
    return int(told.split()[1]) / 1024


def _measure(folder: Path, megabytes: int) -> dict[str, float]:
    """Seal and merge a small document, then a large one: what the large one adds to the highest memory."""
    here, there = _store(folder, "here"), _store(folder, "there")
    case_id = _case(here, 40)
    _introduce(here, there)
    records = cases.records(here, case_id)
    (contribution,) = [c.id for c in records.contributions]
    sizes, seconds = [], 0.0
    for no, size in enumerate((24, megabytes)):
        stream: Any = _Pattern(size)
        made = documents.attach(here, case_id, contribution, f"{no}.bin", "application/octet-stream", stream)
        agency = agencies.find(here, "A09").id
        other = contributions.register(here, case_id, agency, f"Anlage {no}", label=_LABEL)
        source = contributions.add_source(
            here, case_id, other.ids[0], "report", f"Anlage {no}", "A", made.ids[0]
        )
        finding = Finding(
            f"e{no:031x}", case_id, f"d{0:031x}", source.ids[0], "note", f"Anlage {no}", Standing.FACT, "2",
            "muster", "2026-01-01T10:00:00Z", "2027-12-31",
        )  # fmt: skip
        intake.apply(here, case_id, Delivery(findings=(finding,)), "Messung")
        package = folder / f"{no}.rundblick-paket"
        start = time.process_time()
        _seal(here, case_id, package, frozenset(made.ids))
        merge(there, package, "new" if no == 0 else REFERENCE)
        seconds = time.process_time() - start
        sizes.append(_rss())
    (target,) = cases.list_cases(there)
    held = {d.size for d in cases.records(there, target.header.id).documents}
    if megabytes * _PIECE not in held:
        raise RuntimeError("the document did not arrive")
    return {"grown_mb": sizes[1] - sizes[0], "peak_mb": sizes[1], "seconds": seconds}


BENCHES: dict[str, Callable[..., BenchResult]] = {
    bench.__name__: bench for bench in (package_seal_merge, package_memory)
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(Path(sys.argv[1]), int(sys.argv[2]))) + os.linesep)
