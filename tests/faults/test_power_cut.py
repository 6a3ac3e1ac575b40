"""The power goes away in the middle of writing: nothing acknowledged is lost, nothing is half there.

strace records what the program really writes and syncs; from that, what a disk may hold after a power
cut is made again and again, opened and verified.
"""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from recorded_writes import CALLS, Event, after_power_cut, events

from app.casework import cases
from app.store import audit
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.verify import verify

PROJECT = Path(__file__).resolve().parents[2]
NAMES = ("store.db", "store.db-wal", "store.db-journal")
WRITTEN, IMAGES = 40, 80
needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="recording writes needs strace")


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def _recorded(path: Path, key: str, trace: Path) -> list[Event]:
    command = ["strace", "-f", "-xx", "-s", "70000", "-e", f"trace={CALLS}", "-o", str(trace), sys.executable]
    command += ["-m", "tests.faults.writer", str(path), key, str(WRITTEN)]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    if not trace.exists() or not trace.stat().st_size or b"ptrace" in ran.stderr:
        pytest.skip("this machine does not let strace watch a process")
    assert ran.returncode == 0, ran.stderr.decode()
    return list(events(trace, {str(path / name): name for name in NAMES}))


def _said(happened: list[Event]) -> set[str]:
    return {event.data.decode().strip() for event in happened if event.kind == "said"}


@needs_strace
def test_no_acknowledged_change_is_lost_when_the_power_goes(tmp_path: Path) -> None:
    path = tmp_path / "x.rundblick"
    store, key = Store.create(
        path, "muster-passphrase", user="muster", cost=KdfCost(memory_kib=131072, passes=1, lanes=1)
    )
    store.close()
    base = {"store.db": (path / "store.db").read_bytes()}
    happened = _recorded(path, key, tmp_path / "trace")
    assert len(_said(happened)) == WRITTEN
    assert sum(event.kind == "sync" for event in happened) > WRITTEN
    chance = random.Random(7)
    for _no in range(IMAGES):
        until = happened[: chance.randrange(1, len(happened) + 1)]
        for rest in path.glob("store.db*"):
            rest.unlink()
        for name, content in after_power_cut(until, base, chance).items():
            (path / name).write_bytes(content)
        _whole(Store.open_with_recovery_key(path, key, "muster"), _said(until))


def _whole(store: Store, acknowledged: set[str]) -> None:
    kept = {case.header.reference for case in cases.list_cases(store)}
    assert acknowledged <= kept
    with store.read() as connection:
        assert sum(1 for _ in audit.entries(connection)) == len(kept) + 1
    # Each image is a history of its own: what was seen of the one before does not count.
    assert [c for c in verify(store) if not c.ok and c.name != "rollback"] == []
    store.close()


def test_the_model_loses_what_was_not_synced_and_keeps_what_was() -> None:
    written = [Event("write", "store.db", 0, b"neu" * 1000), Event("said", data=b"360-1")]
    base, chance = {"store.db": b"alt" * 1000}, random.Random(3)
    seen = {after_power_cut(written, base, chance)["store.db"] for _no in range(50)}
    assert seen > {b"alt" * 1000, b"neu" * 1000}
    synced = [*written, Event("sync", "store.db")]
    assert {after_power_cut(synced, base, chance)["store.db"] for _no in range(50)} == {b"neu" * 1000}
