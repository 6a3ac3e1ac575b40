"""The yearly report written as PDF, and logged."""

from dataclasses import dataclass
from pathlib import Path

from app.base.i18n import _, speaking
from app.briefing.document import write_pdf
from app.briefing.report_pages import compose_report
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.report_text import report_paper
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The report that was written."""

    file: Path
    sha256: str
    pages: int


def write_report(store: Store, year: int, out: Path, *, language: str = "de") -> ReportFile:
    """Write the report of a year; `out` is a file, or a folder for its own name.

    Raises `UserError` (exit 2) for a year that cannot be reported on, (exit 6) where nothing can be written.
    """
    with speaking(language):
        report = report_paper(store, year)
    path = out / f"{report.number}.pdf" if out.is_dir() else out
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            pages = write_pdf(compose_report(report, language), file)
        store.consult("", _("Yearly report written: {year}").format(year=year))
    return ReportFile(path, sha256_of(path), pages)
