"""What each case holds in numbers. Kept in the store, so that lists over a large store count no row twice.

What a case holds is counted when a list first asks after it changed (`app.store.kept_counts`); what has
become due since the day of that count is added. What is in quarantine is counted along.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.base.records import SubjectKind
from app.casework import subjects
from app.store import kept_counts
from app.store.kept_counts import Numbers
from app.store.store import Store

FEW = 3
_IN_FORCE = "NOT EXISTS (SELECT 1 FROM finding later WHERE later.supersedes = f.id)"
_LISTED = "IN (SELECT value FROM json_each(?1))"
_COUNTED = f"""SELECT c.id,
(SELECT count(*) FROM subject WHERE case_id = c.id AND kind = '{SubjectKind.NODE}'),
(SELECT count(*) FROM subject WHERE case_id = c.id AND kind = '{SubjectKind.LINK}'),
(SELECT count(*) FROM finding WHERE case_id = c.id),
(SELECT count(*) FROM finding f WHERE f.case_id = c.id AND f.review_due <= ?2 AND {_IN_FORCE}),
(SELECT count(*) FROM subject
    WHERE case_id = c.id AND kind = '{SubjectKind.NODE}' AND type = '{subjects.PERSON}')
FROM case_file c WHERE c.id {_LISTED}"""
_COME = f"""SELECT c.id, (SELECT count(*) FROM finding f
    WHERE f.case_id = c.id AND f.review_due > t.due_day AND f.review_due <= ?2 AND {_IN_FORCE})
FROM case_file c JOIN case_tally t ON t.id = c.id WHERE c.id {_LISTED}"""
# People with a role in force, by case. Few findings are roles, and an index names them; in a few cases
# the people are fewer, and SQLite takes no index for a term put together.
_WITH_ROLE = f"""SELECT s.case_id, count(DISTINCT s.id)
FROM subject s JOIN finding f ON f.subject_id = s.id
WHERE {{role}} = '{subjects.ROLE}' AND f.restricted = 0 AND {_IN_FORCE} AND s.type = '{subjects.PERSON}'
AND s.case_id {_LISTED} GROUP BY s.case_id"""


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
    earlier = {n.case_id: n for n in known if _is_known(n, day) and n.due_day != day}
    if not earlier:
        return []
    found = connection.exec_driver_sql(_COME, (json.dumps(list(earlier)), day)).fetchall()
    return [
        replace(earlier[case], due=(earlier[case].due or 0) + count, due_day=day) for case, count in found
    ]


def _counted(connection: Connection, known: Collection[Numbers], day: str) -> list[Numbers]:
    """Return the numbers of those cases that nothing usable is kept of."""
    lacking = {n.case_id: n for n in known if not _is_known(n, day)}
    if not lacking:
        return []
    listed = json.dumps(list(lacking))
    roles = _with_role(connection, listed, len(lacking))
    found: Sequence[tuple[str, int, int, int, int, int]] = [
        tuple(row) for row in connection.exec_driver_sql(_COUNTED, (listed, day)).fetchall()
    ]
    return [
        replace(
            lacking[case],
            nodes=nodes,
            links=links,
            findings=findings,
            due=due,
            due_day=day,
            roleless=people - roles.get(case, 0),
        )
        for case, nodes, links, findings, due, people in found
    ]


def _with_role(connection: Connection, listed: str, cases: int) -> dict[str, int]:
    role = "('' || f.property)" if cases <= FEW else "f.property"
    found = connection.exec_driver_sql(_WITH_ROLE.format(role=role), (listed,)).fetchall()
    return {case: count for case, count in found}
