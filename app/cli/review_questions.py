"""What an erasure asks on the command line: about places that repeat a value, and whether really."""

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.casework.decisions import Decision, repeats_of
from app.casework.erasure_repeats import LEAVE, TAKE_OUT, Repeat
from app.casework.reviews import ERASE
from app.cli import repeat_lines
from app.cli.session import Session
from app.store.store import Store

_Command = TypeVar("_Command", bound=Callable[..., object])


def repeat_options(command: _Command) -> _Command:
    """Add --repeats and --place, the choices on places that repeat an erased value."""
    general = click.option(
        "--repeats",
        "everywhere",
        type=click.Choice((TAKE_OUT, LEAVE)),
        default=LEAVE,
        help="What happens in all other places that repeat an erased value.",
    )
    single = click.option(
        "--place",
        "places",
        multiple=True,
        metavar="KEY=CHOICE",
        help="The same for one place of `review repeats`.",
    )
    return general(single(command))


def decided(
    store: Store, chosen: Sequence[Decision], everywhere: str, places: Sequence[str]
) -> tuple[dict[str, str], tuple[Repeat, ...]]:
    """Return the decision on each place that repeats what is to go, and the places."""
    wanted = [d.finding for d in chosen if d.kind == ERASE]
    single = repeat_lines.parse(places)
    found = repeats_of(store, wanted, single) if wanted else ()
    known = repeat_lines.check(single, found)
    # Whole findings and documents go only when they are named.
    general = {r.key: everywhere if everywhere in r.can else LEAVE for r in found if r.can}
    return {**general, **known}, found


def confirm(session: Session, count: int) -> None:
    """Ask whether so many findings are to be erased; without a terminal `--yes` must say so."""
    if not count or session.yes:
        return
    if not sys.stdin.isatty():
        raise UserError(
            "review.no_terminal",
            _("There is no terminal to ask whether to erase for good."),
            _("Use --yes."),
            exit_code=ExitCode.USAGE,
        )
    question = ngettext(
        "Erase {count} finding for good? This cannot be undone.",
        "Erase {count} findings for good? This cannot be undone.",
        count,
    )
    click.confirm(question.format(count=count), abort=True, err=True)
