"""Quarantine: a contribution without a complete label is held, and nothing of it is worked with.

PolG NRW section 22b(2). What is held is left out where records are read (`app.casework.rows.case_records`),
where things are made findable (`app.store.quarantined`) and where cases are counted. Review days run on:
what may not be used must be erased in time all the same, so reviews name it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import CaseRecords, Contribution, SubjectKind
from app.casework import rows
from app.policy import labels
from app.store import bare_rows, quarantined, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_LACKS = "lacks:"
_HELD = "(SELECT value FROM json_each(?2))"


@dataclass(frozen=True, slots=True)
class InQuarantine:
    """One contribution in quarantine: since which day, why, and how much came with it.

    `missing` are the parts its label lacks; () for one that somebody put there, `reason` then says why.
    """

    contribution: Contribution
    since: str
    missing: tuple[str, ...]
    reason: str
    sources: int
    documents: int
    findings: int

    @property
    def why(self) -> str:
        """Why it is held, as a sentence in the language in force."""
        return labels.missing_text(self.missing) or self.reason


def listed(store: Store, case_id: str = "") -> tuple[InQuarantine, ...]:
    """Return what is in quarantine, in one case or in all, longest held first."""
    q, c = tables.quarantine, tables.contribution
    query = select(q.c.contribution_id, q.c.since, q.c.reason).join(c, c.c.id == q.c.contribution_id)
    if case_id:
        query = query.where(c.c.case_id == case_id)
    with store.read() as connection:
        found = connection.execute(query.order_by(q.c.since, c.c.received, c.c.id)).all()
        return tuple(_listed(connection, *row) for row in found)


def _listed(connection: Connection, contribution_id: str, since: str, reason: str) -> InQuarantine:
    c, s, d, f = tables.contribution, tables.source, tables.document, tables.finding
    row = connection.execute(select(c).where(c.c.id == contribution_id)).one()
    own = select(s.c.id).where(s.c.contribution_id == contribution_id)
    lacks = reason.startswith(_LACKS)
    return InQuarantine(
        rows.contribution(row),
        since,
        tuple(reason.removeprefix(_LACKS).split(",")) if lacks else (),
        "" if lacks else reason,
        _count(connection, s, s.c.contribution_id == contribution_id),
        _count(connection, d, d.c.contribution_id == contribution_id),
        _count(connection, f, f.c.source_id.in_(own)),
    )


def _count(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())


def contents(store: Store, contribution_id: str) -> CaseRecords:
    """Return what is held with one contribution, and nothing else of the case but the ends of its links.

    Only the page that checks a quarantined contribution shows it; nothing is made of it.
    """
    with store.read() as connection:
        case_id = case_of(connection, contribution_id)
        whole = rows.whole_records(connection, case_id)
    sources = tuple(s for s in whole.sources if s.contribution_id == contribution_id)
    own = {s.id for s in sources}
    findings = tuple(f for f in whole.findings if f.source_id in own)
    about = {f.subject_id for f in findings}
    ends = {e for s in whole.subjects if s.id in about for e in (s.start, s.end) if e}
    return replace(
        whole,
        contributions=tuple(c for c in whole.contributions if c.id == contribution_id),
        sources=sources,
        documents=tuple(d for d in whole.documents if d.contribution_id == contribution_id),
        findings=findings,
        subjects=tuple(s for s in whole.subjects if s.id in about | ends),
        judgements=(),
        conferences=(),
        measures=(),
    )


def case_of(connection: Connection, contribution_id: str) -> str:
    """Return the case of a contribution; LookupError if there is no such contribution."""
    c = tables.contribution
    found = connection.execute(select(c.c.case_id).where(c.c.id == contribution_id)).scalar()
    if found is None:
        raise LookupError(contribution_id)
    return str(found)


def is_held(connection: Connection, contribution_id: str) -> bool:
    """Tell whether a contribution is in quarantine."""
    q = tables.quarantine
    query = select(q.c.id).where(q.c.contribution_id == contribution_id)
    return connection.execute(query).first() is not None


def references(store: Store, case_id: str, agency_id: str) -> frozenset[str]:
    """Return the references of an agency's sources in quarantine, so that a file is not taken in twice."""
    q, c, s = tables.quarantine, tables.contribution, tables.source
    query = select(s.c.reference).join(c, c.c.id == s.c.contribution_id)
    query = query.join(q, q.c.contribution_id == c.c.id)
    with store.read() as connection:
        found = connection.execute(query.where(c.c.case_id == case_id, c.c.agency_id == agency_id))
        return frozenset(found.scalars())


def put(store: Store, contribution_id: str, reason: str) -> Change:
    """Put a contribution into quarantine: its label is in doubt, or it has none and is not to be used.

    Nothing of it is worked with from then on, until its label is put right (`contributions.set_label`).
    """
    if not reason.strip():
        raise UserError(
            "quarantine.reason", _("Quarantine needs its reason."), _("Say what is in doubt; it is shown.")
        )
    with store.read() as connection:
        case_id = case_of(connection, contribution_id)
    label = _("Contribution put into quarantine")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason.strip()) as work:
        hold(work, contribution_id, reason.strip())
        work.about(contribution_id)
    return work.done


def hold(work: UnitOfWork, contribution_id: str, reason: str) -> None:
    """Hold a contribution within the caller's unit of work; the day it came into quarantine stays."""
    row_id = _row_id(work.connection, contribution_id)
    if row_id:
        work.update(tables.quarantine, row_id, reason=reason)
        return
    row = {"contribution_id": contribution_id, "since": today().isoformat(), "reason": reason}
    work.insert(tables.quarantine, row)


def let_go(work: UnitOfWork, contribution_id: str) -> None:
    """Let a contribution out of quarantine within the caller's unit of work."""
    row_id = _row_id(work.connection, contribution_id)
    if row_id:
        work.delete(tables.quarantine, row_id)


def hold_unlabelled(work: UnitOfWork, contribution: Contribution) -> tuple[str, ...]:
    """Hold a contribution whose label lacks what its regime asks for; return the parts it lacks."""
    lacking = missing(work.connection, contribution)
    if lacking:
        hold(work, contribution.id, _LACKS + ",".join(lacking))
    return lacking


def missing(connection: Connection, contribution: Contribution) -> tuple[str, ...]:
    """Return the parts of the label that the regime of a contribution, or of its case, asks for."""
    case = tables.case_file
    regime = connection.execute(select(case.c.regime).where(case.c.id == contribution.case_id)).scalar()
    return labels.missing(contribution.label, contribution.regime, str(regime or ""))


def refuse_source(connection: Connection, source_id: str) -> None:
    """Raise `UserError` (`quarantine.source`) if a source came with a contribution in quarantine."""
    s, q, c = tables.source, tables.quarantine, tables.contribution
    query = select(c.c.title).join(q, q.c.contribution_id == c.c.id).join(s, s.c.contribution_id == c.c.id)
    title = connection.execute(query.where(s.c.id == source_id)).scalar()
    if title is not None:
        raise UserError(
            "quarantine.source",
            _("“{title}” is in quarantine: nothing of it may be recorded (PolG NRW section 22b(2))."),
            _("Complete its label under “Sources” first."),
            title=title,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What a case holds beside what is in quarantine; `due` are findings in force whose review day came."""

    nodes: int
    links: int
    findings: int
    due: int


def counts(connection: Connection, day: str) -> dict[str, Counts]:
    """Return the counts of those cases in which something is in quarantine, as if it were not there."""
    c, q = tables.contribution, tables.quarantine
    query = select(c.c.case_id).join(q, q.c.contribution_id == c.c.id).distinct()
    return {case: _counts(connection, case, day) for case in connection.execute(query).scalars().all()}


def _counts(connection: Connection, case_id: str, day: str) -> Counts:
    held = quarantined.held(connection, case_id)
    kinds = f"SELECT kind, count(*) FROM subject WHERE case_id = ?1 AND id NOT IN {_HELD} GROUP BY kind"
    of_kind = dict(_asked(connection, kinds, case_id, held.subjects))
    all_findings = f"SELECT 1, count(*) FROM finding WHERE case_id = ?1 AND id NOT IN {_HELD}"
    late = (
        f"SELECT 1, count(*) FROM finding f WHERE case_id = ?1 AND id NOT IN {_HELD} AND review_due <= ?3 "
        f"AND NOT EXISTS (SELECT 1 FROM finding l WHERE l.supersedes = f.id AND l.id NOT IN {_HELD})"
    )
    return Counts(
        of_kind.get(SubjectKind.NODE, 0),
        of_kind.get(SubjectKind.LINK, 0),
        _asked(connection, all_findings, case_id, held.findings)[0][1],
        _asked(connection, late, case_id, held.findings, day)[0][1],
    )


def _asked(
    connection: Connection, query: str, case_id: str, ids: Collection[str], *more: str
) -> list[tuple[Any, int]]:
    found = connection.exec_driver_sql(query, (case_id, bare_rows.listed(list(ids)), *more))
    return [(row[0], row[1]) for row in found]


def _row_id(connection: Connection, contribution_id: str) -> str:
    q = tables.quarantine
    found = connection.execute(select(q.c.id).where(q.c.contribution_id == contribution_id)).scalar()
    return str(found or "")
