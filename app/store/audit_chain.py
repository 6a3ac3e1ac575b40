"""Does the log hold together? Every entry follows from the one before, back to the last lawful cut.

A cut (BDSG section 76(4)) takes the oldest entries away; what the chain then goes on from stands in
`audit_cut`. The log itself vouches for it: the entry about a cut names the digest of all cuts so far, so
that a cut that was changed, or made by hand, is found like a changed entry.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.store import tables
from app.store.keyslots import canonical

FIELDS = ("seq", "at", "actor", "action", "case_id", "detail", "reason", "recipient", "previous", "hash")
CUT_TABLE = "audit_cut"
# At most this many numbers of entries are kept of what is worth a remark.
_REMARKS = 20
_BLOCK = 2_000
# The same bytes as `keyslots.canonical`, made once: a check of a long log spends its time here.
_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the log was cut: entries up to `last_seq` are gone, the last of them had `last_hash`."""

    id: str
    last_seq: int
    entries: int
    last_hash: str
    up_to: str
    at: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the chain was followed: an entry's number, its hash and its moment; 0 is the beginning."""

    seq: int = 0
    hash: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ChainState:
    """What following the chain found.

    `first_break` is the number of the first entry that does not follow (None: all do), `checked` the last
    one that does. `clock_back` are entries at which the workstation's clock was behind the log.
    """

    first_break: int | None
    checked: Checked
    cut: Cut | None
    clock_back: tuple[int, ...] = ()


def entry_hash(entry: dict[str, Any]) -> str:
    """Return the hash that closes an entry: SHA-256 over its canonical JSON without the hash itself."""
    body = dict(entry)
    body.pop("hash", None)
    return hashlib.sha256(_ENCODE(body).encode()).hexdigest()


def cuts(connection: Connection) -> tuple[Cut, ...]:
    """Return the cuts, the oldest first."""
    table = tables.audit_cut
    columns = (table.c[name] for name in Cut.__slots__)
    rows = connection.execute(select(*columns).order_by(table.c.last_seq, table.c.id))
    return tuple(Cut(*row) for row in rows)


def last_cut(connection: Connection) -> Cut | None:
    """Return the newest cut, None if the log is whole from its first entry on."""
    made = cuts(connection)
    return made[-1] if made else None


def digest_of_cuts(made: tuple[Cut, ...]) -> str:
    """Return what the entry about the newest cut names, so that none of them can be changed unseen."""
    rows = [[getattr(cut, name) for name in Cut.__slots__] for cut in made]
    return hashlib.sha256(canonical(rows)).hexdigest()


def follow(connection: Connection, since: Checked | None = None) -> ChainState:
    """Follow the chain to its end, from the last cut on or from an entry that was reached before."""
    made = cuts(connection)
    cut = made[-1] if made else None
    origin = Checked(cut.last_seq, cut.last_hash) if cut else Checked()
    whole = since is None or since.seq < origin.seq
    start = origin if whole or since is None else since
    walk = _Walk(start, digest_of_cuts(made) if cut and whole else "")
    for entry in _entries_after(connection, start.seq):
        if not walk.step(entry):
            return ChainState(walk.expected, walk.checked, cut, tuple(walk.clock_back))
    unvouched = cut is not None and whole and not walk.vouched
    return ChainState(origin.seq + 1 if unvouched else None, walk.checked, cut, tuple(walk.clock_back))


class _Walk:
    """Goes from entry to entry and keeps what it needs of the last one."""

    def __init__(self, start: Checked, digest: str) -> None:
        self.checked = start
        self.clock_back: list[int] = []
        self.vouched = False
        self._digest = digest

    @property
    def expected(self) -> int:
        """The number the next entry must have."""
        return self.checked.seq + 1

    def step(self, entry: dict[str, Any]) -> bool:
        """Take the next entry; False if it does not follow from the one before."""
        if entry["seq"] != self.expected or entry["previous"] != self.checked.hash:
            return False
        if entry_hash(entry) != entry["hash"]:
            return False
        self._look(entry)
        self.checked = Checked(entry["seq"], entry["hash"], entry["at"])
        return True

    def _look(self, entry: dict[str, Any]) -> None:
        detail = entry["detail"]
        if self._digest and self._digest in detail:
            self.vouched = self.vouched or self._digest in json.loads(detail).get("ids", ())
        back = entry["at"] < self.checked.at or '"clock": ' in detail
        if back and len(self.clock_back) < _REMARKS:
            self.clock_back.append(entry["seq"])


def _entries_after(connection: Connection, seq: int) -> Iterator[dict[str, Any]]:
    table = tables.audit
    columns = [table.c[name] for name in FIELDS]
    query = select(*columns).where(table.c.seq > seq).order_by(table.c.seq)
    for block in connection.execute(query).partitions(_BLOCK):
        for row in block:
            yield dict(zip(FIELDS, row, strict=True))
