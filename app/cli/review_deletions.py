"""`review deletions` and `review decide`: after an outcome in the person's favour, erase or keep."""

from collections.abc import Sequence
from dataclasses import asdict

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.casework import cases, outcome_decisions
from app.casework.decisions import Decision
from app.casework.outcome_decisions import KINDS, Pending
from app.casework.reviews import ERASE
from app.cli import repeat_lines, review_questions
from app.cli.session import Session, common, tell
from app.store.store import Store


def lines_of(waiting: Sequence[Pending]) -> list[str]:
    """Return a line for each person to decide on, without values."""
    text = _(
        "{since}  {reference}  {person}  decision on deletion open ({outcomes}): nothing may be recorded"
    )
    return [
        text.format(
            since=p.since[:10],
            reference=p.reference,
            person=p.person,
            outcomes=", ".join(dict.fromkeys(outcome for _about, outcome in p.outcomes)),
        )
        for p in waiting
    ]


@click.command()
@click.option("--case", "case_text", default="", help="Only those of this case.")
@common
def deletions(session: Session, case_text: str) -> None:
    """List persons whose deletion has to be decided on, as their proceeding ended in their favour."""
    with session.open() as store:
        case_id = cases.find(store, case_text).id if case_text else ""
        store.consult(case_id, _("Decisions on deletion shown"))
        found = outcome_decisions.pending(store, case_id)
    lines = lines_of(found) or [_("No decision on deletion is open.")]
    session.answer({"deletions": [asdict(p) for p in found]}, *lines)


@click.command()
@click.argument("person", metavar="PERSON")
@click.option("--keep", type=click.Choice(KINDS), default=None, help="Keep on this ground.")
@click.option("--erase", is_flag=True, help="Erase what is held of the person.")
@click.option("--reason", required=True, help="The reason, without the values it is about.")
@review_questions.repeat_options
@common
def decide(
    session: Session,
    person: str,
    keep: str | None,
    erase: bool,
    reason: str,
    everywhere: str,
    places: Sequence[str],
) -> None:
    """Decide on the deletion of a person of `review deletions`; an erasure cannot be undone."""
    if (keep is None) != erase:
        raise UserError(
            "outcome.choice",
            _("It has to be one of the two: erase or keep."),
            _("Use --erase, or --keep with its ground."),
            exit_code=ExitCode.USAGE,
        )
    with session.open() as store:
        matter = outcome_decisions.of_person(store, "", person)
        if keep is not None:
            outcome_decisions.keep(store, matter.case_id, person, keep, reason)
            session.answer({"kept": person, "ground": keep}, _("Kept"))
            return
        document = _erase(session, store, matter, reason, (everywhere, places))
    count = len(document["erased"])
    text = ngettext("{count} finding erased", "{count} findings erased", count)
    session.answer(document, text.format(count=count))


def _erase(
    session: Session, store: Store, matter: Pending, reason: str, choices: tuple[str, Sequence[str]]
) -> dict[str, list[str]]:
    wanted = outcome_decisions.to_erase(store, matter.case_id, matter.person)
    chosen = [Decision("", finding, ERASE, reason) for finding in wanted]
    repeats, found = review_questions.decided(store, chosen, *choices)
    if found:
        tell("\n".join((repeat_lines.heading(found), *repeat_lines.lines(found, repeats))))
    review_questions.confirm(session, len(wanted))
    done = outcome_decisions.erase(store, matter.case_id, matter.person, reason, repeats=repeats)
    return {"erased": list(done.findings), "subjects": list(done.subjects), "to_review": list(done.to_review)}
