"""What an entry must be before it is written: its fields, its state and what that needs, its references."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.base.errors import UserError
from app.base.i18n import _
from app.office.register_model import register, registers
from app.office.register_types import STATE, Register, RegisterField
from app.ontology.values import display_for, normalise_for
from app.store import tables


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of some register that speaks of the entries of another one."""

    register: Register
    field: RegisterField


def checked_row(declared: Register, values: Mapping[str, str], state: str) -> dict[str, str]:
    """Return the row of an entry with its values normalised; `UserError` for the first wrong one.

    For changes that write an entry together with something else; all others use `app.office.entries`.
    """
    clean: dict[str, str] = {}
    for field in declared.fields:
        text = values.get(field.id, "").strip()
        if text:
            clean[field.id] = _normal(field, text)
        elif field.id in declared.required:
            raise wrong(field.id, field.label, _("This must be filled in."))
    unknown = sorted(set(values) - {f.id for f in declared.fields})
    if unknown:
        raise wrong(unknown[0], ", ".join(unknown), _("The register has no such field."))
    _suppress(declared, clean)
    state = state or (declared.states[0].id if declared.states else "")
    _check_state(declared, clean, state)
    data = json.dumps(clean, ensure_ascii=False)
    return {"register": declared.id, STATE: state, "data": data}


def _suppress(declared: Register, values: dict[str, str]) -> None:
    """Take out what is not kept about so few people; an entry that does not say how many has none to hide."""
    rule = declared.suppress
    if rule is not None and int(values.get(rule.field) or 0) < rule.below:
        for hidden in rule.hide:
            values.pop(hidden, None)


def _normal(field: RegisterField, text: str) -> str:
    try:
        return normalise_for(field, text)
    except ValueError as error:
        raise wrong(field.id, field.label, str(error)) from error


def _check_state(declared: Register, values: Mapping[str, str], state: str) -> None:
    known = declared.state(state)
    if known is None:
        if state or declared.states:
            reason = _("“{state}” is not a state of this register.").format(state=state)
            raise wrong(STATE, _("State"), reason)
        return
    for field_id, accepted in known.needs.items():
        field = declared.field(field_id)
        value = values.get(field_id, "")
        if field is None or value in accepted or (value and not accepted):
            continue
        if not accepted:
            reason = _("The state “{state}” needs this.").format(state=known.label)
        else:
            words = ", ".join(display_for(field, choice) for choice in accepted)
            reason = _("The state “{state}” needs one of these: {words}.").format(
                state=known.label, words=words
            )
        raise wrong(field_id, field.label, reason)


def check_references(connection: Connection, declared: Register, row: dict[str, str]) -> dict[str, str]:
    """Return the row with what it speaks of written as there; `UserError` for what no entry is called."""
    values: dict[str, str] = json.loads(row["data"])
    for field in declared.fields:
        if field.of and field.id in values:
            values[field.id] = _known_as(connection, field, values[field.id])
    return {**row, "data": json.dumps(values, ensure_ascii=False)}


def _known_as(connection: Connection, field: RegisterField, text: str) -> str:
    named = captions(connection, field.of)
    if text in named:
        return text
    for caption in named:
        if caption.casefold() == text.casefold():
            return caption
    other = register(field.of).label
    reason = _("“{text}” is not in “{register}”; enter it there first.").format(text=text, register=other)
    raise wrong(field.id, field.label, reason)


def unique_key(declared: Register, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what only one entry of a register may say; () if the register asks for nothing of the kind."""
    dated = {f.id for f in declared.fields if f.value_type == "partial_date"}
    return tuple(
        values.get(name, "")[:4] if name in dated else values.get(name, "").casefold()
        for name in declared.unique
    )


def check_unique(
    declared: Register, values: Mapping[str, str], taken: Collection[tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the key of an entry; `UserError` if one of those `taken` says the same."""
    key = unique_key(declared, values)
    if key and key in taken:
        labels = [f.label for f in declared.fields if f.id in declared.unique and values.get(f.id)]
        reason = _("there is an entry with the same {fields} already; change that one.").format(
            fields=", ".join(labels)
        )
        raise wrong(declared.unique[0], labels[0], reason)
    return key


def captions(connection: Connection, register_id: str) -> tuple[str, ...]:
    """Return what the entries of a register are called, by name."""
    caption = register(register_id).caption
    table = tables.register_entry.c
    rows = connection.execute(select(table.data).where(table.register == register_id)).scalars()
    return tuple(sorted({str(json.loads(data).get(caption, "")) for data in rows} - {""}, key=str.casefold))


def references_to(register_id: str) -> tuple[Reference, ...]:
    """Return the fields of all registers that speak of this one's entries."""
    return tuple(
        Reference(declared, field)
        for declared in registers().values()
        for field in declared.fields
        if field.of == register_id
    )


def texts_of(declared: Register, values: Mapping[str, str]) -> Iterable[str]:
    """Return the free texts of an entry, which are looked through for words of origin."""
    return [values[f.id] for f in declared.fields if f.long and values.get(f.id)]


def wrong(field_id: str, label: str, reason: str) -> UserError:
    """Return the refusal of one field's value; `place` is the id of the field."""
    return UserError(
        "register.value",
        _("{field}: {reason}"),
        _("Correct the value."),
        field=label,
        reason=reason,
        place=field_id,
    )
