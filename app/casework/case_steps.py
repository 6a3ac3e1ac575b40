"""Where a case stands and what each step demands; going back is allowed and says why.

A step is one undoable change with its reason, kept in `case_step` and in the log. What is missing for a
step is always said as a whole, each with the place where it is filled in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Table, func, literal_column, select

from app.base.clock import now_text, today
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.records import CaseHeader, ConferenceState
from app.casework import case_frame, case_lists, cases
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store


class CaseStatus(StrEnum):
    """The states of a case, in the order in which it usually passes them."""

    DRAFT = "draft"
    RUNNING = "running"
    CONFERENCE = "in_conference"
    COMPLETED = "completed"
    HANDED_OVER = "handed_over"
    ERASED = "erased"


_FORWARD = {
    CaseStatus.DRAFT: (CaseStatus.RUNNING,),
    CaseStatus.RUNNING: (CaseStatus.CONFERENCE, CaseStatus.COMPLETED),
    CaseStatus.CONFERENCE: (CaseStatus.RUNNING, CaseStatus.COMPLETED),
    CaseStatus.COMPLETED: (CaseStatus.HANDED_OVER, CaseStatus.ERASED),
    CaseStatus.HANDED_OVER: (CaseStatus.ERASED,),
    CaseStatus.ERASED: (),
}
_BACK = {
    CaseStatus.RUNNING: (CaseStatus.DRAFT,),
    CaseStatus.COMPLETED: (CaseStatus.RUNNING, CaseStatus.CONFERENCE),
    CaseStatus.HANDED_OVER: (CaseStatus.COMPLETED, CaseStatus.RUNNING),
}
# What a case holds; an erased one holds none of it.
CONTENT = (tables.finding, tables.contribution, tables.measure, tables.gap, tables.collection_task)
# Ids are random; two steps of one moment stand in the order in which they were written.
_AS_WRITTEN: ColumnElement[int] = literal_column("case_step.rowid")
# What older stores and packages of other offices call the same.
_OLDER = {"active": CaseStatus.RUNNING, "closed": CaseStatus.COMPLETED, "": CaseStatus.DRAFT}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: where the case went, with which outcome ("" for none), why, when and by whom."""

    id: str
    status: CaseStatus
    outcome: str
    reason: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a step demands; `field` names a field, `tab` a part of the case where it is done."""

    what: str
    where: str
    field: str = ""
    tab: str = ""


def status_of(header: CaseHeader) -> CaseStatus:
    """Return where a case stands; a word this program does not know counts as running."""
    status = _OLDER.get(header.status, header.status)
    return CaseStatus(status) if status in set(CaseStatus) else CaseStatus.RUNNING


def next_states(status: CaseStatus) -> tuple[CaseStatus, ...]:
    """Return where a case can go from here: forward first, then back."""
    return _FORWARD[status] + _BACK.get(status, ())


def goes_back(start: CaseStatus, target: CaseStatus) -> bool:
    """Tell whether a step leads back."""
    return target in _BACK.get(start, ())


def steps(store: Store, case_id: str) -> tuple[Step, ...]:
    """Return the steps of a case, oldest first."""
    with store.read() as connection:
        return _steps(connection, case_id)


def _steps(connection: Connection, case_id: str) -> tuple[Step, ...]:
    s = tables.case_step
    query = select(s.c.id, s.c.status, s.c.outcome, s.c.reason, s.c.at, s.c.actor)
    found = connection.execute(query.where(s.c.case_id == case_id).order_by(s.c.at, _AS_WRITTEN))
    return tuple(Step(row.id, CaseStatus(row.status), *row[2:]) for row in found)


def outcome_of(taken: Sequence[Step]) -> str:
    """Return the outcome type in force: that of the last step, "" while the case is worked on."""
    return taken[-1].outcome if taken else ""


def missing(store: Store, case_id: str, target: CaseStatus, *, outcome: str = "") -> tuple[Missing, ...]:
    """Return all that a step to `target` still demands; nothing means that it can be taken."""
    with store.read() as connection:
        return _missing(connection, cases.header_of(connection, case_id), target, outcome)


def _missing(
    connection: Connection, header: CaseHeader, target: CaseStatus, outcome: str
) -> tuple[Missing, ...]:
    found: list[Missing] = []
    if target not in (CaseStatus.DRAFT, CaseStatus.ERASED):
        found += _frame(header)
    if target is CaseStatus.CONFERENCE:
        found += _conference(connection, header.id)
    if target in (CaseStatus.COMPLETED, CaseStatus.HANDED_OVER):
        found += _closing(connection, header, outcome or outcome_of(_steps(connection, header.id)))
    if target is CaseStatus.HANDED_OVER:
        found += _handing_over(connection, header.id)
    if target is CaseStatus.ERASED:
        found += _erasing(connection, header.id)
    return tuple(found)


def _frame(header: CaseHeader) -> list[Missing]:
    edit = _("in “Edit the case”")
    return [Missing(case_frame.field_word(field), edit, field) for field in case_frame.empty_fields(header)]


def _conference(connection: Connection, case_id: str) -> list[Missing]:
    c, p = tables.conference, tables.case_party
    planned = _count(connection, c, c.c.case_id == case_id, c.c.state == ConferenceState.PLANNED)
    if planned or _count(connection, p, p.c.case_id == case_id):
        return []
    return [
        Missing(
            _("a planned conference or a participating agency"),
            _("under “Measures” or “Participating agencies”"),
            tab="measures",
        )
    ]


def _closing(connection: Connection, header: CaseHeader, outcome: str) -> list[Missing]:
    f, day = tables.finding, today().isoformat()
    due = _count(connection, f, f.c.case_id == header.id, f.c.review_due.between("0", day))
    found = []
    if not outcome:
        found.append(Missing(_("the outcome type"), _("in this form"), "outcome"))
    if due:
        words = ngettext("{count} overdue review decided", "{count} overdue reviews decided", due)
        found.append(Missing(words.format(count=due), _("on the page of reviews"), tab="reviews"))
    if "0" < header.review_due <= day:
        found.append(Missing(_("the overdue review of the case"), _("in “Edit the case”"), "review_due"))
    return found


def _handing_over(connection: Connection, case_id: str) -> list[Missing]:
    h = tables.handover
    if _count(connection, h, h.c.case_id == case_id):
        return []
    where = _("under “Briefing” or “Package”")
    return [Missing(_("a hand-over to a recipient in the ledger"), where, tab="release")]


def _erasing(connection: Connection, case_id: str) -> list[Missing]:
    left = sum(_count(connection, t, t.c.case_id == case_id) for t in CONTENT)
    return [Missing(_("that nothing is held any more"), _("in “Status of the case”"))] if left else []


def _count(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())


def take(store: Store, case_id: str, target: CaseStatus, reason: str, *, outcome: str = "") -> Change:
    """Take a step. Raises `UserError` (`case.step`) naming all that is missing, and where to fill it in.

    The outcome stays with the case when it is handed over and goes when work on it begins again. The step
    to "erased" is the last one of `app.casework.case_erasure` and cannot be undone.
    """
    final = target is CaseStatus.ERASED
    label = _("Case: {status}").format(status=status_word(target))
    with store.write(
        label, Action.ALTERATION, case_id=case_id, reason=reason.strip(), undoable=not final
    ) as work:
        header = cases.header_of(work.connection, case_id)
        _refuse(work.connection, header, target, reason, outcome)
        before = outcome_of(_steps(work.connection, case_id))
        closed = target in (CaseStatus.COMPLETED, CaseStatus.HANDED_OVER, CaseStatus.ERASED)
        kept = (outcome or before) if closed else ""
        row = {"case_id": case_id, "status": target.value, "outcome": kept, "reason": reason.strip()}
        work.insert(tables.case_step, {**row, "at": _after(work.connection, case_id), "actor": work.actor})
        work.update(tables.case_file, case_id, status=target.value)
        work.about(case_id)
    return work.done


def _after(connection: Connection, case_id: str) -> str:
    """Return this moment, or the one of the last step if the clock was set back since."""
    return max([now_text(), *(step.at for step in _steps(connection, case_id))])


def check(store: Store, case_id: str, target: CaseStatus, reason: str) -> None:
    """Raise what `take` would raise for the way and the reason alone; changes nothing."""
    with store.read() as connection:
        _refuse_way(status_of(cases.header_of(connection, case_id)), target, reason)


def _refuse(
    connection: Connection, header: CaseHeader, target: CaseStatus, reason: str, outcome: str
) -> None:
    _refuse_way(status_of(header), target, reason)
    if outcome:
        case_lists.check(case_lists.OUTCOMES, outcome)
    lacking = _missing(connection, header, target, outcome)
    if lacking:
        lines = tuple(f"{m.what} ({m.where})" for m in lacking)
        raise UserError(
            "case.step",
            _("For “{target}” is missing: {missing}."),
            problems=lines,
            target=status_word(target),
            missing="; ".join(lines),
        )


def _refuse_way(start: CaseStatus, target: CaseStatus, reason: str) -> None:
    if target not in next_states(start):
        raise UserError(
            "case.way",
            _("A case that is “{start}” cannot become “{target}”."),
            _("From here it can become: {possible}."),
            start=status_word(start),
            target=status_word(target),
            possible=", ".join(status_word(s) for s in next_states(start)) or "-",
        )
    if not reason.strip():
        raise UserError("case.reason", _("The step needs its reason."), _("It goes into the log."))


def status_word(status: str) -> str:
    """Return the word for where a case stands; one that is not known stands as it is."""
    return {
        "draft": _("draft"),
        "running": _("running"),
        "active": _("running"),
        "in_conference": _("in conference"),
        "completed": _("completed"),
        "closed": _("completed"),
        "handed_over": _("handed over"),
        "erased": _("erased"),
    }.get(status, status)
