"""Templates of barrier models that ship in resources/methods.

They say in general terms how a form of crime works; they name no person, no group and no place. They are
proposals of this program. A template carries both languages; a model takes the one in force.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.base.declared_files import declared
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.base.method_records import CELLS, PartKind

SHIPPED = ("vehicle_hire", "barbershops", "real_estate", "illegal_gambling")
_STRUCTURE = "structure"
_PLAIN = ("role", "provision", "effort", "effect", "agency_class")


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part to begin with; cells belong to the step before them.

    `agency_class` is the class in the matrix of provisions (A01 ...) of who sees a signal or acts.
    """

    kind: PartKind
    text: str
    role: str = ""
    note: str = ""
    partner: str = ""
    provision: str = ""
    effort: int = 0
    effect: int = 0
    indicator: str = ""
    agency_class: str = ""

    def values(self) -> dict[str, str]:
        """Return it as it is written into a form."""
        return {
            "text": self.text,
            "role": self.role,
            "note": self.note,
            "partner": self.partner,
            "provision": self.provision,
            "effort": str(self.effort or ""),
            "effect": str(self.effect or ""),
            "indicator": self.indicator,
        }


@dataclass(frozen=True, slots=True)
class Template:
    """A shipped template in the language in force; `parts` are steps, each followed by its cells."""

    code: str
    title: str
    about: str
    parts: tuple[TemplatePart, ...]


def shipped() -> tuple[Template, ...]:
    """Return the shipped templates."""
    return tuple(read(code) for code in SHIPPED)


def read(code: str) -> Template:
    """Return a shipped template; `UserError` naming those there are for any other."""
    if code not in SHIPPED:
        raise UserError(
            "method.template",
            _("There is no template “{code}”."),
            _("Use one of: {codes}."),
            exit_code=ExitCode.USAGE,
            code=code,
            codes=", ".join(SHIPPED),
        )
    said = _file(code)
    return Template(code, _word(said, "title"), _word(said, "about"), tuple(_parts(said)))


def seven_steps() -> tuple[TemplatePart, ...]:
    """Return the seven steps that a model without a template begins with."""
    return tuple(TemplatePart(PartKind.STEP, _word(s, "label")) for s in _file(_STRUCTURE)["steps"])


def all_words() -> tuple[str, ...]:
    """Return every text of the shipped templates, in both languages."""
    return tuple(_texts([_file(code) for code in (*SHIPPED, _STRUCTURE)]))


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    for inner in said.values() if isinstance(said, Mapping) else said if isinstance(said, list) else ():
        yield from _texts(inner)


def _parts(said: Mapping[str, Any]) -> list[TemplatePart]:
    names = _file(_STRUCTURE)["steps"]
    found = []
    for step in said["steps"]:
        label = step if "label_de" in step else names[step["step"] - 1]
        found.append(TemplatePart(PartKind.STEP, _word(label, "label"), role=step.get("level", "")))
        for kind in CELLS:
            found += [_part(kind, cell) for cell in step.get(kind.value, ())]
    return found


def _part(kind: PartKind, cell: Mapping[str, Any]) -> TemplatePart:
    plain: dict[str, Any] = {name: cell[name] for name in _PLAIN if name in cell}
    said: dict[str, Any] = {
        name: _word(cell, name) for name in ("note", "partner", "indicator") if f"{name}_de" in cell
    }
    return TemplatePart(kind, _word(cell, "text"), **plain, **said)


def _word(said: Mapping[str, Any], name: str) -> str:
    return str(said[f"{name}_{language()}"])


def _file(code: str) -> dict[str, Any]:
    return declared("methods", f"{code}.yaml")
