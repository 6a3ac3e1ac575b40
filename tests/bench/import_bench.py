"""Benchmarks of importing: `BENCHES[name]()`.

    python -m tests.bench import_table import_million import_readers

A table of pairs like the published one of 96,104 rows (persons in events, each name many times) is imported
into an encrypted store; a million rows are imported in a process of its own, whose memory is measured; each
reader stands beside the bare parser of its format on the same bytes.
"""

import csv
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import openpyxl

from app.base.progress import Progress
from app.base.records import Agency
from app.casework import cases
from app.exchange.content_reading import read_content
from app.handover.importing import Origin, import_file
from app.store.store import Store
from tests.bench.bench_harness import BenchResult, compare
from tests.bench.big_office import QUICK

TABLE_ROWS, MILLION = 96_104, 1_000_000
TABLE_SECONDS, MEMORY_MB = 15.0, 400.0
AGENCY = Agency("a" * 32, "A01", "Polizei Musterstadt", "Police of Musterstadt")
_PROJECT = Path(__file__).resolve().parents[2]
_READ_ROWS = 20_000


def pairs(rows: int) -> bytes:
    """A table of `rows` pairs, no two the same, persons and events in the proportions of the published one."""
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


def _csv() -> tuple[bytes, Callable[[bytes], object]]:
    return pairs(_READ_ROWS), lambda data: list(csv.reader(io.StringIO(data.decode())))


def _xlsx() -> tuple[bytes, Callable[[bytes], object]]:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Blatt")
    for row in csv.reader(io.StringIO(pairs(_READ_ROWS // 4).decode())):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)

    def bare(data: bytes) -> object:
        opened = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        return [row for each in opened.worksheets for row in each.iter_rows(values_only=True)]

    return out.getvalue(), bare


def _graphml() -> tuple[bytes, Callable[[bytes], object]]:
    nodes = "".join(f'<node id="n{n}"><data key="k">Muster {n}</data></node>' for n in range(2_000))
    edges = "".join(
        f'<edge source="n{n % 2000}" target="n{(n * 7 + 1) % 2000}"/>' for n in range(_READ_ROWS - 2_000)
    )
    key = '<key id="k" for="node" attr.name="name" attr.type="string"/>'
    text = (
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{key}<graph>{nodes}{edges}</graph></graphml>'
    )
    return text.encode(), ET.fromstring


def _gml() -> tuple[bytes, Callable[[bytes], object]]:
    nodes = "".join(f'node [ id {n} label "Muster {n}" ]\n' for n in range(1_000))
    edges = "".join(f"edge [ source {n % 1000} target {(n * 7 + 1) % 1000} ]\n" for n in range(4_000))
    return f"graph [\n{nodes}{edges}]\n".encode(), lambda data: nx.parse_gml(data.decode())


SAMPLES: dict[str, Callable[[], tuple[bytes, Callable[[bytes], object]]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "graphml": _graphml,
    "gml": _gml,
}
"""For each format: bytes, and the bare parser of them. A new format adds a line here."""


def readers() -> Iterator[BenchResult]:
    """Each reader beside the bare parser of its format."""
    for name, made in SAMPLES.items():
        data, bare = made()
        yield compare(f"read_{name}", _reading(name, data), _bare(bare, data), repeats=1)


def _reading(name: str, data: bytes) -> Callable[[], object]:
    return lambda: read_content(data, expected=name)


def _bare(bare: Callable[[bytes], object], data: bytes) -> Callable[[], object]:
    return lambda: bare(data)


def import_readers() -> BenchResult:
    """The reader that is slowest against the bare parser of its format; the others on stderr."""
    results = list(readers())
    for one in results:
        sys.stderr.write(f"{one.name}: {one.value:.3f} s, bare {one.baseline:.3f} s, {one.ratio:.1f}x\n")
    return max(results, key=lambda result: result.ratio)


BENCHES = {"import_table": import_table, "import_million": import_million, "import_readers": import_readers}
