"""Fills a store with the made-up office, through the program's own door, and tells what that cost.

    python -m tests.bench.big_office FOLDER FINDINGS

builds one in its own process and prints its CPU seconds and its largest memory as JSON.
"""

import contextlib
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.casework import cases, intake
from app.store.keyslots import KdfCost
from app.store.store import Store
from tests.bench import sample_office

PASSPHRASE = "muster-passphrase"
QUICK = KdfCost(memory_kib=128 * 1024, passes=1, lanes=1)
OPENED_CASE = "360-2026-000"


@contextlib.contextmanager
def empty_store(folder: Path, name: str = "office") -> Iterator[Store]:
    """Give an empty store in a folder; it is deleted afterwards."""
    path = folder / f"{name}.rundblick"
    store, _recovery = Store.create(path, PASSPHRASE, user="muster", cost=QUICK)
    try:
        yield store
    finally:
        store.close()
        shutil.rmtree(path)


@contextlib.contextmanager
def office(findings: int) -> Iterator[Store]:
    """Give a store with an office of so many findings; it is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as folder, empty_store(Path(folder)) as store:
        fill(store, findings)
        yield store


def fill(
    store: Store, findings: int, after: Callable[[str, float], None] = lambda _case, _cost: None
) -> None:
    """Bring in the office case by case; `after` is told each case and the CPU seconds it took."""

    def new_case(number: int) -> str:
        reference = f"360-2026-{number:03d}"
        return cases.create(store, reference, f"Musterfall {number}", "Lagebild", "§ 47 BDSG").ids[0]

    for case_id, delivery in sample_office.deliveries(findings, new_case):
        start = time.process_time()
        intake.apply(store, case_id, delivery, "Einfuhr")
        after(case_id, time.process_time() - start)


def largest_memory_mb() -> float:
    """Return the most memory this process had so far; on Linux without what its parent had at the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Build one and leave it in the folder; print what it cost."""
    path, findings = Path(sys.argv[1]), int(sys.argv[2])
    store, _recovery = Store.create(path, PASSPHRASE, user="muster", cost=QUICK)
    costs: list[float] = []
    fill(store, findings, lambda _case, cost: costs.append(cost))
    store.close()
    sys.stdout.write(json.dumps({"cpu_s": sum(costs), "memory_mb": largest_memory_mb()}) + "\n")


if __name__ == "__main__":
    main()
