"""What the person chooses for one briefing; everything else comes from the view."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.base.chart_records import ChartDocument
from app.base.i18n import LANGUAGES
from app.briefing.case_sheets import NO_SHEETS, CaseSheets
from app.briefing.content import ChartSheet
from app.briefing.office_template import OfficeTemplate


@dataclass(frozen=True, slots=True)
class BriefingOptions:
    """Choices for one copy.

    `conference_no` picks the conference (None: the next planned one, else the last held). `copies` and
    `copy_no` number the copies from 1. `marking` stands at the top and bottom of every page.
    `distribution` names the recipients of the copies in their order where that may be shown.
    `provision_names` maps provision ids to what is printed for them; others print their id.
    `return_by` is the ISO day by which copies come back or are destroyed (empty: the case's review day).
    `chart` is a saved chart of the case to print: what it shows, where it stands, its colours.
    `chart_sheet` is what the link chart is printed on.
    `template` says which parts in which order, with which texts of the office (None: all, as usual).
    `sheets` are the wealth sheets and careers that were chosen, none without a choice.
    `log_head` is the head of the log as printed (`app.store.paper_head`), "" to print none.
    """

    language: str = "de"
    conference_no: int | None = None
    copies: int = 1
    copy_no: int = 1
    marking: str = ""
    distribution: tuple[str, ...] = ()
    provision_names: Mapping[str, str] = field(default_factory=dict)
    return_by: str = ""
    log_head: str = ""
    chart: ChartDocument | None = None
    chart_sheet: ChartSheet = ChartSheet.FITTING
    template: OfficeTemplate | None = None
    sheets: CaseSheets = NO_SHEETS

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(self.language)
        if not 1 <= self.copy_no <= self.copies:
            raise ValueError(f"copy {self.copy_no} of {self.copies}")
