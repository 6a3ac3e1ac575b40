"""`provisions`: the matrix of provisions, and which of them the data-protection officer stands behind."""

from typing import Any

import click

from app.casework import provision_states
from app.casework.provision_states import ProvisionState, ProvisionStatus
from app.cli.session import Session, common
from app.policy import provisions as matrix


@click.group()
def provisions() -> None:
    """The legal provisions, and which of them are approved."""


def _row(state: ProvisionState) -> dict[str, Any]:
    provision = matrix.find(state.provision_id)
    return {
        "id": state.provision_id,
        "citation": provision.citation,
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
@common
def list_(session: Session) -> None:
    """Show all provisions with their standing in this office."""
    with session.open() as store:
        found = tuple(provision_states.states(store).values())
    session.answer({"provisions": [_row(s) for s in found]}, *(_line(s) for s in found))


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
