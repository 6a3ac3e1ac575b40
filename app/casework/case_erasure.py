"""The erasure of a whole case: its findings first, then all that was written about them.

What stays is the frame without title and question - reference, purpose, legal basis, controller, steps -
and, value-free, ledger and log: that a case was held, on what ground, and that it was erased.
"""

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, text

from app.base.i18n import _
from app.casework import case_steps, erasure
from app.casework.case_steps import CaseStatus
from app.store import compaction, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def erase(store: Store, case_id: str, reason: str) -> Change:
    """Erase everything a case holds and set it to "erased"; cannot be undone.

    Comes in steps of which each is whole: stopped in between, it goes on where it was when called again.
    Raises `UserError` for somebody who may not erase, without a reason, from a state that does not lead
    here, and for a reason that repeats what is to go; then nothing was changed.
    """
    roles.require(store, Act.REVIEW)
    case_steps.check(store, case_id, CaseStatus.ERASED, reason)
    f = tables.finding
    with store.read() as connection:
        findings = list(connection.execute(select(f.c.id).where(f.c.case_id == case_id)).scalars())
    if findings:
        erasure.erase(store, case_id, findings, reason, compacting=False)
    label = _("Remainder of the case erased")
    with store.write(label, Action.ERASURE, case_id=case_id, reason=reason, undoable=False) as work:
        _take_out(work, case_id)
        compaction.ask_for(work)
    change = case_steps.take(store, case_id, CaseStatus.ERASED, reason)
    with store.aside() as connection:
        # Deleted words stay in older parts of the index until the parts are united.
        connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))
    compaction.compact(store)
    return change


def _take_out(work: UnitOfWork, case_id: str) -> None:
    work.connection.execute(text("PRAGMA secure_delete = ON")).close()
    work.connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table, condition in _remainder(case_id):
        for (row_id,) in work.connection.execute(select(table.c.id).where(condition)).all():
            work.delete(table, row_id)
    work.update(tables.case_file, case_id, title="", question="", review_due="")
    work.connection.execute(delete(tables.draft).where(tables.draft.c.case_id == case_id))
    work.end_history()
    _drop_lost_content(work.connection)
    work.about(case_id)


def _remainder(case_id: str) -> list[tuple[Table, ColumnElement[bool]]]:
    """Name what is left of a case without findings, what refers to something before it."""
    t = tables

    def of(table: Table) -> tuple[Table, ColumnElement[bool]]:
        return table, table.c.case_id == case_id

    def below(table: Table, key: str, parent: Table) -> tuple[Table, ColumnElement[bool]]:
        return table, table.c[key].in_(select(parent.c.id).where(parent.c.case_id == case_id))

    return [
        below(t.gap_entry, "gap_id", t.gap),
        of(t.collection_task),
        of(t.gap),
        below(t.measure_citation, "measure_id", t.measure),
        of(t.measure),
        below(t.agenda_item, "conference_id", t.conference),
        below(t.participant, "conference_id", t.conference),
        of(t.conference),
        below(t.chart_position, "chart_id", t.chart),
        of(t.chart),
        of(t.judgement),
        below(t.source, "contribution_id", t.contribution),
        below(t.document, "contribution_id", t.contribution),
        below(t.quarantine, "contribution_id", t.contribution),
        of(t.contribution),
        of(t.case_party),
    ]


def _drop_lost_content(connection: Connection) -> None:
    """Delete content and text of documents that no row and no undo names any more."""
    document, log = tables.document, tables.change_log
    for piece in (tables.document_chunk, tables.document_text):
        named = select(document.c.id).where(document.c.sha256 == piece.c.sha256).exists()
        remembered = select(log.c.id).where(func.instr(log.c.images, piece.c.sha256) > 0).exists()
        connection.execute(delete(piece).where(~named, ~remembered))
