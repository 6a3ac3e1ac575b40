"""`layout`: a chart laid out and written as a picture or graph file."""

import time
from pathlib import Path
from typing import Any

import click

from app.analysis.layouts import ALGORITHMS
from app.base.clock import today
from app.base.i18n import _, language, ngettext
from app.casework import cases
from app.cli.request import make_request, release_options
from app.cli.session import Session, common, tell
from app.exchange.chart_writer import SHEETS, WHOLE
from app.handover.charts import write_chart_file
from app.handover.releasing import internal_view


@click.command()
@click.argument("case")
@click.option("--algorithm", type=click.Choice(ALGORITHMS), default="organic", show_default=True)
@click.option("--chart", "chart_name", default="", help="Keep the positions as this chart of the case.")
@click.option(
    "--paper",
    type=click.Choice(SHEETS),
    default=WHOLE,
    show_default=True,
    help="Cut a PDF into pages to be put together, with an index page.",
)
@click.option("--to", "recipient", default="", metavar="AGENCY", help="Only what this agency may have.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@release_options
@common
def layout(
    session: Session,
    case: str,
    algorithm: str,
    chart_name: str,
    paper: str,
    recipient: str,
    out: Path,
    wish: dict[str, Any],
) -> None:
    """Write a chart as .svg, .pdf, .png, .graphml or .gexf; without --to it is stamped as internal."""
    began = time.monotonic()
    with session.open() as store:
        header = cases.find(store, case)
        request = make_request(store, recipient, wish) if recipient else None
        written = write_chart_file(
            store,
            header.id,
            request,
            out,
            algorithm=algorithm,
            chart_name=chart_name,
            language=language(),
            paper=paper,
        )
        left_out = internal_view(store, header.id, today().isoformat()).held_back
    if left_out:
        text = ngettext(
            "{count} finding is left out: a decision on deletion is open.",
            "{count} findings are left out: a decision on deletion is open.",
            left_out,
        )
        tell(text.format(count=left_out))
    result = written.result
    document = {
        "file": str(written.path),
        "nodes": result.nodes,
        "links": result.links,
        "seconds": round(time.monotonic() - began, 3),
        "overlaps": result.overlaps,
        "pages": result.pages,
    }
    text = _("{file}: {nodes} nodes, {links} links, {overlaps} overlaps")
    session.answer(document, text.format(**document))
