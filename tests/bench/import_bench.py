"""Benchmarks of importing: `BENCHES[name]()`.

    python -m tests.bench import_table import_million import_readers

A table of pairs like the published one of 96,104 rows (persons in events, each name many times) is imported
into an encrypted store; a million rows are imported in a process of its own, whose memory is measured; each
reader stands beside the bare parser of its format on the same bytes.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

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


def imported(rows: int, folder: Path) -> tuple[float, int]:
    """CPU seconds, those of the child included, and steps of progress of one import."""
    file = folder / "paare.csv"
    file.write_bytes(pairs(rows))
    store, _recovery = Store.create(folder / "m.rundblick", "eine Passphrase zum Messen", cost=QUICK)
    case_id = cases.create(store, "360-2026-001", "Muster", "Messung", "§ 24").ids[0]
    steps: list[int] = []
    start = _cpu()
    import_file(
        store, case_id, file, Origin(AGENCY), profile="teilnahmen",
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
        seconds, steps = imported(TABLE_ROWS, Path(folder))
    if steps < 50:
        raise AssertionError("the import did not tell how far it was")
    return BenchResult("import_table", seconds, "s", TABLE_SECONDS, seconds / TABLE_SECONDS)


def import_million(rows: int = MILLION) -> BenchResult:
    """A million rows in a process of its own: the most memory it or its reader held, against 400 MB."""
    program = "import sys; from tests.bench.import_bench import measured; measured(int(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(rows)], cwd=_PROJECT, capture_output=True, check=True
    )
    megabytes = float(json.loads(done.stdout)["mb"])
    return BenchResult("import_million", megabytes, "MB", MEMORY_MB, megabytes / MEMORY_MB)


def measured(rows: int) -> None:
    """Import in this process and print what it took; called by `import_million`."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, _steps = imported(rows, Path(folder))
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(each).ru_maxrss for each in who) / 1024
    sys.stdout.write(json.dumps({"mb": most, "seconds": seconds}))


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
