"""A record made ready for comparing: each value once in the form in which it is compared."""

import re
from dataclasses import dataclass, field

from app.analysis.matching.letters import base_letters
from app.analysis.matching.name_forms import NameForm, alternatives, name_form
from app.analysis.matching.records import MatchRecord
from app.analysis.matching.word_lists import NOT_KNOWN

# Names by which a thing is called; other values of type name only describe it.
NAMES = frozenset(
    ("name", "name_original_script", "birth_name", "alias", "trade_name", "title", "holder", "subscriber")
)
DATES = frozenset(("birth_date", "death_date", "founded", "trade_registered", "first_registration", "date"))
DESCRIPTIONS = frozenset(("make", "model", "colour", "institution", "provider"))
_IDENTIFIER_TYPES = frozenset(
    ("identifier", "file_number", "iban", "tax_number", "vin", "plate", "phone", "email")
)
# Two different ones speak against; people have several phones and papers, but a vehicle has one VIN.
_ONE_ONLY = frozenset(
    "vin tax_number register_number serial_number iban account_number file_number number imei plate".split()
)
# A thing that is nothing but its number: two numbers are two things.
_IS_ITS_NUMBER = frozenset(("phone", "email", "handle"))
_NOT_SIGN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it is compared, and as it was recorded."""

    form: NameForm
    text: str


@dataclass(slots=True)
class Profile:
    """The values of a record by what they are; `identifiers`: kind of number -> comparable sign -> text."""

    id: str
    type: str
    organisation: bool
    names: list[Named] = field(default_factory=list)
    identifiers: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: dict[str, list[str]] = field(default_factory=dict)
    addresses: list[Named] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    descriptions: dict[str, list[str]] = field(default_factory=dict)
    courts: list[str] = field(default_factory=list)
    neighbours: dict[str, str] = field(default_factory=dict)


def profile_of(record: MatchRecord) -> Profile:
    """Sort the values of a record; their order does not matter."""
    profile = Profile(record.id, record.type, record.type != "person", neighbours=record.neighbours)
    for value in sorted(set(record.values), key=lambda v: (v.property, v.value_type, v.text)):
        if value.text.strip():
            _take(profile, value.property, value.value_type, value.text)
    return profile


def only_one(kind: str, node_type: str) -> bool:
    """Tell whether a thing of this type has one number of this kind, so that two of them contradict."""
    return kind in _ONE_ONLY or (kind in _IS_ITS_NUMBER and node_type == "communication")


def sign(text: str) -> str:
    """Return a number or address in the form in which it is compared: base letters and digits alone."""
    return _NOT_SIGN.sub("", base_letters(text))


def _take(profile: Profile, prop: str, value_type: str, text: str) -> None:
    if value_type == "name" and prop in NAMES:
        for part in alternatives(text):
            form = name_form(part, organisation=profile.organisation)
            if form.joined and form.joined not in NOT_KNOWN:
                profile.names.append(Named(form, part))
    elif value_type in _IDENTIFIER_TYPES:
        # A phone is a phone wherever it stands, but a register number is no serial number.
        kind = prop if value_type in ("identifier", "file_number") else value_type
        bare = text.partition(";ext=")[0] if value_type == "phone" else text
        comparable = sign(bare)
        if comparable:
            profile.identifiers.setdefault(kind, {})[comparable] = text
    elif value_type == "partial_date" and prop in DATES:
        profile.dates.setdefault(prop, []).append(text)
    elif value_type == "address":
        profile.addresses.append(Named(name_form(text, organisation=True), text))
    elif value_type == "coordinates":
        profile.places.append(text)
    elif prop == "register_court":
        profile.courts.append(base_letters(text))
    elif prop in DESCRIPTIONS:
        profile.descriptions.setdefault(prop, []).append(text)
