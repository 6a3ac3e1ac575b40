"""Judgements: somebody's reasoned view whether two nodes are one and the same; never a rewrite.

Every judgement stays. What counts is the latest of each author agency, and two agencies may disagree.
"""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import func, select

from app.base.clock import FORM, now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import CaseRecords, Judgement, SubjectKind, Verdict
from app.casework import rows, writing
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

Pair = tuple[str, str]


def pair_of(a: str, b: str) -> Pair:
    """Return two ids as the one pair that they are, whichever was named first."""
    return (a, b) if a <= b else (b, a)


def decide(
    store: Store, case_id: str, a: str, b: str, verdict: Verdict, reason: str, author_agency_id: str
) -> Change:
    """Record an agency's judgement on two nodes of the case as one change that can be undone.

    Nothing is merged and nothing rewritten. `UserError` where the reason or the agency is missing, or
    where `a` and `b` are not two nodes of one type in this case.
    """
    if not reason.strip():
        raise UserError("judgement.reason", _("A judgement needs its reason."), _("Say what it rests on."))
    with store.write(_("Judgement recorded"), Action.COMBINATION, case_id=case_id) as work:
        _check(work, case_id, a, b, author_agency_id)
        first, second = pair_of(a, b)
        made_at = _moment(work, case_id, (first, second), author_agency_id)
        judgement = Judgement(
            new_id(),
            case_id,
            first,
            second,
            verdict,
            reason.strip(),
            author_agency_id,
            work.actor,
            made_at,
        )
        writing.write_judgements(work, [judgement])
        work.about(judgement.id)
    return work.done


def judge(
    store: Store, case_id: str, a: str, b: str, verdict: Verdict, reason: str, author_agency_id: str
) -> Change:
    """Do what `decide` does, under the name of before."""
    return decide(store, case_id, a, b, verdict, reason, author_agency_id)


def of_case(store: Store, case_id: str) -> tuple[Judgement, ...]:
    """Return all judgements of a case, oldest first."""
    with store.read() as connection:
        return rows.judgements(connection, case_id)


def latest(judgements: Iterable[Judgement]) -> dict[Pair, dict[str, Judgement]]:
    """Return what counts: for each pair of nodes the latest judgement of each author agency."""
    counting: dict[Pair, dict[str, Judgement]] = {}
    for judgement in _in_order(judgements):
        counting.setdefault(pair_of(judgement.a, judgement.b), {})[judgement.author_agency_id] = judgement
    return counting


def is_decided(by_agency: dict[str, Judgement]) -> bool:
    """Tell whether some agency holds the two for the same or for different; "undecided" leaves them open."""
    return any(judgement.verdict is not Verdict.UNDECIDED for judgement in by_agency.values())


def groups(records: CaseRecords, agency_id: str = "") -> tuple[frozenset[str], ...]:
    """Return which nodes one agency takes for one and the same; each group has at least two.

    A view may draw a group as one if asked to; the findings stay with their subjects. "same" unites, but
    never across a pair that the agency holds to be different. Without an agency, a pair counts as the same
    where at least one says so and none says otherwise.
    """
    same, different = _edges(records.judgements, agency_id)
    group_of: dict[str, set[str]] = {}
    for a, b in same:
        ours, theirs = group_of.get(a, {a}), group_of.get(b, {b})
        if ours is theirs or any(pair_of(x, y) in different for x in ours for y in theirs):
            continue
        united = ours | theirs
        group_of.update(dict.fromkeys(united, united))
    found = {frozenset(group) for group in group_of.values()}
    return tuple(sorted(found, key=lambda group: sorted(group)))


def _edges(judgements: Iterable[Judgement], agency_id: str) -> tuple[list[Pair], set[Pair]]:
    same: list[tuple[str, Pair]] = []
    different: set[Pair] = set()
    for pair, by_agency in latest(judgements).items():
        counting = [j for agency, j in by_agency.items() if agency_id in ("", agency)]
        if any(j.verdict is Verdict.DIFFERENT for j in counting):
            different.add(pair)
        elif agreeing := [j.made_at for j in counting if j.verdict is Verdict.SAME]:
            same.append((min(agreeing), pair))
    return [pair for _made, pair in sorted(same)], different


def _in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted(judgements, key=lambda j: (j.made_at, j.id))


def _moment(work: UnitOfWork, case_id: str, pair: Pair, agency_id: str) -> str:
    """Return now, or the second after the agency's last judgement on the pair: one of the two counts."""
    j = tables.judgement.c
    of_pair = (j.case_id == case_id, j.a == pair[0], j.b == pair[1], j.author_agency_id == agency_id)
    last = work.connection.execute(select(func.max(j.made_at)).where(*of_pair)).scalar()
    if not last or last < now_text():
        return now_text()
    return (dt.datetime.strptime(last, FORM) + dt.timedelta(seconds=1)).strftime(FORM)


def _check(work: UnitOfWork, case_id: str, a: str, b: str, agency_id: str) -> None:
    s, agency = tables.subject, tables.agency
    query = select(s.c.id, s.c.type).where(
        s.c.id.in_((a, b)), s.c.case_id == case_id, s.c.kind == SubjectKind.NODE
    )
    types = {row.id: row.type for row in work.connection.execute(query)}
    if a == b or len(types) != 2 or len(set(types.values())) != 1:
        raise UserError(
            "judgement.pair",
            _("A judgement needs two different nodes of one type in this case."),
            _("Choose the two that may be the same."),
            exit_code=ExitCode.USAGE,
        )
    if work.connection.execute(select(agency.c.id).where(agency.c.id == agency_id)).first() is None:
        raise UserError(
            "judgement.agency",
            _("A judgement needs its author agency."),
            _("Choose whose judgement it is."),
            exit_code=ExitCode.USAGE,
        )
