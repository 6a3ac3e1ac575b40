"""Before a hand-over: documents that were chosen to go along and tell more than their recipient is given.

A document goes whole. What was taken from it and stays would go with it, past every decision; so that stops
the office, loudly, and changes no byte of what goes.
"""

from collections import Counter

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseRecords
from app.policy.release import Reason, Release


def staying_in(records: CaseRecords, release: Release) -> dict[str, int]:
    """Return by document that would go how many findings taken from it stay; corrected ones do not count."""
    going = {d.id for d in release.view.documents}
    document_of = {s.id: s.document_id for s in records.sources if s.document_id in going}
    if not document_of:
        return {}
    source_of = {f.id: f.source_id for f in records.findings if f.source_id in document_of}
    staying = (d.finding_id for d in release.decisions if d.reason not in (None, Reason.SUPERSEDED))
    counts = Counter(document_of[source_of[i]] for i in staying if i in source_of)
    return {document: count for document, count in counts.items() if document is not None}


def refuse_documents(records: CaseRecords, release: Release) -> None:
    """Raise `UserError` (`handing_on.document`, exit 1) for a document that tells what stays."""
    counts = staying_in(records, release)
    for document in release.view.documents:
        if document.id in counts:
            raise UserError(
                "handing_on.document",
                _(
                    "Not handed over: the document “{name}” says more than {agency} is given ({count} of its "
                    "findings stay)."
                ),
                _("Leave the document out, or release first what stays."),
                exit_code=ExitCode.ANSWER_IS_NO,
                name=document.name,
                agency=release.view.recipient.name_de,
                count=counts[document.id],
            )
