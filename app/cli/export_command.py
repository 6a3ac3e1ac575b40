"""`export`: a case in open formats, through the release check or stamped as internal."""

from pathlib import Path
from typing import Any

import click

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.casework import cases
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.exchange import table_export
from app.exchange.case_formats import CASE_FORMATS, graph_losses
from app.exchange.chart_writer import FORMATS, SHEETS, WHOLE
from app.exchange.table_export import CsvStyle
from app.exchange.table_selection import TableKind
from app.handover.artefact_file import sha256_of
from app.handover.case_files import write_case_file
from app.handover.charts import find_chart, write_chart_file
from app.handover.releasing import internal_view, release_case
from app.handover.tables import TableWish, write_table_file
from app.policy.release import ReleaseRequest
from app.store.store import Store

INTERNAL = "internal"
_CHARTS = FORMATS
_GRAPHS = ("graphml", "gexf")
_FORMATS = (*table_export.FORMATS, *_CHARTS, *CASE_FORMATS)
_SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}


@click.command()
@click.argument("case")
@click.option("--format", "fmt", type=click.Choice(_FORMATS), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--to", "recipient", required=True, metavar="AGENCY|internal")
@click.option(
    "--table",
    type=click.Choice([str(kind) for kind in TableKind]),
    default="findings",
    show_default=True,
    help="Which table is written as CSV or workbook.",
)
@click.option(
    "--separator",
    type=click.Choice(list(_SEPARATORS)),
    default="semicolon",
    show_default=True,
    help="What parts the cells of CSV.",
)
@click.option("--no-bom", is_flag=True, help="CSV without the mark by which Excel knows UTF-8.")
@click.option(
    "--chart", "chart_name", default="", metavar="NAME", help="Draw this chart of the case as it stands."
)
@click.option(
    "--paper",
    type=click.Choice(SHEETS),
    default=WHOLE,
    show_default=True,
    help="Cut a chart as PDF into pages to be put together, with an index page.",
)
@release_options
@common
def export(
    session: Session,
    case: str,
    fmt: str,
    out: Path,
    recipient: str,
    table: str,
    separator: str,
    no_bom: bool,
    chart_name: str,
    paper: str,
    wish: dict[str, Any],
) -> None:
    """Write a table, the chart or a whole case; only what the recipient may have, or all as internal."""
    with session.open() as store:
        header = cases.find(store, case)
        request = None if recipient == INTERNAL else make_request(store, recipient, wish)
        if fmt in _CHARTS:
            chart_id = find_chart(store, header.id, chart_name) if chart_name else ""
            document = _chart(store, header.id, request, out, fmt, (chart_id, paper))
        elif chart_name or paper != WHOLE:
            raise _only_charts()
        elif fmt in CASE_FORMATS:
            document = _case(store, header.id, request, fmt, out)
        else:
            kind = TableWish(TableKind(table), fmt, style=CsvStyle(_SEPARATORS[separator], not no_bom))
            document = _table(store, header.id, request, kind, out, str(wish["purpose"]))
    text = _("{file}: {released} findings, {withheld} withheld")
    count = sum(document["withheld"].values())
    lines = [text.format(file=document["file"], released=document["released"], withheld=count)]
    lines += [f"  {reason}: {number}" for reason, number in sorted(document["withheld"].items())]
    session.answer(document, *lines, *(f"  {note}" for note in document["notes"]))


def _table(
    store: Store, case_id: str, request: ReleaseRequest | None, wish: TableWish, out: Path, reason: str
) -> dict[str, Any]:
    written = write_table_file(store, case_id, request, wish, out, reason=reason)
    return {
        "file": str(written.path),
        "sha256": written.sha256,
        "released": written.released,
        "withheld": written.withheld,
        "rows": written.rows,
        "ledger_entry": written.ledger_id or None,
        "notes": list(written.notes),
    }


def _case(store: Store, case_id: str, request: ReleaseRequest | None, fmt: str, out: Path) -> dict[str, Any]:
    written = write_case_file(store, case_id, request, fmt, out, language=language())
    return {
        "file": str(written.path),
        "sha256": written.sha256,
        "released": written.released,
        "withheld": written.withheld,
        "ledger_entry": written.ledger_id or None,
        "notes": list(written.losses),
    }


def _only_charts() -> UserError:
    return UserError(
        "export.only_charts",
        _("--chart and --paper are for charts only."),
        _("Choose one of the formats {formats}."),
        exit_code=ExitCode.USAGE,
        formats=", ".join(_CHARTS),
    )


def _chart(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    fmt: str,
    wanted: tuple[str, str],
) -> dict[str, Any]:
    """Write a chart; `wanted` is the id of a saved one ("" to lay the case out) and the paper."""
    if out.suffix.lower() != f".{fmt}":
        raise UserError(
            "export.ending",
            _("The file {file} does not end in .{format}."),
            _("Name it so: other programs go by the ending."),
            exit_code=ExitCode.USAGE,
            file=out.name,
            format=fmt,
        )
    if request is None:
        own = internal_view(store, case_id, today().isoformat())
        released, withheld = len(own.findings), own.withheld()
        losses = graph_losses(own)
    else:
        decided = release_case(store, case_id, request)
        released, withheld = len(decided.view.findings), decided.withheld()
        losses = graph_losses(decided.view)
        if not released:
            raise UserError(
                "export.nothing",
                _("Nothing of this case may go to this recipient."),
                _("`release` shows the reasons and the conditions to confirm."),
                exit_code=ExitCode.ANSWER_IS_NO,
            )
    chart_id, paper = wanted
    written = write_chart_file(
        store, case_id, request, out, language=language(), chart_id=chart_id, paper=paper
    )
    return {
        "file": str(written.path),
        "sha256": sha256_of(written.path),
        "released": released,
        "withheld": withheld,
        "nodes": written.result.nodes,
        "links": written.result.links,
        "pages": written.result.pages,
        "ledger_entry": written.ledger_id or None,
        "notes": list(losses) if fmt in _GRAPHS else [],
    }
