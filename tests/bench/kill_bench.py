"""A thousand kills -9 of a process that commits; prints what came of it.

    python -m tests.bench.kill_bench [KILLS]      (in the project's root)

A new store after each hundred, so that the time of one round does not grow. Exit code 1 if anything that
was acknowledged is lost, half there or damaged.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.store.keyslots import KdfCost
from app.store.store import Store

PROJECT = Path(__file__).resolve().parents[2]
PER_STORE = 100
WRONG = ("lost", "partial", "damaged")


def kill_many(kills: int, per_store: int = PER_STORE) -> Counter[str]:
    """Kill so many writers on as many stores as that takes and return the counts of all."""
    total: Counter[str] = Counter()
    for seed in range(-(-kills // per_store)):
        here = min(per_store, kills - seed * per_store)
        with tempfile.TemporaryDirectory() as folder:
            store, key = Store.create(
                Path(folder) / "x.rundblick", "muster-passphrase", cost=KdfCost(131072, 1, 1)
            )
            store.close()
            command = [sys.executable, "-m", "tests.faults.kill_rounds", str(store.path), key]
            command += [str(here), str(seed)]
            ran = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, check=True)
            total.update(json.loads(ran.stdout))
    return total


def main(kills: int) -> int:
    """Print the counts; returns 1 if anything is wrong."""
    began = time.monotonic()
    total = kill_many(kills)
    for name, count in total.items():
        sys.stdout.write(f"{name:15} {count:6}\n")
    sys.stdout.write(f"{'seconds':15} {time.monotonic() - began:6.0f}\n")
    return int(any(total[name] for name in WRONG) or total["kills"] != kills)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
