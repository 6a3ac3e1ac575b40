"""The briefing: released, written, entered in the ledger - or the analyst's own, stamped as internal."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from app.base.chart_records import ChartDocument
from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.base.words import classification_word
from app.briefing.compose import compose
from app.briefing.document import write_pdf
from app.briefing.options import BriefingOptions
from app.casework import chart_documents
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.releasing import internal_view, release_case
from app.policy import ledger, provisions
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView, View
from app.store import paper_head, roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class BriefingResult:
    """What was written. `ledger_ids` is empty for an internal briefing; sizes and counts are of copy 1."""

    files: tuple[Path, ...]
    sha256: str
    pages: int
    released: int
    withheld: dict[str, int]
    ledger_ids: tuple[str, ...]


def options_for(
    view: View, language: str, conference_no: int | None, copies: int, *, log_head: str = ""
) -> BriefingOptions:
    """Return the options of copy 1: marking from the case, provisions with their citations.

    `log_head` is the head of the log as printed, "" on a preview, which nobody keeps.
    """
    with speaking(language):
        marking = classification_word(view.header.classification)
    citations = {p: provisions.find(p).citation for p in set(view.provisions.values())}
    return BriefingOptions(
        language=language,
        conference_no=conference_no,
        copies=copies,
        marking=marking,
        provision_names=citations,
        log_head=log_head,
    )


def write_briefing(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    *,
    language: str = "de",
    conference_no: int | None = None,
    copies: int = 1,
    progress: Progress | None = None,
    chart_id: str = "",
) -> BriefingResult:
    """Write a briefing of a case to `out`; with several copies each gets its number in the file name.

    `request` None makes the analyst's own briefing, stamped "internal - not for release" on every page
    and not entered in the ledger. Nothing is entered if a file cannot be written, and no file stays if
    the entry fails. Raises `Cancelled`; then nothing was entered, and files of these names are what they
    were. With `chart_id` the link chart is that saved chart of the case: what it shows, nodes near where
    they stand on it.
    """
    told = progress or Progress()
    told.step(0)
    view: View
    if request is None:
        view, withheld = internal_view(store, case_id, today().isoformat()), {}
    else:
        roles.require(store, Act.RELEASE)
        release = release_case(store, case_id, request)
        view, withheld = release.view, release.withheld()
    head = paper_head.of_store(store)
    options = options_for(view, language, conference_no, copies, log_head=head)
    if chart_id:
        options = replace(options, chart=_chart(store, case_id, chart_id, own=request is None))
    paths = _paths(out, copies)
    with taken_back_on_failure(paths):
        pages = _write_copies(view, options, paths, told)
        ids = _enter(store, view, paths)
    return BriefingResult(tuple(paths), sha256_of(paths[0]), pages[0], len(view.findings), withheld, ids)


def _chart(store: Store, case_id: str, chart_id: str, *, own: bool) -> ChartDocument:
    document = chart_documents.read_document(store, chart_id)
    if document.case_id != case_id:
        raise ValueError("the chart belongs to another case")
    if own and document.filter.recipient:
        raise UserError(
            "briefing.chart_of_recipient",
            _("The chart “{name}” shows what another agency would see."),
            _("Take that out of its filter, or write the briefing for that agency."),
            name=document.name,
        )
    return document


def _paths(out: Path, copies: int) -> list[Path]:
    if copies == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{no}-{copies}{out.suffix}") for no in range(1, copies + 1)]


def _write_copies(view: View, options: BriefingOptions, paths: Sequence[Path], told: Progress) -> list[int]:
    """Write all copies, and give none its name before the last one is written; return their pages."""
    count = len(paths)
    with contextlib.ExitStack() as files:
        pages = []
        for no, path in enumerate(paths):
            file = files.enter_context(whole_file(path))
            numbered = replace(options, copy_no=no + 1)
            pages.append(_write_copy(view, numbered, file, told.stretch(no, no + 1, count)))
        told.step(count, count)
    return pages


def _write_copy(view: View, options: BriefingOptions, file: BinaryIO, told: Progress) -> int:
    briefing = compose(view, options, told.stretch(0, 2, 10))
    return write_pdf(briefing, file, told.stretch(2, 10, 10))


def _enter(store: Store, view: View, paths: list[Path]) -> tuple[str, ...]:
    if not isinstance(view, ReleasedView):
        store.consult(view.header.id, _("Internal briefing written"))
        return ()
    with store.write(
        _("Briefing handed over"),
        Action.DISCLOSURE,
        case_id=view.header.id,
        reason=f"{view.purpose}; {view.occasion}",
        recipient=view.recipient.id,
        history=False,
    ) as work:
        return tuple(
            ledger.enter(work, view, ledger.Artefact("briefing", path.name, sha256_of(path)))
            for path in paths
        )
