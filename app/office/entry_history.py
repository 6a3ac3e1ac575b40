"""The history of an entry of a register: who changed which field when, from what to what."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.base.i18n import _, ngettext
from app.office import entries
from app.office.register_model import register
from app.office.register_types import STATE, Register
from app.ontology.values import display_for
from app.store import row_history, tables
from app.store.row_history import Image, RowStep, StepKind
from app.store.store import Store

# Values that are longer together stand one below the other.
_SHORT = 60


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field (or `state`) and its normalised value before and after, "" for none.

    A `hidden` one is about too few people: neither value is told.
    """

    field: str
    before: str
    after: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class EntryStep:
    """One thing that happened to an entry, see `RowStep`.

    `was` and `there` tell whether the entry was in the register before and afterwards. Without `kept` it is
    no longer known which fields it was.
    """

    kind: StepKind
    at: str
    actor: str
    label: str
    reason: str
    changes: tuple[FieldChange, ...]
    was: bool
    there: bool
    kept: bool = True


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """What became of an entry, the oldest first; `caption` is what it is called, as far as that is known."""

    declared: Register
    entry_id: str
    caption: str
    steps: tuple[EntryStep, ...]


def history_of(store: Store, entry_id: str) -> EntryHistory:
    """Return the history of an entry, also of one that was taken out and can be brought back.

    `UserError` (exit 1) if nothing is known of it, (exit 2) if its register is not for this person. What was
    erased has no history.
    """
    table = tables.register_entry
    with store.read() as connection:
        row = connection.execute(select(table).where(table.c.id == entry_id)).mappings().first()
        steps = row_history.of_row(connection, table.name, entry_id)
    images = [image for step in steps for image in (step.before, step.after) if image is not None]
    newest: Image = dict(row) if row is not None else images[-1] if images else {}
    if not newest:
        entries.get(store, entry_id)  # says that there is none
    declared = register(newest["register"])
    entries.require_sight(store, declared)
    hidden = _hidden(declared, [_values(image) for image in (*images, newest)])
    told = tuple(_step(declared, step, hidden) for step in steps)
    return EntryHistory(declared, entry_id, _values(newest).get(declared.caption, ""), told)


def log_label(declared: Register) -> str:
    """Return what the log says when somebody looks at a history."""
    return _("Register history shown: {register}").format(register=declared.label)


def kind_word(step: EntryStep) -> str:
    """Return what happened, in the language in force."""
    return {
        StepKind.ADDED: _("Entered"),
        StepKind.CHANGED: _("Entry changed"),
        StepKind.REMOVED: _("Taken out of the register"),
        StepKind.UNDONE: _("Taken back"),
        StepKind.REDONE: _("Done again"),
    }[step.kind]


def change_words(declared: Register, change: FieldChange, *, new: bool = False) -> str:
    """Return a change as people read it: the field, what it said and what it says; of a `new` entry that."""
    name = field_label(declared, change.field)
    if change.hidden:
        few = _("hidden: too few")
        return f"{name}: {few}"
    before, after = (
        value_text(declared, change.field, value) or _("(empty)") for value in (change.before, change.after)
    )
    if new:
        return f"{name}: {after}"
    longer = "\n" in before + after or len(before) + len(after) > _SHORT
    return f"{name}: {before}\n→ {after}" if longer else f"{name}: {before} → {after}"


def step_lines(declared: Register, step: EntryStep) -> tuple[str, ...]:
    """Return what a step changed, as lines; of an entry that goes or comes back as a whole only that."""
    if not step.kept:
        return (step.label, _("What was changed is no longer kept."))
    if step.there and (step.was or step.kind is StepKind.ADDED):
        lines = [change_words(declared, change, new=not step.was) for change in step.changes]
        lines = lines or [_("No field has another value.")]
    elif step.there:
        lines = [_("The entry is in the register again.")]
    else:
        lines = [_("The entry is no longer in the register.")]
    if step.reason:
        lines.append(_("Reason: {reason}").format(reason=step.reason))
    return tuple(lines)


def count_words(history: EntryHistory) -> str:
    """Return how much there is to read."""
    count = len(history.steps)
    if not count:
        return _("Nothing is kept about changes of this entry.")
    return ngettext("{count} step, the newest first", "{count} steps, the newest first", count).format(
        count=count
    )


def field_label(declared: Register, field_id: str) -> str:
    """Return what a field is called; one that is no longer declared by its id."""
    field = declared.field(field_id)
    return field.label if field else _("State") if field_id == STATE else field_id


def value_text(declared: Register, field_id: str, value: str) -> str:
    """Return a value as people write it."""
    field = declared.field(field_id)
    if field is not None:
        return display_for(field, value) if value else ""
    state = declared.state(value)
    return state.label if state else value


def _step(declared: Register, step: RowStep, hidden: frozenset[str]) -> EntryStep:
    before, after = _values(step.before), _values(step.after)
    known = [*(f.id for f in declared.fields), STATE]
    others = sorted({*before, *after} - set(known))
    changes = tuple(
        FieldChange(name, "", "", hidden=True)
        if name in hidden
        else FieldChange(name, before.get(name, ""), after.get(name, ""))
        for name in (*known, *others)
        if before.get(name, "") != after.get(name, "")
    )
    was, there = step.before is not None, step.after is not None
    return EntryStep(step.kind, step.at, step.actor, step.label, step.reason, changes, was, there, step.kept)


def _values(image: Image | None) -> Mapping[str, str]:
    if image is None:
        return {}
    values: dict[str, str] = json.loads(image["data"])
    return {**values, STATE: image["state"]} if image["state"] else values


def _hidden(declared: Register, versions: Sequence[Mapping[str, str]]) -> frozenset[str]:
    """Return the fields that no version tells, because one of them was about too few people."""
    rule = declared.suppress
    if rule is None:
        return frozenset()
    counts = [version.get(rule.field, "") for version in versions]
    few = any(count.isdecimal() and int(count) < rule.below for count in counts)
    return frozenset(rule.hide) if few else frozenset()
