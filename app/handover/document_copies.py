"""Copies of documents outside the store: plain files, so each one is entered in the log with its reason."""

import hashlib
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import documents
from app.handover.artefact_file import taken_back_on_failure, whole_file
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store


def save_copy(store: Store, case_id: str, document_id: str, out: Path, reason: str) -> Change:
    """Write a document to a file outside the store, unencrypted, and enter it in the log as a disclosure.

    The copy is internal: a hand-over to an agency goes through the release. Raises `UserError` without a
    reason, for a place that cannot be written, and for content that is no longer what its SHA-256 says.
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
