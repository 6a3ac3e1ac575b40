"""What the program's own graph files say beyond their format: every finding with its grading and handling.

Formats with free attributes carry them in one attribute (`STATEMENTS`, a JSON list), so that bringing such
a file back in loses nothing. What they say is input like any other: values are normalised, gradings checked.
"""

import json
import re
from collections.abc import Iterable, Mapping

from app.exchange.readers.json_tree import objects, parse_text
from app.exchange.readers.neutral import Said

STATEMENTS = "rundblick_findings"
MARK = "Rundblick"
_FIELDS = {
    "property": "property",
    "value": "value",
    "from": "valid_from",
    "to": "valid_to",
    "standing": "standing",
    "reliability": "reliability",
    "credibility": "credibility",
    "handling": "handling",
    "place": "place",
    "handling_note": "handling_note",
    "exonerating": "exonerating",
}


def own_statements(text: str) -> list[Said]:
    """Return the statements of one attribute; raises `UserError` `import.broken_json`."""
    return own_statements_of(parse_text(text))


def own_statements_of(value: object) -> list[Said]:
    """Return the statements of a value that was JSON."""
    return [
        Said(**{field: str(item.get(key, "")) for key, field in _FIELDS.items()})
        for item in objects(value)
        if item.get("property") and item.get("value")
    ]


def statements_text(said: Iterable[Said]) -> str:
    """Return the text of the attribute; `own_statements` gives the same statements again."""
    return json.dumps(statements_list(said), ensure_ascii=False, separators=(",", ":"))


def statements_list(said: Iterable[Said]) -> list[dict[str, str]]:
    """Return the same as a list for formats that are JSON themselves."""
    items = []
    for one in said:
        full = {key: str(getattr(one, field)) for key, field in _FIELDS.items()}
        items.append({key: value for key, value in full.items() if value})
    return items


def settled(attributes: Mapping[str, str]) -> tuple[dict[str, str], list[Said]]:
    """Part a thing's attributes into those to be read and the statements of an own file.

    Where there are statements, only the type is read beside them.
    """
    text = attributes.get(STATEMENTS, "")
    if not text:
        return dict(attributes), []
    kept = {name: value for name, value in attributes.items() if name == "type"}
    return kept, own_statements(text)


def unsaid(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of attributes that say anything more than the statements of an own file."""
    given = tuple(names)
    if STATEMENTS not in given:
        return given
    return ()


def statement_lines(one: Said) -> str:
    """Return one statement as lines for people; `own_lines` gives it again."""
    full = {key: str(getattr(one, field)) for key, field in _FIELDS.items()}
    return "\n".join([MARK, *(f"{key}: {_escaped(value)}" for key, value in full.items() if value)])


def own_lines(text: str) -> list[Said]:
    """Return the statement of a card, none if the card was not written by the program."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != MARK:
        return []
    parts = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    return own_statements_of([{key: _plain(value) for key, value in parts.items()}])


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")


def _plain(value: str) -> str:
    return re.sub(r"\\(n|\\)", lambda found: "\n" if found[1] == "n" else "\\", value)
