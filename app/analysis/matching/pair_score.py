"""How alike two records are: what both of them state is compared, what only one states says nothing.

The score is a mean of the likeness of names, numbers, dates, addresses and neighbours, weighted by how
much each can tell two things apart. It describes two descriptions and is never a property of a person.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.analysis.matching.letters import base_letters
from app.analysis.matching.name_forms import NameForm
from app.analysis.matching.name_score import name_likeness
from app.analysis.matching.profile import Named, Profile, only_one
from app.analysis.matching.value_score import (
    Way,
    address_likeness,
    date_likeness,
    number_likeness,
    place_likeness,
)

_NAME_WEIGHT = 3.5
_NUMBER_AGREES, _NUMBER_TYPO, _NUMBER_CONTRADICTS = 8.0, 5.0, 3.0
_DATE_WEIGHT = 3.0
_ADDRESS_AGREES, _ADDRESS_DIFFERS = 3.0, 1.5
_PLACE_WEIGHT = 2.0
_DESCRIPTION_WEIGHT = 0.4
_NEIGHBOUR_WEIGHT, _NEIGHBOURS_AT_MOST = 0.6, 2.0
_LINKED_WEIGHT = 0.7
_AGREES_FROM = 0.7
# The same number of a register, paper or device is worth a look, whatever else differs; a phone or mail
# address may be shared by a household.
_SAME_NUMBER_AT_LEAST = 0.75
_SHARED_BY_MANY = frozenset(("phone", "email"))


class Component(StrEnum):
    """What of two records was compared."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    ADDRESS = "address"
    PLACE = "place"
    DESCRIPTION = "description"
    NEIGHBOURS = "neighbours"
    LINKED = "linked"


# Records that share none of these have nothing to be compared by.
_TELLING = frozenset((Component.NAME, Component.NUMBER, Component.ADDRESS, Component.PLACE))


@dataclass(frozen=True, slots=True)
class Part:
    """One thing compared: `subject` names the property or kind of number, `left` and `right` are its values.

    `alike` runs from 0 to 1, `weight` says how much it counts, `way` how the values agree or differ.
    """

    component: Component
    subject: str
    left: str
    right: str
    alike: float
    weight: float
    way: Way

    @property
    def supports(self) -> bool:
        """Whether this speaks for one and the same rather than against."""
        return self.alike >= _AGREES_FROM


@dataclass(frozen=True, slots=True)
class Comparison:
    """The likeness of two records, 0 to 1, and what it is made of; the weightiest part first."""

    score: float
    parts: tuple[Part, ...]


NOTHING = Comparison(0.0, ())


def compare(a: Profile, b: Profile, at_least: float = 0.0) -> Comparison:
    """Compare two records of one type; the score is the same either way round.

    Where the score cannot reach `at_least` any more, the answer is `NOTHING` before all is compared.
    """
    if a.type != b.type:
        return NOTHING
    parts = [*_numbers(a, b), *_names(a, b), *_dates(a, b)]
    if at_least and _at_best(parts, a, b) < at_least:
        return NOTHING
    parts += [*_addresses(a, b), *_places(a, b)]
    if not any(part.component in _TELLING for part in parts):
        return NOTHING
    parts += _descriptions(a, b)
    parts += _neighbours(a, b)
    whole = sum(part.weight for part in parts)
    score = sum(part.weight * part.alike for part in parts) / whole
    if any(_is_same_number(part) for part in parts):
        score = max(score, _SAME_NUMBER_AT_LEAST)
    return Comparison(
        min(1.0, score), tuple(sorted(parts, key=lambda p: (-p.weight, p.component, p.subject)))
    )


def incidental(a: Profile, b: Profile) -> tuple[Part, ...]:
    """Return what two records of one type share or not besides: nothing that would tell them apart."""
    return (*_descriptions(a, b), *_neighbours(a, b)) if a.type == b.type else ()


def _is_same_number(part: Part) -> bool:
    return (
        part.component is Component.NUMBER and part.way is Way.EQUAL and part.subject not in _SHARED_BY_MANY
    )


def _at_best(parts: list[Part], a: Profile, b: Profile) -> float:
    """Return the score if all that is still to be compared agreed."""
    if any(_is_same_number(part) for part in parts):
        return 1.0
    weight = sum(part.weight for part in parts)
    agree = sum(part.weight * part.alike for part in parts)
    more = _ADDRESS_AGREES * bool(a.addresses and b.addresses) + _PLACE_WEIGHT * bool(a.places and b.places)
    more += _DESCRIPTION_WEIGHT * len(a.descriptions.keys() & b.descriptions.keys())
    more += _NEIGHBOURS_AT_MOST * bool(a.neighbours and b.neighbours)
    return (agree + more) / (weight + more) if weight + more else 0.0


def _best_named(
    a: list[Named], b: list[Named], likeness: Callable[[NameForm, NameForm], float]
) -> tuple[float, str, str]:
    best = (-1.0, "", "")
    for x in a:
        for y in b:
            alike = likeness(x.form, y.form)
            if alike > best[0] or (alike == best[0] and sorted((x.text, y.text)) < sorted(best[1:])):
                best = (alike, x.text, y.text)
    return best


def _names(a: Profile, b: Profile) -> list[Part]:
    if not a.names or not b.names:
        return []
    # What tells "shop at 60 Muster Road" from that at 8 is the number, as in an address.
    likeness = address_likeness if a.type == "place" else name_likeness
    alike, left, right = _best_named(a.names, b.names, likeness)
    return [Part(Component.NAME, "name", left, right, alike, _NAME_WEIGHT, _way(alike))]


def _numbers(a: Profile, b: Profile) -> list[Part]:
    parts = []
    for kind in a.identifiers.keys() & b.identifiers.keys():
        ours, theirs = a.identifiers[kind], b.identifiers[kind]
        part = _number(kind, ours, theirs, only_one(kind, a.type))
        if part is not None and kind == "register_number" and _other_court(a, b):
            part = Part(part.component, kind, part.left, part.right, 0.0, _NUMBER_CONTRADICTS, Way.OTHER)
        if part is not None:
            parts.append(part)
    return parts


def _number(kind: str, ours: dict[str, str], theirs: dict[str, str], one_only: bool) -> Part | None:
    shared = ours.keys() & theirs.keys()
    if shared:
        s = min(shared)
        return Part(Component.NUMBER, kind, ours[s], theirs[s], 1.0, _NUMBER_AGREES, Way.EQUAL)
    alike, left, right = max(
        (number_likeness(x, y)[0], ours[x], theirs[y]) for x in sorted(ours) for y in sorted(theirs)
    )
    if alike > 0:
        return Part(Component.NUMBER, kind, left, right, alike, _NUMBER_TYPO, Way.TYPO)
    if one_only:
        return Part(Component.NUMBER, kind, left, right, 0.0, _NUMBER_CONTRADICTS, Way.OTHER)
    return None


def _other_court(a: Profile, b: Profile) -> bool:
    return bool(a.courts and b.courts and not set(a.courts) & set(b.courts))


def _dates(a: Profile, b: Profile) -> list[Part]:
    parts = []
    for prop in a.dates.keys() & b.dates.keys():
        (alike, way), left, right = max(
            (date_likeness(x, y), x, y) for x in a.dates[prop] for y in b.dates[prop]
        )
        parts.append(Part(Component.DATE, prop, left, right, alike, _DATE_WEIGHT, way))
    return parts


def _addresses(a: Profile, b: Profile) -> list[Part]:
    if not a.addresses or not b.addresses:
        return []
    alike, left, right = max(
        (address_likeness(x.form, y.form), x.text, y.text) for x in a.addresses for y in b.addresses
    )
    weight = _ADDRESS_AGREES if alike >= _AGREES_FROM or a.type == "place" else _ADDRESS_DIFFERS
    return [Part(Component.ADDRESS, "address", left, right, alike, weight, _way(alike))]


def _places(a: Profile, b: Profile) -> list[Part]:
    if not a.places or not b.places:
        return []
    alike, left, right = max((place_likeness(x, y), x, y) for x in a.places for y in b.places)
    return [Part(Component.PLACE, "coordinates", left, right, alike, _PLACE_WEIGHT, _way(alike))]


def _descriptions(a: Profile, b: Profile) -> list[Part]:
    parts = []
    for prop in a.descriptions.keys() & b.descriptions.keys():
        ours = {base_letters(text): text for text in a.descriptions[prop]}
        theirs = {base_letters(text): text for text in b.descriptions[prop]}
        shared = ours.keys() & theirs.keys()
        key_a, key_b = (min(shared),) * 2 if shared else (min(ours), min(theirs))
        way = Way.EQUAL if shared else Way.OTHER
        parts.append(
            Part(
                Component.DESCRIPTION,
                prop,
                ours[key_a],
                theirs[key_b],
                float(bool(shared)),
                _DESCRIPTION_WEIGHT,
                way,
            )
        )
    return parts


def _neighbours(a: Profile, b: Profile) -> list[Part]:
    parts = []
    if a.id != b.id and (b.id in a.neighbours or a.id in b.neighbours):
        parts.append(Part(Component.LINKED, "", "", "", 0.0, _LINKED_WEIGHT, Way.OTHER))
    shared = sorted(a.neighbours.keys() & b.neighbours.keys())
    if shared:
        weight = min(_NEIGHBOURS_AT_MOST, _NEIGHBOUR_WEIGHT * len(shared))
        names = ", ".join(sorted(a.neighbours[one] for one in shared))
        parts.append(Part(Component.NEIGHBOURS, "", names, names, 1.0, weight, Way.EQUAL))
    return parts


def _way(alike: float) -> Way:
    if alike >= 1.0:
        return Way.EQUAL
    return Way.ALIKE if alike >= _AGREES_FROM else Way.OTHER
