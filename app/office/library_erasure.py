"""Erasing a document of the library for good: versions, files, figures, and what undo remembered."""

from sqlalchemy import delete

from app.base.errors import UserError
from app.base.i18n import _
from app.office import library, library_files
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


def erase(store: Store, document_id: str, reason: str) -> Change:
    """Erase a document that must not be kept, such as one that names a person; it cannot be taken back.

    For whoever decides on erasure. `UserError` without a reason. A partner who got it keeps what they got.
    """
    roles.require(store, Act.REVIEW)
    found = library.get(store, document_id)
    if not reason.strip():
        raise UserError(
            "library.reason", _("The reason is missing."), _("It goes into the log."), place="reason"
        )
    reading = tables.library_reading
    with (
        role_acts.under(Act.REVIEW),
        store.write(
            _("Library document erased"), Action.ERASURE, reason=reason.strip(), history=False
        ) as work,
    ):
        for version in found.versions:
            work.delete(tables.library_version, version.id)
        work.delete(tables.library_document, found.id)
        work.connection.execute(delete(reading).where(reading.c.document_id == found.id))
        work.forget([found.id])
        library_files.drop_lost(work.connection)
        work.about(found.id)
    return work.done
