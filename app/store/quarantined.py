"""What is in quarantine and therefore goes into nothing: said once, for records, counts and search alike.

A contribution in quarantine takes along its findings, whatever rests on one of them, nodes that stand on
nothing else, and the links of these nodes. The same is what a withdrawal takes out.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.store.bare_rows import rows_among

_ENDS = tuple(f"SELECT id FROM subject WHERE {end} IN" for end in ("start", '"end"'))
_ABOUT = "SELECT subject_id FROM finding WHERE id IN"


@dataclass(frozen=True, slots=True)
class Held:
    """What stands on some contributions and on nothing else, by id."""

    contributions: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


NOTHING = Held()


def held(connection: Connection, case_id: str = "") -> Held:
    """Return what is in quarantine in a case, or in the whole store; cheap where nothing is."""
    query = "SELECT q.contribution_id FROM quarantine q JOIN contribution c ON c.id = q.contribution_id"
    if case_id:
        rows = connection.exec_driver_sql(f"{query} WHERE c.case_id = ?", (case_id,)).fetchall()
    else:
        rows = connection.exec_driver_sql(query).fetchall()
    return reach(connection, [row[0] for row in rows]) if rows else NOTHING


def reach(connection: Connection, contributions: Collection[str]) -> Held:
    """Return what these contributions carry: findings, and subjects that stand on nothing else."""
    query = "SELECT f.id FROM finding f JOIN source s ON s.id = f.source_id WHERE s.contribution_id IN"
    findings = set(_column(connection, query, contributions))
    subjects: set[str] = set()
    fresh = findings
    while fresh:
        more = set(_column(connection, "SELECT finding_id FROM finding_basis WHERE basis_id IN", fresh))
        gone = _hollow(connection, fresh | more, findings | more) - subjects
        links = {i for end in _ENDS for i in _column(connection, end, gone)}
        subjects |= gone | links
        more |= set(_column(connection, "SELECT id FROM finding WHERE subject_id IN", links))
        fresh = more - findings
        findings |= more
    return Held(frozenset(contributions), frozenset(findings), frozenset(subjects))


def _hollow(connection: Connection, fresh: Collection[str], findings: Collection[str]) -> set[str]:
    """Return the subjects of these findings that no finding but the ones given speaks of."""
    touched = set(_column(connection, _ABOUT, fresh))
    speaks = "SELECT subject_id, id FROM finding WHERE subject_id IN"
    standing = {row[0] for row in rows_among(connection, speaks, touched) if row[1] not in findings}
    return touched - standing


def things_of(connection: Connection, contributions: Iterable[str]) -> dict[str, list[str]]:
    """Return the searchable things that come or go with these contributions, by kind.

    What is in quarantine beside them counts along: a node may stand on two of them.
    """
    changed = list(dict.fromkeys(contributions))
    found = reach(connection, {*changed, *held(connection).contributions})
    subjects = {*found.subjects, *_column(connection, _ABOUT, found.findings)}
    things = {"contribution": changed, "subject": sorted(subjects)}
    for kind in ("source", "document"):
        things[kind] = list(_column(connection, f"SELECT id FROM {kind} WHERE contribution_id IN", changed))
    judged = set[str]()
    for side in ("a", "b"):
        judged |= set(_column(connection, f"SELECT id FROM judgement WHERE {side} IN", subjects))
    return {**things, "judgement": sorted(judged)}


def _column(connection: Connection, query: str, ids: Collection[str]) -> Iterator[str]:
    return (row[0] for row in rows_among(connection, query, ids))
