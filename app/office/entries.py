"""Entries of the registers: added, changed, taken out, listed, counted - for every register alike."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.office.register_model import Register, register
from app.ontology.values import normalise_for
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store

Conditions = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `values` holds normalised texts by field id, a field without a value is absent."""

    id: str
    register: str
    state: str
    values: Mapping[str, str]

    def value(self, field_id: str) -> str:
        """Return the value of a field (or of `state`), "" if it has none."""
        return self.state if field_id == "state" else self.values.get(field_id, "")


@dataclass(frozen=True, slots=True)
class Row:
    """What is to become an entry."""

    values: Mapping[str, str]
    state: str = ""


def add(store: Store, register_id: str, values: Mapping[str, str], state: str = "") -> Change:
    """Add one entry; raises `UserError` naming the field that is wrong."""
    return add_many(store, register_id, [Row(values, state)])


def add_many(store: Store, register_id: str, rows: Sequence[Row]) -> Change:
    """Add entries in one step: all of them, or none and a `UserError` with one problem per wrong row."""
    declared = register(register_id)
    ready, problems = [], []
    for no, row in enumerate(rows, start=1):
        try:
            ready.append(checked_row(declared, row.values, row.state))
        except UserError as error:
            problems.append((no, error))
    if problems:
        raise _refused(declared, problems, len(rows))
    label = ngettext("{register}: entry added", "{register}: {count} entries added", len(rows))
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(label.format(register=declared.label, count=len(rows)), Action.COLLECTION) as work,
    ):
        work.about(*work.insert_many(tables.register_entry, ready))
    return work.done


def update(store: Store, entry_id: str, values: Mapping[str, str], state: str | None = None) -> Change:
    """Change fields of an entry ("" empties one) and its state, if given."""
    entry = get(store, entry_id)
    declared = register(entry.register)
    row = checked_row(declared, {**entry.values, **values}, entry.state if state is None else state)
    label = _("{register}: entry changed").format(register=declared.label)
    with role_acts.under(Act.KEEP_OFFICE), store.write(label, Action.ALTERATION) as work:
        work.update(tables.register_entry, entry_id, state=row["state"], data=row["data"])
        work.about(entry_id)
    return work.done


def remove(store: Store, entry_id: str, reason: str) -> Change:
    """Take an entry out of its register; can be undone."""
    label = _("{register}: entry removed").format(register=register(get(store, entry_id).register).label)
    with role_acts.under(Act.KEEP_OFFICE), store.write(label, Action.ALTERATION, reason=reason) as work:
        work.delete(tables.register_entry, entry_id)
        work.about(entry_id)
    return work.done


def get(store: Store, entry_id: str) -> Entry:
    """Return an entry; raises `UserError` (exit 1) if there is none."""
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
    return Entry(row.id, row.register, row.state, json.loads(row.data))


def list_entries(store: Store, register_id: str, where: Conditions | None = None) -> tuple[Entry, ...]:
    """Return the entries of a register that meet all conditions, by the register's columns in order."""
    declared = register(register_id)
    table = tables.register_entry
    query = select(table.c.id, table.c.state, table.c.data).where(table.c.register == register_id)
    with store.read() as connection:
        rows = connection.execute(query).all()
    found = [Entry(row.id, register_id, row.state, json.loads(row.data)) for row in rows]
    chosen = [e for e in found if meets(e, where or {})]
    return tuple(sorted(chosen, key=lambda e: ([e.value(c).casefold() for c in declared.columns], e.id)))


def count(store: Store, register_id: str, where: Conditions | None = None) -> int:
    """Return how many entries of a register meet all conditions."""
    return len(list_entries(store, register_id, where))


def meets(entry: Entry, where: Conditions) -> bool:
    """Tell whether each named field (or `state`) has one of its accepted values."""
    return all(entry.value(field_id) in accepted for field_id, accepted in where.items())


def checked_row(declared: Register, values: Mapping[str, str], state: str) -> dict[str, str]:
    """Return the row of an entry with its values normalised; `UserError` for the first wrong one.

    For changes that write an entry together with something else; all others use `add`.
    """
    clean: dict[str, str] = {}
    for field in declared.fields:
        text = values.get(field.id, "").strip()
        if text:
            try:
                clean[field.id] = normalise_for(field, text)
            except ValueError as error:
                raise _wrong(field.label, str(error)) from error
        elif field.id in declared.required:
            raise _wrong(field.label, _("This must be filled in."))
    unknown = sorted(set(values) - {f.id for f in declared.fields})
    if unknown:
        raise _wrong(", ".join(unknown), _("The register has no such field."))
    state = state or (declared.states[0].id if declared.states else "")
    if state not in {s.id for s in declared.states} | ({""} if not declared.states else set()):
        raise _wrong(_("State"), _("“{state}” is not a state of this register.").format(state=state))
    data = json.dumps(clean, ensure_ascii=False)
    return {"register": declared.id, "state": state, "data": data}


def _wrong(field: str, reason: str) -> UserError:
    return UserError(
        "register.value", _("{field}: {reason}"), _("Correct the value."), field=field, reason=reason
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
