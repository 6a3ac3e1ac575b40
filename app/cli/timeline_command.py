"""`timeline`: dated findings in order."""

import click

from app.analysis.timeline import events
from app.base.i18n import _
from app.casework import cases
from app.cli.session import Session, common


@click.command()
@click.argument("case")
@click.option("--from", "start", default="")
@click.option("--to", "end", default="")
@common
def timeline(session: Session, case: str, start: str, end: str) -> None:
    """Print what the findings of a case date, the earliest first."""
    with session.open() as store:
        header = cases.find(store, case)
        store.consult(header.id, _("Timeline shown"))
        records = cases.records(store, header.id)
    found = events(records.subjects, records.findings, start, end)
    rows = [
        {"from": e.begin, "to": e.end, "precision": e.precision, "subject": e.subject, "text": e.text}
        for e in found
    ]
    session.answer({"events": rows}, *(f"{r['from']}  {r['subject']}: {r['text']}" for r in rows))
