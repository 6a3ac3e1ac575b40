"""What stands against a transmission or beside its ground, as declared in resources/provisions/limits.yaml.

The traps of the law are declared there one by one: each blocks grounds, adds a condition nobody has ticked
yet, or is a note to be observed. The same file names the topics and the classes of data of the matrix.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.base.declared_files import declared
from app.base.i18n import language
from app.base.labelled import Labelled
from app.policy.provisions import Provision

LIMIT_PREFIX = "limit:"


class Effect(StrEnum):
    """What a limit does to the grounds it is about."""

    BLOCK = "block"
    CONDITION = "condition"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Question:
    """Who wants to tell whom which class of data, of its own accord or on request."""

    sender: str
    recipient: str
    data: str
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Named(Labelled):
    """A topic or a class of data; `members` are laws, or the classes of agencies that hold such data."""

    id: str
    label_de: str
    label_en: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit; `provision` is the entry of the matrix it rests on, "" where it follows from several.

    `lift_de` and `lift_en` say who could lift what it blocks; `checked` is one that the release check finds
    out itself, so that nobody is asked to confirm it there.
    """

    id: str
    provision: str
    effect: Effect
    label_de: str
    label_en: str
    scope: Mapping[str, frozenset[str]]
    request: bool
    lift_de: str = ""
    lift_en: str = ""
    checked: bool = False

    @property
    def key(self) -> str:
        """How a release names it beside the ids of provisions."""
        return f"{LIMIT_PREFIX}{self.id}"

    @property
    def lift(self) -> str:
        """Who could lift it, in the language in force."""
        return self.lift_de if language() == "de" else self.lift_en

    @property
    def text(self) -> str:
        """What it says, in the language in force."""
        return self.label_de if language() == "de" else self.label_en

    def fits(self, question: Question) -> bool:
        """Tell whether it is about this sender, recipient, data and request."""
        sender, recipient = question.sender, question.recipient
        return (
            (not self.request or question.on_request)
            and self._holds("from", sender)
            and self._holds("to", recipient)
            and self._holds("data", question.data)
            and sender not in self.scope["not_from"]
            and recipient not in self.scope["not_to"]
        )

    def hits(self, provision: Provision) -> bool:
        """Tell whether it is about this ground."""
        if provision.id in self.scope["spares"] or provision.law in self.scope["spares_laws"]:
            return False
        return self._holds("of", provision.id) and self._holds("laws", provision.law)

    def _holds(self, part: str, value: str) -> bool:
        return not self.scope[part] or value in self.scope[part]


_NO_TOPIC = "general"
_PARTS = ("from", "to", "data", "not_from", "not_to", "of", "laws", "spares", "spares_laws")


def _declared() -> dict[str, Any]:
    return declared("provisions", "limits.yaml")


@functools.cache
def limits() -> tuple[Limit, ...]:
    """Return all limits in the order of their declaration."""
    return tuple(
        Limit(
            entry["id"],
            entry["provision"],
            Effect(entry["effect"]),
            entry["label_de"],
            entry["label_en"],
            {part: frozenset(entry.get(part, ())) for part in _PARTS},
            bool(entry.get("request")),
            entry.get("lift_de", ""),
            entry.get("lift_en", ""),
            bool(entry.get("checked")),
        )
        for entry in _declared()["limits"]
    )


def limit_of(key: str) -> Limit | None:
    """Return the limit that a release names by this key, None for none."""
    return _by_key().get(key)


@functools.cache
def _by_key() -> dict[str, Limit]:
    return {limit.key: limit for limit in limits()}


@functools.cache
def protected_properties() -> dict[str, frozenset[str]]:
    """Return the properties that are protected data whoever delivers them: name -> classes of data."""
    found: dict[str, frozenset[str]] = {}
    for entry in _declared()["data_classes"]:
        for name in entry.get("properties", ()):
            found[name] = found.get(name, frozenset()) | {entry["id"]}
    return found


@functools.cache
def topics() -> dict[str, Named]:
    """Return the topics of the matrix by id; each law belongs to exactly one."""
    return _named("topics", "laws")


@functools.cache
def data_classes() -> dict[str, Named]:
    """Return the classes of data by id, with the classes of agencies that hold them by their task."""
    return _named("data_classes", "held_by")


def _named(name: str, members: str) -> dict[str, Named]:
    return {
        entry["id"]: Named(entry["id"], entry["label_de"], entry["label_en"], frozenset(entry[members]))
        for entry in _declared()[name]
    }


def topic_of(provision: Provision) -> str:
    """Return the topic of a provision, by its law; a law that only an own entry names is general."""
    return next((t.id for t in topics().values() if provision.law in t.members), _NO_TOPIC)


def data_of(sender: str) -> str:
    """Return the class of data that a class of agencies holds by its task."""
    return next((d.id for d in data_classes().values() if sender in d.members), "general")


def covers(provision: Provision, data: str) -> bool:
    """Tell whether a provision is about what agencies holding this class of data may tell.

    Classes that are nobody's own (confided, health, contact persons) are told from the limits about them.
    """
    if provision.data:
        return data in provision.data
    held_by = data_classes()[data].members
    if held_by:
        return bool(held_by & set(provision.senders)) or "*" in provision.senders
    if data == "general":
        return True
    about = [limit for limit in limits() if data in limit.scope["data"]]
    return any(provision.id in {x.provision} | x.scope["of"] | x.scope["spares"] for x in about)
