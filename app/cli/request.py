"""The options that describe a release, shared by release, briefing and seal."""

import functools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework import agencies, provision_versions
from app.policy.release import ReleaseRequest
from app.policy.release_grounds import named
from app.store.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])


def release_options(command: _Command) -> Any:
    """Give a command the options of a release; they arrive as one keyword `wish`."""

    @click.option("--purpose", default="", help="What the recipient needs it for.")
    @click.option("--occasion", default="", help="The occasion, for example the conference.")
    @click.option("--confirm", multiple=True, metavar="PROVISION:CONDITION")
    @click.option("--consent", multiple=True, metavar="FINDING")
    @click.option("--on-request", is_flag=True, help="The recipient has asked for it.")
    @click.option("--document", "documents", multiple=True, metavar="DOCUMENT")
    @functools.wraps(command)
    def wrapped(
        purpose: str,
        occasion: str,
        confirm: Sequence[str],
        consent: Sequence[str],
        on_request: bool,
        documents: Sequence[str],
        **rest: Any,
    ) -> Any:
        wish = {
            "purpose": purpose,
            "occasion": occasion,
            "confirmed": tuple(confirm),
            "consents": frozenset(consent),
            "on_request": on_request,
            "documents": frozenset(documents),
        }
        return command(wish=wish, **rest)

    return wrapped


def confirmed(text: str) -> tuple[str, int]:
    """Read `PROVISION:CONDITION`, the condition by its number from 1; raises `UserError` (exit 2)."""
    name, _colon, number = text.rpartition(":")
    provision = named(name)
    if not number.isdecimal() or not 1 <= int(number) <= len(provision.conditions):
        raise UserError(
            "cli.condition",
            _("“{text}” does not name a condition."),
            _("{id} has the conditions 1 to {count}: {conditions}."),
            exit_code=ExitCode.USAGE,
            text=text,
            id=name,
            count=len(provision.conditions),
            conditions="; ".join(provision.condition_texts),
        )
    return name, int(number)


def make_request(store: Store, recipient: str, wish: dict[str, Any]) -> ReleaseRequest:
    """Make the request; purpose and occasion are asked for, because the ledger needs them.

    Conditions are named here, not before: those of the office's own provisions stand in its store.
    """
    missing = [name for name in ("purpose", "occasion") if not str(wish[name]).strip()]
    if missing:
        raise UserError(
            "cli.purpose",
            _("A release needs its purpose and its occasion."),
            _("Use --purpose and --occasion."),
            exit_code=ExitCode.USAGE,
        )
    with store.read() as connection:
        provision_versions.announce(connection)
    said = {**wish, "confirmed": frozenset(map(confirmed, wish["confirmed"]))}
    return ReleaseRequest(recipient=agencies.find(store, recipient), as_of=today().isoformat(), **said)
