"""Copies of documents outside the store: plain files, so each one is entered in the log with its reason."""

import hashlib
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import documents, rows
from app.handover.artefact_file import taken_back_on_failure, whole_file
from app.policy.frozen_records import documents_behind
from app.store import outcome_guard, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def save_copy(store: Store, case_id: str, document_id: str, out: Path, reason: str) -> Change:
    """Write a document to a file outside the store, unencrypted, and enter it in the log as a disclosure.

    The copy is internal: a hand-over to an agency goes through the release. Raises `UserError` without a
    reason, for a place that cannot be written, for content that is no longer what its SHA-256 says, and for
    a document that a person's frozen record was taken from (`app.store.outcome_holds`).
    """
    if not reason.strip():
        raise UserError("form.reason", _("The reason is missing."), _("It goes into the log."))
    label = _("Internal copy of a document saved outside the store")
    with (
        taken_back_on_failure([out]),
        store.write(label, Action.DISCLOSURE, case_id=case_id, reason=reason.strip(), history=False) as work,
    ):
        row = work.row(tables.document, document_id)
        if row is None:
            raise LookupError(document_id)
        _refuse_frozen(work, document_id)
        code = hashlib.sha256()
        with whole_file(out) as file:
            for piece in documents.pieces(work.connection, str(row["sha256"])):
                code.update(piece)
                file.write(piece)
            if code.hexdigest() != row["sha256"]:
                raise UserError(
                    "document.damaged",
                    _("The content of “{name}” is damaged."),
                    _("Check the store, and restore it from a backup."),
                    name=row["name"],
                )
        work.about(document_id)
    return work.done


def _refuse_frozen(work: UnitOfWork, document_id: str) -> None:
    records = rows.whole_records(work.connection, work.case_id)
    if document_id in documents_behind(records):
        raise outcome_guard.refusal(work.connection, records.frozen)
