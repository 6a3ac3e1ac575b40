"""Papers about money, a career or one method: from the released view, entered in the ledger, or internal.

The ledger has the findings that the paper tells, no more: who gets the paper has not been given the rest.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.base.i18n import _
from app.briefing.content import Briefing
from app.briefing.document import write_pdf
from app.briefing.options import BriefingOptions
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.briefings import BriefingResult, options_for
from app.handover.case_sheets import refuse_named_basis
from app.handover.ledger_entry import entered
from app.handover.releasing import view_for
from app.policy.ledger import Artefact
from app.policy.release import ReleaseRequest
from app.policy.views import View
from app.store import paper_head
from app.store.store import Store

Compose = Callable[[View, BriefingOptions], Briefing]


def write_case_paper(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    kind: str,
    compose: Compose,
    *,
    language: str = "de",
    reason: str = "",
) -> BriefingResult:
    """Write one paper of a case to `out`; `kind` names it in the ledger ("money", "career", "method").

    `request` None makes the office's own, stamped as internal and only logged, with `reason`. Nothing is
    entered if the file cannot be written, and no file stays if the entry fails.
    """
    view, withheld = view_for(store, case_id, request)
    refuse_named_basis(store, view, (reason,))
    options = options_for(view, language, None, 1, log_head=paper_head.of_store(store))
    with taken_back_on_failure([out]):
        paper = compose(view, options)
        with whole_file(out) as file:
            pages = write_pdf(paper, file)
        told = _told(view, paper)
        made = Artefact(kind, out.name, sha256_of(out))
        words = _("Paper of a case handed over"), _("Internal paper of a case written")
        ids = entered(store, told, [made], *words, reason)
    return BriefingResult((out,), sha256_of(out), pages, len(told.findings), withheld, ids)


def _told(view: View, paper: Briefing) -> View:
    """Return the view with the findings that a paper tells alone, for the ledger."""
    told = paper.told
    if told is None:
        return view
    return replace(view, findings=tuple(f for f in view.findings if f.id in told))
