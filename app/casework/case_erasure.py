"""The erasure of a whole case: its findings first, then all that was written about them.

What stays is the frame without title and question - reference, purpose, legal basis, controller, steps -
and, value-free, ledger and log: that a case was held, on what ground, and that it was erased.
"""

import contextlib
from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, Table, delete, select

from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.casework import case_steps, consent_rows, data_marks, erasure
from app.casework.case_steps import CaseStatus
from app.casework.erasure_remains import begin, drop_lost_pieces, unite_index
from app.casework.erasure_repeats import LEAVE, Repeat, within
from app.store import compaction, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

# The frame, what was decided about it, ledger and log; drafts and index have ways of their own.
_KEPT = frozenset(
    {
        "audit", "case_file", "case_step", "change_log", "disclosure", "draft", "handover", "package_seen",
        "search_text",
    }
)  # fmt: skip


def repeats(store: Store, case_id: str) -> tuple[Repeat, ...]:
    """Return the places outside the case, in registers, views and the log, that repeat a value of it."""
    findings = _findings(store, case_id)
    seen = erasure.foresee(store, case_id, findings).repeats if findings else ()
    return tuple(r for r in seen if not r.case_id or not r.can)


def erase(
    store: Store,
    case_id: str,
    reason: str,
    *,
    repeats: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Change:
    """Erase everything a case holds and set it to "erased"; cannot be undone.

    `repeats` are the decisions on the places outside the case, as in `app.casework.erasure.erase`.

    Comes in steps of which each is whole: stopped in between, it goes on where it was when called again.
    Raises `UserError` for somebody who may not erase, without a reason, from a state that does not lead
    here, and for a reason that repeats what is to go; then nothing was changed.
    Nor was it after `Cancelled`: once the findings are gone the rest follows, and only the cleaning of the
    file can still be left for later.
    """
    told = progress or Progress()
    told.step(0, 10)
    roles.require(store, Act.REVIEW)
    case_steps.check(store, case_id, CaseStatus.ERASED, reason)
    findings = _findings(store, case_id)
    if findings:
        choices = None if repeats is None else {**_going_anyway(store, case_id, findings), **repeats}
        erasing = told.stretch(1, 7, 10)
        erasure.erase(store, case_id, findings, reason, repeats=choices, compacting=False, progress=erasing)
    label = _("Remainder of the case erased")
    with store.write(label, Action.ERASURE, case_id=case_id, reason=reason, undoable=False) as work:
        _take_out(work, case_id)
        compaction.ask_for(work)
    change = case_steps.take(store, case_id, CaseStatus.ERASED, reason)
    with store.aside() as connection:
        unite_index(connection)
    with contextlib.suppress(Cancelled):
        told.step(7, 10)
        compaction.compact(store, told.stretch(7, 10, 10))
    return change


def _findings(store: Store, case_id: str) -> list[str]:
    f = tables.finding
    with store.read() as connection:
        return list(connection.execute(select(f.c.id).where(f.c.case_id == case_id)).scalars())


def _going_anyway(store: Store, case_id: str, findings: list[str]) -> dict[str, str]:
    """Return the decisions on places of the case itself: they go with the remainder."""
    seen = erasure.foresee(store, case_id, findings).repeats
    return {r.key: LEAVE for r in seen if r.case_id}


def _take_out(work: UnitOfWork, case_id: str) -> None:
    begin(work.connection)
    for table, condition in _remainder(case_id):
        for (row_id,) in work.connection.execute(select(table.c.id).where(condition)).all():
            work.delete(table, row_id)
    for key in (*consent_rows.keys(work.connection, case_id), *data_marks.keys(work.connection, case_id)):
        work.delete(tables.meta, key)
    work.update(tables.case_file, case_id, title="", question="", review_due="")
    work.connection.execute(delete(tables.draft).where(tables.draft.c.case_id == case_id))
    work.end_history()
    drop_lost_pieces(work.connection)
    work.about(case_id)


def _remainder(case_id: str) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Yield what is left of a case without findings, what refers to something before it.

    Everything whose references lead to the case goes, tables of later versions too, but for what is kept.
    """
    for table in reversed(tables.metadata.sorted_tables):
        condition = None if table.name in _KEPT else within(table, case_id)
        if condition is not None:
            yield table, condition
