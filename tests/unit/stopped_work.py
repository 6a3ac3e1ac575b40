"""Work stopped at each of its steps, one after the other, until it is not stopped any more."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import text

from app.base.progress import Cancelled, Progress
from app.store import tables
from app.store.store import Store

MOST = 500


class StopAt(Progress):
    """Cancels itself at its n-th step, and sees to it that no step leads back or beyond the end."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at, self.seen, self.far = at, 0, 0.0

    def step(self, done: int, total: int = 0) -> None:
        self.seen += 1
        if total:
            assert self.far <= done / total <= 1.0
            self.far = done / total
        if self.seen == self.at:
            self.cancel()
        super().step(done, total)


def everything(store: Store) -> dict[str, list[str]]:
    """All rows of all tables of a store but the counts that are kept whenever somebody looked."""
    with store.read() as connection:
        return {
            name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {name}")).all()))
            for name in tables.metadata.tables
            if name != "case_tally"
        }


def files_in(folder: Path) -> dict[str, bytes]:
    """All files of a folder, by name."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def stopped_everywhere(work: Callable[[Progress], object], state: Callable[[], object]) -> int:
    """Stop `work` at its first step, at its second, and so on to the last; it must leave `state` as it was.

    Then it is let through, and the steps are counted.
    """
    before = state()
    for at in count(1):
        assert at < MOST
        told = StopAt(at)
        try:
            work(told)
        except Cancelled:
            assert state() == before, f"step {at} left something behind"
            continue
        assert state() != before
        return at - 1
    raise AssertionError
