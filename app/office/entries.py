"""Entries of the registers: added, changed, taken out, listed, counted - for every register alike."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.casework import free_text
from app.office.entry_checks import (
    check_references,
    check_unique,
    checked_row,
    references_to,
    texts_of,
    unique_key,
)
from app.office.numbering import next_number
from app.office.register_model import register
from app.office.register_types import STATE, Register
from app.store import role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

Conditions = Mapping[str, tuple[str, ...]]
_NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `values` holds normalised texts by field id, a field without a value is absent."""

    id: str
    register: str
    state: str
    values: Mapping[str, str]

    def value(self, field_id: str) -> str:
        """Return the value of a field (or of `state`), "" if it has none."""
        return self.state if field_id == STATE else self.values.get(field_id, "")


@dataclass(frozen=True, slots=True)
class Row:
    """What is to become an entry; `line` is where it stands in the file that it comes from, 0 for none."""

    values: Mapping[str, str]
    state: str = ""
    line: int = 0


def add(
    store: Store, register_id: str, values: Mapping[str, str], state: str = "", *, origin_reason: str = ""
) -> Change:
    """Add one entry; raises `UserError` naming the field that is wrong.

    A register with running numbers gives the next one if none is said. Free texts that name an origin are
    asked about (`app.casework.free_text`); `origin_reason` is the answer.
    """
    return add_many(store, register_id, [Row(values, state)], origin_reason=origin_reason)


def add_many(store: Store, register_id: str, rows: Sequence[Row], *, origin_reason: str = "") -> Change:
    """Add entries in one step: all of them, or none and a `UserError` with one problem per wrong row."""
    declared = register(register_id)
    require_sight(store, declared)
    with store.read() as connection:
        ready, said = _checked(connection, declared, rows, origin_reason)
    label = ngettext("{register}: entry added", "{register}: {count} entries added", len(rows))
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(
            label.format(register=declared.label, count=len(rows)), Action.COLLECTION, reason=said
        ) as work,
    ):
        numbered = _numbered(work.connection, declared, ready)
        work.about(*work.insert_many(tables.register_entry, numbered))
    return work.done


def add_together(
    store: Store, deliveries: Sequence[tuple[str, Sequence[Row]]], label: str, *, origin_reason: str
) -> Change:
    """Add entries of several registers in one step; later ones may speak of earlier ones. All or none.

    `origin_reason` is why words of origin in their texts are needed.
    """
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(label, Action.COLLECTION, reason=origin_reason) as work,
    ):
        for register_id, rows in deliveries:
            declared = register(register_id)
            require_sight(store, declared)
            ready, _said = _checked(work.connection, declared, rows, origin_reason)
            numbered = _numbered(work.connection, declared, ready)
            work.about(*work.insert_many(tables.register_entry, numbered))
    return work.done


def _checked(
    connection: Connection, declared: Register, rows: Sequence[Row], origin_reason: str
) -> tuple[list[dict[str, str]], str]:
    ready, said = [], dict[str, None]()
    problems: list[tuple[int, UserError]] = []
    taken = _keys(connection, declared)
    for no, row in enumerate(rows, start=1):
        try:
            checked = checked_row(declared, row.values, row.state)
            ready.append(check_references(connection, declared, checked))
            taken.add(check_unique(declared, json.loads(ready[-1]["data"]), taken))
            said[free_text.confirmed(texts_of(declared, row.values), origin_reason)] = None
        except UserError as error:
            problems.append((row.line or no, error))
    if problems:
        raise _refused(declared, problems, len(rows))
    return ready, " ".join(filter(None, said))


def _keys(connection: Connection, declared: Register, but: str = "") -> set[tuple[str, ...]]:
    """Return what entries other than `but` say in the fields in which only one may say it."""
    if not declared.unique:
        return set()
    return {unique_key(declared, e.values) for e in entries_in(connection, declared) if e.id != but}


def _numbered(
    connection: Connection, declared: Register, rows: Sequence[dict[str, str]]
) -> list[dict[str, str]]:
    if not declared.number:
        return list(rows)
    taken: dict[int, str] = {}
    numbered = []
    for row in rows:
        values: dict[str, str] = json.loads(row["data"])
        if not values.get(_NUMBER):
            year = int((values.get(declared.dated) or today().isoformat())[:4])
            last = taken.get(year) or next_number(connection, declared.id, declared.number, year, behind=True)
            taken[year] = values[_NUMBER] = _after(last)
        numbered.append({**row, "data": json.dumps(values, ensure_ascii=False)})
    return numbered


def _after(number: str) -> str:
    start, _dash, last = number.rpartition("-")
    return f"{start}-{int(last) + 1:03d}"


def update(
    store: Store,
    entry_id: str,
    values: Mapping[str, str],
    state: str | None = None,
    *,
    origin_reason: str = "",
) -> Change:
    """Change fields of an entry ("" empties one) and its state, if given.

    What other registers call it by its name follows when the name changes.
    """
    entry = get(store, entry_id)
    declared = register(entry.register)
    wanted = {**entry.values, **values}
    row = checked_row(declared, wanted, entry.state if state is None else state)
    fresh = {key: text for key, text in wanted.items() if text != entry.value(key)}
    said = free_text.confirmed(texts_of(declared, fresh), origin_reason)
    label = _("{register}: entry changed").format(register=declared.label)
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(label, Action.ALTERATION, reason=said) as work,
    ):
        row = check_references(work.connection, declared, row)
        check_unique(declared, json.loads(row["data"]), _keys(work.connection, declared, entry_id))
        work.update(tables.register_entry, entry_id, state=row[STATE], data=row["data"])
        _rename(work, declared, entry, json.loads(row["data"]).get(declared.caption, ""))
        work.about(entry_id)
    return work.done


def _rename(work: UnitOfWork, declared: Register, entry: Entry, name: str) -> None:
    before = entry.value(declared.caption)
    if not name or name == before or _shared(work.connection, declared, entry):
        return
    for found, field_id in _speaking_of(work.connection, declared.id, before):
        data = json.dumps({**found.values, field_id: name}, ensure_ascii=False)
        work.update(tables.register_entry, found.id, data=data)


def remove(store: Store, entry_id: str, reason: str) -> Change:
    """Take an entry out of its register; can be undone. Refused while other entries speak of it."""
    entry = get(store, entry_id)
    declared = register(entry.register)
    label = _("{register}: entry removed").format(register=declared.label)
    with role_acts.under(Act.KEEP_OFFICE), store.write(label, Action.ALTERATION, reason=reason) as work:
        speaking = _speaking_of(work.connection, declared.id, entry.value(declared.caption))
        if speaking and not _shared(work.connection, declared, entry):
            raise _spoken_of([found for found, _field in speaking])
        work.delete(tables.register_entry, entry_id)
        work.about(entry_id)
    return work.done


def get(store: Store, entry_id: str) -> Entry:
    """Return an entry; `UserError` (exit 1) if there is none, (exit 2) if it is not for this person."""
    table = tables.register_entry
    with store.read() as connection:
        row = connection.execute(select(table).where(table.c.id == entry_id)).first()
    if row is None:
        raise UserError(
            "register.entry",
            _("There is no entry “{id}”."),
            _("It may have been removed; list the register again."),
            exit_code=ExitCode.ANSWER_IS_NO,
            id=entry_id,
        )
    require_sight(store, register(row.register))
    return _entry(row)


def list_entries(store: Store, register_id: str, where: Conditions | None = None) -> tuple[Entry, ...]:
    """Return the entries of a register that meet all conditions, by the register's columns in order."""
    declared = register(register_id)
    require_sight(store, declared)
    with store.read() as connection:
        return entries_in(connection, declared, where)


def entries_in(
    connection: Connection, declared: Register, where: Conditions | None = None
) -> tuple[Entry, ...]:
    """Return the entries of a register within a transaction; whoever calls answers for who sees them."""
    table = tables.register_entry
    rows = connection.execute(select(table).where(table.c.register == declared.id)).all()
    chosen = [e for e in map(_entry, rows) if meets(e, where or {})]
    return tuple(sorted(chosen, key=lambda e: ([e.value(c).casefold() for c in declared.columns], e.id)))


def count(store: Store, register_id: str, where: Conditions | None = None) -> int:
    """Return how many entries of a register meet all conditions."""
    return len(list_entries(store, register_id, where))


def meets(entry: Entry, where: Conditions) -> bool:
    """Tell whether each named field (or `state`) has one of its accepted values."""
    return all(entry.value(field_id) in accepted for field_id, accepted in where.items())


def offered(store: Store, declared: Register) -> bool:
    """Tell whether a register is shown to the person who opened the store."""
    return not declared.protected or roles.may(roles.of(store), Act.SEE_PROTECTED)


def require_sight(store: Store, declared: Register) -> None:
    """Refuse (exit 2) a register that is not shown to the person who opened the store."""
    if declared.protected:
        roles.require(store, Act.SEE_PROTECTED)


def _entry(row: Any) -> Entry:
    return Entry(row.id, row.register, row.state, json.loads(row.data))


def _shared(connection: Connection, declared: Register, entry: Entry) -> bool:
    """Tell whether another entry of the same register has the same name."""
    name = entry.value(declared.caption)
    return any(
        other.id != entry.id and other.value(declared.caption) == name
        for other in entries_in(connection, declared)
    )


def _speaking_of(connection: Connection, register_id: str, name: str) -> list[tuple[Entry, str]]:
    return [
        (found, reference.field.id)
        for reference in references_to(register_id)
        for found in entries_in(connection, reference.register, {reference.field.id: (name,)})
    ]


def _spoken_of(found: Sequence[Entry]) -> UserError:
    named = sorted({register(e.register).label for e in found})
    sentence = ngettext(
        "{count} entry speaks of it: {registers}.", "{count} entries speak of it: {registers}.", len(found)
    )
    return UserError(
        "register.referred",
        sentence,
        _("Change or remove these first."),
        count=len(found),
        registers=", ".join(named),
    )


def _refused(declared: Register, problems: list[tuple[int, UserError]], total: int) -> UserError:
    if total == 1:
        return problems[0][1]
    lines = [_("Row {no}: {reason}").format(no=no, reason=error.sentence) for no, error in problems]
    return UserError(
        "register.rows",
        _("{register}: {wrong} of {total} rows are wrong; nothing was taken over."),
        _("Correct these rows and try again."),
        problems=tuple(lines),
        register=declared.label,
        wrong=len(problems),
        total=total,
    )
