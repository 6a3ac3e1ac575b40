"""The YAML files of an ontology folder as plain data, and refusals that name file and entry."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from app.base.errors import UserError
from app.base.i18n import _
from app.base.yaml_loader import read_yaml


def refuse(kind: str, sentence: str, file: Path, entry: str, name: str = "") -> UserError:
    """Return the refusal `ontology.<kind>`; `sentence` is translated, with `{file}`, `{entry}`, `{name}`."""
    remedy = _("Correct the file and start again.")
    return UserError(f"ontology.{kind}", sentence, remedy, file=file.name, entry=entry, name=name)


def read_mapping(file: Path) -> dict[str, Any]:
    """Return the mapping that a YAML file holds; UserError if it is missing, no YAML, or no mapping."""
    try:
        data: object = read_yaml(file.read_bytes())
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise refuse("unreadable", _("The file {file} cannot be read: {entry}"), file, str(error)) from error
    if not isinstance(data, dict):
        raise refuse("unreadable", _("The file {file} does not hold named entries."), file, "")
    return data


class Entry:
    """One declaration in a file: gives its parts or refuses with the name of file and entry."""

    def __init__(self, file: Path, name: str, data: object) -> None:
        self.file = file
        self.name = name
        if not isinstance(data, dict):
            raise refuse("unreadable", _("“{entry}” in {file} is no declaration."), file, name)
        self._data: dict[str, Any] = data

    def text(self, key: str) -> str:
        """Return the text under `key`, which must be there and not be empty."""
        value = self._data.get(key)
        if not isinstance(value, str) or not value.strip():
            kind = "missing_label" if key.startswith(("label", "plural")) else "incomplete"
            raise refuse(kind, _("“{entry}” in {file} lacks “{name}”."), self.file, self.name, name=key)
        return value.strip()

    def optional_text(self, key: str) -> str:
        """Return the text under `key`, or empty text."""
        return self.text(key) if key in self._data else ""

    def flag(self, key: str, default: bool = False) -> bool:
        """Return the true or false under `key`."""
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            sentence = _("“{name}” of “{entry}” in {file} must be true or false.")
            raise refuse("incomplete", sentence, self.file, self.name, name=key)
        return value

    def number(self, key: str) -> int:
        """Return the whole number from 0 to 255 under `key`."""
        value = self._data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 255:
            sentence = _("“{name}” of “{entry}” in {file} must be a number from 0 to 255.")
            raise refuse("incomplete", sentence, self.file, self.name, name=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; empty if it is not there."""
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            sentence = _("“{name}” of “{entry}” in {file} must be a list of texts.")
            raise refuse("incomplete", sentence, self.file, self.name, name=key)
        return tuple(value)

    def entries(self, key: str) -> "Iterator[Entry]":
        """Yield the declarations under `key`, each with an `id` that occurs once."""
        return entries(self.file, self._data.get(key, []), self.name)


def entries(file: Path, items: object, within: str = "") -> Iterator[Entry]:
    """Yield each item of a list of declarations; UserError for a missing or a second `id`."""
    if not isinstance(items, list):
        raise refuse("unreadable", _("“{entry}” in {file} is not a list of declarations."), file, within)
    seen: set[str] = set()
    for number, item in enumerate(items, start=1):
        place = f"{within} / {number}" if within else str(number)
        identifier = Entry(file, place, item).text("id")
        if identifier in seen:
            raise refuse("duplicate", _("“{entry}” is declared twice in {file}."), file, identifier)
        seen.add(identifier)
        yield Entry(file, f"{within} / {identifier}" if within else identifier, item)
