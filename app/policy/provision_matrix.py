"""The matrix of provisions as a table of senders by recipients, and its entries by what people look for."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.policy import provisions
from app.policy.provisions import Provision
from app.policy.transmission_limits import covers, topic_of

RANK = ("must", "should", "may", "on_request")
"""Kinds that carry a transmission, strongest first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; an empty field leaves everything in. `verified` is "yes", "no" or ""."""

    topic: str = ""
    data: str = ""
    sender: str = ""
    recipient: str = ""
    kind: str = ""
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Two classes of agencies; `kind` is that of the strongest ground, "" for none.

    `ids` are all grounds, strongest first; `verified` is about the text of the strongest.
    """

    sender: str
    recipient: str
    kind: str
    ids: tuple[str, ...]
    verified: bool


def search(wanted: Wanted, entries: Iterable[Provision] | None = None) -> tuple[Provision, ...]:
    """Return the entries that fit, in their order; "*" fits every sender or recipient.

    Without `entries` it is all that is known, in the order of the matrix.
    """
    found = provisions.catalogue().values() if entries is None else entries
    return tuple(p for p in found if _fits(p, wanted))


def _fits(provision: Provision, wanted: Wanted) -> bool:
    return (
        (not wanted.topic or topic_of(provision) == wanted.topic)
        and (not wanted.data or covers(provision, wanted.data))
        and _names(provision.senders, wanted.sender)
        and _names(provision.recipients, wanted.recipient)
        and (not wanted.kind or provision.kind == wanted.kind)
        and (not wanted.verified or provision.verified == (wanted.verified == "yes"))
    )


def _names(classes: Iterable[str], code: str) -> bool:
    return not code or bool({code, "*"} & set(classes))


def cell(
    sender: str,
    recipient: str,
    *,
    on_request: bool = False,
    rejected: frozenset[str] = frozenset(),
    own: tuple[Provision, ...] = (),
) -> Cell:
    """Return the strongest ground between two classes; what is excluded or rejected is none."""
    found = provisions.grounds(sender, recipient, on_request=on_request, rejected=rejected, own=own)
    strongest = found[0] if found else None
    return Cell(
        sender,
        recipient,
        strongest.kind if strongest else "",
        tuple(p.id for p in found),
        bool(strongest and strongest.verified),
    )


def table(
    classes: Iterable[str],
    *,
    on_request: bool = False,
    rejected: frozenset[str] = frozenset(),
    own: tuple[Provision, ...] = (),
) -> tuple[tuple[Cell, ...], ...]:
    """Return one row per sender with one cell per recipient, in the order given."""
    codes = tuple(classes)
    return tuple(
        tuple(cell(s, r, on_request=on_request, rejected=rejected, own=own) for r in codes) for s in codes
    )
