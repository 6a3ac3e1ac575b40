"""Benchmarks of documents: 200 MiB in and out against bare rows of 1 MiB on the same encrypted store.

Run with `PYTHONPATH=.:tests/bench python tests/bench/document_bench.py [MIB]` from the project's root. Time
is that of the clock, as most of it is the disk's, and for the whole also that of the processor, with that of
the thread that takes the hash: what another program takes of the machine shows in the first alone. Both
write content that is new to the store each time, and both read after the write-ahead log was written back.
"""

import hashlib
import io
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench_harness import BenchResult
from sqlalchemy import delete, insert, select

from app.base.ids import new_id
from app.casework import agencies, cases, contributions, documents
from app.store import tables
from app.store.audit import Action
from app.store.keyslots import KdfCost
from app.store.store import Store

_CHEAP = KdfCost(128 * 1024, 1, 1)
_MIB = 1024 * 1024
_ROUNDS = 3
_PASSPHRASE = "muster-passphrase"
# In and out, each in seconds of the clock and of the processor.
_Round = tuple[tuple[float, float], tuple[float, float]]


class Noise(io.RawIOBase):
    """A seekable stream of `size` bytes that are the same each time and do not lie in memory."""

    def __init__(self, size: int, seed: bytes) -> None:
        super().__init__()
        self._size, self._at = size, 0
        self._block = hashlib.shake_256(seed).digest(_MIB)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._at = self._size if whence == io.SEEK_END else offset
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes; asked for 1 MiB at a time."""
        shift, length = self._at // _MIB, min(size, self._size - self._at)
        self._at += length
        return (self._block[shift:] + self._block[:shift])[:length]


def _bare_in(store: Store, stream: Noise) -> None:
    """Write rows of 1 MiB in one transaction, as the store's design measured them."""
    with store.write("bench", Action.ADMINISTRATION, history=False) as work:
        no = 0
        while piece := stream.read(_MIB):
            row = {"id": new_id(), "sha256": "bare", "no": no, "data": piece}
            work.connection.execute(insert(tables.document_chunk), row)
            no += 1


def _bare_out(store: Store) -> None:
    chunk = tables.document_chunk
    with store.read() as connection:
        numbers = connection.execute(select(chunk.c.no).where(chunk.c.sha256 == "bare")).scalars().all()
        for no in sorted(numbers):
            connection.execute(
                select(chunk.c.data).where(chunk.c.sha256 == "bare", chunk.c.no == no)
            ).scalar_one()


def _out(store: Store, sha256: str) -> None:
    with store.read() as connection:
        for _piece in documents.pieces(connection, sha256):
            continue


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the clock and of the processor."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - processor


class _Desk:
    """A store on the disk with a contribution to attach to."""

    def __init__(self, folder: Path) -> None:
        self.store, _key = Store.create(folder / "bench.rundblick", _PASSPHRASE, user="muster", cost=_CHEAP)
        self.case_id = cases.create(self.store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]
        agency = agencies.add(self.store, "A09", "Gewerbeamt Musterstadt").ids[0]
        made = contributions.register(self.store, self.case_id, agency, "Auszug", provision="GewO-14-6")
        self.contribution_id = made.ids[0]

    def attach(self, stream: Noise) -> None:
        """Attach a document as the program does, without reading its text."""
        name = "bench.bin"
        documents.attach(self.store, self.case_id, self.contribution_id, name, "", stream)

    def clear(self) -> None:
        """Empty the store of documents, and its write-ahead log."""
        with self.store.write("bench", Action.ADMINISTRATION, history=False) as work:
            for table in (tables.document, tables.document_chunk):
                work.connection.execute(delete(table))
        self.store.write_back()


def _measured(mib: int, ours: list[_Round], bare: list[_Round]) -> None:
    size = mib * _MIB
    with tempfile.TemporaryDirectory() as folder:
        desk = _Desk(Path(folder))
        try:
            for _round in range(_ROUNDS):
                seed = os.urandom(8)
                stream = Noise(size, seed)
                into = _seconds(lambda stream=stream: desk.attach(stream))
                desk.store.write_back()
                with desk.store.read() as connection:
                    sha256 = connection.execute(select(tables.document.c.sha256)).scalars().first() or ""
                out = _seconds(lambda sha256=sha256: _out(desk.store, sha256))
                desk.clear()
                stream = Noise(size, seed)
                bare_into = _seconds(lambda stream=stream: _bare_in(desk.store, stream))
                desk.store.write_back()
                bare_out = _seconds(lambda: _bare_out(desk.store))
                desk.clear()
                ours.append((into, out))
                bare.append((bare_into, bare_out))
        finally:
            desk.store.close()


def _result(
    name: str, ours: list[_Round], bare: list[_Round], taken: Callable[[_Round], float]
) -> BenchResult:
    value, baseline = (statistics.median(map(taken, side)) for side in (ours, bare))
    return BenchResult(name, value, "s", baseline, value / max(baseline, 1e-9))


def document_in_and_out(mib: int = 200) -> list[BenchResult]:
    """Attach a document and read it back, against bare rows; the last result is memory in MiB."""
    ours: list[_Round] = []
    bare: list[_Round] = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _measured(mib, ours, bare)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        _result("document_in", ours, bare, lambda r: r[0][0]),
        _result("document_out", ours, bare, lambda r: r[1][0]),
        _result("document_in_and_out", ours, bare, lambda r: r[0][0] + r[1][0]),
        _result("document_in_and_out_cpu", ours, bare, lambda r: r[0][1] + r[1][1]),
        BenchResult("memory_peak", after, "MiB", before, after / before),
    ]


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    results = [asdict(result) for result in document_in_and_out(wanted)]
    sys.stdout.write(json.dumps({"results": results}, indent=1) + "\n")
