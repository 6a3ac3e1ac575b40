"""Counting what a case holds, and whether what is kept of that (`app.store.kept_counts`) is what is there.

What is in quarantine is counted along.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from app.base.i18n import _, ngettext
from app.base.records import SubjectKind
from app.store import kept_counts
from app.store.kept_counts import Numbers
from app.store.outcome_holds import PERSON

FEW = 3
_ROLE = "role"
_NAMED = 3
_IN_FORCE = "NOT EXISTS (SELECT 1 FROM finding later WHERE later.supersedes = f.id)"
_LISTED = "IN (SELECT value FROM json_each(?1))"
_COUNTED = f"""SELECT c.id,
(SELECT count(*) FROM subject WHERE case_id = c.id AND kind = '{SubjectKind.NODE}'),
(SELECT count(*) FROM subject WHERE case_id = c.id AND kind = '{SubjectKind.LINK}'),
(SELECT count(*) FROM finding WHERE case_id = c.id),
(SELECT count(*) FROM finding f WHERE f.case_id = c.id AND f.review_due <= ?2 AND {_IN_FORCE}),
(SELECT count(*) FROM subject WHERE case_id = c.id AND kind = '{SubjectKind.NODE}' AND type = '{PERSON}')
FROM case_file c WHERE c.id {_LISTED}"""
_COME = f"""SELECT c.id, (SELECT count(*) FROM finding f
    WHERE f.case_id = c.id AND f.review_due > t.due_day AND f.review_due <= ?2 AND {_IN_FORCE})
FROM case_file c JOIN case_tally t ON t.id = c.id WHERE c.id {_LISTED}"""
# People with a role in force, by case. Few findings are roles, and an index names them; in a few cases
# the people are fewer, and SQLite takes no index for a term put together.
_WITH_ROLE = f"""SELECT s.case_id, count(DISTINCT s.id)
FROM subject s JOIN finding f ON f.subject_id = s.id
WHERE {{role}} = '{_ROLE}' AND f.restricted = 0 AND {_IN_FORCE} AND s.type = '{PERSON}'
AND s.case_id {_LISTED} GROUP BY s.case_id"""


def counted(connection: Connection, known: Collection[Numbers], day: str) -> list[Numbers]:
    """Return the numbers of these cases on a day, all of them counted; pairs stay as they are."""
    by_case = {n.case_id: n for n in known}
    if not by_case:
        return []
    listed = json.dumps(list(by_case))
    roles = _with_role(connection, listed, len(by_case))
    found: Sequence[tuple[str, int, int, int, int, int]] = [
        tuple(row) for row in connection.exec_driver_sql(_COUNTED, (listed, day)).fetchall()
    ]
    return [
        replace(
            by_case[case],
            nodes=nodes,
            links=links,
            findings=findings,
            due=due,
            due_day=day,
            roleless=people - roles.get(case, 0),
        )
        for case, nodes, links, findings, due, people in found
    ]


def come_due(connection: Connection, known: Collection[Numbers], day: str) -> list[Numbers]:
    """Return the numbers of these cases, kept of an earlier day, with what has become due since."""
    by_case = {n.case_id: n for n in known}
    if not by_case:
        return []
    found = connection.exec_driver_sql(_COME, (json.dumps(list(by_case)), day)).fetchall()
    return [replace(by_case[case], due=(by_case[case].due or 0) + more, due_day=day) for case, more in found]


def _with_role(connection: Connection, listed: str, cases: int) -> dict[str, int]:
    role = "('' || f.property)" if cases <= FEW else "f.property"
    found = connection.exec_driver_sql(_WITH_ROLE.format(role=role), (listed,)).fetchall()
    return {case: count for case, count in found}


def miscounted(connection: Connection) -> frozenset[str]:
    """Return the cases of which other numbers are kept than counting gives; nobody has to look at pairs.

    Each is counted for the day that its numbers were kept of.
    """
    by_day: dict[str, list[Numbers]] = defaultdict(list)
    for n in kept_counts.kept(connection):
        if any(number is not None for number in (n.nodes, n.links, n.findings, n.due, n.due_day, n.roleless)):
            by_day[n.due_day or ""].append(n)
    wrong: set[str] = set()
    for day, known in by_day.items():
        right = {n.case_id: n for n in counted(connection, known, day)}
        wrong |= {n.case_id for n in known if right[n.case_id] != n}
    return frozenset(wrong)


def in_words(connection: Connection, case_ids: Iterable[str]) -> str:
    """Return which cases are counted wrongly and what helps, "" where none is; no more than references."""
    wanted = (json.dumps(list(case_ids)),)
    query = f"SELECT reference FROM case_file WHERE id {_LISTED} ORDER BY reference"
    found = [str(row[0]) for row in connection.exec_driver_sql(query, wanted)]
    if not found:
        return ""
    named = ", ".join(found[:_NAMED])
    more = len(found) - _NAMED
    if more > 0:
        named += " " + ngettext("and {count} more", "and {count} more", more).format(count=more)
    text = _("{cases}: lists show other numbers than a count gives; “verify --recount” counts anew")
    return text.format(cases=named)
