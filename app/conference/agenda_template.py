"""What a conference begins with: agenda, roles and declaration from resources/conference/agenda.yaml."""

from dataclasses import dataclass
from typing import Any

from app.base.declared_files import declared
from app.base.i18n import language


@dataclass(frozen=True, slots=True)
class TemplatePoint:
    """A point of the template; `kind` says what the program does at it, `minutes` how long it takes."""

    kind: str
    minutes: int
    title: str


def _declared() -> dict[str, Any]:
    return declared("conference", "agenda.yaml")


def _said(entry: dict[str, Any]) -> str:
    return str(entry[f"label_{'de' if language() == 'de' else 'en'}"])


def points() -> tuple[TemplatePoint, ...]:
    """Return the template's agenda in the language in force."""
    return tuple(TemplatePoint(e["kind"], int(e["minutes"]), _said(e)) for e in _declared()["agenda"])


def roles() -> dict[str, str]:
    """Return the roles at a conference: code -> word in the language in force."""
    return {e["code"]: _said(e) for e in _declared()["roles"]}


def role_word(role: str) -> str:
    """Return the word for a role; one that is not of the list stands as it is."""
    return roles().get(role, role)


def declaration() -> str:
    """Return the confidentiality declaration that everybody signs."""
    return str(_declared()["declaration_de" if language() == "de" else "declaration_en"])


def planned_minutes() -> int:
    """Return how long a conference is planned for if nobody says otherwise."""
    return int(_declared()["minutes_planned"])
