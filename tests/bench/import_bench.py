"""Benchmarks of importing: `BENCHES[name]()`.

    python -m tests.bench import_table import_million import_readers

A table of pairs like the published one of 96,104 rows (persons in events, each name many times) is imported
into an encrypted store. A million records - rows of a text, rows of a workbook, people and ties of a graph -
are imported in a process of its own, whose memory is measured and that of its reader. Each reader stands
beside the bare parser of its format on the same bytes.
"""

import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import openpyxl

from app.base.progress import Progress
from app.base.records import Agency
from app.casework import cases
from app.exchange.content_reading import read_content
from app.handover.importing import Origin, import_file
from app.store.store import Store
from tests.bench.bench_harness import BenchResult, compare
from tests.bench.big_office import QUICK
from tests.bench.reader_samples import SAMPLES

TABLE_ROWS, MILLION = 96_104, 1_000_000
TABLE_SECONDS, MEMORY_MB = 15.0, 400.0
AGENCY = Agency("a" * 32, "A01", "Polizei Musterstadt", "Police of Musterstadt")
_PROJECT = Path(__file__).resolve().parents[2]


def pairs(rows: int) -> bytes:
    """A table of so many pairs, all different; persons and events in the published proportions."""
    persons = max(1, rows * 6_400 // TABLE_ROWS)
    lines = (f"MUSTER {n % persons},TREFFEN {n // persons * 37 % (rows // 7 + 1)}" for n in range(rows))
    return ("person,treffen\n" + "\n".join(lines)).encode()


def _workbook(rows: int) -> Iterator[bytes]:
    """The same pairs as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Blatt")
    for line in pairs(rows).decode().splitlines():
        sheet.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    yield out.getvalue()


def _entities(records: int) -> Iterator[bytes]:
    """People, a fifth of all, and ties between them, as FollowTheMoney."""
    people = records // 5
    for n in range(people):
        entity = {"id": f"p{n}", "schema": "Person", "properties": {"name": [f"Max Muster {n}"]}}
        yield json.dumps(entity).encode() + b"\n"
    for n in range(records - people):
        ends = {"subject": [f"p{n % people}"], "object": [f"p{(n * 7 + 1 + n // people) % people}"]}
        yield json.dumps({"id": f"k{n}", "schema": "UnknownLink", "properties": ends}).encode() + b"\n"


def _graphml(records: int) -> Iterator[bytes]:
    """The same people and ties as GraphML."""
    people = records // 5
    yield b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield b'<key id="k" for="node" attr.name="name" attr.type="string"/><graph>'
    for n in range(people):
        yield f'<node id="n{n}"><data key="k">Max Muster {n}</data></node>'.encode()
    for n in range(records - people):
        yield f'<edge source="n{n % people}" target="n{(n * 7 + 1 + n // people) % people}"/>'.encode()
    yield b"</graph></graphml>"


KINDS: dict[str, tuple[Callable[[int], Iterable[bytes]], str]] = {
    "csv": (lambda rows: (pairs(rows),), "teilnahmen"),
    "xlsx": (_workbook, "teilnahmen"),
    "ftm": (_entities, ""),
    "graphml": (_graphml, ""),
}
"""What makes a file of so many records, and the profile by which it is imported."""


def imported(file: Path, profile: str) -> tuple[float, int]:
    """CPU seconds, those of the child included, and steps of progress of one import."""
    folder = file.parent
    store, _recovery = Store.create(folder / "m.rundblick", "eine Passphrase zum Messen", cost=QUICK)
    case_id = cases.create(store, "360-2026-001", "Muster", "Messung", "§ 24").ids[0]
    steps: list[int] = []
    start = _cpu()
    import_file(
        store, case_id, file, Origin(AGENCY), profile=profile,
        progress=Progress(lambda done, _total: steps.append(done)),
    )  # fmt: skip
    seconds = _cpu() - start
    store.close()
    return seconds, len(steps)


def _cpu() -> float:
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + child.ru_utime + child.ru_stime


def import_table() -> BenchResult:
    """The table of 96,104 rows, CPU seconds against the promised 15."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, steps = imported(_written(Path(folder), "csv", TABLE_ROWS), KINDS["csv"][1])
    if steps < 50:
        raise AssertionError("the import did not tell how far it was")
    return BenchResult("import_table", seconds, "s", TABLE_SECONDS, seconds / TABLE_SECONDS)


def _written(folder: Path, kind: str, records: int) -> Path:
    file = folder / f"gross.{kind}"
    with file.open("wb") as out:
        out.writelines(KINDS[kind][0](records))
    return file


def import_million(records: int = MILLION) -> BenchResult:
    """A million records, for each kind of file in a process of its own.

    The most memory that any of them or its reader held, against 400 MB; all of them as a table on stderr. A
    reader is never shown with less than the process had that started it.
    """
    program = "import sys; from tests.bench.import_bench import measured; measured(*sys.argv[1:])"
    sys.stderr.write("| file | MB of it | process, MB | its reader, MB | s |\n|---|---|---|---|---|\n")
    worst = 0.0
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            file = _written(Path(folder), kind, records)
            size = file.stat().st_size / 2**20
            command = [sys.executable, "-c", program, str(file), KINDS[kind][1]]
            done = subprocess.run(command, cwd=_PROJECT, stdout=subprocess.PIPE, check=True)
        told = json.loads(done.stdout)
        sys.stderr.write(
            f"| {kind} | {size:.0f} | {told['mb']:.0f} | {told['reader_mb']:.0f} | {told['seconds']:.0f} |\n"
        )
        worst = max(worst, told["mb"], told["reader_mb"])
    return BenchResult("import_million", worst, "MB", MEMORY_MB, worst / MEMORY_MB)


def measured(file: str, profile: str) -> None:
    """Import in this process and print what it took; called by `import_million`."""
    seconds, _steps = imported(Path(file), profile)
    who = {"mb": resource.RUSAGE_SELF, "reader_mb": resource.RUSAGE_CHILDREN}
    told = {name: resource.getrusage(each).ru_maxrss / 1024 for name, each in who.items()}
    sys.stdout.write(json.dumps({**told, "seconds": seconds}))


def readers() -> Iterator[tuple[BenchResult, int]]:
    """Each reader beside the bare parser of its format, and how many records the file holds."""
    for name, made in SAMPLES.items():
        sample = made()
        result = compare(
            f"read_{name}", _reading(name, sample.data), _bare(sample.bare, sample.data), repeats=1
        )
        yield result, sample.records


def _reading(name: str, data: bytes) -> Callable[[], object]:
    return lambda: read_content(data, expected=name)


def _bare(bare: Callable[[bytes], object], data: bytes) -> Callable[[], object]:
    return lambda: bare(data)


def import_readers() -> BenchResult:
    """The reader that is slowest against the bare parser of its format; all of them as a table on stderr."""
    results = list(readers())
    sys.stderr.write(
        "| format | records | a second | bare parser, a second | ratio |\n|---|---|---|---|---|\n"
    )
    for one, records in results:
        ours, bare = (round(records / max(seconds, 1e-9), -2) for seconds in (one.value, one.baseline))
        name = one.name.removeprefix("read_")
        sys.stderr.write(f"| {name} | {records:,} | {ours:,.0f} | {bare:,.0f} | {one.ratio:.1f} |\n")
    return max((one for one, _records in results), key=lambda result: result.ratio)


BENCHES = {"import_table": import_table, "import_million": import_million, "import_readers": import_readers}
