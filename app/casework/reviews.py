"""What is due for review over all cases, and what may be done: extend, restrict or erase."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.base.blocks import blocks
from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import Standing
from app.casework import findings, review_bounds
from app.casework.review_bounds import Circle, Held
from app.casework.review_bounds import Outcome as Outcome
from app.policy.review import as_day, too_late
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store

EXTEND, RESTRICT, ERASE = "extend", "restrict", "erase"


@dataclass(frozen=True, slots=True)
class DueReview:
    """One finding to decide on.

    `since` is its review day, `latest` the last day to which it may be extended, `regime` the code of the
    regime it stands under, `ground` the period's citation, `allowed` what may be done (extend, restrict,
    erase), `needs_approval` whether an extension takes somebody's approval, `superseded` whether it was
    corrected since, `without_basis` whether it is an assessment that nothing supports any more.
    """

    finding_id: str
    case_id: str
    reference: str
    subject_id: str
    property: str
    since: str
    regime: str
    ground: str
    latest: str
    allowed: tuple[str, ...]
    needs_approval: bool
    superseded: bool
    restricted: bool
    without_basis: bool
    subject_type: str


def due(
    store: Store, until: str = "", *, after: str = "", case_id: str = "", limit: int = 0
) -> tuple[DueReview, ...]:
    """Return what is due on a day (default: today) over all cases or in one, longest overdue first.

    Corrected findings are listed too: they hold data until they are erased. What falls due on
    `after` or before is left out; `limit` 0 means all.
    """
    day = (as_day(until) if until else today()).isoformat()
    f = tables.finding
    query = select(f.c.case_id, f.c.id, f.c.subject_id).where(f.c.review_due <= day)
    if after:
        query = query.where(f.c.review_due > as_day(after).isoformat())
    if case_id:
        query = query.where(f.c.case_id == case_id)
    if limit:
        query = query.order_by(f.c.review_due, f.c.id).limit(limit)
    wanted: dict[str, dict[str, str]] = {}
    with store.read() as connection:
        for row in connection.execute(query):
            wanted.setdefault(row.case_id, {})[row.id] = row.subject_id
        found = [item for case, ids in wanted.items() for item in _items(connection, case, ids)]
    return tuple(sorted(found, key=lambda d: (d.since, d.reference, d.finding_id)))


def look(store: Store, finding_id: str) -> DueReview:
    """Return the same of one finding, due or not."""
    case_id = case_of(store, finding_id)
    f = tables.finding
    with store.read() as connection:
        subject = connection.execute(select(f.c.subject_id).where(f.c.id == finding_id)).scalar_one()
        return next(iter(_items(connection, case_id, {finding_id: subject})))


def extend(
    store: Store,
    finding_id: str,
    day: str,
    reason: str,
    *,
    approved_by: str = "",
    outcome: Outcome | None = None,
) -> Change:
    """Set a later review day with a reason, within the bound of the law.

    Contact persons and the like need somebody's approval, one period at a time (`review.approval`). Raises
    `UserError` for a day beyond the bound, one that has passed, or a missing reason.
    """
    case_id = check_extension(store, finding_id, day, reason, approved_by=approved_by, outcome=outcome)
    said = reason
    if approved_by:
        said = _("{reason} (approved by {name})").format(reason=reason, name=approved_by)
    with (
        role_acts.under(Act.REVIEW),
        store.write(_("Review day extended"), Action.ALTERATION, case_id=case_id, reason=said) as work,
    ):
        work.update(tables.finding, finding_id, review_due=as_day(day).isoformat())
        work.about(finding_id)
    return work.done


def check_extension(
    store: Store,
    finding_id: str,
    day: str,
    reason: str,
    *,
    approved_by: str = "",
    outcome: Outcome | None = None,
) -> str:
    """Raise what `extend` would raise, change nothing; return the case the finding belongs to."""
    check_reason(reason)
    roles.require(store, Act.REVIEW)
    wanted = as_day(day)
    if wanted <= today():
        raise UserError(
            "review.past",
            _("The new review day {day} is not in the future."),
            _("Choose a later day."),
            day=day,
        )
    case_id = case_of(store, finding_id)
    f = tables.finding
    with store.read() as connection:
        subject = connection.execute(select(f.c.subject_id).where(f.c.id == finding_id)).scalar_one()
        circle = review_bounds.read(connection, case_id, [subject])
    finding = next(h for h in circle.judged if h.id == finding_id)
    bound = circle.bound(finding, outcome)
    if bound.needs_approval and wanted > bound.normal and not approved_by.strip():
        raise UserError(
            "review.approval",
            _("An extension under {ground} needs approval."),
            _("Name who approved it."),
            ground=bound.ground.citation,
        )
    if wanted > bound.latest:
        raise too_late(day, bound.latest, bound.ground)
    return case_id


def restrict(store: Store, finding_id: str, reason: str) -> Change:
    """Restrict a finding instead of erasing it (BDSG section 58(3)); it stays due."""
    check_reason(reason)
    with role_acts.under(Act.REVIEW):
        return findings.restrict(store, case_of(store, finding_id), finding_id, reason)


def case_of(store: Store, finding_id: str) -> str:
    """Return the case a finding belongs to; `UserError` (exit 1) if there is no such finding."""
    f = tables.finding
    with store.read() as connection:
        row = connection.execute(select(f.c.case_id).where(f.c.id == finding_id)).first()
    if row is None:
        raise UserError(
            "review.unknown",
            _("There is no finding “{id}” in this store."),
            _("Take the id from the list of what is due."),
            exit_code=ExitCode.ANSWER_IS_NO,
            id=finding_id,
        )
    return str(row.case_id)


def check_reason(reason: str) -> None:
    """Raise `UserError` if a decision comes without its reason."""
    if not reason.strip():
        raise UserError("review.reason", _("The decision needs its reason."), _("Say why."))


def _items(connection: Connection, case_id: str, wanted: Mapping[str, str]) -> Iterable[DueReview]:
    """Yield what may be done with findings of one case (id -> subject)."""
    case = connection.execute(select(tables.case_file).where(tables.case_file.c.id == case_id)).one()
    circle = review_bounds.read(connection, case_id, dict.fromkeys(wanted.values()))
    based = _with_basis(connection, wanted)
    for finding in circle.judged:
        if finding.id in wanted:
            yield _item(case, circle, finding, finding.id in based)


def _item(case: Any, circle: Circle, finding: Held, based: bool) -> DueReview:
    bound = circle.bound(finding)
    extendable = bound.latest > today()
    allowed = [EXTEND] * extendable + [RESTRICT] * (not finding.restricted) + [ERASE]
    return DueReview(
        finding_id=finding.id,
        case_id=case.id,
        reference=case.reference,
        subject_id=finding.subject_id,
        property=finding.property,
        since=finding.review_due,
        regime=circle.regime(finding),
        ground=bound.ground.citation,
        latest=bound.latest.isoformat(),
        allowed=tuple(allowed),
        needs_approval=bound.needs_approval,
        superseded=finding.id in circle.superseded,
        restricted=finding.restricted,
        without_basis=finding.standing != Standing.FACT and not based,
        subject_type=circle.types[finding.subject_id],
    )


def _with_basis(connection: Connection, ids: Iterable[str]) -> set[str]:
    b, found = tables.finding_basis, set[str]()
    for block in blocks(list(ids)):
        query = select(b.c.finding_id).where(b.c.finding_id.in_(block))
        found.update(connection.execute(query.distinct()).scalars())
    return found
