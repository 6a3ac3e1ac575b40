"""Words for the fields and choices of registers, for the index and for showing what was found.

Read from the declarations themselves: the office, which knows registers as such, stands above the store.
"""

import functools
from dataclasses import dataclass
from typing import Any

from app.base.i18n import language
from app.base.paths import resource
from app.ontology.declarations import read_mapping


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The label of a field in German and English, and those of its choices."""

    labels: tuple[str, str]
    choices: dict[str, tuple[str, str]]

    def ways(self, value: str) -> tuple[str, ...]:
        """Return a value in the ways in which people look for it."""
        return self.choices.get(value, (value,))

    def shown(self, value: str) -> str:
        """Return label and value in the language in force."""
        column = 0 if language() == "de" else 1
        return f"{self.labels[column]}: {self.choices[value][column] if value in self.choices else value}"


@functools.cache
def field_words() -> dict[tuple[str, str], FieldWords]:
    """Return the words of every field, by register and field."""
    return {
        (str(register["id"]), str(field["id"])): FieldWords(
            _labels(field), {str(c["id"]): _labels(c) for c in field.get("choices") or []}
        )
        for register in _declared()
        for field in register.get("fields") or []
    }


@functools.cache
def protected_registers() -> frozenset[str]:
    """Return the registers that nothing is found in: they are shown to few (threats against staff)."""
    return frozenset(str(r["id"]) for r in _declared() if str(r.get("protected")) == "true")


def _declared() -> list[dict[str, Any]]:
    files = sorted(resource("office", "registers").glob("*.yaml"))
    return [register for file in files for register in read_mapping(file).get("registers") or []]


def _labels(declared: dict[str, Any]) -> tuple[str, str]:
    return str(declared["label_de"]), str(declared["label_en"])
