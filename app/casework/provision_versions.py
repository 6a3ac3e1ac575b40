"""Provisions in the office's own words: additional entries of the matrix, and new versions of shipped ones.

A version is written once and never changed; another wording is another version. It carries nothing until the
data-protection officer approves it (`app.policy.own_provisions`). The words are kept as one row of `meta`
per version; undo takes a version back, the log keeps who wrote it and why.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.provision_records import PROPOSED, OwnProvision
from app.casework import foreign_provisions
from app.policy import own_provisions, provisions
from app.policy.own_provisions import Standing
from app.policy.provisions import Provision
from app.policy.transmission_limits import data_classes
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

KINDS = ("must", "should", "may")
_PREFIX = "provision/"
_ID = re.compile(r"[A-Za-zÄÖÜäöü][\wÄÖÜäöüß.-]{1,39}\Z")
_LISTS = ("senders", "recipients", "conditions", "data")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says; see `OwnProvision` for the fields. `valid_from` "" is today."""

    law: str
    provision: str
    title: str
    text: str
    kind: str
    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    conditions: tuple[str, ...]
    data: tuple[str, ...] = ()
    proactive: bool = True
    verified: bool = False
    source: str = ""
    note: str = ""
    valid_from: str = ""
    valid_to: str = ""


def read(connection: Connection) -> tuple[OwnProvision, ...]:
    """Return every version of every entry, by id and version."""
    m = tables.meta
    query = select(m.c.value).where(m.c.id >= _PREFIX, m.c.id < _PREFIX.replace("/", "0"))
    found = (_version(value) for value in connection.execute(query).scalars())
    return tuple(sorted(found, key=lambda v: (v.id, v.version)))


def listed(store: Store) -> tuple[OwnProvision, ...]:
    """Return every version of every entry, by id and version."""
    with store.read() as connection:
        return read(connection)


def standing(store: Store, day: str = "") -> Standing:
    """Return what the office's own words make of the matrix on a day or today."""
    return own_provisions.standing(listed(store), day or today().isoformat())


def announce(connection: Connection) -> tuple[OwnProvision, ...]:
    """Make the words of this office and of others known to whoever cites an id; return all own versions."""
    versions = read(connection)
    foreign = foreign_provisions.entries_of(foreign_provisions.read(connection))
    provisions.announce(entries_of(versions, today().isoformat()), foreign)
    return versions


def entries_of(versions: Iterable[OwnProvision], day: str) -> tuple[Provision, ...]:
    """Return own entries as they are cited: the version in force, else the newest of what is none yet.

    A shipped entry none of whose own versions is in force is cited as shipped and not among them.
    """
    versions = tuple(versions)
    held = own_provisions.in_force(versions, day)
    for version in versions:
        if version.id not in provisions.shipped() and (
            version.id not in held or held[version.id].status == PROPOSED
        ):
            held[version.id] = version
    return tuple(own_provisions.as_entry(v) for v in held.values())


def add(store: Store, provision_id: str, wording: Wording, reason: str) -> Change:
    """Write an additional entry under an own id; `UserError` (exit 2) for one there is, and if words lack."""
    provision_id = provision_id.strip()
    if not _ID.match(provision_id):
        raise UserError(
            "provision.id",
            _("“{id}” cannot be the id of a provision."),
            _("Use letters, digits, dots and hyphens, such as EIG-GewO-1."),
            exit_code=ExitCode.USAGE,
            id=provision_id,
        )
    if provision_id in provisions.shipped() or any(v.id == provision_id for v in listed(store)):
        raise UserError(
            "provision.id",
            _("There is a provision “{id}” already."),
            _("Write a new version of it, or use another id."),
            exit_code=ExitCode.USAGE,
            id=provision_id,
        )
    return _write(store, provision_id, 1, wording, reason)


def revise(store: Store, provision_id: str, wording: Wording, reason: str) -> Change:
    """Write a new version of an own or a shipped entry; `UserError` for an id there is not."""
    known = [v.version for v in listed(store) if v.id == provision_id]
    if not known and provision_id not in provisions.shipped():
        provisions.find(provision_id)
    return _write(store, provision_id, max(known, default=1) + 1, wording, reason)


def wording(version: OwnProvision) -> Wording:
    """Return the words of a version, of this office or of another one, to be written anew."""
    return Wording(**{f.name: getattr(version, f.name) for f in fields(Wording)})


def wording_of(store: Store, provision_id: str) -> Wording:
    """Return the newest words of an entry, own or shipped, to be revised."""
    own = [v for v in listed(store) if v.id == provision_id]
    if own:
        return wording(own[-1])
    entry = provisions.shipped().get(provision_id) or provisions.find(provision_id)
    kind = entry.kind if entry.kind in KINDS else "may"
    return Wording(
        law=entry.law,
        provision=entry.provision,
        title=entry.title,
        text=entry.paraphrase,
        kind=kind,
        senders=entry.senders,
        recipients=entry.recipients,
        conditions=entry.condition_texts,
        proactive=entry.proactive,
        verified=entry.verified,
        source=entry.source,
        note=entry.note,
    )


def put_status(
    work: UnitOfWork, provision_id: str, version: int, status: str, by: str, on: str
) -> OwnProvision | None:
    """Note a decision on a version within the caller's unit of work; None if there is no such version."""
    key = _key(provision_id, version)
    row = work.row(tables.meta, key)
    if row is None:
        return None
    decided = replace(_version(str(row["value"])), status=status, decided_by=by, decided_on=on)
    work.update(tables.meta, key, value=_data(decided))
    return decided


def _write(store: Store, provision_id: str, version: int, wording: Wording, reason: str) -> Change:
    checked = _checked(wording)
    if not reason.strip():
        raise UserError("provision.reason", _("The reason is missing."), _("It goes into the log."))
    written = OwnProvision(
        id=provision_id,
        version=version,
        **{f.name: getattr(checked, f.name) for f in fields(Wording)},
        written_by=store.user,
        written_on=today().isoformat(),
    )
    label = _("Provision {id} written, version {version}").format(id=provision_id, version=version)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(label, Action.ALTERATION, reason=reason.strip()) as work,
    ):
        key = work.insert(tables.meta, {"id": _key(provision_id, version), "value": _data(written)})
        work.about(key)
    return work.done


def _checked(wording: Wording) -> Wording:
    plain = {f.name: getattr(wording, f.name) for f in fields(Wording)}
    plain = {name: v.strip() if isinstance(v, str) else v for name, v in plain.items()}
    for name in _LISTS:
        plain[name] = tuple(dict.fromkeys(t.strip() for t in plain[name] if t.strip()))
    missing = next((n for n in (*_NEEDED, "senders", "recipients", "conditions") if not plain[n]), "")
    if missing:
        raise _refused(
            missing, _("Law, provision, title, text, sender, recipient, condition and source are needed.")
        )
    if plain["kind"] not in KINDS:
        raise _refused("kind", _("It is one of: {known}.").format(known=", ".join(KINDS)))
    known = {*provisions.agency_classes(), "*"}
    for name, choices in (("senders", known), ("recipients", known), ("data", set(data_classes()))):
        wrong = [one for one in plain[name] if one not in choices]
        if wrong:
            raise _refused(name, _("“{wrong}” is none of: {known}.").format(
                wrong=wrong[0], known=", ".join(sorted(choices))))  # fmt: skip
    plain["valid_from"] = _day("valid_from", plain["valid_from"]) or today().isoformat()
    plain["valid_to"] = _day("valid_to", plain["valid_to"])
    if plain["valid_to"] and plain["valid_to"] < plain["valid_from"]:
        raise _refused("valid_to", _("The last day is before the first."))
    return Wording(**plain)


_NEEDED = ("law", "provision", "title", "text", "source")


def _day(name: str, text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise _refused(name, _("Write the day as 2027-03-31.")) from error


def _refused(field: str, remedy: str) -> UserError:
    return UserError(
        f"provision.{field}",
        _("The provision is not complete."),
        remedy,
        exit_code=ExitCode.USAGE,
    )


def _key(provision_id: str, version: int) -> str:
    return f"{_PREFIX}{provision_id}@{version}"


def _data(version: OwnProvision) -> str:
    return json.dumps(asdict(version), ensure_ascii=False)


def _version(data: str) -> OwnProvision:
    content = json.loads(data)
    return OwnProvision(**{**content, **{name: tuple(content[name]) for name in _LISTS}})
