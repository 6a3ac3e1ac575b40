"""Kills -9 spread over an upgrade of the schema, an attachment, a restoring: whole before or whole after."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.casework import agencies, cases, contributions
from app.store.backup import write_backup
from app.store.keyslots import KdfCost
from app.store.store import Store

PROJECT = Path(__file__).resolve().parents[2]
STORES = PROJECT / "tests" / "data" / "stores"
VERSIONS = sorted(p.name for p in STORES.iterdir() if p.is_dir())
# The longest way and the shortest one.
FROZEN = (VERSIONS[0], VERSIONS[-1])

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one process forks those that it kills")


def _killed(task: str, path: Path, key: str, kills: int, work: Path) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.faults.kill_tasks", task, str(path), key, str(kills), str(work)]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    counts: dict[str, int] = json.loads(ran.stdout)
    assert counts["kills"] == kills
    return counts


@pytest.fixture
def made(tmp_path: Path) -> tuple[Store, str]:
    """A store with one case and one contribution, and its recovery key."""
    store, key = Store.create(
        tmp_path / "x.rundblick", "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
    )
    agency = agencies.add(store, "A03", "Gewerbeamt Musterstadt").ids[0]
    case = cases.create(store, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
    contributions.register(store, case, agency, "Musterlieferung")
    return store, key


@pytest.mark.parametrize("name", FROZEN)
def test_an_upgrade_that_is_killed_leaves_the_old_store_or_the_new_one(name: str, tmp_path: Path) -> None:
    key = (STORES / f"{name}.key.txt").read_text(encoding="utf-8").strip()
    counts = _killed("upgrade", STORES / name, key, 12, tmp_path)
    assert (counts["neither"], counts["damaged"], counts["lost"]) == (0, 0, 0)
    # Both sides of the commit had their turn.
    assert min(counts["old"], counts["new"]) > 0


def test_a_document_is_attached_whole_or_not(made: tuple[Store, str], tmp_path: Path) -> None:
    store, key = made
    store.close()
    counts = _killed("attach", store.path, key, 10, tmp_path)
    assert (counts["lost"], counts["half"], counts["damaged"]) == (0, 0, 0)
    assert counts["acknowledged"] > 0
    # Some were interrupted between two commits; the next opening took away what was there of them.
    assert counts["swept"] > 0


def test_a_restored_store_is_there_whole_or_not_at_all(made: tuple[Store, str], tmp_path: Path) -> None:
    store, key = made
    file = write_backup(store, tmp_path / "a.rbbackup").file
    store.close()
    counts = _killed("restore", file, key, 10, tmp_path)
    assert counts["damaged"] == 0
    assert 0 < counts["there"] < counts["kills"]


def test_a_clock_set_back_and_a_kill_lose_nothing_and_turn_no_moment_back(
    made: tuple[Store, str], tmp_path: Path
) -> None:
    store, key = made
    store.close()
    counts = _killed("clock", store.path, key, 8, tmp_path)
    assert (counts["lost"], counts["backwards"], counts["damaged"]) == (0, 0, 0)
    assert counts["acknowledged"] >= 8
    # Entries written behind the log say what the clock showed.
    assert counts["noticed"] > 0
