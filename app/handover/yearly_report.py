"""The yearly report written as PDF or JSON, and logged."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.i18n import _, speaking
from app.briefing.document import write_pdf
from app.briefing.report_pages import compose_report
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.report_figures import Report, ReportFigure, report_figures
from app.office.report_text import report_paper
from app.store.store import Store

_JSON = ".json"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The report that was written; `pages` is 0 for one that has none."""

    file: Path
    sha256: str
    pages: int


def write_report(store: Store, year: int, out: Path, *, language: str = "de") -> ReportFile:
    """Write the report of a year; `out` is a file - .json for its figures - or a folder for its own name.

    Raises `UserError` (exit 2) for a year that cannot be reported on, (exit 6) where nothing can be written.
    """
    with speaking(language):
        if out.suffix.casefold() == _JSON and not out.is_dir():
            return _write_figures(store, year, out)
        report = report_paper(store, year)
    path = out / f"{report.number}.pdf" if out.is_dir() else out
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            pages = write_pdf(compose_report(report, language), file)
        store.consult("", _("Yearly report written: {year}").format(year=year))
    return ReportFile(path, sha256_of(path), pages)


def _write_figures(store: Store, year: int, path: Path) -> ReportFile:
    document = figures_document(report_figures(store, year))
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            file.write(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")
        store.consult("", _("Yearly report written: {year}").format(year=year))
    return ReportFile(path, sha256_of(path), 0)


def figures_document(found: Report) -> dict[str, Any]:
    """Return the figures of a report with the ids of their records, as docs/COMMANDS.md describes them."""
    return {
        "year": found.year,
        "title": found.title,
        "from": found.period.begin.isoformat(),
        "to": found.period.end.isoformat(),
        "figures": {f.figure.id: _row(f) for f in found.figures},
        "unmatched": dict(found.unmatched),
    }


def _row(found: ReportFigure) -> dict[str, Any]:
    return {
        "label": found.figure.label,
        "value": found.figure.value,
        "as_of": found.as_of,
        "records": list(found.figure.entries),
        "stated": found.figure.stated,
        "control": found.control,
        "agrees": found.agrees,
        "earlier": {str(year): value for year, value in found.earlier.items()},
    }
