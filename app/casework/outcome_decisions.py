"""Deciding on deletion after acquittal, refusal to open the main proceedings or final discontinuation.

What was stored of the accused must go if the grounds of that decision show that the person did not commit
the act, or not unlawfully (StPO section 484(2), PolG NRW section 22(3)). Only a person can read that in
the grounds. So the record is frozen (`app.store.outcome_holds`) until somebody who may decide on reviews
erases it, or keeps it and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, mark
from app.base.progress import Progress
from app.casework import erasure, review_bounds, reviews
from app.casework.erasure import Erasure
from app.casework.review_bounds import Outcome
from app.store import outcome_guard, outcome_holds, role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.outcome_holds import Hold
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

NOT_CLEARED, NOT_FINAL, NOT_CONCERNED = "not_cleared", "not_final", "not_concerned"
_KINDS = {
    NOT_CLEARED: mark("Grounds do not show innocence"),
    NOT_FINAL: mark("Outcome not final or wrong"),
    NOT_CONCERNED: mark("Outcome of somebody else"),
}
KINDS = tuple(_KINDS)
"""The grounds on which something may be kept."""
# What an outcome means for the periods of review (resources/provisions/review_periods.yaml).
_RESULT = {"acquittal": "acquitted"}
_DISCONTINUED = "discontinued"


@dataclass(frozen=True, slots=True)
class Pending:
    """One person in one case to decide on; `since` is the moment of the first outcome.

    `outcomes` are pairs of what the outcome was stated of (a proceeding or the person's part in it) and the
    code of the outcome; `findings` counts what is held of the person, links apart.
    """

    case_id: str
    reference: str
    person: str
    since: str
    outcomes: tuple[tuple[str, str], ...]
    findings: int


def kind_word(kind: str) -> str:
    """Return a ground for keeping in the language in force."""
    return _(_KINDS[kind])


def pending(store: Store, case_id: str = "") -> tuple[Pending, ...]:
    """Return what waits for a decision over all cases or in one, oldest first."""
    with store.read() as connection:
        return waiting(connection, case_id)


def waiting(connection: Connection, case_id: str = "") -> tuple[Pending, ...]:
    """Return the same within a transaction."""
    by_person: dict[str, list[Hold]] = {}
    for hold in outcome_holds.open_holds(connection, case_id):
        by_person.setdefault(hold.person, []).append(hold)
    found = (_pending(connection, holds) for holds in by_person.values())
    return tuple(sorted(found, key=lambda p: (p.since, p.reference, p.person)))


def _pending(connection: Connection, holds: Sequence[Hold]) -> Pending:
    first, f, c = min(holds, key=lambda h: h.since), tables.finding, tables.case_file
    count = select(func.count()).select_from(f).where(f.c.subject_id == first.person)
    reference = select(c.c.reference).where(c.c.id == first.case_id)
    return Pending(
        first.case_id,
        str(connection.execute(reference).scalar_one()),
        first.person,
        first.since,
        tuple(dict.fromkeys((h.about, h.outcome) for h in holds)),
        int(connection.execute(count).scalar_one()),
    )


def of_person(store: Store, case_id: str, person_id: str) -> Pending:
    """Return what is to be decided on a person; `UserError` (exit 1) if nothing is."""
    found = next((p for p in pending(store, case_id) if p.person == person_id), None)
    if found is None:
        raise _nothing(person_id)
    return found


def keep(store: Store, case_id: str, person_id: str, kind: str, reason: str) -> Change:
    """Decide that what is held of a person stays, on a ground of `KINDS`; the log holds ground and reason.

    Where the outcome itself stands, review days beyond the period it brings are set back. Raises
    `UserError` without a reason, for another ground, and where nothing is to be decided (exit 1).
    """
    reviews.check_reason(reason)
    if kind not in _KINDS:
        raise UserError(
            "outcome.kind",
            _("“{given}” is no ground for keeping."),
            _("Use one of: {known}."),
            given=kind,
            known=", ".join(KINDS),
        )
    label, said = _("Decided on deletion: kept"), f"{kind_word(kind)}: {reason.strip()}"
    with (
        role_acts.under(Act.REVIEW),
        store.write(label, Action.ALTERATION, case_id=case_id, reason=said) as work,
    ):
        holds = [h for h in outcome_holds.open_holds(work.connection, case_id) if h.person == person_id]
        if not holds:
            raise _nothing(person_id)
        for about, outcome in dict.fromkeys((h.about, h.outcome) for h in holds):
            work.insert(tables.deletion_decision, _row(work, person_id, about, outcome, kind, reason))
        if kind == NOT_CLEARED:
            _shorten(work, person_id, [h.outcome for h in holds])
        work.about(person_id)
    return work.done


def _row(
    work: UnitOfWork, person_id: str, about: str, outcome: str, kind: str, reason: str
) -> dict[str, str]:
    return {
        "case_id": work.case_id,
        "subject_id": person_id,
        "about_id": about,
        "outcome": outcome,
        "kind": kind,
        "reason": reason.strip(),
        "actor": work.actor,
        "at": now_text(),
    }


def _shorten(work: UnitOfWork, person_id: str, outcomes: Sequence[str]) -> None:
    """Set back the review days of a person and their links to the period after such an outcome."""
    circle = review_bounds.read(work.connection, work.case_id, [person_id], links=True)
    results = {_RESULT.get(outcome, _DISCONTINUED) for outcome in outcomes}
    for finding in circle.judged:
        usual = circle.bound(finding)
        for bound in (circle.bound(finding, Outcome(result)) for result in results):
            day = bound.normal.isoformat()
            row = work.row(tables.finding, finding.id)
            if bound.ground != usual.ground and row is not None and row["review_due"] > day:
                work.update(tables.finding, finding.id, review_due=day)


def to_erase(store: Store, case_id: str, person_id: str) -> tuple[str, ...]:
    """Return the findings that go if deletion is decided.

    They are the person's, and those of a proceeding that nobody else is party to. What hangs on them alone,
    the person's links first, goes with them (`app.casework.erasure`).
    """
    matter = of_person(store, case_id, person_id)
    f, s = tables.finding, tables.subject
    with store.read() as connection:
        about = [i for i, _outcome in matter.outcomes]
        ends = select(s.c.id, s.c.start, s.c.end).where(s.c.type == outcome_holds.PARTY, s.c.end.in_(about))
        parties: dict[str, set[str]] = {}
        for row in connection.execute(ends):
            parties.setdefault(row.end, set()).add(row.start)
        alone = [i for i, people in parties.items() if people == {person_id}]
        held = select(f.c.id).where(f.c.subject_id.in_([person_id, *alone])).order_by(f.c.recorded_at, f.c.id)
        return tuple(connection.execute(held).scalars())


def erase(
    store: Store,
    case_id: str,
    person_id: str,
    reason: str,
    *,
    repeats: Mapping[str, str] | None = None,
    compacting: bool = True,
    progress: Progress | None = None,
) -> Erasure:
    """Decide that what is held of a person goes, and erase it; cannot be undone.

    `repeats`, `compacting`, `progress` and what is raised are those of `app.casework.erasure.erase`.
    """
    wanted = to_erase(store, case_id, person_id)
    return erasure.erase(
        store, case_id, wanted, reason, repeats=repeats, compacting=compacting, progress=progress
    )


def check(store: Store, case_id: str, finding_ids: Sequence[str], *, erasing: bool) -> None:
    """Raise `UserError` for review decisions that have to wait for the decision on deletion.

    What is frozen is neither extended nor restricted; the outcome is not erased while the person stays.
    """
    chosen, f = set(finding_ids), tables.finding
    with store.read() as connection:
        holds = outcome_holds.open_holds(connection, case_id)
        if not holds:
            return
        frozen = outcome_holds.with_links(connection, {h.person for h in holds})
        about = set(connection.execute(select(f.c.subject_id).where(f.c.id.in_(chosen))).scalars())
        if not erasing:
            waits = {h.person for h in holds} if frozen & about else set[str]()
        else:
            waits = {
                h.person for h in holds if h.finding in chosen and not _all_of(connection, h.person, chosen)
            }
        if waits:
            raise outcome_guard.refusal(connection, waits)


def _all_of(connection: Connection, person: str, chosen: set[str]) -> bool:
    f = tables.finding
    return set(connection.execute(select(f.c.id).where(f.c.subject_id == person)).scalars()) <= chosen


def _nothing(person_id: str) -> UserError:
    return UserError(
        "outcome.nothing",
        _("No decision on deletion is open for “{id}”."),
        _("`review deletions` lists those that are."),
        exit_code=ExitCode.ANSWER_IS_NO,
        id=person_id,
    )
