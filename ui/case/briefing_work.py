"""Briefings: pages to look at, and the file that is handed over. Free of Qt.

Loaded late: this is where the PDF engine comes in.
"""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from app.analysis.money_flows import Unit
from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.briefing.case_sheets import CaseSheets
from app.briefing.compose import compose
from app.briefing.content import ChartSheet
from app.briefing.document import write_pdf
from app.briefing.office_template import OfficeTemplate
from app.handover import briefing_templates
from app.handover.briefings import (
    BriefingResult,
    briefing_for_printer,
    options_for,
    with_chart,
    write_briefing,
)
from app.handover.case_sheets import career_wish, with_sheets
from app.handover.releasing import internal_view, release_case
from app.policy.release import ReleaseRequest
from app.policy.views import View
from app.store.store import Store

_POINTS_PER_INCH = 72.0
# The PDF library keeps global state and may be entered by one thread at a time only.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Wish:
    """What briefing is wanted; `request` None is the analyst's own.

    `template` is the name of a saved one, "" for all parts; a `passphrase` makes the dispatch edition.
    `chart_id` is a saved chart, "" for all that is linked; `sheet` is what it is printed on. `sheets` are the
    period of flows of money, whose wealth sheet, whose career, on which legal basis, and whether with names.
    """

    request: ReleaseRequest | None
    language: str
    conference_no: int | None
    copies: int
    template: str = ""
    passphrase: str = ""
    chart_id: str = ""
    sheet: str = ChartSheet.FITTING.value
    sheets: tuple[str, str, str, str, bool] = (Unit.QUARTER.value, "", "", "", False)


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as pixels, three bytes each (blue, green, red), `stride` bytes per line."""

    width: int
    height: int
    stride: int
    data: bytes


def draft(store: Store, case_id: str, wish: Wish, progress: Progress | None = None) -> bytes:
    """Return copy 1 as a PDF that is only looked at: nothing is handed over, nothing entered."""
    view: View
    if wish.request is None:
        view = internal_view(store, case_id, today().isoformat())
    else:
        view = release_case(store, case_id, wish.request).view
    if not view.findings:
        raise UserError(
            "briefing.empty",
            _("Nothing of this case goes to this recipient."),
            _("Confirm conditions under “Release”, or choose the internal briefing."),
        )
    options = replace(
        options_for(view, wish.language, wish.conference_no, wish.copies), template=_template(store, wish)
    )
    options = with_sheets(store, options, view, _sheets(store, case_id, wish))
    sheet = ChartSheet(wish.sheet)
    options = with_chart(store, options, case_id, wish.chart_id, sheet, own=wish.request is None)
    out = io.BytesIO()
    told = progress or Progress()
    write_pdf(compose(view, options, told.stretch(0, 2, 10)), out, told.stretch(2, 10, 10))
    return out.getvalue()


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_image(pdf: bytes, number: int, dots_per_inch: float) -> PageImage:
    """Return page `number` (from 0) as an image of this resolution."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[number].render(scale=dots_per_inch / _POINTS_PER_INCH)
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            document.close()


def on_paper(draw: Callable[..., int], printer: object, pdfs: tuple[bytes, ...]) -> int:
    """Call `draw` while nothing else enters the PDF library."""
    with _ONE_AT_A_TIME:
        return draw(printer, pdfs)


def hand_over(
    store: Store, case_id: str, wish: Wish, out: Path, progress: Progress | None = None
) -> BriefingResult:
    """Write the briefing, copy by copy; a released one is entered in the ledger."""
    return write_briefing(
        store,
        case_id,
        wish.request,
        out,
        language=wish.language,
        conference_no=wish.conference_no,
        copies=wish.copies,
        progress=progress,
        chart_id=wish.chart_id,
        chart_sheet=ChartSheet(wish.sheet),
        template=_template(store, wish),
        sheets=_sheets(store, case_id, wish),
        passphrase=wish.passphrase,
    )


def for_printer(
    store: Store, case_id: str, wish: Wish, name: str, progress: Progress | None = None
) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """Return the numbered copies to print, and the entries of the ledger that they made."""
    return briefing_for_printer(
        store,
        case_id,
        wish.request,
        name,
        language=wish.language,
        conference_no=wish.conference_no,
        copies=wish.copies,
        chart_id=wish.chart_id,
        chart_sheet=ChartSheet(wish.sheet),
        template=_template(store, wish),
        sheets=_sheets(store, case_id, wish),
        progress=progress,
    )


def _sheets(store: Store, case_id: str, wish: Wish) -> CaseSheets:
    """Return the sheets wanted; each look at a career is logged with its legal basis."""
    period, wealth_of, career_of, basis, named = wish.sheets
    careers = (career_wish(store, case_id, career_of, basis, named=named),) if career_of else ()
    return CaseSheets(Unit(period), (wealth_of,) if wealth_of else (), careers)


def _template(store: Store, wish: Wish) -> OfficeTemplate | None:
    return briefing_templates.find(store, wish.template) if wish.template else None
