"""Keys in the store: those of this workstation and those of its partners."""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange.keys import Identity, PublicIdentity, new_identity, parse_public
from app.store import tables
from app.store.audit import Action
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner's keys as they were trusted; `agency_id` says whose they are, if that was named."""

    id: str
    agency_id: str | None
    keys: PublicIdentity
    trusted_at: str


def own(store: Store) -> Identity:
    """Return this workstation's keys; raises `UserError` (exit 1) if none were made yet."""
    table = tables.identity
    with store.read() as connection:
        row = connection.execute(select(table).order_by(table.c.created).limit(1)).first()
    if row is None:
        raise UserError(
            "identity.none",
            _("This workstation has no keys yet."),
            _("Make them with “identity new --name NAME”."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return Identity(row.name, row.age_secret, row.age_public, row.sign_secret, row.sign_public, row.created)


def make_own(store: Store, name: str) -> Identity:
    """Make this workstation's keys; refused if there are some already."""
    store.claim()
    with store.write(_("Keys made"), Action.ADMINISTRATION, history=False) as work:
        if work.connection.execute(select(tables.identity.c.id)).first():
            raise UserError(
                "identity.exists",
                _("This workstation has keys already."),
                _("Export them with “identity export”."),
                exit_code=ExitCode.ANSWER_IS_NO,
            )
        identity = new_identity(name)
        work.insert(tables.identity, {**asdict(identity), "sequence": 0})
    return identity


def trust(store: Store, text: str, agency_id: str | None = None) -> PublicIdentity:
    """Trust a partner's exported keys; the caller has shown the fingerprint and somebody compared it."""
    keys = parse_public(text)
    table = tables.partner_key
    store.claim()
    with store.write(_("Partner key trusted"), Action.ADMINISTRATION, history=False) as work:
        query = select(table.c.id).where(table.c.sign_public == keys.sign_public)
        if work.connection.execute(query).first() is None:
            work.insert(
                table,
                {
                    "agency_id": agency_id,
                    "name": keys.name,
                    "age_public": keys.age_public,
                    "sign_public": keys.sign_public,
                    "trusted_at": now_text(),
                    "last_sequence": 0,
                },
            )
    return keys


def partners(store: Store) -> tuple[Partner, ...]:
    """Return the trusted partner keys, by name."""
    table = tables.partner_key
    with store.read() as connection:
        return tuple(
            Partner(
                row.id,
                row.agency_id,
                PublicIdentity(row.name, row.age_public, row.sign_public, row.trusted_at),
                row.trusted_at,
            )
            for row in connection.execute(select(table).order_by(table.c.name))
        )


def recipient(store: Store, text: str) -> PublicIdentity:
    """Return the trusted partner meant by a name or an age key; raises `UserError` (exit 2) otherwise."""
    known = [p.keys for p in partners(store)]
    found = [k for k in known if text in (k.name, k.age_public)]
    if len(found) == 1:
        return found[0]
    raise UserError(
        "identity.unknown",
        _("There is no trusted partner key “{text}”."),
        _("Import the partner's key and compare its fingerprint; known: {names}."),
        exit_code=ExitCode.USAGE,
        text=text,
        names=", ".join(k.name for k in known) or "-",
    )


def next_sequence(work: UnitOfWork) -> int:
    """Count up and return the number of this workstation's next package; taken back with its hand-over."""
    table = tables.identity
    row = work.connection.execute(select(table.c.id, table.c.sequence)).one()
    work.update(table, row.id, sequence=row.sequence + 1)
    return int(row.sequence) + 1
