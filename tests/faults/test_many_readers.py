"""Twenty-four threads read while one writes: no crash, and each sees only whole changes."""

import threading
from pathlib import Path

import pytest

from app.casework import cases
from app.casework.search import search
from app.store import audit
from app.store.backup import write_backup
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.verify import verify

READERS, CASES = 24, 40


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def _look(store: Store) -> int:
    """Read once and say how many cases there were; a change that is half there fails."""
    with store.read() as connection:
        entries = sum(1 for _ in audit.entries(connection))
        rows = connection.exec_driver_sql("SELECT count(*) FROM case_file").scalar_one()
        found = connection.exec_driver_sql("SELECT count(*) FROM search_text").scalar_one()
        assert entries == rows + 1
        assert found == rows
    search(store, "Musterfall")
    return int(rows)


def test_24_threads_read_while_one_writes(tmp_path: Path) -> None:
    cost = KdfCost(131072, 1, 1)
    store, _key = Store.create(tmp_path / "x.rundblick", "muster-passphrase", user="muster", cost=cost)
    news, written, failed, seen = threading.Condition(), [0], list[Exception](), [0] * READERS

    def read(no: int) -> None:
        try:
            while seen[no] < CASES:
                with news:
                    news.wait_for(lambda: written[0] > seen[no])
                count = _look(store)
                assert count > seen[no]
                seen[no] = count
        except Exception as error:  # noqa: BLE001 - the test's own thread reports it
            failed.append(error)

    readers = [threading.Thread(target=read, args=(no,)) for no in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for no in range(CASES):
            cases.create(store, f"360-{no}", "Musterfall", "Zweck", "Grundlage")
            # All readers start on this change while the next one is being written.
            with news:
                written[0] = no + 1
                news.notify_all()
    finally:
        with news:
            written[0] = CASES + 1
            news.notify_all()
        for reader in readers:
            reader.join()
    assert failed == []
    assert seen == [CASES] * READERS
    assert [c for c in verify(store) if not c.ok] == []
    assert write_backup(store, tmp_path / "a.rbbackup").manifest.counts["cases"] == CASES
    store.close()
