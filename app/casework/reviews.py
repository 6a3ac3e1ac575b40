"""What is due for review over all cases, and what may be done: extend, restrict or erase."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from app.base import partial_date
from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseHeader, CaseRecords, Finding, Standing, Subject
from app.casework import findings, rows
from app.policy.review import as_day, too_late
from app.policy.review_periods import Circumstances, Period, age_at, governing, period, years_later
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the matter ended: `result` is acquitted, discontinued, concluded or "", `fine` is in EUR."""

    result: str = ""
    fine: Decimal | None = None
    custody_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _Bound:
    ground: Period
    normal: dt.date
    latest: dt.date

    @property
    def needs_approval(self) -> bool:
        return self.ground.total_years > 0


def due(store: Store, until: str = "") -> tuple[DueReview, ...]:
    """Return what is due on a day (default: today) over all cases, longest overdue first.

    Corrected findings are listed too: they hold data until they are erased.
    """
    day = (as_day(until) if until else today()).isoformat()
    f = tables.finding
    with store.read() as connection:
        cases = connection.execute(select(f.c.case_id).where(f.c.review_due <= day).distinct())
        case_ids = [case_id for (case_id,) in cases]
        records = [rows.case_records(connection, case_id) for case_id in case_ids]
    found = [item for case in records for item in _due_of_case(case, day)]
    return tuple(sorted(found, key=lambda d: (d.since, d.reference, d.finding_id)))


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
    with store.write(_("Review day extended"), Action.ALTERATION, case_id=case_id, reason=said) as work:
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
    wanted = as_day(day)
    if wanted <= today():
        raise UserError(
            "review.past",
            _("The new review day {day} is not in the future."),
            _("Choose a later day."),
            day=day,
        )
    records = _records_of(store, finding_id)
    bound = _Case(records).bound(finding_id, outcome or Outcome())
    if bound.needs_approval and wanted > bound.normal and not approved_by.strip():
        raise UserError(
            "review.approval",
            _("An extension under {ground} needs approval."),
            _("Name who approved it."),
            ground=bound.ground.citation,
        )
    if wanted > bound.latest:
        raise too_late(day, bound.latest, bound.ground)
    return records.header.id


def restrict(store: Store, finding_id: str, reason: str) -> Change:
    """Restrict a finding instead of erasing it (BDSG section 58(3)); it stays due."""
    check_reason(reason)
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


def _records_of(store: Store, finding_id: str) -> CaseRecords:
    case_id = case_of(store, finding_id)
    with store.read() as connection:
        return rows.case_records(connection, case_id)


def _due_of_case(records: CaseRecords, day: str) -> Iterable[DueReview]:
    case = _Case(records)
    for finding in records.findings:
        if finding.review_due <= day:
            yield case.item(finding)


class _Case:
    """The records of a case, as the periods need them: who is a finding about, and what came to notice."""

    def __init__(self, records: CaseRecords) -> None:
        self.header: CaseHeader = records.header
        self.findings = {f.id: f for f in records.findings}
        self.subjects = {s.id: s for s in records.subjects}
        self.superseded = {f.supersedes for f in records.findings if f.supersedes}
        contributions = {c.id: c for c in records.contributions}
        self.regimes = {s.id: contributions[s.contribution_id].regime for s in records.sources}
        self.about: dict[str, list[Finding]] = {}
        for finding in records.findings:
            self.about.setdefault(finding.subject_id, []).append(finding)

    def regime(self, finding: Finding) -> str:
        """The regime of the contribution; where it says none, that of the case."""
        return self.regimes[finding.source_id] or self.header.regime

    def item(self, finding: Finding) -> DueReview:
        bound = self.bound(finding.id, Outcome())
        extendable = bound.latest > today()
        allowed = [EXTEND] * extendable + [RESTRICT] * (not finding.restricted) + [ERASE]
        return DueReview(
            finding_id=finding.id,
            case_id=self.header.id,
            reference=self.header.reference,
            subject_id=finding.subject_id,
            property=finding.property,
            since=finding.review_due,
            regime=self.regime(finding),
            ground=bound.ground.citation,
            latest=bound.latest.isoformat(),
            allowed=tuple(allowed),
            needs_approval=bound.needs_approval,
            superseded=finding.id in self.superseded,
            restricted=finding.restricted,
            without_basis=finding.standing is not Standing.FACT and not finding.basis,
        )

    def bound(self, finding_id: str, outcome: Outcome) -> _Bound:
        """Return how far a finding may reach; for a link, the end with the shorter period decides."""
        finding = self.findings[finding_id]
        return min(
            (self._bound_for(finding, s, outcome) for s in self._people(finding)), key=lambda b: b.latest
        )

    def _people(self, finding: Finding) -> list[Subject]:
        subject = self.subjects[finding.subject_id]
        return [self.subjects[i] for i in (subject.start, subject.end) if i] or [subject]

    def _bound_for(self, finding: Finding, subject: Subject, outcome: Outcome) -> _Bound:
        said = self.about.get(subject.id, [])
        stored = min(_recorded(f) for f in [*said, finding])
        base = Circumstances(
            regime=self.regime(finding),
            last_event=stored,
            first_stored=stored,
            role=self._value(said, "role"),
            outcome=outcome.result,
            fine=outcome.fine,
            custody_until=outcome.custody_until,
        )
        events = sorted({_event(f) for f in [*said, finding]})
        birth = _birth(self._value(said, "birth_date"))
        told = [
            replace(base, last_event=e, age=age_at(birth, e)) if birth else replace(base, last_event=e)
            for e in events
        ]
        ground, day = governing(told)
        if not ground.total_years:
            return _Bound(ground, day, day)
        decisive = next(c for c in told if period(c) == ground)
        step = years_later(today(), ground.years)
        return _Bound(ground, day, min(ground.ends_at_most(decisive), max(step, day)))

    def _value(self, said: Iterable[Finding], name: str) -> str:
        return next((f.value for f in said if f.property == name and f.id not in self.superseded), "")


def _recorded(finding: Finding) -> dt.date:
    return dt.date.fromisoformat(finding.recorded_at[:10])


def _event(finding: Finding) -> dt.date:
    """Return the day on which what the finding says last happened; undated or lasting: its record."""
    text = finding.valid_to or finding.valid_from
    if not text:
        return _recorded(finding)
    last = partial_date.bounds(text)[1]
    return last if last <= today() else _recorded(finding)


def _birth(text: str) -> dt.date | None:
    try:
        return partial_date.bounds(text)[1] if text else None
    except ValueError:
        return None
