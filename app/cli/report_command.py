"""`report YEAR`: the yearly report of the office, as figures and as PDF."""

from pathlib import Path

import click

from app.base.i18n import _, language
from app.cli.session import Session, common
from app.handover.yearly_report import figures_document, write_report
from app.office.report_figures import Report, ReportFigure, report_figures


@click.command()
@click.argument("year", type=int)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report: .pdf, or .json for its figures.",
)
@common
def report(session: Session, year: int, out: Path | None) -> None:
    """Count the figures of a year's report and compare them with the control figures."""
    with session.open() as store:
        found = report_figures(store, year)
        store.consult("", _("Figures of the yearly report shown: {year}").format(year=year))
        made = write_report(store, year, out, language=language()) if out is not None else None
    document = figures_document(found)
    if made is not None:
        document |= {"file": str(made.file), "sha256": made.sha256, "pages": made.pages}
    session.answer(document, *_lines(found), *([str(made.file)] if made else []))


def _lines(report: Report) -> list[str]:
    head = f"{report.title}: {report.period.begin} – {report.period.end}"
    lines = [head, *(_line(f) for f in report.figures)]
    lines += [
        _("Control figure “{key}” ({number}) has no register that counts it.").format(key=key, number=number)
        for key, number in report.unmatched
    ]
    return lines


def _line(found: ReportFigure) -> str:
    control = "" if found.control is None else _("control figure {number}").format(number=found.control)
    verdict = {None: "", True: _("agrees"), False: _("differs")}[found.agrees]
    return "  ".join(filter(None, (f"{found.figure.label}: {found.figure.value}", control, verdict)))
