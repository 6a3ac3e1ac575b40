"""`briefing`: the briefing of a case for one agency, or the analyst's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from app.analysis.money_flows import Unit
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.briefing.case_sheets import CaseSheets
from app.briefing.content import ChartSheet
from app.briefing.office_template import OfficeTemplate
from app.casework import cases
from app.cli.case_subjects import named_subject
from app.cli.gate_line import tell_gate
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.handover import briefing_templates
from app.handover.briefings import BriefingResult, write_briefing
from app.handover.case_sheets import career_wish
from app.handover.charts import find_chart
from app.store.store import Store

INTERNAL = "internal"
_PERSON = ("person",)
_OWNERS = ("person", "organisation")


@click.command()
@click.argument("case")
@click.option("--to", "recipient", required=True, metavar="AGENCY|internal")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--conference", type=click.IntRange(1), default=None, metavar="NO")
@click.option("--copies", type=click.IntRange(1, 99), default=1, show_default=True)
@click.option("--chart", default="", metavar="NAME", help="Print this chart of the case as the link chart.")
@click.option(
    "--chart-sheet",
    type=click.Choice([sheet.value for sheet in ChartSheet]),
    default=ChartSheet.FITTING.value,
    show_default=True,
    help="A4 or A3 as it needs, A3 to fold out, or a poster of A4 pages.",
)
@click.option("--template", default="", metavar="NAME|FILE", help="Parts, texts and sign of this template.")
@click.option(
    "--lock-with",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=None,
    metavar="FILE",
    help="Dispatch edition: encrypted with the passphrase in this file.",
)
@click.option(
    "--period",
    type=click.Choice([u.value for u in Unit]),
    default=Unit.QUARTER.value,
    show_default=True,
    help="What flows of money are added up by.",
)
@click.option("--wealth", multiple=True, metavar="SUBJECT", help="With the wealth sheet of this subject.")
@click.option("--career", multiple=True, metavar="PERSON", help="With the career of this person.")
@click.option("--basis", default="", metavar="TEXT", help="The legal basis of that; it is logged.")
@click.option("--names", is_flag=True, help="Careers with names instead of pseudonyms.")
@release_options
@common
def briefing(
    session: Session,
    case: str,
    recipient: str,
    out: Path,
    conference: int | None,
    copies: int,
    chart: str,
    chart_sheet: str,
    template: str,
    lock_with: Path | None,
    wish: dict[str, Any],
    **sheets: Any,
) -> None:
    """Write the briefing PDF and enter the hand-over in the ledger."""
    with session.open() as store:
        header = cases.find(store, case)
        request = None if recipient == INTERNAL else make_request(store, recipient, wish)
        tell_gate(store, header)
        result = write_briefing(
            store,
            header.id,
            request,
            out,
            language=language(),
            conference_no=conference,
            copies=copies,
            chart_id=find_chart(store, header.id, chart) if chart else "",
            chart_sheet=ChartSheet(chart_sheet),
            template=_template(store, template),
            passphrase=_passphrase(lock_with),
            sheets=_sheets(store, header.id, **sheets),
        )
    document = {
        "file": str(result.files[0]),
        "files": [str(f) for f in result.files],
        "sha256": result.sha256,
        "pages": result.pages,
        "released": result.released,
        "withheld": result.withheld,
        "ledger_entry": result.ledger_ids[0] if result.ledger_ids else None,
    }
    session.answer(document, *_lines(result))


def _lines(result: BriefingResult) -> Iterator[str]:
    text = _("{file}: {pages} pages, {released} findings, {withheld} withheld")
    count = sum(result.withheld.values())
    for file in result.files:
        yield text.format(file=file, pages=result.pages, released=result.released, withheld=count)


def _sheets(
    store: Store,
    case_id: str,
    period: str,
    wealth: tuple[str, ...],
    career: tuple[str, ...],
    basis: str,
    names: bool,
) -> CaseSheets:
    """Return the sheets that were asked for; a look at a career is logged with its legal basis."""
    records = cases.records(store, case_id)
    wealth_of = tuple(named_subject(records, name, _OWNERS) for name in wealth)
    persons = (named_subject(records, name, _PERSON) for name in career)
    careers = tuple(career_wish(store, case_id, p, basis, named=names) for p in persons)
    return CaseSheets(Unit(period), wealth_of, careers)


def _template(store: Store, name: str) -> OfficeTemplate | None:
    if not name:
        return None
    if name.casefold().endswith((".yaml", ".yml", ".json")):
        return briefing_templates.read_file(Path(name))
    return briefing_templates.find(store, name)


def _passphrase(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        word = file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        word = ""
    if not word:
        # Never an open file where somebody asked for a locked one.
        raise UserError(
            "briefing.no_passphrase",
            _("There is no passphrase in {file}."),
            _("Write the passphrase of the dispatch edition into that file as UTF-8 text."),
            exit_code=ExitCode.USAGE,
            file=file,
        )
    return word
