"""Lawful erasure: content really goes, and with it everything that nothing supports any more.

Erased with a finding: what it corrected (or the older value would come back as the current one), nodes
without any finding left, links that lost an end, judgements and chart positions of these, sources,
documents and contributions that no finding needs, citations in measures. What stays are ids: in the
disclosure ledger, in the audit log, and in the value-free tombstone that keeps the finding from coming
back. An assessment that rested on erased findings alone is not erased, because it is somebody's own
statement; it is due for review at once, and until then it does not leave the house.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from app.base.blocks import blocks
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Cancelled, Progress
from app.base.records import Delivery
from app.casework import notices
from app.casework.erasure_cascade import Cascade
from app.casework.erasure_records import Erasure as Erasure
from app.casework.erasure_records import Foreseen as Foreseen
from app.casework.erasure_remains import begin
from app.store import compaction, role_acts, roles, tables
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def erase(
    store: Store,
    case_id: str,
    finding_ids: Sequence[str],
    reason: str,
    *,
    repeats: Mapping[str, str] | None = None,
    compacting: bool = True,
    progress: Progress | None = None,
) -> Erasure:
    """Erase findings of one case with all that hangs on them alone; cannot be undone.

    `repeats` says of each other place that repeats a value (`Foreseen.repeats`, by key) whether it is taken
    out, erased too, or left; a place without a decision is refused (`erasure.undecided`). Without `repeats`
    all are left and returned.

    Every recipient of them is to be told (`app.casework.notices`). Without `compacting` the file is left
    to be cleaned by `app.store.compaction`, which remembers it. Raises `UserError` without
    a reason, for a reason that repeats what is to go, and for findings that are not in this case; then
    nothing was changed. Nor was it after `Cancelled`; once it is erased, cancelling leaves the cleaning for
    later.
    """
    _need(reason)
    roles.require(store, Act.REVIEW)
    told = progress or Progress()
    told.step(0, 10)
    label = ngettext("Finding erased", "Findings erased", len(finding_ids))
    with store.write(label, Action.ERASURE, case_id=case_id, reason=reason, undoable=False) as work:
        begin(work.connection)
        gone = Cascade(work, case_id, finding_ids, reason, repeats, told.stretch(1, 7, 10))
        gone.run()
        compaction.ask_for(work)
        told.step(7, 10)
    return gone.result(work.done, compacted=compacting and _cleaned(store, told.stretch(7, 10, 10)))


def _cleaned(store: Store, told: Progress) -> bool:
    try:
        told.step(0, 10)
        return compaction.compact(store, told).done
    except Cancelled:
        return False


def check(store: Store, case_id: str, finding_ids: Sequence[str], reason: str) -> None:
    """Raise what `erase` would raise; changes nothing."""
    _need(reason)
    roles.require(store, Act.REVIEW)
    with store.read() as connection:
        Cascade(UnitOfWork(connection, store.user, "", case_id), case_id, finding_ids, reason).find()


def foresee(
    store: Store, case_id: str, finding_ids: Sequence[str], repeats: Mapping[str, str] | None = None
) -> Foreseen:
    """Say what an erasure would take with it, who would have to be told, and where else it is repeated.

    `repeats` are decisions made so far: findings chosen there go too. Changes nothing.
    """
    try:
        with (
            role_acts.under(None),
            store.write(_("Erasure foreseen"), Action.ERASURE, case_id=case_id, undoable=False) as work,
        ):
            gone = Cascade(work, case_id, finding_ids, "", repeats)
            told = notices.recipients(work.connection, gone.reach())
            begin(work.connection)
            gone.take_out()
            raise _OnlyLooking(gone.foreseen(told))
    except _OnlyLooking as seen:
        return seen.foreseen


class _OnlyLooking(Exception):
    """Takes back what was tried, and says what it would have done."""

    def __init__(self, foreseen: Foreseen) -> None:
        super().__init__("only looking")
        self.foreseen = foreseen


def _need(reason: str) -> None:
    if not reason.strip():
        raise UserError(
            "erasure.reason", _("An erasure needs its reason."), _("Say why it is erased, without values.")
        )


def without_erased(connection: Connection, delivery: Delivery) -> Delivery:
    """Return a delivery without the sources, documents and subjects that only erased findings need.

    The erased findings themselves stay listed, so that uniting can count them; it does not write them.
    """
    offered = [f.id for f in delivery.findings]
    erased = _present(connection, offered)
    if not erased:
        return delivery
    lost = [f for f in delivery.findings if f.id in erased]
    kept = [f for f in delivery.findings if f.id not in erased]
    about = {f.subject_id for f in kept}
    ends = {e for s in delivery.subjects if s.id in about for e in (s.start, s.end)}
    subjects = {f.subject_id for f in lost} - about - ends
    source_ids = {f.source_id for f in lost} - {f.source_id for f in kept}
    sources = tuple(s for s in delivery.sources if s.id not in source_ids)
    cut = [s for s in delivery.sources if s.id in source_ids]
    contributions = {s.contribution_id for s in cut} - {s.contribution_id for s in sources}
    documents = {s.document_id for s in cut} - {s.document_id for s in sources}
    documents |= {d.id for d in delivery.documents if d.contribution_id in contributions}
    return replace(
        delivery,
        sources=sources,
        subjects=tuple(s for s in delivery.subjects if s.id not in subjects),
        contributions=tuple(c for c in delivery.contributions if c.id not in contributions),
        documents=tuple(d for d in delivery.documents if d.id not in documents),
        judgements=tuple(j for j in delivery.judgements if not {j.a, j.b} & subjects),
    )


def _present(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return which of these findings were erased."""
    stone, found = tables.tombstone, set[str]()
    for block in blocks(ids):
        query = select(stone.c.finding_id).where(stone.c.finding_id.in_(block))
        found.update(row[0] for row in connection.execute(query))
    return found
