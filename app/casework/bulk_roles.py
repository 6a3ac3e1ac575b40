"""The role of several persons at once: recorded where none is, corrected where another one is."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from app.base.blocks import blocks
from app.base.i18n import _
from app.base.progress import Progress
from app.casework import findings, review_days, writing
from app.casework.findings import Statement
from app.casework.subjects import PERSON, ROLE, ROLE_REASON
from app.store import tables
from app.store.unit_of_work import UnitOfWork

_Held = dict[tuple[str, str], list[tuple[str, str]]]


def role_obstacles(
    connection: Connection, case_id: str, role: str, ids: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield (subject, why not) for those that can have no role, have this one, or have several stated."""
    types = _types(connection, case_id, ids)
    held = _held(connection, ids)
    for subject in ids:
        known = {value for _finding, value in held.get((subject, ROLE), ())}
        if types.get(subject) != PERSON:
            yield subject, _("no person")
        elif known == {role}:
            yield subject, _("has this role already")
        elif len(held.get((subject, ROLE), ())) > 1:
            yield subject, _("several roles are stated")


def set_roles(
    work: UnitOfWork,
    case_id: str,
    role: str,
    reason: str,
    source: tuple[str, str],
    ids: Sequence[str],
    progress: Progress | None = None,
) -> None:
    """Give persons a role with the reason why it is necessary; `source` is its id and the credibility."""
    held = _held(work.connection, ids)
    for subject in (progress or Progress()).each(ids):
        for name, value in ((ROLE, role), (ROLE_REASON, reason)):
            older = held.get((subject, name), [])
            if older:
                given = {"source_id": source[0], "credibility": source[1]}
                findings.put_correction(work, case_id, older[-1][0], value, None, None, **given)
            else:
                statement = Statement(name, value, source[0], credibility=source[1])
                made = findings.checked(work, case_id, subject, PERSON, statement)
                writing.write_findings(work, [made])
                review_days.settle_new(work, [made])


def _types(connection: Connection, case_id: str, ids: Sequence[str]) -> dict[str, str]:
    s = tables.subject
    query = select(s.c.id, s.c.type).where(s.c.case_id == case_id)
    return {
        row.id: row.type
        for block in blocks(ids)
        for row in connection.execute(query.where(s.c.id.in_(block)))
    }


def _held(connection: Connection, ids: Sequence[str]) -> _Held:
    """Return per subject and property (finding, value) of roles and their reasons in force, oldest first."""
    f = tables.finding
    newer = f.alias()
    corrected = select(newer.c.id).where(newer.c.supersedes == f.c.id).exists()
    query = (
        select(f.c.id, f.c.subject_id, f.c.property, f.c.value)
        .where(f.c.property.in_((ROLE, ROLE_REASON)), ~corrected)
        .order_by(f.c.recorded_at, f.c.id)
    )
    found: _Held = {}
    for block in blocks(ids):
        for row in connection.execute(query.where(f.c.subject_id.in_(block))):
            found.setdefault((row.subject_id, row.property), []).append((row.id, row.value))
    return found
