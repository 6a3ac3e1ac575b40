"""The label of a contribution: its parts, which regime asks for which of them, and what they can be.

Declared in resources/provisions/labels.yaml, each entry with its state. PolG NRW section 22b(1) names four
parts that must be there and one that should; section 22b(2): unlabelled no processing and no transmission.
What comes under another regime is labelled in the same way before anybody works with it: the office merges it
with police data, and nothing leaves that has no whole label (`app.policy.release`).
"""

import functools
from dataclasses import dataclass
from typing import Any

from app.base.declared_files import declared
from app.base.i18n import _
from app.base.labelled import Labelled
from app.base.records import Label
from app.ontology.catalogue import ontology

PARTS = ("means", "person_category", "interest", "collecting_body", "legal_basis")
MEANS, CATEGORIES, INTERESTS, KINDS = "means", "person_category", "interest", "kinds"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a regime asks of a label; `verified` tells whether it stands in the text of the law."""

    law: str
    verified: bool
    required: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry(Labelled):
    """One entry of a list; the label keeps `label_de`, `verified` tells whether it stands in the source."""

    id: str
    label_de: str
    label_en: str
    verified: bool


def _declared() -> dict[str, Any]:
    return declared("provisions", "labels.yaml")


@functools.cache
def rules() -> dict[str, Rule]:
    """Return what each regime asks for, by regime."""
    return {
        name: Rule(rule["law"], rule["verified"], tuple(rule["required"]), tuple(rule["asked"]))
        for name, rule in _declared()["regimes"].items()
    }


def rule_of(regime: str, case_regime: str = "") -> Rule:
    """Return the rule for a contribution.

    A contribution that names no regime is under that of its case; one that is not declared asks for what
    PolG NRW asks for.
    """
    return rules().get(regime or case_regime) or _of_all()


def missing(label: Label | None, regime: str, case_regime: str = "") -> tuple[str, ...]:
    """Return the parts that the regime asks for and the label lacks."""
    return _lacking(label, rule_of(regime, case_regime).required)


def is_whole(label: Label | None) -> bool:
    """Tell whether a label has every part without which nothing may leave, whatever the regime."""
    return not _lacking(label, _of_all().required)


def _of_all() -> Rule:
    return rules()[str(_declared()["otherwise"])]


def _lacking(label: Label | None, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in parts if label is None or not str(getattr(label, p)).strip())


@functools.cache
def entries(name: str) -> dict[str, Entry]:
    """Return a list by the codes of its entries; categories of persons begin with the roles of BDSG 72."""
    listed = _declared()["lists"][name]
    roles = ontology().property("person", "role").choices if name == CATEGORIES else ()
    found = [Entry(c.id, c.label_de, c.label_en, True) for c in roles]
    found += [
        Entry(item["id"], item["label_de"], item["label_en"], item.get("verified", listed["verified"]))
        for item in listed["items"]
    ]
    return {entry.id: entry for entry in found}


def code_of(name: str, text: str) -> str:
    """Return the code of the entry with this text in either language, "" for a text of one's own."""
    wanted = text.strip().casefold()
    found = (e.id for e in entries(name).values() if wanted in (e.label_de.casefold(), e.label_en.casefold()))
    return next(found, "")


def shown(name: str, text: str) -> str:
    """Return a text of a label in the language in force, as far as it is an entry of the list."""
    code = code_of(name, text) if name in _declared()["lists"] else ""
    return entries(name)[code].label if code else text


def part_word(part: str) -> str:
    """Return what a part of the label is called."""
    return {
        "means": _("Means of collection"),
        "person_category": _("Category of persons"),
        "interest": _("Legal interest or offence"),
        "collecting_body": _("Collecting body"),
        "legal_basis": _("Legal basis of the collection"),
    }[part]


def missing_text(parts: tuple[str, ...]) -> str:
    """Return a sentence about the parts that are missing, "" for none."""
    words = ", ".join(part_word(p) for p in parts)
    return _("The label lacks: {parts}.").format(parts=words) if parts else ""
