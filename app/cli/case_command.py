"""`case new`, `case list`, `case show`."""

from dataclasses import asdict
from typing import Any

import click

from app.base.i18n import _
from app.casework import cases
from app.casework.cases import CaseSummary
from app.cli.session import Session, common


@click.group()
def case() -> None:
    """Case files."""


@case.command()
@click.argument("reference")
@click.option("--title", required=True)
@click.option("--purpose", required=True)
@click.option("--legal-basis", required=True)
@click.option("--question", default="")
@click.option("--topic", default="")
@click.option("--classification", default="OPEN", show_default=True)
@common
def new(session: Session, reference: str, **fields: str) -> None:
    """Create a case file."""
    with session.open() as store:
        change = cases.create(store, reference, **fields)
    session.answer({"id": change.ids[0], "reference": reference}, reference)


def _row(summary: CaseSummary) -> dict[str, Any]:
    return {
        "reference": summary.header.reference,
        "title": summary.header.title,
        "status": summary.header.status,
        "nodes": summary.nodes,
        "links": summary.links,
        "findings": summary.findings,
        "open_measures": summary.open_measures,
        "review_due": summary.reviews_due,
    }


@case.command("list")
@common
def list_(session: Session) -> None:
    """List the cases of the store."""
    with session.open() as store:
        rows = [_row(s) for s in cases.list_cases(store)]
    text = _("{reference}  {title}  ({nodes} nodes, {links} links, {findings} findings)")
    session.answer({"cases": rows}, *(text.format(**row) for row in rows))


@case.command()
@click.argument("case")
@common
def show(session: Session, case: str) -> None:
    """Show one case: its frame, its contributions and its counts."""
    with session.open() as store:
        header = cases.find(store, case)
        store.consult(header.id, _("Case shown on the command line"))
        records = cases.records(store, header.id)
        summary = next(s for s in cases.list_cases(store) if s.header.id == header.id)
    names = {a.id: a.name_de for a in records.agencies}
    document = {
        **asdict(header),
        **_row(summary),
        "contributions": [
            {**asdict(c), "agency": names[c.agency_id], "labelled": c.label is not None}
            for c in records.contributions
        ],
    }
    lines = [f"{name}: {document[name]}" for name in ("reference", "title", "purpose", "legal_basis")]
    lines += [f"- {c.received} {names[c.agency_id]}: {c.title}" for c in records.contributions]
    session.answer(document, *lines)
