"""Findings taken from a marked passage: its document is the source, the passage the place in it."""

from dataclasses import replace

from sqlalchemy import Connection, select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Source
from app.casework import findings, review_days, writing
from app.casework.contributions import RELIABILITY
from app.casework.findings import Statement
from app.casework.passages import Passage, to_text
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

UNKNOWN_RELIABILITY = "X"


def record(
    store: Store,
    case_id: str,
    document_id: str,
    passage: Passage,
    subject_id: str,
    statement: Statement,
    reliability: str = UNKNOWN_RELIABILITY,
    *,
    reason: str = "",
) -> Change:
    """Record what a passage says about a subject.

    `statement.source_id` names a source of the document; with "" the first there is is taken, and if there
    is none one is made with `reliability` and the document's name as its reference, in the same step.
    `reason` goes to the log.
    """
    label = _("Finding recorded")
    with store.write(label, Action.COLLECTION, case_id=case_id, reason=reason) as work:
        document, subject = work.row(tables.document, document_id), work.row(tables.subject, subject_id)
        if document is None or subject is None:
            raise LookupError(document_id)
        source_id = statement.source_id or source_of(work.connection, document_id)
        if not source_id:
            if reliability not in RELIABILITY:
                raise UserError(
                    "source.reliability",
                    _("“{given}” is not a reliability."),
                    _("Use A, B, C or X (Europol 4x4; there is no D)."),
                    given=reliability,
                )
            source_id = new_id()
            contribution_id, name = str(document["contribution_id"]), str(document["name"])
            made = Source(source_id, contribution_id, _("Document"), name, reliability, document_id)
            writing.write_sources(work, [made])
        placed = replace(statement, source_id=source_id, place_in_source=to_text(passage))
        finding = findings.checked(work, case_id, subject_id, str(subject["type"]), placed)
        writing.write_findings(work, [finding])
        review_days.settle_new(work, [finding])
        work.about(finding.id)
    return work.done


def source_of(connection: Connection, document_id: str) -> str:
    """Return the first source that refers to a document, "" if none does."""
    source = tables.source
    query = select(source.c.id).where(source.c.document_id == document_id).order_by(source.c.id).limit(1)
    return str(connection.execute(query).scalar() or "")
