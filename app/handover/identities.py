"""Keys in the store: those of this workstation and those of its partners, and how long each is good for."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange import revocation
from app.exchange.keys import Identity, PublicIdentity, checked_day, new_identity
from app.store import tables
from app.store.audit import Action
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

REPLACED, REVOKED = "replaced", "revoked"
_YEARS = 2


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner's keys as they were trusted; `agency_id` says whose they are, if that was named.

    `state` is "" while they are trusted, replaced or revoked since the day `state_on`; `compared` says how
    the fingerprint was compared, `last_sequence` is the highest number of a package that was merged.
    """

    id: str
    agency_id: str | None
    keys: PublicIdentity
    trusted_at: str
    state: str = ""
    state_on: str = ""
    reason: str = ""
    replaced_by: str = ""
    compared: str = ""
    last_sequence: int = 0

    def expired(self, day: str) -> bool:
        """Whether the keys are no longer good on a day (ISO)."""
        return bool(self.keys.valid_until) and self.keys.valid_until < day

    def usable(self, day: str) -> bool:
        """Whether something may be sealed for these keys on a day."""
        return not self.state and not self.expired(day)


def own(store: Store) -> Identity:
    """Return this workstation's keys in force; raises `UserError` (exit 1) if none were made yet."""
    with store.read() as connection:
        found = _own_rows(connection)
    if not found or found[0].state:
        raise UserError(
            "identity.none",
            _("This workstation has no keys yet."),
            _("Make them with “identity new --name NAME”."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return _identity(found[0])


def all_own(store: Store) -> tuple[Identity, ...]:
    """Return all keys this workstation has had, those in force first: packages under way need the older."""
    with store.read() as connection:
        found = _own_rows(connection)
    if not found:
        own(store)
    return tuple(_identity(row) for row in found)


def _own_rows(connection: Connection) -> list[Any]:
    t, f = tables.identity, tables.identity_frame
    query = select(t, f.c.valid_until, f.c.state).outerjoin(f, f.c.identity_id == t.c.id)
    rows = connection.execute(query).all()
    newest = sorted(rows, key=lambda row: (row.created, row.id), reverse=True)
    return sorted(newest, key=lambda row: bool(row.state))


def _identity(row: Any) -> Identity:
    return Identity(
        row.name,
        row.age_secret,
        row.age_public,
        row.sign_secret,
        row.sign_public,
        row.created,
        row.valid_until or "",
    )


def default_validity() -> str:
    """Return the day until which keys made today are good, if nobody names another: two years."""
    day = today()
    return (day.replace(year=day.year + _YEARS, day=min(day.day, 28)) - dt.timedelta(days=1)).isoformat()


def make_own(store: Store, name: str, valid_until: str = "") -> Identity:
    """Make this workstation's keys, good until a day (default: two years); refused if there are some."""
    until = _future(valid_until or default_validity())
    store.claim()
    with store.write(_("Keys made"), Action.ADMINISTRATION, history=False) as work:
        if work.connection.execute(select(tables.identity.c.id)).first():
            raise UserError(
                "identity.exists",
                _("This workstation has keys already."),
                _("Export them with “identity export”, or replace them with “identity replace”."),
                exit_code=ExitCode.ANSWER_IS_NO,
            )
        return _insert_own(work, new_identity(name, until))


def _future(day: str) -> str:
    wanted = checked_day(day)
    if wanted <= today().isoformat():
        raise UserError(
            "identity.past",
            _("{day} is not in the future."),
            _("Name the last day on which the keys are to be used."),
            day=wanted,
        )
    return wanted


def _insert_own(work: UnitOfWork, identity: Identity) -> Identity:
    row = asdict(identity)
    until = row.pop("valid_until")
    row_id = work.insert(tables.identity, {**row, "sequence": 0})
    work.insert(tables.identity_frame, {"identity_id": row_id, "valid_until": until})
    return identity


def replace_own(
    store: Store, reason: str, *, name: str = "", valid_until: str = "", revoked: bool = False
) -> tuple[Identity, str]:
    """Make new keys in place of those in force, which from now on only open what is under way.

    Returns the new keys and, where the old ones are `revoked` because somebody else may have them, the text
    that tells every partner so, else "". Partners compare and trust the new keys like any other.
    """
    if not reason.strip():
        raise UserError(
            "identity.reason",
            _("The replacement needs its reason."),
            _("Say why, for example: due, or the computer was lost."),
        )
    old = own(store)
    until = _future(valid_until or default_validity())
    day = today().isoformat()
    store.claim()
    label = _("Own keys revoked and replaced") if revoked else _("Own keys replaced")
    with store.write(label, Action.ADMINISTRATION, reason=reason.strip(), history=False) as work:
        row = _own_rows(work.connection)[0]
        told = {"state": REVOKED if revoked else REPLACED, "state_on": day, "reason": reason.strip()}
        _put_frame(work, tables.identity_frame, "identity_id", row.id, told)
        fresh = _insert_own(work, new_identity(name or old.name, until))
    return fresh, revocation.write(old, day) if revoked else ""


def _put_frame(work: UnitOfWork, table: Any, column: str, row_id: str, values: dict[str, str]) -> None:
    query = select(table.c.id).where(table.c[column] == row_id)
    known = work.connection.execute(query).scalar()
    if known:
        work.update(table, str(known), **values)
    else:
        work.insert(table, {column: row_id, **values})


def put_partner_frame(work: UnitOfWork, partner_id: str, values: dict[str, str]) -> None:
    """Write what is known of the life of a partner's key."""
    _put_frame(work, tables.partner_key_frame, "partner_key_id", partner_id, values)


def partners(store: Store, *, former: bool = False) -> tuple[Partner, ...]:
    """Return the partner keys that are trusted, by name; with `former` also those replaced or revoked."""
    t, f = tables.partner_key, tables.partner_key_frame
    more = (f.c.valid_until, f.c.state, f.c.state_on, f.c.reason, f.c.replaced_by, f.c.compared)
    query = select(t, *more).outerjoin(f, f.c.partner_key_id == t.c.id).order_by(t.c.name, t.c.trusted_at)
    with store.read() as connection:
        found = tuple(_partner(row) for row in connection.execute(query))
    return tuple(p for p in found if former or not p.state)


def _partner(row: Any) -> Partner:
    keys = PublicIdentity(row.name, row.age_public, row.sign_public, row.trusted_at, row.valid_until or "")
    return Partner(
        row.id,
        row.agency_id,
        keys,
        row.trusted_at,
        row.state or "",
        row.state_on or "",
        row.reason or "",
        row.replaced_by or "",
        row.compared or "",
        row.last_sequence,
    )


def recipient(store: Store, text: str) -> PublicIdentity:
    """Return the trusted partner meant by a name or an age key; raises `UserError` (exit 2) otherwise."""
    return partner(store, text).keys


def partner(store: Store, text: str) -> Partner:
    """Return the trusted partner meant by a name, an id or an age key; `UserError` (exit 2) otherwise."""
    known = partners(store)
    found = [p for p in known if text in (p.keys.name, p.keys.age_public, p.id)]
    if len(found) == 1:
        return found[0]
    raise UserError(
        "identity.unknown",
        _("There is no trusted partner key “{text}”."),
        _("Import the partner's key and compare its fingerprint; known: {names}."),
        exit_code=ExitCode.USAGE,
        text=text,
        names=", ".join(p.keys.name for p in known) or "-",
    )


def next_sequence(work: UnitOfWork) -> int:
    """Count up and return the number of this workstation's next package; taken back with its hand-over."""
    row = _own_rows(work.connection)[0]
    work.update(tables.identity, row.id, sequence=row.sequence + 1)
    return int(row.sequence) + 1
