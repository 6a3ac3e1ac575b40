"""`enquiry`: the desk for what other authorities ask the office."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.base.errors import ExitCode
from app.base.i18n import LANGUAGES, _
from app.casework import cross_check
from app.cli.session import Session, common
from app.handover.enquiry_reply import Answer
from app.handover.enquiry_reply import answer as write_reply
from app.office import enquiry_desk
from app.office.enquiry_desk import OUTCOMES, REGISTER, Enquiry
from app.office.enquiry_figures import YearOfEnquiries, enquiry_figures
from app.office.register_model import register

_KINDS = click.Choice([cross_check.NAME, *cross_check.IDENTIFIERS])
_ABOUT = click.Choice(["person", "object", "organisation", "topic"])


@click.group()
def enquiry() -> None:
    """Enquiries of other authorities: entered, searched for, answered, counted."""


@enquiry.command()
@click.option("--from", "agency", required=True, metavar="AGENCY", help="Who asks.")
@click.option("--region", required=True, metavar="STATE", help="Its state or country.")
@click.option("--basis", required=True, help="The legal basis it names.")
@click.option("--subject", required=True, help="What it asks about, as the reply may repeat it.")
@click.option("--kind", type=_ABOUT, default="topic")
@click.option("--reference", default="", help="Its own reference.")
@click.option("--received", default="", metavar="DATE", help="Default: today.")
@click.option("--deadline", default="", metavar="DATE", help="Default: 14 days after receipt.")
@common
def new(session: Session, basis: str, **said: str) -> None:
    """Enter an enquiry under the next number."""
    with session.open() as store:
        change = enquiry_desk.record(store, {**said, "legal_basis": basis})
        made = enquiry_desk.find(store, change.ids[0])
    session.answer(_row(made), _line(made))


@enquiry.command("list")
@click.option("--state", default="", type=click.Choice(["", enquiry_desk.OPEN, *OUTCOMES]))
@click.option("--year", default="", metavar="YEAR", help="Received in this year.")
@common
def list_all(session: Session, state: str, year: str) -> None:
    """List the enquiries, the newest first."""
    with session.open() as store:
        store.consult("", _("Enquiries shown"))
        found = enquiry_desk.listed(store, state=state, year=year)
    lines = [_line(e) for e in found] or [_("No enquiry.")]
    session.answer({"enquiries": [_row(e) for e in found]}, *lines)


@enquiry.command()
@click.argument("number")
@click.argument("kind", type=_KINDS)
@click.argument("value")
@click.option("--born", default="", metavar="DATE", help="The full date of birth that goes with a name.")
@common
def search(session: Session, number: str, kind: str, value: str, born: str) -> ExitCode:
    """Ask all cases whether they know it: hit or no hit; logged."""
    probe = cross_check.typed_probe(kind, value, born)
    with session.open() as store:
        answer = enquiry_desk.search(store, enquiry_desk.find(store, number).entry.id, probe)
    told = _("hit; whom to ask: {names}").format(names="; ".join(answer.ask)) if answer.hit else _("no hit")
    session.answer(asdict(answer), told)
    return ExitCode.DONE if answer.hit else ExitCode.ANSWER_IS_NO


@enquiry.command()
@click.argument("number")
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.option("--to", "body", default="", metavar="BODY", help="The body it is referred to.")
@click.option("--reason", default="", help="The reason of a refusal; it stands in the letter.")
@click.option("--letter", type=click.Choice(LANGUAGES), default="de", help="The language of the letter.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR")
@common
def answer(
    session: Session, number: str, outcome: str, body: str, reason: str, letter: str, out: Path
) -> None:
    """Write the reply letter and close the enquiry."""
    with session.open() as store:
        result = write_reply(store, number, Answer(outcome, body, reason), out, language=letter)
    session.answer({**asdict(result), "file": str(result.file)}, str(result.file))


@enquiry.command()
@common
def stats(session: Session) -> None:
    """Show how many enquiries came, by year, month, agency, region and outcome."""
    with session.open() as store:
        store.consult("", _("Figures of enquiries shown"))
        years = enquiry_figures(store)
    session.answer({"years": [asdict(y) for y in years]}, *(line for y in years for line in _figures(y)))


def _row(one: Enquiry) -> dict[str, Any]:
    fields = {f.id: one.value(f.id) for f in register(REGISTER).fields}
    return {**fields, "id": one.entry.id, "state": one.state, "overdue": one.overdue}


def _line(one: Enquiry) -> str:
    late = _("overdue") if one.overdue else ""
    word = next((s.label for s in register(REGISTER).states if s.id == one.state), one.state)
    return "  ".join(filter(None, (one.number, one.value("agency"), word, one.deadline, late)))


def _figures(year: YearOfEnquiries) -> list[str]:
    words = {s.id: s.label for s in register(REGISTER).states}
    lines = [f"{year.year}: {year.total}"]
    if year.stated:
        lines.append("  " + _("of these known as a number only: {count}").format(count=year.stated))
    lines += [f"  {month:02d}/{year.year}: {count}" for month, count in enumerate(year.months, 1) if count]
    lines += [f"  {words.get(state, state)}: {count}" for state, count in year.outcomes.items()]
    lines += [f"  {name}: {count}" for name, count in (*year.agencies.items(), *year.regions.items())]
    return lines
