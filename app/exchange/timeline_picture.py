"""The one way by which a timeline or a map leaves the store as a picture: from a view, as vectors."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.analysis.time_events import Grouping, Narrowing
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.exchange.chart_legend import addressee
from app.exchange.chart_pdf import write_pdf
from app.exchange.chart_primitives import Sheet
from app.exchange.chart_svg import write_svg
from app.exchange.sheet_pages import PAPERS, write_pages
from app.exchange.timeline_sheet import compose_timeline
from app.policy.views import View

_WRITERS = {"svg": write_svg, "pdf": write_pdf}
FORMATS = tuple(_WRITERS)
WHOLE = "sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture tells: ids of the findings on it, and of the subjects whose names are on it."""

    findings: frozenset[str]
    subjects: frozenset[str]


def write_timeline(
    view: View,
    grouping: Grouping,
    wanted: Narrowing,
    out: BinaryIO,
    fmt: str,
    language: str,
    paper: str = WHOLE,
    progress: Progress | None = None,
) -> Shown:
    """Write the timeline of `view` as `fmt` and return what it shows.

    `paper` is `WHOLE` for one sheet, or one of `PAPERS` for pages of it, which only a PDF has.

    An internal view is stamped so. The same arguments give the same bytes. Raises `UserError` for an
    unknown format, and where nothing is left to show.
    """
    check_format(fmt)
    check_paper(paper, fmt)
    told = progress or Progress()
    told.step(0, 3)
    with speaking(language):
        composed = compose_timeline(view, grouping, wanted, "" if paper == WHOLE else paper)
        if not composed.events:
            raise UserError(
                "timeline.empty",
                _("There is nothing dated to show."),
                _("Choose fewer filters, or another release."),
            )
        told.step(1, 3)
        if paper == WHOLE:
            write_sheet(composed.sheet, out, fmt)
        else:
            write_pages(composed.sheet, out, paper, addressee(view))
    told.step(2, 3)
    named = {event.subject_id for event in composed.events}
    if grouping is Grouping.SUBJECT:
        named.update(*(event.bearers for event in composed.events))
    return shown(view, (event.finding_id for event in composed.events), named)


def shown(view: View, findings: Iterable[str], named: Iterable[str]) -> Shown:
    """Return what a picture tells; whoever reads the name of a link reads the names of its ends."""
    subjects = set(named)
    for link in view.subjects:
        if link.id in subjects:
            subjects.update(end for end in (link.start, link.end) if end)
    return Shown(frozenset(findings), frozenset(subjects))


def check_paper(paper: str, fmt: str) -> None:
    """Raise `UserError` unless a picture can be laid on this paper."""
    if paper != WHOLE and (paper not in PAPERS or fmt != "pdf"):
        raise UserError(
            "picture.paper",
            _("Pages are made of a PDF only, in A4 or A3."),
            _("Choose a PDF file, or one sheet."),
            exit_code=ExitCode.USAGE,
        )


def check_format(fmt: str) -> None:
    """Raise `UserError` if pictures are not written in this format."""
    if fmt not in FORMATS:
        raise UserError(
            "picture.format",
            _("A picture cannot be written as “{format}”."),
            _("Choose from: {formats}."),
            exit_code=ExitCode.USAGE,
            format=fmt,
            formats=", ".join(FORMATS),
        )


def write_sheet(sheet: Sheet, out: BinaryIO, fmt: str) -> None:
    """Write a finished sheet in one of `FORMATS`."""
    _WRITERS[fmt](sheet, out)


def format_of(path: Path) -> str:
    """Return the format that the ending of a file's name asks for."""
    return path.suffix.lstrip(".").lower()
