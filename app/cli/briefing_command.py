"""`briefing`: the briefing of a case for one agency, or the analyst's own."""

from pathlib import Path
from typing import Any

import click

from app.base.i18n import _, language
from app.casework import cases
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.handover.briefings import write_briefing
from app.handover.charts import find_chart

INTERNAL = "internal"


@click.command()
@click.argument("case")
@click.option("--to", "recipient", required=True, metavar="AGENCY|internal")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--conference", type=click.IntRange(1), default=None, metavar="NO")
@click.option("--copies", type=click.IntRange(1, 99), default=1, show_default=True)
@click.option("--chart", default="", metavar="NAME", help="Print this chart of the case as the link chart.")
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
    wish: dict[str, Any],
) -> None:
    """Write the briefing PDF and enter the hand-over in the ledger."""
    with session.open() as store:
        header = cases.find(store, case)
        request = None if recipient == INTERNAL else make_request(store, recipient, wish)
        result = write_briefing(
            store,
            header.id,
            request,
            out,
            language=language(),
            conference_no=conference,
            copies=copies,
            chart_id=find_chart(store, header.id, chart) if chart else "",
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
    text = _("{file}: {pages} pages, {released} findings, {withheld} withheld")
    count = sum(result.withheld.values())
    session.answer(
        document,
        *(
            text.format(file=f, pages=result.pages, released=result.released, withheld=count)
            for f in result.files
        ),
    )
