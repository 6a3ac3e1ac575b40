"""Run benchmarks by name, or all, and print them as JSON.

    python -m tests.bench [NAME...] [--size FINDINGS]

The size is that of the office on which the store is measured. An unknown name ends with code 2 and the
known ones as JSON. Where PySide6 is not installed the benches of the window are not among them.
"""

import argparse
import json
import sys
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

# The benches of graphs are also run as a file of their own, with their helpers beside them.
sys.path.insert(0, str(Path(__file__).parent))

from tests.bench import graph_benches, import_bench, package_bench, release_bench, store_benches

if find_spec("PySide6"):
    from tests.bench.case_benches import BENCHES as WINDOW_BENCHES
else:
    WINDOW_BENCHES = {}

UNKNOWN = 2


def main() -> int:
    """Print the results of the benches asked for; returns the exit code."""
    known = store_benches.BENCHES | WINDOW_BENCHES | graph_benches.BENCHES | release_bench.BENCHES
    known |= import_bench.BENCHES | package_bench.BENCHES
    sized = {*store_benches.BENCHES, "subject_form", "package_seal_merge"}
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--size", type=int, default=10_000)
    asked = parser.parse_args()
    if not set(asked.names) <= known.keys():
        sys.stdout.write(json.dumps({"known": list(known)}) + "\n")
        return UNKNOWN
    results = [
        asdict(known[name](asked.size) if name in sized else known[name]()) for name in asked.names or known
    ]
    sys.stdout.write(json.dumps({"results": results}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
