"""Which columns or attributes of a file are taken, as what, and which are left out with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.base.i18n import _
from app.exchange.profile import SOURCE, TARGET, Profile
from app.exchange.readers.neutral import Skipped
from app.ontology.catalogue import ontology
from app.ontology.forbidden import forbidden, plain_name
from app.ontology.model import PropertyType


@dataclass(frozen=True, slots=True)
class Columns:
    """`taken` maps what a column means (`source`, `target`, a property id) to its index."""

    taken: dict[str, int]
    skipped: tuple[Skipped, ...]


def assign(names: Sequence[str], profile: Profile, subject_type: str, used: Iterable[bool]) -> Columns:
    """Give each column its meaning for subjects of one type; `used` tells which columns hold anything.

    What may not be held at all is dropped first, whatever the profile says about it.
    """
    taken: dict[str, int] = {}
    skipped: list[Skipped] = []
    for index, (name, filled) in enumerate(zip(names, used, strict=True)):
        place = _("Column {name}").format(name=name or index + 1)
        banned = forbidden(name)
        meaning = None if banned else meaning_of(name, profile, subject_type)
        if banned:
            skipped.append((place, why_banned(banned)))
        elif meaning is not None and meaning not in taken:
            taken[meaning] = index
        elif filled and meaning is not None:
            skipped.append((place, _("Another column means the same; this one was left out.")))
        elif filled:
            skipped.append((place, _("The import profile does not know what it means; it was left out.")))
    return Columns(taken, tuple(skipped))


def why_banned(attribute: str) -> str:
    """The reason in the report for a column that denotes a forbidden attribute."""
    return _("This may not be recorded ({attribute}); it was dropped.").format(attribute=_(attribute))


def meaning_of(name: str, profile: Profile, subject_type: str) -> str | None:
    """The property id (or `source`, `target`) that a column name means, None if nothing.

    The profile's own names go first, then the ids and labels of the ontology.
    """
    properties = {p.id: p for p in ontology().subject_type(subject_type).properties}
    by_profile = profile.meaning(name)
    if by_profile in properties or by_profile in {SOURCE, TARGET}:
        return by_profile
    plain = plain_name(name)
    return next((p.id for p in properties.values() if plain and plain in _names(p)), None)


def _names(property_type: PropertyType) -> set[str]:
    return {plain_name(n) for n in (property_type.id, property_type.label_de, property_type.label_en)}
