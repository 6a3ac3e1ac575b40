"""`register NAME list|add|change|remove|history|import|export|due|erase`: the registers of the office."""

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.cli.session import Session, common
from app.handover.register_importing import import_register, taken_over_words
from app.handover.register_lists import text, write_register
from app.office import entries, entry_history, entry_keeping
from app.office.entries import Entry
from app.office.entry_history import EntryStep
from app.office.register_model import register as find_register
from app.office.register_model import registers
from app.office.register_types import Register
from app.store.store import Store

Answer = tuple[dict[str, Any], list[str]]


@click.command()
@click.argument("name", default="")
@click.argument(
    "action",
    default="list",
    type=click.Choice(("list", "add", "change", "remove", "history", "import", "export", "due", "erase")),
)
@click.argument("what", default="")
@click.option("--set", "said", multiple=True, metavar="FIELD=VALUE", help="The value of a field.")
@click.option("--state", default="", help="The state of the entry, or of those listed.")
@click.option("--reason", default="", help="Why it is removed, or why words of origin are needed.")
@click.option("--out", type=click.Path(path_type=Path), help="The list, or as .svg or .png its figures.")
@common
def register(session: Session, name: str, action: str, what: str, **wish: Any) -> None:
    """Keep the registers of the office; without a name it says which there are.

    “history” says who changed which field of an entry when; the entry is named by id, number or name.
    """
    with session.open() as store:
        if not name:
            document, lines = _all(store)
        else:
            declared = find_register(name)
            document, lines = _ACTIONS[action](store, declared, what, wish)
    session.answer(document, *lines)


def _all(store: Store) -> Answer:
    shown = [d for d in registers().values() if entries.offered(store, d)]
    rows = [{"name": d.id, "label": d.label, "entries": entries.count(store, d.id)} for d in shown]
    return {"registers": rows}, [f"{r['name']}  {r['label']}: {r['entries']}" for r in rows]


def _list(store: Store, declared: Register, _what: str, wish: Mapping[str, Any]) -> Answer:
    where = {"state": (wish["state"],)} if wish["state"] else None
    store.consult("", _("Register shown: {register}").format(register=declared.label))
    found = entries.list_entries(store, declared.id, where)
    lines = [_line(declared, entry) for entry in found] or [_("No entry.")]
    return {"register": declared.id, "entries": [_row(e) for e in found]}, lines


def _add(store: Store, declared: Register, _what: str, wish: Mapping[str, Any]) -> Answer:
    _refuse_desk(declared)
    values = _values(wish["said"])
    change = entries.add(store, declared.id, values, wish["state"], origin_reason=wish["reason"])
    return _told(store, declared, change.ids[0])


def _change(store: Store, declared: Register, what: str, wish: Mapping[str, Any]) -> Answer:
    _refuse_desk(declared)
    entry = _one(store, declared, what)
    state = wish["state"] or None
    entries.update(store, entry.id, _values(wish["said"]), state, origin_reason=wish["reason"])
    return _told(store, declared, entry.id)


def _remove(store: Store, declared: Register, what: str, wish: Mapping[str, Any]) -> Answer:
    _refuse_desk(declared)
    entry = _one(store, declared, what)
    if not wish["reason"].strip():
        raise UserError(
            "cli.register_reason",
            _("It is not said why the entry is removed."),
            _("Say it with --reason."),
            exit_code=ExitCode.USAGE,
        )
    entries.remove(store, entry.id, wish["reason"])
    return {"removed": entry.id}, [_("Removed: {entry}").format(entry=_line(declared, entry))]


def _history(store: Store, declared: Register, what: str, _wish: Mapping[str, Any]) -> Answer:
    history = entry_history.history_of(store, _known(store, declared, what))
    if history.declared.id != declared.id:
        raise _not_one(declared, what, 0)
    store.consult("", entry_history.log_label(declared))
    document = {
        "register": declared.id,
        "entry": history.entry_id,
        "history": [_step_row(step) for step in history.steps],
    }
    told = [_step_lines(declared, step) for step in reversed(history.steps)]
    return document, [entry_history.count_words(history), *chain.from_iterable(told)]


def _known(store: Store, declared: Register, what: str) -> str:
    """Return the id of an entry that is there, or what was named: the id of one that is not any more."""
    found = _named(store, declared, what)
    if not what or len(found) > 1:
        raise _not_one(declared, what, len(found))
    return found[0].id if found else what


def _step_row(step: EntryStep) -> dict[str, Any]:
    changes = [
        {"field": c.field, "before": c.before, "after": c.after, "hidden": c.hidden} for c in step.changes
    ]
    said = {"what": str(step.kind), "at": step.at, "by": step.actor, "label": step.label}
    return {**said, "reason": step.reason, "kept": step.kept, "changes": changes}


def _step_lines(declared: Register, step: EntryStep) -> list[str]:
    head = "  ".join(filter(None, (step.at, step.actor, entry_history.kind_word(step))))
    lines = "\n".join(entry_history.step_lines(declared, step)).splitlines()
    return [head, *(f"    {line}" for line in lines)]


def _import(store: Store, declared: Register, what: str, wish: Mapping[str, Any]) -> Answer:
    _refuse_desk(declared)
    if not what:
        raise _missing(_("It is not said which file."), _("Name it, as in `register partners import FILE`."))
    taken = import_register(store, declared.id, Path(what), origin_reason=wish["reason"])
    return {"added": list(taken.added), "known": taken.known}, [taken_over_words(taken)]


def _export(store: Store, declared: Register, _what: str, wish: Mapping[str, Any]) -> Answer:
    if wish["out"] is None:
        raise _missing(_("It is not said where to write."), _("Use --out FILE.pdf, .xlsx or .csv."))
    made = write_register(store, declared.id, wish["out"], language=language())
    row = {"file": str(made.path), "sha256": made.sha256, "rows": made.rows, "notes": list(made.notes)}
    return row, [str(made.path), *made.notes]


def _due(store: Store, declared: Register, _what: str, _wish: Mapping[str, Any]) -> Answer:
    found = entry_keeping.expired(store, declared.id)
    rows = [{"id": one.entry.id, "since": one.day.isoformat(), "reason": one.reason} for one in found]
    lines = [f"{one.day}  {_line(declared, one.entry)}" for one in found]
    return {"due": rows}, lines or [_("No entry is due for erasure.")]


def _erase(store: Store, declared: Register, _what: str, _wish: Mapping[str, Any]) -> Answer:
    due = [one.entry.id for one in entry_keeping.expired(store, declared.id)]
    if not due:
        return {"erased": []}, [_("No entry is due for erasure.")]
    change = entry_keeping.erase(store, declared.id, due)
    return {"erased": due}, [change.label]


def _refuse_desk(declared: Register) -> None:
    if declared.own_desk:
        raise UserError(
            "register.own_desk",
            _("Entries of “{register}” come and go at a desk of their own."),
            _("Use its own command: `enquiry` or `access`."),
            exit_code=ExitCode.USAGE,
            register=declared.label,
        )


def _values(said: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for given in said:
        field, sign, value = given.partition("=")
        if not sign or not field.strip():
            raise _missing(
                _("“{text}” is no field with a value.").format(text=given),
                _("Write it as FIELD=VALUE, as in `--set name=Musterstadt`."),
            )
        values[field.strip()] = value
    return values


def _one(store: Store, declared: Register, what: str) -> Entry:
    """Return the entry with this id, number or name; refuses what several are called."""
    named = _named(store, declared, what)
    if len(named) != 1:
        raise _not_one(declared, what, len(named))
    return named[0]


def _named(store: Store, declared: Register, what: str) -> list[Entry]:
    return [
        e
        for e in entries.list_entries(store, declared.id)
        if what and what in (e.id, e.value("number"), e.value(declared.caption))
    ]


def _not_one(declared: Register, what: str, count: int) -> UserError:
    return UserError(
        "cli.register_entry",
        _("“{what}” names {count} entries of “{register}”."),
        _("Take the id from `register {name} list --json`."),
        exit_code=ExitCode.ANSWER_IS_NO,
        what=what,
        count=count,
        register=declared.label,
        name=declared.id,
    )


def _told(store: Store, declared: Register, entry_id: str) -> Answer:
    entry = entries.get(store, entry_id)
    return _row(entry), [_line(declared, entry)]


def _row(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "state": entry.state, **entry.values}


def _line(declared: Register, entry: Entry) -> str:
    return "  ".join(filter(None, (text(declared, entry, column) for column in declared.columns)))


def _missing(sentence: str, remedy: str) -> UserError:
    return UserError("cli.register", sentence, remedy, exit_code=ExitCode.USAGE)


_ACTIONS: dict[str, Callable[[Store, Register, str, Mapping[str, Any]], Answer]] = {
    "list": _list,
    "add": _add,
    "change": _change,
    "remove": _remove,
    "history": _history,
    "import": _import,
    "export": _export,
    "due": _due,
    "erase": _erase,
}
