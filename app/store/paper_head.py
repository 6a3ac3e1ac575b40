"""The head of the log as it is printed, and held against a store again.

Printed are the number of the last entry, its moment, and the first 32 hexadecimal digits of its hash in
groups of four: short enough to type, and with 128 bits nobody finds a second chain that fits. Whoever holds
the paper can tell whether a store still holds that entry, or was put back to a state before it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from app.base.errors import UserError
from app.base.i18n import _
from app.store import audit, audit_chain, tables
from app.store.audit import ChainHead
from app.store.store import Store

DIGITS, _GROUP = 32, 4
_NUMBER = re.compile(r"\d{1,15}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:]+Z?")
_PRINTED = re.compile(r"(?:[0-9a-f]{4}[\s\-·.:]*){8,16}", re.IGNORECASE)


class Found(StrEnum):
    """What a store says about a printed head."""

    IN_CHAIN = "in_chain"
    OLDER_STORE = "older_store"
    OTHER_CHAIN = "other_chain"
    BEFORE_CUT = "before_cut"


@dataclass(frozen=True, slots=True)
class Printed:
    """A head as read from paper: the entry's number and the beginning of its hash."""

    seq: int
    digits: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A printed head held against a store, whose last entry is `last`."""

    printed: Printed
    found: Found
    last: ChainHead

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the store."""
        return self.found in (Found.IN_CHAIN, Found.BEFORE_CUT)

    @property
    def text(self) -> str:
        """One sentence for people."""
        text = {
            Found.IN_CHAIN: _("Entry {seq} is in the chain; the log goes on to entry {last}."),
            Found.OLDER_STORE: _(
                "This store is older than the paper: it ends with entry {last}, the paper names entry {seq}. "
                "It was rolled back."
            ),
            Found.OTHER_CHAIN: _(
                "Entry {seq} is another one here: the log was changed or is not that of the paper."
            ),
            Found.BEFORE_CUT: _(
                "Entry {seq} was erased with the old entries of the log; it can no longer be compared."
            ),
        }[self.found]
        return text.format(seq=self.printed.seq, last=self.last.seq)


def groups(head_hash: str) -> str:
    """Return the first 32 digits of a hash in groups of four."""
    return " ".join(head_hash[at : at + _GROUP] for at in range(0, DIGITS, _GROUP))


def printed(head: ChainHead) -> str:
    """Return a head as it is printed: number, moment (UTC), groups; "" for an empty log."""
    return f"{head.seq} · {head.at} · {groups(head.hash)}" if head.seq else ""


def of_store(store: Store) -> str:
    """Return the head of a store's log as it is printed."""
    with store.read() as connection:
        return printed(audit.head(connection))


def parse(text: str) -> Printed:
    """Read a head from what somebody typed: the number of the entry and at least 32 digits of its hash."""
    number = _NUMBER.search(text)
    digits = _PRINTED.search(_MOMENT.sub(" ", text[number.end() :])) if number else None
    if number is None or digits is None:
        raise UserError(
            "head.form",
            _("This is no head of a log: “{text}”."),
            _("Type the number of the entry and the eight groups of four digits as printed."),
            text=text[:80],
        )
    return Printed(int(number[0]), re.sub(r"[^0-9a-f]", "", digits[0].lower()))


def compare(connection: Connection, head: Printed) -> Compared:
    """Hold a printed head against the log."""
    last = audit.head(connection)
    entry, cut = tables.audit.c, audit_chain.last_cut(connection)
    known = connection.execute(select(entry.hash).where(entry.seq == head.seq)).scalar()
    if cut is not None and head.seq == cut.last_seq:
        known = cut.last_hash
    if known is not None:
        found = Found.IN_CHAIN if known.startswith(head.digits[:64]) else Found.OTHER_CHAIN
    elif cut is not None and head.seq < cut.last_seq:
        found = Found.BEFORE_CUT
    else:
        found = Found.OLDER_STORE
    return Compared(head, found, last)
