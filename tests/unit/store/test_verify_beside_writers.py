"""A check beside somebody who writes finds no damage where there is none, and says what it did not see."""

import pytest

from app.base.progress import Cancelled, Progress
from app.store import engine
from app.store.store import Store
from app.store.verify import verify


@pytest.fixture
def hasty(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose checks do not wait ten seconds for a writer."""
    monkeypatch.setattr(engine, "_SETTINGS", ("PRAGMA foreign_keys = ON", "PRAGMA busy_timeout = 20"))
    return store


def test_what_a_writer_keeps_from_being_looked_at_is_no_damage(hasty: Store) -> None:
    with hasty.aside() as connection:
        connection.exec_driver_sql("UPDATE case_tally SET findings = findings")
        checks = {check.name: check for check in verify(hasty)}
    assert all(check.ok for check in checks.values())
    undone = {name for name, check in checks.items() if not check.done}
    assert undone == {"pages", "search index"}
    assert all("somebody was writing" in checks[name].detail for name in undone)
    assert all(check.done and check.ok for check in verify(hasty))


def test_a_check_stops_between_two_looks(store: Store) -> None:
    told = Progress()
    told.cancel()
    with pytest.raises(Cancelled):
        verify(store, progress=told)
    steps: list[tuple[int, int]] = []
    verify(store, progress=Progress(lambda done, total: steps.append((done, total))))
    assert steps[-1][0] == steps[-1][1] == len(verify(store))
