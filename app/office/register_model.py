"""Registers as declarations: what an entry of a list of the office holds, and what counts in its figures.

One declaration in resources/office/registers.yaml gives fields with value types, states, list columns and
counting rules; `app.office.entries` and `app.office.figures` do the rest for every register alike.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.base.paths import resource
from app.ontology.forbidden import forbidden
from app.ontology.model import Choice, PropertyType
from app.ontology.values import VALUE_TYPES

COUNTING = ("count", "sum", "distinct", "groups")
_CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FigureRule:
    """How a figure comes out of entries.

    `count` counts entries, `sum` adds the whole numbers in `field`, `distinct` counts the different values
    of `field`, `groups` counts the values of `field` that exactly `exactly` entries share. `where` narrows
    the entries first (field or `state` -> accepted values). `stated` marks a figure that no single records
    stand behind: the office knows the number only.
    """

    id: str
    register: str
    label_de: str
    label_en: str
    counting: str
    field: str
    exactly: int
    where: Mapping[str, tuple[str, ...]]
    stated: bool

    @property
    def label(self) -> str:
        """The label in the language in force."""
        return self.label_de if language() == "de" else self.label_en


@dataclass(frozen=True, slots=True)
class Register:
    """One list of the office: its fields in order, what an entry must have, its states, its columns."""

    id: str
    label_de: str
    label_en: str
    fields: tuple[PropertyType, ...]
    required: tuple[str, ...]
    states: tuple[Choice, ...]
    columns: tuple[str, ...]
    figures: tuple[FigureRule, ...]

    @property
    def label(self) -> str:
        """The label in the language in force."""
        return self.label_de if language() == "de" else self.label_en

    def field(self, field_id: str) -> PropertyType | None:
        """Return the field with this id, None if the register has none."""
        return next((f for f in self.fields if f.id == field_id), None)


@functools.cache
def registers() -> dict[str, Register]:
    """Return the shipped registers by id, in the order in which they should be offered."""
    return load(resource("office", "registers.yaml"))


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
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    try:
        found = [_register(entry) for entry in data["registers"]]
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(
            "register.declaration",
            _("The declaration of registers in {file} is wrong: {reason}."),
            _("Correct the file."),
            file=file.name,
            reason=error,
        ) from error
    return {r.id: r for r in found}


def _register(entry: Mapping[str, Any]) -> Register:
    fields = tuple(_field(f) for f in entry["fields"])
    known = {f.id for f in fields}
    required = tuple(f["id"] for f in entry["fields"] if f.get("required") == "true")
    columns = tuple(entry.get("columns", [f.id for f in fields]))
    unknown = set(columns) - known - {"state"}
    if unknown:
        raise ValueError(f"{entry['id']}: {', '.join(sorted(unknown))}")
    return Register(
        id=entry["id"],
        label_de=entry["label_de"],
        label_en=entry["label_en"],
        fields=fields,
        required=required,
        states=_choices(entry.get("states", [])),
        columns=columns,
        figures=tuple(_figure(entry["id"], known, f) for f in entry.get("figures", [])),
    )


def _field(entry: Mapping[str, Any]) -> PropertyType:
    choices = _choices(entry.get("choices", []))
    value_type = _CHOICE if choices else entry["value_type"]
    if not choices and value_type not in VALUE_TYPES:
        raise ValueError(f"{entry['id']}: {value_type}")
    for name in (entry["id"], entry["label_de"], entry["label_en"]):
        if forbidden(name) is not None:
            raise ValueError(f"{entry['id']}: {forbidden(name)}")
    return PropertyType(entry["id"], value_type, entry["label_de"], entry["label_en"], choices=choices)


def _choices(entries: list[Mapping[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(e["id"], e["label_de"], e["label_en"]) for e in entries)


def _figure(register_id: str, known: set[str], entry: Mapping[str, Any]) -> FigureRule:
    counting, field = entry.get("counting", "count"), entry.get("field", "")
    where = {k: tuple(v) if isinstance(v, list) else (v,) for k, v in entry.get("where", {}).items()}
    named = ({field} if field else set()) | set(where)
    if counting not in COUNTING or not named <= known | {"state"} or (counting != "count" and not field):
        raise ValueError(f"{register_id}: {entry['id']}")
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
    )
