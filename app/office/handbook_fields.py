"""What the handbook can be narrowed to: agencies, topics of the matrix, and fields of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.base.declared_files import declared
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.base.labelled import Labelled
from app.policy import provisions
from app.policy.provisions import Provision
from app.policy.transmission_limits import topic_of, topics


@dataclass(frozen=True, slots=True)
class Field(Labelled):
    """A selection of provisions under a name: laws with all their entries, and single entries by id.

    `agencies` are the classes that have a chapter, in this order; empty for all.
    """

    id: str
    label_de: str
    label_en: str
    laws: frozenset[str]
    entries: frozenset[str]
    agencies: tuple[str, ...] = ()

    def holds(self, provision: Provision) -> bool:
        """Tell whether a provision belongs to it."""
        return provision.law in self.laws or provision.id in self.entries


def _declared() -> dict[str, Any]:
    return declared("office", "handbook.yaml")


def fields() -> dict[str, Field]:
    """Return the fields of work first, then the topics of the matrix, by id."""
    found = {
        e["id"]: Field(
            e["id"],
            e["label_de"],
            e["label_en"],
            frozenset(e["laws"]),
            frozenset(e["entries"]),
            tuple(e["agencies"]),
        )
        for e in _declared()["fields"]
    }
    known = provisions.catalogue().values()
    for topic in topics().values():
        ids = frozenset(p.id for p in known if topic_of(p) == topic.id)
        found.setdefault(topic.id, Field(topic.id, topic.label_de, topic.label_en, frozenset(), ids))
    return found


def find_field(text: str) -> Field | None:
    """Return the field meant by an id or a name in either language; None for "", `UserError` otherwise."""
    if not text.strip():
        return None
    wanted = text.strip().casefold()
    for field in fields().values():
        if wanted in (field.id, field.label_de.casefold(), field.label_en.casefold()):
            return field
    raise UserError(
        "handbook.topic",
        _("There is no topic “{topic}” in the handbook."),
        _("Topics: {known}."),
        exit_code=ExitCode.USAGE,
        topic=text,
        known=", ".join(f.label for f in fields().values()),
    )


def text_state() -> str:
    """Return the state of the texts, as shipped; in German only while it is about what is shipped."""
    shipped, own = provisions.text_state(), _declared()["text_state"]
    return str(own["de"]) if language() == "de" and own["en"] == shipped else shipped


def agency_names() -> Mapping[str, str]:
    """Return the classes of agencies with their names in the language in force."""
    german = provisions.agency_classes()
    if language() == "de":
        return german
    english: dict[str, str] = _declared()["agencies"]
    return {code: english.get(code, name) for code, name in german.items()}


def find_agency(text: str) -> str:
    """Return the class of agencies meant by its code or the beginning of its name; `UserError` otherwise."""
    wanted = text.strip().casefold()
    english: dict[str, str] = _declared()["agencies"]
    for code, name in provisions.agency_classes().items():
        names = (code.casefold(), name.casefold(), english.get(code, "").casefold())
        if wanted and any(known == wanted or known.startswith(wanted) for known in names):
            return code
    raise UserError(
        "handbook.agency",
        _("There is no agency “{agency}” in the handbook."),
        _("Agencies: {known}."),
        exit_code=ExitCode.USAGE,
        agency=text,
        known=", ".join(f"{code} {name}" for code, name in agency_names().items()),
    )
