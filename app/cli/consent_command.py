"""`consent`: what originators said to passing on single findings."""

from collections.abc import Sequence
from typing import Any

import click

from app.base.records import Consent, ConsentState
from app.casework import agencies, cases, consents
from app.cli.session import Session, common


@click.group()
def consent() -> None:
    """Consents of originators: asked for, granted, refused, taken back."""


def _row(said: Consent) -> dict[str, Any]:
    return {
        "finding": said.finding_id,
        "recipient": said.recipient_id,
        "state": str(said.state),
        "on": said.on,
        "until": said.until,
        "expired": consents.has_ended(said),
    }


def _answer(session: Session, found: Sequence[Consent], names: dict[str, str]) -> None:
    lines = (f"{c.finding_id}  {names.get(c.recipient_id, '')}  {consents.said(c)}" for c in found)
    session.answer({"consents": [_row(c) for c in found]}, *lines)


@consent.command("list")
@click.argument("case")
@common
def list_(session: Session, case: str) -> None:
    """Show the latest word on each finding and recipient of a case."""
    with session.open() as store:
        found = consents.of_case(store, cases.find(store, case).id)
        names = {a.id: a.name_de for a in agencies.all_agencies(store)}
    _answer(session, found, names)


@consent.command()
@click.argument("case")
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@click.option("--to", "recipient", required=True, metavar="AGENCY")
@click.option("--state", required=True, type=click.Choice([str(s) for s in ConsentState]))
@click.option("--until", default="", metavar="DAY", help="The last day on which an agreement holds.")
@click.option("--reason", required=True, help="Why; it goes into the log.")
@common
def record(
    session: Session,
    case: str,
    findings: Sequence[str],
    recipient: str,
    state: str,
    until: str,
    reason: str,
) -> None:
    """Record what an originator said about findings and one recipient."""
    with session.open() as store:
        case_id, agency = cases.find(store, case).id, agencies.find(store, recipient)
        consents.record(store, case_id, findings, agency.id, ConsentState(state), reason, until)
        found = [c for c in consents.of_case(store, case_id) if c.recipient_id == agency.id]
    _answer(session, [c for c in found if c.finding_id in findings], {agency.id: agency.name_de})
