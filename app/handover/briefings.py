"""The briefing: released, written, entered in the ledger - or the analyst's own, stamped as internal."""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.base.chart_records import ChartDocument
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.base.words import classification_word
from app.briefing.case_sheets import NO_SHEETS, CaseSheets
from app.briefing.compose import compose
from app.briefing.content import ChartSheet
from app.briefing.document import draw_pdf
from app.briefing.office_template import OfficeTemplate
from app.briefing.options import BriefingOptions
from app.casework import chart_documents
from app.handover.artefact_file import of_copies, sha256_of, taken_back_on_failure, whole_file
from app.handover.case_sheets import with_sheets
from app.handover.ledger_entry import entered
from app.handover.releasing import view_for
from app.policy import ledger, provisions
from app.policy.release import ReleaseRequest
from app.policy.views import View
from app.store import paper_head
from app.store.store import Store

SHORTEST_PASSPHRASE = 12
"""Fewest characters of a dispatch edition's passphrase."""


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
    chart_sheet: ChartSheet = ChartSheet.FITTING,
    template: OfficeTemplate | None = None,
    passphrase: str = "",
    sheets: CaseSheets = NO_SHEETS,
) -> BriefingResult:
    """Write a briefing of a case to `out`; with several copies each gets its number in the file name.

    `request` None makes the analyst's own briefing, stamped "internal - not for release" on every page
    and not entered in the ledger. Nothing is entered if a file cannot be written, and no file stays if
    the entry fails. Raises `Cancelled`; then nothing was entered, and files of these names are what they
    were. With `chart_id` the link chart is that saved chart of the case: what it shows, nodes near where
    they stand on it; `chart_sheet` is what it is printed on. `template` chooses the parts (None: all). With a
    `passphrase` the files are the dispatch edition, encrypted with AES-256; without one the archive edition,
    PDF/A-2a. `sheets` are wealth sheets and careers that go with it; who is not in the view is refused.
    """
    _strong_enough(passphrase)
    told = progress or Progress()
    told.step(0)
    view, withheld = view_for(store, case_id, request)
    wish = with_sheets(store, _options(store, view, language, conference_no, copies, template), view, sheets)
    wish = with_chart(store, wish, case_id, chart_id, chart_sheet, own=request is None)
    paths = of_copies(out, copies)
    with taken_back_on_failure(paths):
        pages = _write_copies(view, wish, paths, passphrase, told)
        ids = _enter(store, view, [ledger.Artefact("briefing", p.name, sha256_of(p)) for p in paths])
    return BriefingResult(tuple(paths), sha256_of(paths[0]), pages, len(view.findings), withheld, ids)


def briefing_for_printer(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    name: str,
    *,
    language: str = "de",
    conference_no: int | None = None,
    copies: int = 1,
    chart_id: str = "",
    chart_sheet: ChartSheet = ChartSheet.FITTING,
    template: OfficeTemplate | None = None,
    progress: Progress | None = None,
    sheets: CaseSheets = NO_SHEETS,
) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """Return the numbered copies as PDFs that go to a printer and never to a disk, and the ledger's entries.

    They are entered in the ledger like files, as `name`: paper is handed over too. Raises what
    `write_briefing` raises.
    """
    told = progress or Progress()
    told.step(0)
    view, _withheld = view_for(store, case_id, request)
    wish = with_sheets(store, _options(store, view, language, conference_no, copies, template), view, sheets)
    wish = with_chart(store, wish, case_id, chart_id, chart_sheet, own=request is None)
    drawn = draw_pdf(compose(view, wish, told.stretch(0, 2, 10)), told.stretch(2, 10, 10))
    made = tuple(drawn.written(_mark_of(view, no, copies)) for no in range(1, copies + 1))
    artefacts = [ledger.Artefact("briefing", name, hashlib.sha256(pdf).hexdigest()) for pdf in made]
    return made, _enter(store, view, artefacts)


def _options(
    store: Store,
    view: View,
    language: str,
    conference_no: int | None,
    copies: int,
    template: OfficeTemplate | None,
) -> BriefingOptions:
    head = paper_head.of_store(store)
    return replace(options_for(view, language, conference_no, copies, log_head=head), template=template)


def _mark_of(view: View, no: int, copies: int) -> int | None:
    """Return the mark of a numbered copy; the office's own are not numbered."""
    return no if copies > 1 and not view.internal else None


def with_chart(
    store: Store, options: BriefingOptions, case_id: str, chart_id: str, sheet: ChartSheet, *, own: bool
) -> BriefingOptions:
    """Return the options with a saved chart of the case ("" for all that is linked) on what it is printed on.

    Raises `UserError` where the office's `own` briefing was to show a chart filtered for another agency.
    """
    chart = _chart(store, case_id, chart_id, own=own) if chart_id else None
    return replace(options, chart=chart, chart_sheet=sheet)


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


def _write_copies(
    view: View, options: BriefingOptions, paths: Sequence[Path], passphrase: str, told: Progress
) -> int:
    """Draw once, write every copy, and name none before the last one is written; return the pages."""
    drawn = draw_pdf(compose(view, options, told.stretch(0, 2, 10)), told.stretch(2, 9, 10))
    writing, count = told.stretch(9, 10, 10), len(paths)
    with contextlib.ExitStack() as files:
        for no, path in enumerate(paths, start=1):
            file = files.enter_context(whole_file(path))
            file.write(drawn.written(_mark_of(view, no, count), passphrase))
            writing.step(no, count)
    return drawn.pages


def _strong_enough(passphrase: str) -> None:
    if passphrase and len(passphrase) < SHORTEST_PASSPHRASE:
        raise UserError(
            "briefing.passphrase",
            _("The passphrase of the dispatch edition is too short."),
            _("Use at least {count} characters; tell the recipient by another way."),
            exit_code=ExitCode.USAGE,
            count=SHORTEST_PASSPHRASE,
        )


def _enter(store: Store, view: View, artefacts: Sequence[ledger.Artefact]) -> tuple[str, ...]:
    return entered(store, view, artefacts, _("Briefing handed over"), _("Internal briefing written"))
