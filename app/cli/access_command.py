"""`access`: what is held of one person, and the report to that person (BDSG section 57)."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.base.clock import today
from app.base.i18n import LANGUAGES, _, ngettext
from app.cli.session import Session, common
from app.handover.access_report import GROUNDS, AccessRequest, Withholding, write_access_report
from app.office.access_search import gather, look_for

_GROUND = click.Choice(list(GROUNDS))


@click.group()
def access() -> None:
    """Access reports to people concerned (BDSG section 57)."""


@access.command()
@click.argument("name")
@click.option("--born", default="", metavar="DATE", help="Only people born on this day, or on a day unknown.")
@common
def find(session: Session, name: str, born: str) -> None:
    """Find the records of a person over all cases, also those the search leaves out."""
    with session.open() as store:
        found = look_for(store, name, born)
    text = "{id}  {reference}  {names}  {birth_dates}"
    lines = [
        text.format(
            id=p.id, reference=p.reference, names="; ".join(p.names), birth_dates="; ".join(p.birth_dates)
        )
        for p in found
    ]
    session.answer({"people": [asdict(p) for p in found]}, *(lines or [_("Nobody of this name is held.")]))


@access.command()
@click.argument("people", nargs=-1, required=True, metavar="PERSON...")
@common
def preview(session: Session, people: Sequence[str]) -> None:
    """Show what is held of a person, to decide on it; `others` marks what also speaks of other people."""
    rows: list[dict[str, Any]] = []
    with session.open() as store:
        store.consult("", _("What is held of a person shown to answer a request for access"))
        for case in gather(store, people):
            rows += [
                {
                    "finding": item.finding.id,
                    "case": case.header.reference,
                    "about": item.subject_type,
                    "property": item.property,
                    "value": item.value,
                    "others": item.others,
                    "review_due": item.finding.review_due,
                }
                for item in case.items
            ]
            rows += [
                {
                    "finding": text.id,
                    "case": case.header.reference,
                    "about": "text",
                    "property": text.kind,
                    "value": text.text,
                    "others": text.others,
                    "review_due": "",
                }
                for text in case.texts
            ]
    lines = [f"{r['finding']}  {r['case']}  {r['property']}: {r['value']}" for r in rows]
    session.answer({"held": rows}, *(lines or [_("Nothing is held of this person.")]))


@access.command()
@click.argument("people", nargs=-1, metavar="[PERSON...]")
@click.option("--name", required=True, help="The person's name as in the request; it heads the letter.")
@click.option("--identity", required=True, help="How it was established who asks.")
@click.option("--received", default="", metavar="DATE", help="When the request came; default: today.")
@click.option("--withhold", multiple=True, type=(str, _GROUND, str), metavar="FINDING GROUND REASON")
@click.option("--withhold-all", type=(_GROUND, str), metavar="GROUND REASON")
@click.option("--letter", type=click.Choice(LANGUAGES), default="de", help="The language of the letter.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR")
@common
def report(
    session: Session,
    people: Sequence[str],
    name: str,
    identity: str,
    received: str,
    withhold: Sequence[tuple[str, str, str]],
    withhold_all: tuple[str, str] | None,
    letter: str,
    out: Path,
) -> None:
    """Write the access report as PDF and JSON into a folder, under its number alone."""
    request = AccessRequest(
        name,
        received or today().isoformat(),
        identity,
        tuple(people),
        {finding: Withholding(ground, reason) for finding, ground, reason in withhold},
        Withholding(*withhold_all) if withhold_all else None,
    )
    with session.open() as store:
        result = write_access_report(store, request, out, language=letter)
    text = ngettext("{file}: {count} statement given", "{file}: {count} statements given", result.given)
    session.answer(
        {**asdict(result), "files": [str(f) for f in result.files]},
        text.format(file=result.files[0], count=result.given),
    )
