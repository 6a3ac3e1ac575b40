"""The registers of the office: read from their declarations, looked up by id.

The files in resources/office/registers declare fields with value types, states, list columns, counting
rules and terms; `app.office.entries`, `app.office.figures` and the rest do the same for every register.
"""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.paths import resource
from app.base.yaml_loader import PLAIN, read_yaml
from app.office.register_types import (
    BASES,
    COUNTING,
    STATE,
    DueRule,
    FigureRule,
    KeepRule,
    Register,
    RegisterField,
    RegisterGroup,
    RegisterState,
    SuppressRule,
)
from app.ontology.forbidden import forbidden
from app.ontology.model import Choice
from app.ontology.values import VALUE_TYPES

_CHOICE = "choice"
_FOLDER = ("office", "registers")


@functools.cache
def registers() -> dict[str, Register]:
    """Return the shipped registers by id, in the order in which they should be offered."""
    found: dict[str, Register] = {}
    for file in sorted(resource(*_FOLDER).glob("*.yaml")):
        found.update(load(file))
    _check_references(found)
    return found


@functools.cache
def groups() -> tuple[RegisterGroup, ...]:
    """Return the groups of registers in the order in which they should be offered."""
    data = _read(resource("office", "register_groups.yaml"))
    return tuple(
        RegisterGroup(g["id"], g["label_de"], g["label_en"], g.get("section", "")) for g in data["groups"]
    )


def register(register_id: str) -> Register:
    """Return a shipped register; raises `UserError` (exit 2) naming those there are."""
    found = registers().get(register_id)
    if found is None:
        raise UserError(
            "register.unknown",
            _("There is no register “{id}”."),
            _("Use one of: {known}."),
            exit_code=ExitCode.USAGE,
            id=register_id,
            known=", ".join(registers()),
        )
    return found


def load(file: Path) -> dict[str, Register]:
    """Return the registers declared in a file.

    UserError (exit 4) if a declaration is wrong or declares one of the attributes that may not exist.
    """
    try:
        data = _read(file)
        found = [_register(entry, data.get("group", "")) for entry in data["registers"]]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UserError(
            "register.declaration",
            _("The declaration of registers in {file} is wrong: {reason}."),
            _("Correct the file."),
            file=file.name,
            reason=error,
        ) from error
    return {r.id: r for r in found}


def _read(file: Path) -> dict[str, Any]:
    return read_yaml(file.read_text(encoding="utf-8"), PLAIN)


def _check_references(found: Mapping[str, Register]) -> None:
    for declared in found.values():
        for field in declared.fields:
            if field.of and field.of not in found:
                raise ValueError(f"{declared.id}: {field.id}: {field.of}")


def _register(entry: Mapping[str, Any], group: str) -> Register:
    fields = tuple(_field(f) for f in entry["fields"])
    known = {f.id for f in fields}
    columns = tuple(entry.get("columns", [f.id for f in fields]))
    filters = tuple(entry.get("filters", [f.id for f in fields if f.choices]))
    terms = {name: entry.get(name, "") for name in ("dated", "since", "until")}
    due, keep = _due(entry.get("due")), _keep(entry.get("keep"))
    unique = tuple(entry.get("unique", ()))
    named = [*columns, *filters, *unique, *terms.values(), due and due.field, keep and keep.field]
    unknown = {name for name in named if name} - known - {STATE}
    if unknown:
        raise ValueError(f"{entry['id']}: {', '.join(sorted(unknown))}")
    dated = {f.id for f in fields if f.value_type == "partial_date"}
    wrong = {name for name in (*terms.values(), due and due.field, keep and keep.field) if name} - dated
    if wrong:
        raise ValueError(f"{entry['id']}: {', '.join(sorted(wrong))}")
    basis = "period" if terms["dated"] else "end" if terms["since"] or terms["until"] else "all"
    return Register(
        id=entry["id"],
        label_de=entry["label_de"],
        label_en=entry["label_en"],
        fields=fields,
        required=tuple(f["id"] for f in entry["fields"] if f.get("required") == "true"),
        states=tuple(_state(entry["id"], known, s) for s in entry.get("states", [])),
        columns=columns,
        figures=tuple(_figure(entry["id"], known, f, basis) for f in entry.get("figures", [])),
        group=entry.get("group", group),
        note_de=entry.get("note_de", ""),
        note_en=entry.get("note_en", ""),
        number=entry.get("number", ""),
        filters=filters,
        due=due,
        keep=keep,
        suppress=_suppress(entry.get("suppress"), known),
        unique=unique,
        protected=entry.get("protected") == "true",
        own_desk=entry.get("own_desk") == "true",
        **terms,
    )


def _field(entry: Mapping[str, Any]) -> RegisterField:
    choices = tuple(Choice(c["id"], c["label_de"], c["label_en"]) for c in entry.get("choices", []))
    value_type = _CHOICE if choices else entry["value_type"]
    if not choices and value_type not in VALUE_TYPES:
        raise ValueError(f"{entry['id']}: {value_type}")
    for name in (entry["id"], entry["label_de"], entry["label_en"]):
        if forbidden(name) is not None:
            raise ValueError(f"{entry['id']}: {forbidden(name)}")
    return RegisterField(
        entry["id"],
        value_type,
        entry["label_de"],
        entry["label_en"],
        choices=choices,
        of=entry.get("of", ""),
        long=value_type == "text",
    )


def _state(register_id: str, known: set[str], entry: Mapping[str, Any]) -> RegisterState:
    needs = {name: _several(accepted) for name, accepted in entry.get("needs", {}).items()}
    if not set(needs) <= known:
        raise ValueError(f"{register_id}: {entry['id']}: {', '.join(sorted(set(needs) - known))}")
    return RegisterState(
        entry["id"], entry["label_de"], entry["label_en"], needs, entry.get("closed") == "true"
    )


def _due(entry: Mapping[str, Any] | None) -> DueRule | None:
    if entry is None:
        return None
    return DueRule(entry["field"], entry["label_de"], entry["label_en"], int(entry.get("add_months", "0")))


def _keep(entry: Mapping[str, Any] | None) -> KeepRule | None:
    if entry is None:
        return None
    return KeepRule(entry["field"], int(entry["months"]), entry["reason_de"], entry["reason_en"])


def _suppress(entry: Mapping[str, Any] | None, known: set[str]) -> SuppressRule | None:
    if entry is None:
        return None
    rule = SuppressRule(entry["field"], int(entry["below"]), tuple(entry["hide"]))
    if not {rule.field, *rule.hide} <= known:
        raise ValueError(f"suppress: {', '.join(sorted({rule.field, *rule.hide} - known))}")
    return rule


def _figure(register_id: str, known: set[str], entry: Mapping[str, Any], basis: str) -> FigureRule:
    counting, field = entry.get("counting", "count"), entry.get("field", "")
    where = {name: _several(accepted) for name, accepted in entry.get("where", {}).items()}
    basis = entry.get("basis", basis)
    named = ({field} if field else set()) | set(where)
    if counting not in COUNTING or not named <= known | {STATE} or (counting != "count" and not field):
        raise ValueError(f"{register_id}: {entry['id']}")
    if basis not in BASES:
        raise ValueError(f"{register_id}: {entry['id']}: {basis}")
    return FigureRule(
        id=entry["id"],
        register=register_id,
        label_de=entry["label_de"],
        label_en=entry["label_en"],
        counting=counting,
        field=field,
        exactly=int(entry.get("exactly", "0")),
        where=where,
        stated=entry.get("stated") == "true",
        basis=basis,
    )


def _several(accepted: Any) -> tuple[str, ...]:
    return tuple(accepted) if isinstance(accepted, list) else (accepted,) if accepted else ()
