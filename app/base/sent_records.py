"""What one office hands another beside findings: its methods and the words of its own provisions.

Made for the way between two offices: what stays in the office has no place in these records (titles,
questions, names of people, rows of the gap table, tasks, measures). Empty text means "not stated".
"""

from dataclasses import dataclass

from app.base.method_records import Method, MethodKind, MethodPart, PartKind, Rating
from app.base.provision_records import ProvisionVersion


@dataclass(frozen=True, slots=True)
class SentPart:
    """One part of a method on its way; the fields are those of `MethodPart`."""

    id: str
    kind: PartKind
    no: int
    above_id: str
    role: str
    text: str
    note: str
    agency_id: str
    partner: str
    provision: str
    status: str
    effort: int
    effect: int
    due: str
    indicator: str
    standard: bool
    cites: tuple[str, ...]
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class SentMethod:
    """A method on its way: as it was released, under the id it has at its office."""

    id: str
    kind: MethodKind
    template: str
    parts: tuple[SentPart, ...]


@dataclass(frozen=True, slots=True)
class SentProvision(ProvisionVersion):
    """A provision in an office's own words, in the version that something in the package rests on.

    `words_of` names the office that wrote it where that is not the sender: words that came with a package go
    on with what rests on them.
    """

    status: str
    decided_by: str
    decided_on: str
    words_of: str = ""


def sent_method(method: Method) -> SentMethod:
    """Return a method of a released view as it goes."""
    return SentMethod(method.id, method.kind, method.template, tuple(map(_sent_part, method.parts)))


def _sent_part(part: MethodPart) -> SentPart:
    return SentPart(**{name: getattr(part, name) for name in SentPart.__dataclass_fields__})
