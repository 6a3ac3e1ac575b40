"""Value types: how a value is checked, written in one way, and shown to people.

`normalise` and `display` take the id of a value type (`partial_date`, `choice:person_role` ...). A value
that `normalise` returned stays as it is when normalised again, and `display` shows it without fail.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.base.i18n import _
from app.ontology import (
    values_coordinates,
    values_date,
    values_number,
    values_phone,
    values_plate,
    values_register,
    values_text,
)
from app.ontology.model import PropertyType
from app.ontology.values_choice import PREFIX, display_choice, normalise_choice, shipped_choices

_LONGEST = 2_000
_LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class _Rule:
    normalise: Callable[[str], str]
    display: Callable[[str], str] = str
    longest: int = _LONGEST


_RULES = {
    "text": _Rule(values_text.normalise_text, longest=_LONGEST_TEXT),
    "name": _Rule(values_text.normalise_line),
    "identifier": _Rule(values_text.normalise_line),
    "file_number": _Rule(values_text.normalise_file_number),
    "address": _Rule(values_text.normalise_address),
    "email": _Rule(values_text.normalise_email),
    "url": _Rule(values_text.normalise_url),
    "partial_date": _Rule(values_date.normalise, values_date.display),
    "money": _Rule(values_number.normalise_money, values_number.display_money),
    "percent": _Rule(values_number.normalise_percent, values_number.display_percent),
    "integer": _Rule(values_number.normalise_integer, values_number.display_integer),
    "coordinates": _Rule(values_coordinates.normalise, values_coordinates.display),
    "iban": _Rule(values_register.normalise_iban, values_register.display_iban),
    "tax_number": _Rule(values_register.normalise_tax_number, values_register.display_tax_number),
    "vin": _Rule(values_register.normalise_vin),
    "plate": _Rule(values_plate.normalise),
    "phone": _Rule(values_phone.normalise, values_phone.display),
}
VALUE_TYPES = frozenset(_RULES)


def normalise(value_type: str, text: str) -> str:
    """Return `text` in the normal form of its value type.

    ValueError with a translated sentence if `text` is empty, too long, or no such value. KeyError if
    there is no such value type.
    """
    rule = _rule(value_type)
    if len(text) > rule.longest:
        sentence = _("The value has {count} characters; at most {longest} are possible.")
        raise ValueError(sentence.format(count=len(text), longest=rule.longest))
    value = rule.normalise(text) if text.strip() else ""
    if not value:
        raise ValueError(_("The value is empty."))
    return value


def display(value_type: str, value: str) -> str:
    """Return a normalised value as people write it in the language in force.

    A value that is not in normal form (a newer program may know more forms) is shown as it stands:
    a briefing must not fail because of it, and nothing may be left out.
    """
    try:
        return _rule(value_type).display(value)
    except ValueError:
        return value


def normalise_for(property_type: PropertyType, text: str) -> str:
    """Return `text` in the normal form of a property, also of an ontology that was not shipped."""
    if property_type.choices:
        return normalise_choice(text, property_type.choices)
    return normalise(property_type.value_type, text)


def display_for(property_type: PropertyType, value: str) -> str:
    """Return the value of a property as people write it in the language in force."""
    if property_type.choices:
        return display_choice(value, property_type.choices)
    return display(property_type.value_type, value)


def _rule(value_type: str) -> _Rule:
    if not value_type.startswith(PREFIX):
        return _RULES[value_type]
    choices = shipped_choices()[value_type.removeprefix(PREFIX)]
    return _Rule(lambda text: normalise_choice(text, choices), lambda value: display_choice(value, choices))
