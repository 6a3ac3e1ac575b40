"""Whether what the store keeps of its cases is what counting anew says, after gestures of all kinds."""

from dataclasses import replace

from app.casework import cases, work_list
from app.casework.cases import CaseSummary
from app.casework.work_list import WorkItem
from app.store import kept_counts
from app.store.kept_counts import Numbers
from app.store.store import Store

Lists = tuple[tuple[CaseSummary, ...], tuple[WorkItem, ...]]


def lists(store: Store) -> Lists:
    """Return what the lists over all cases show; from then on their numbers are kept."""
    return cases.list_cases(store), work_list.of_store(store)


def kept(store: Store) -> dict[str, Numbers]:
    """Return what is kept, by case, whatever the revision."""
    with store.read() as connection:
        return {n.case_id: replace(n, revision=0) for n in kept_counts.kept(connection)}


def forgotten(store: Store) -> None:
    """Let the store keep nothing."""
    with store.aside() as connection:
        kept_counts.forget_all(connection)


def wrong(store: Store) -> list[tuple[Numbers, Numbers]]:
    """Return what is kept beside what is counted anew, where they differ; from then on all is kept."""
    before = kept(store)
    forgotten(store)
    lists(store)
    after = kept(store)
    assert all(n.nodes is not None and n.pairs is not None for n in after.values())
    return [(n, after[case]) for case, n in before.items() if not _agrees(n, after[case])]


def _agrees(one: Numbers, other: Numbers) -> bool:
    numbers = replace(one, pairs=None, pairs_by=None), replace(other, pairs=None, pairs_by=None)
    pairs = (one.pairs, one.pairs_by), (other.pairs, other.pairs_by)
    return (one.nodes is None or numbers[0] == numbers[1]) and (one.pairs is None or pairs[0] == pairs[1])
