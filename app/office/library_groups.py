"""Closed groups of the library: who reads what is not for everybody.

The program shows and finds by them. They are no cryptographic barrier on a workstation: whoever has a
passphrase of the store can read the whole store with other tools, as with roles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.office.entries import entries_in
from app.office.register_model import register
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act, folded
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_STAFF = "staff"


class ReaderKind(StrEnum):
    """By what somebody is admitted: the agency they come from, a role here, their name."""

    AGENCY = "agency"
    ROLE = "role"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Reader:
    """One entry of a closed group: everybody of an agency, with a role, or of this name."""

    kind: ReaderKind
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """A closed group; `open_to_me`: whoever opened the store is admitted."""

    id: str
    name: str
    readers: tuple[Reader, ...]
    open_to_me: bool


def groups(store: Store) -> tuple[Group, ...]:
    """Return all closed groups, by name."""
    with store.read() as connection:
        mine = _mine(connection, store)
        found = connection.execute(select(tables.library_group)).all()
        rows = connection.execute(select(tables.library_reader)).all()
    readers: dict[str, list[Reader]] = {row.id: [] for row in found}
    for row in rows:
        readers[row.group_id].append(Reader(ReaderKind(row.kind), row.name))
    ordered = sorted(found, key=lambda row: (row.name.casefold(), row.id))
    return tuple(
        Group(
            row.id,
            row.name,
            tuple(sorted(readers[row.id], key=lambda r: (r.kind, r.name.casefold()))),
            any((r.kind, folded(r.name)) in mine for r in readers[row.id]),
        )
        for row in ordered
    )


def shut_groups(store: Store) -> frozenset[str]:
    """Return the ids of the groups that the person who opened the store does not belong to."""
    return frozenset(group.id for group in groups(store) if not group.open_to_me)


def hidden_documents(store: Store) -> frozenset[str]:
    """Return the ids of the documents that are not for the person who opened the store."""
    with store.read() as connection:
        if connection.execute(select(tables.library_group.c.id).limit(1)).first() is None:
            return frozenset()
    shut = shut_groups(store)
    d = tables.library_document
    with store.read() as connection:
        rows = connection.execute(select(d.c.id, d.c.group_id).where(d.c.group_id.is_not(None))).all()
    return frozenset(row.id for row in rows if row.group_id in shut)


def _mine(connection: Connection, store: Store) -> frozenset[tuple[ReaderKind, str]]:
    """Return what the person who opened the store is admitted by."""
    person = folded(store.user)
    held = role_acts.held_by(connection, store.path, store.user, store.slot_id)
    found = {(ReaderKind.PERSON, person), *((ReaderKind.ROLE, folded(str(role))) for role in held)}
    for entry in entries_in(connection, register(_STAFF)):
        if folded(entry.value("name")) == person and entry.state != "ended":
            found.add((ReaderKind.AGENCY, folded(entry.value("agency"))))
    return frozenset(found)


def save_group(store: Store, group_id: str, name: str, readers: Sequence[Reader]) -> Change:
    """Write a closed group with exactly these readers; without an id a new one. Only for heads."""
    roles.require(store, Act.MANAGE_ROLES)
    name = " ".join(name.split())
    if not name or not readers:
        raise UserError(
            "library.group",
            _("A closed group needs a name and somebody who reads."),
            _("Name an agency, a role or a person."),
            exit_code=ExitCode.USAGE,
            place="name" if not name else "readers",
        )
    wanted = dict.fromkeys(_checked(reader) for reader in readers)
    with (
        role_acts.under(None),
        store.write(_("Closed group of the library written"), Action.ALTERATION) as work,
    ):
        if group_id:
            work.update(tables.library_group, group_id, name=name)
            _drop_readers(work, group_id)
        else:
            group_id = work.insert(tables.library_group, {"name": name})
        rows = [{"group_id": group_id, "kind": str(r.kind), "name": r.name} for r in wanted]
        work.insert_many(tables.library_reader, rows)
        work.about(group_id)
    return work.done


def remove_group(store: Store, group_id: str) -> Change:
    """Remove a closed group; refused (exit 1) while documents are closed to it. Only for heads."""
    roles.require(store, Act.MANAGE_ROLES)
    d = tables.library_document
    with (
        role_acts.under(None),
        store.write(_("Closed group of the library removed"), Action.ALTERATION) as work,
    ):
        if work.connection.execute(select(d.c.id).where(d.c.group_id == group_id)).first():
            raise UserError(
                "library.group_in_use",
                _("Documents of the library are closed to this group."),
                _("Open them or close them to another group first."),
                exit_code=ExitCode.ANSWER_IS_NO,
            )
        _drop_readers(work, group_id)
        work.delete(tables.library_group, group_id)
        work.about(group_id)
    return work.done


def _drop_readers(work: UnitOfWork, group_id: str) -> None:
    r = tables.library_reader
    for reader_id in work.connection.execute(select(r.c.id).where(r.c.group_id == group_id)).scalars().all():
        work.delete(r, reader_id)


def _checked(reader: Reader) -> Reader:
    name = " ".join(reader.name.split())
    if reader.kind is ReaderKind.ROLE:
        roles.check([name])
    if not name:
        raise UserError(
            "library.reader",
            _("A reader of a closed group has no name."),
            _("Name an agency, a role or a person."),
            exit_code=ExitCode.USAGE,
            place="readers",
        )
    return Reader(reader.kind, name)
