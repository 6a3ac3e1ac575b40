"""What each case holds in numbers. Kept in the store, so that lists over a large store count no row twice.

What a case holds is counted when a list first asks after it changed (`app.store.kept_counts`); what has
become due since the day of that count is added. What is in quarantine is counted along.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from app.store import case_counts, kept_counts
from app.store.kept_counts import Numbers
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Tally:
    """What one case holds in numbers.

    `due` are findings in force whose review day has come, `roleless` persons without a role in force (BDSG
    section 72).
    """

    nodes: int
    links: int
    findings: int
    due: int
    roleless: int


def read(store: Store, connection: Connection, day: str, case_id: str = "") -> dict[str, Tally]:
    """Return the numbers of a case or of all cases on a day, by id; what had to be counted is kept."""
    known = {n.case_id: n for n in kept_counts.kept(connection, case_id)}
    fresh = _come_due(connection, known.values(), day)
    fresh += _counted(connection, known.values(), day)
    if fresh:
        known |= {n.case_id: n for n in fresh}
        store.keep(lambda writing: kept_counts.keep_numbers(writing, fresh))
    return {case: _tally(numbers) for case, numbers in known.items()}


def _tally(n: Numbers) -> Tally:
    return Tally(n.nodes or 0, n.links or 0, n.findings or 0, n.due or 0, n.roleless or 0)


def _is_known(n: Numbers, day: str) -> bool:
    """Tell whether what is kept leads to the numbers of a day: a clock may have been set back."""
    return n.due_day is not None and n.due_day <= day


def _come_due(connection: Connection, known: Collection[Numbers], day: str) -> list[Numbers]:
    """Return the cases counted on an earlier day, with the findings that have become due since."""
    earlier = [n for n in known if _is_known(n, day) and n.due_day != day]
    return case_counts.come_due(connection, earlier, day)


def _counted(connection: Connection, known: Collection[Numbers], day: str) -> list[Numbers]:
    """Return the numbers of those cases that nothing usable is kept of."""
    return case_counts.counted(connection, [n for n in known if not _is_known(n, day)], day)
