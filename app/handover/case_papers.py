"""Papers about money and careers: from the released view, entered in the ledger, or the office's own."""

from collections.abc import Callable
from pathlib import Path

from app.base.clock import today
from app.base.i18n import _
from app.briefing.content import Briefing
from app.briefing.document import write_pdf
from app.briefing.options import BriefingOptions
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.briefings import BriefingResult, options_for
from app.handover.releasing import internal_view, release_case
from app.policy import ledger
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView, View
from app.store import paper_head, roles
from app.store.audit import Action
from app.store.roles import Act
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
    """Write one paper of a case to `out`; `kind` names it in the ledger ("money", "career").

    `request` None makes the office's own, stamped as internal and only logged, with `reason`. Nothing is
    entered if the file cannot be written, and no file stays if the entry fails.
    """
    view, withheld = _view(store, case_id, request)
    options = options_for(view, language, None, 1, log_head=paper_head.of_store(store))
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            pages = write_pdf(compose(view, options), file)
        ids = _enter(store, view, ledger.Artefact(kind, out.name, sha256_of(out)), reason)
    return BriefingResult((out,), sha256_of(out), pages, len(view.findings), withheld, ids)


def _view(store: Store, case_id: str, request: ReleaseRequest | None) -> tuple[View, dict[str, int]]:
    if request is None:
        own = internal_view(store, case_id, today().isoformat())
        return own, own.withheld()
    roles.require(store, Act.RELEASE)
    release = release_case(store, case_id, request)
    return release.view, release.withheld()


def _enter(store: Store, view: View, artefact: ledger.Artefact, reason: str) -> tuple[str, ...]:
    if not isinstance(view, ReleasedView):
        store.consult(view.header.id, _("Internal paper of a case written"), reason=reason)
        return ()
    with store.write(
        _("Paper of a case handed over"),
        Action.DISCLOSURE,
        case_id=view.header.id,
        reason="; ".join(filter(None, (view.purpose, view.occasion, reason))),
        recipient=view.recipient.id,
        history=False,
    ) as work:
        return (ledger.enter(work, view, artefact),)
