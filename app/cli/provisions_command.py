"""`provisions`: the matrix, the assistant, and what the data-protection officer stands behind."""

from typing import Any

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.casework import provision_states
from app.casework.provision_states import ProvisionState, ProvisionStatus
from app.cli.session import Session, common
from app.policy import provision_matrix, transmission_advice
from app.policy import provisions as matrix
from app.policy.provision_matrix import Wanted
from app.policy.transmission_advice import Advice
from app.policy.transmission_limits import data_classes, topic_of, topics


@click.group()
def provisions() -> None:
    """The legal provisions, who may tell whom on them, and which are approved."""


def _row(state: ProvisionState) -> dict[str, Any]:
    provision = matrix.find(state.provision_id)
    return {
        "id": state.provision_id,
        "citation": provision.citation,
        "kind": provision.kind,
        "verified": provision.verified,
        "topic": topic_of(provision),
        "status": str(state.status),
        "decided_by": state.decided_by,
        "decided_on": state.decided_on,
    }


def _line(state: ProvisionState) -> str:
    word = provision_states.status_word(state.status)
    decided = " ".join(part for part in (state.decided_on, state.decided_by) if part)
    told = (state.provision_id, matrix.find(state.provision_id).citation, word, decided)
    return "  ".join(filter(None, told))


@provisions.command("list")
@click.option("--topic", type=click.Choice(list(topics())), help="Only those of this topic.")
@click.option("--data", type=click.Choice(list(data_classes())), help="Only those about this class of data.")
@click.option("--from", "sender", metavar="CLASS", help="Only those that let this class of agencies tell.")
@click.option("--to", "recipient", metavar="CLASS", help="Only those that let this class be told.")
@click.option("--status", type=click.Choice([str(s) for s in ProvisionStatus]))
@click.option("--verified", type=click.Choice(["yes", "no"]), help="Whether the text of the law was read.")
@common
def list_(session: Session, status: str | None, **wanted: str | None) -> None:
    """Show the provisions with their standing in this office."""
    with session.open() as store:
        states = provision_states.states(store)
    fitting = provision_matrix.search(Wanted(**{name: value or "" for name, value in wanted.items()}))
    found = [states[p.id] for p in fitting if not status or states[p.id].status == status]
    session.answer({"provisions": [_row(s) for s in found]}, *(_line(s) for s in found))


@provisions.command()
@click.argument("provision_id", metavar="PROVISION")
@common
def show(session: Session, provision_id: str) -> None:
    """Show one provision with its conditions, its source and the state of its text."""
    provision = matrix.find(provision_id)
    with session.open() as store:
        state = provision_states.states(store)[provision_id]
    conditions = [{"no": no, "text": text} for no, text in enumerate(provision.condition_texts, start=1)]
    answer = _row(state) | {
        "title": provision.title,
        "paraphrase": provision.paraphrase,
        "conditions": conditions,
        "data_scope": provision.scope_text,
        "senders": provision.senders,
        "recipients": provision.recipients,
        "source": provision.source,
        "text_state": matrix.text_state(),
        "note": provision.note,
    }
    lines = [_line(state), provision.paraphrase, *(f"  {c['no']}. {c['text']}" for c in conditions)]
    session.answer(answer, *lines, provision.source)


@provisions.command("matrix")
@click.option("--on-request", is_flag=True, help="With what may be told when asked.")
@common
def matrix_(session: Session, on_request: bool) -> None:
    """Show who may tell whom, each with the kind of the strongest ground."""
    classes = tuple(matrix.agency_classes())
    with session.open() as store:
        rejected = provision_states.with_status(store, ProvisionStatus.REJECTED)
    rows = provision_matrix.table(classes, on_request=on_request, rejected=rejected)
    cells = [
        {"from": c.sender, "to": c.recipient, "kind": c.kind, "provisions": c.ids}
        for row in rows
        for c in row
        if c.kind
    ]
    session.answer({"cells": cells}, *(f"{c['from']} > {c['to']}  {c['kind']}" for c in cells))


@provisions.command()
@click.option("--from", "sender", required=True, metavar="CLASS", help="The class of the sender, as A05.")
@click.option("--to", "recipient", required=True, metavar="CLASS", help="The class of the recipient.")
@click.option("--data", default="", metavar="CLASS", help="The class of data; by default the sender's own.")
@click.option("--on-request", is_flag=True, help="The recipient has asked for it.")
@common
def advise(session: Session, sender: str, recipient: str, data: str, on_request: bool) -> int:
    """Say on which grounds one agency may tell another, and what stands against it."""
    question = transmission_advice.ask(sender, recipient, data, on_request=on_request)
    with session.open() as store:
        found = provision_states.advise(store, question)
    session.answer(_advice(found), *_advice_lines(found))
    return ExitCode.DONE if found.candidates else ExitCode.ANSWER_IS_NO


def _advice(found: Advice) -> dict[str, Any]:
    return {
        "from": found.question.sender,
        "to": found.question.recipient,
        "data": found.question.data,
        "on_request": found.question.on_request,
        "candidates": [
            {
                "provision": c.provision.id,
                "citation": c.provision.citation,
                "kind": c.provision.kind,
                "verified": c.provision.verified,
                "status": c.status,
                "conditions": [{"key": x.key, "text": x.text, "confirmed": False} for x in c.conditions],
            }
            for c in found.candidates
        ],
        "blocked": [{"provision": b.provision.id, "against": b.against} for b in found.blocked],
        "notes": found.notes,
    }


def _advice_lines(found: Advice) -> list[str]:
    lines = [] if found.candidates else [_("No provision allows it.")]
    for candidate in found.candidates:
        lines.append(f"{candidate.provision.id}  {candidate.provision.citation}  {candidate.provision.kind}")
        lines += [f"  [ ] {condition.text}" for condition in candidate.conditions]
    lines += [
        _("Not on {provision}: {reasons}").format(
            provision=b.provision.citation, reasons="; ".join(b.against)
        )
        for b in found.blocked
    ]
    return [*lines, *(_("Note: {text}").format(text=text) for text in found.notes)]


@provisions.command()
@click.argument("provision_id", metavar="PROVISION")
@click.argument("status", type=click.Choice([str(s) for s in ProvisionStatus]))
@click.option("--reason", required=True, help="Why; it goes into the log.")
@common
def decide(session: Session, provision_id: str, status: str, reason: str) -> None:
    """Approve a provision, reject it, or set it back to proposed."""
    with session.open() as store:
        provision_states.decide(store, provision_id, ProvisionStatus(status), reason)
        state = provision_states.states(store)[provision_id]
    session.answer(_row(state), _line(state))
