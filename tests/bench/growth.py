"""How the costs of the store grow with it: every bench on one office of each size, as a table and a plot.

    python -m tests.bench.growth [SIZE...] [--plot FILE.svg] [--memory]

prints one line of JSON per size; with `--plot` draws docs/bilder/growth.svg from them. A million
findings take about a quarter of an hour and two gigabytes of disk, which are given back.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from app.store.store import DATABASE
from tests.bench import store_benches
from tests.bench.bench_harness import BenchResult
from tests.bench.big_office import empty_store, fill
from tests.bench.growth_plot import draw
from tests.bench.raw_import import RawCopy

SIZES = (10_000, 100_000, 1_000_000)
_ON_ONE_STORE = (
    store_benches.start_page_of,
    store_benches.start_page_kept_of,
    store_benches.open_case_of,
    store_benches.correct_finding_of,
    store_benches.search_words_of,
    store_benches.search_typing_of,
)


def measured(findings: int, *, memory: bool = False) -> dict[str, dict[str, float | str]]:
    """Return the results of all benches for one size, by name; sizes of files in MB."""
    costs: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as folder:
        with empty_store(Path(folder), "ours") as store:
            with empty_store(Path(folder), "bare") as other:
                copy = RawCopy(store, other)
                fill(store, findings, lambda case_id, cost: costs.append((cost, copy.case(case_id))))
            store.write_back()
            size = (store.path / DATABASE).stat().st_size / 1e6
            results = [measure(store) for measure in _ON_ONE_STORE]
    ours, bare = (sum(column) for column in zip(*costs, strict=True))
    results.insert(0, BenchResult("import_office", ours, "s", bare, ours / bare))
    if memory:
        results.append(store_benches.import_memory(findings))
    named: dict[str, dict[str, float | str]] = {r.name: asdict(r) for r in results}
    return {**named, "file": {"value": size, "unit": "MB"}, "findings": {"value": findings, "unit": ""}}


def main() -> None:
    """Measure and print, then draw."""
    parser = argparse.ArgumentParser(prog="tests.bench.growth")
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--memory", action="store_true")
    asked = parser.parse_args()
    found = []
    for size in asked.sizes or SIZES:
        found.append(measured(size, memory=asked.memory))
        sys.stdout.write(json.dumps(found[-1]) + "\n")
        sys.stdout.flush()
    if asked.plot:
        draw(found, asked.plot)


if __name__ == "__main__":
    main()
