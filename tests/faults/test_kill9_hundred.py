"""A hundred kills -9 of a process that commits: nothing acknowledged is lost, nothing is half there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.keyslots import KdfCost
from app.store.store import Store

PROJECT = Path(__file__).resolve().parents[2]
# A thousand are killed by tests/bench/kill_bench.py.
KILLS = 100

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one process forks the writers it kills")


def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    store, key = Store.create(
        tmp_path / "x.rundblick", "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
    )
    store.close()
    command = [sys.executable, "-m", "tests.faults.kill_rounds", str(store.path), key, str(KILLS), "7"]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    count = json.loads(ran.stdout)
    assert (count["lost"], count["partial"], count["damaged"]) == (0, 0, 0)
    assert count["kills"] == KILLS
    # Writers were killed in the middle of their work, not before it and not beside it.
    assert count["acknowledged"] > KILLS
    assert count["hot_logs"] > KILLS // 2
