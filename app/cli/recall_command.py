"""`recall`: who has a finding, calling it back, and the notices until they are confirmed."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from app.base.i18n import LANGUAGES, _
from app.casework import agencies, cases, notices, recalls
from app.cli.notice_lines import mark_confirmed, mark_sent, tell_all
from app.cli.session import Session, common
from app.handover.recalls import prepare as prepare_recalls


@click.group()
def recall() -> None:
    """Recipients of findings: notices and recall packages, sent and confirmed."""


@recall.command("list")
@click.argument("case")
@common
def list_(session: Session, case: str) -> None:
    """Show the notices of a case with where each stands."""
    with session.open() as store:
        case_id = cases.find(store, case).id
        found = [n for sent in (False, True) for n in notices.listed(store, case_id=case_id, sent=sent)]
        tell_all(session, store, found)


@recall.command()
@click.argument("case")
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@common
def who(session: Session, case: str, findings: Sequence[str]) -> None:
    """List who was given any of these findings, in what and when."""
    with session.open() as store:
        store.consult(cases.find(store, case).id, _("Ledger shown"))
        found = recalls.who_has(store, findings)
        names = {a.id: a.name_de for a in agencies.all_recipients(store)}
    rows = [{"recipient": names.get(r.agency_id, ""), "given": [asdict(g) for g in r.given]} for r in found]
    lines = (
        f"{names.get(r.agency_id, '')}  {g.made_at[:10]}  {g.artefact}  {g.finding_id}"
        for r in found
        for g in r.given
    )
    session.answer({"recipients": rows}, *lines)


@recall.command()
@click.argument("case")
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@click.option("--reason", required=True, help="Told to the recipients; without the content of the findings.")
@common
def demand(session: Session, case: str, findings: Sequence[str], reason: str) -> None:
    """Call findings back from everybody who was given them."""
    with session.open() as store:
        case_id = cases.find(store, case).id
        recalls.demand(store, case_id, findings, reason)
        tell_all(session, store, notices.listed(store, case_id=case_id))


@recall.command()
@click.argument("case")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--notice", "only", multiple=True, metavar="NOTICE", help="Only these; by default all.")
@click.option("--letter", type=click.Choice(LANGUAGES), default="de", help="The language of the letters.")
@common
def prepare(session: Session, case: str, out: Path, only: Sequence[str], letter: str) -> None:
    """Write the letters and recall packages for everybody who has to be told."""
    with session.open() as store:
        case_id = cases.find(store, case).id
        found = prepare_recalls(store, case_id, out, language=letter, only=only)
    rows = [
        {**asdict(p), "letter": str(p.letter), "package": str(p.package) if p.package else ""} for p in found
    ]
    lines = (
        f"{p.number}  {p.recipient}  {p.letter.name}  "
        + (p.package.name if p.package else _("no keys of this recipient: letter only"))
        for p in found
    )
    session.answer({"papers": rows}, *lines)


@recall.command()
@click.argument("notice_id", metavar="NOTICE")
@click.option("--remark", required=True, help="How it was sent; it goes into the log.")
@common
def sent(session: Session, notice_id: str, remark: str) -> None:
    """Mark a notice as sent."""
    mark_sent(session, notice_id, remark)


@recall.command()
@click.argument("notice_id", metavar="NOTICE")
@click.option("--answer", required=True, help="How the recipient confirmed; it goes into the log.")
@common
def confirmed(session: Session, notice_id: str, answer: str) -> None:
    """Mark a notice as confirmed by its recipient."""
    mark_confirmed(session, notice_id, answer)
