"""Tables of people or organisations as records to compare: what a column holds is told by its name."""

import re
from collections.abc import Mapping, Sequence

from app.analysis.matching.letters import base_letters
from app.analysis.matching.name_forms import Kind, name_form
from app.analysis.matching.records import MatchRecord, Value
from app.ontology.values import normalise

PERSON, ORGANISATION = "person", "organisation"
_IDS = ("id", "rec_id", "record_id", "entity_id", "nr", "no", "key", "schluessel")
_TYPES = ("type", "schema", "typ", "art")
# Names of columns -> property and value type; those of a group are joined into one value.
_GIVEN = ("given_name", "first_name", "firstname", "forename", "vorname")
_FAMILY = ("surname", "last_name", "lastname", "family_name", "nachname", "familienname")
_ADDRESS = (
    ("street_number", "house_number"),
    ("street", "strasse", "street_address", "address_1"),
    ("address", "addr", "adresse", "anschrift", "address_2"),
    ("suburb", "ortsteil"),
    ("postcode", "postal_code", "zip", "plz"),
    ("city", "town", "ort", "stadt"),
    ("state", "land"),
)
_SINGLE = {
    ("name", "name"): ("name", "full_name", "vollname", "title", "firma", "company"),
    ("alias", "name"): ("alias", "aliasname", "trade_name"),
    ("birth_name", "name"): ("birth_name", "maiden_name", "geburtsname"),
    ("birth_date", "partial_date"): ("birth_date", "date_of_birth", "dob", "geburtsdatum", "geboren"),
    ("phone", "phone"): ("phone", "phone_number", "telephone", "telefon", "mobile", "mobil"),
    ("email", "email"): ("email", "e_mail", "mail"),
    ("iban", "iban"): ("iban",),
    ("plate", "plate"): ("plate", "kennzeichen"),
    ("vin", "vin"): ("vin", "fin"),
    ("tax_number", "tax_number"): ("tax_number", "steuernummer", "tax_id"),
    ("register_number", "identifier"): ("register_number", "hrb", "handelsregister"),
    ("identifier", "identifier"): ("identifier", "soc_sec_id", "ssn", "kennung", "national_id"),
}
_COLUMNS = {column: meaning for meaning, columns in _SINGLE.items() for column in columns}
_COMPACT_DATE = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})")
_ORGANISATION_WORDS = ("compan", "organi", "legal", "firm", "vessel", "asset", "public")


def column_key(column: str) -> str:
    """Return the name of a column as it is looked up: `Date of birth` and `.../owl#dateOfBirth` alike."""
    last = re.split(r"[#/]", column.strip())[-1] or column
    spaced = re.sub(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])", "_", last)
    return re.sub(r"[^a-z0-9]+", "_", base_letters(spaced)).strip("_")


def understood(columns: Sequence[str]) -> bool:
    """Tell whether some column of a table says something that can be compared."""
    keys = {column_key(column) for column in columns}
    parts = {*_GIVEN, *_FAMILY, *(name for group in _ADDRESS for name in group)}
    return bool(keys & (_COLUMNS.keys() | parts))


def id_column(columns: Sequence[str]) -> str:
    """Return the column that names the records, "" if there is none."""
    return next((column for column in columns if column_key(column) in _IDS), "")


def row_record(row: Mapping[str, str], record_id: str, node_type: str = "") -> MatchRecord:
    """Return a row as a record; without `node_type` it is told by the row: its type, else a legal form."""
    cells = {column_key(column): cell.strip() for column, cell in row.items() if cell.strip()}
    values = [
        Value(*_COLUMNS[column], _written(_COLUMNS[column][1], cell))
        for column, cell in cells.items()
        if column in _COLUMNS
    ]
    names = [next((cells[c] for c in group if c in cells), "") for group in (_GIVEN, _FAMILY)]
    if any(names):
        values.append(Value("name", "name", " ".join(filter(None, names))))
    address = ", ".join(cells[c] for group in _ADDRESS for c in group if c in cells)
    if address:
        values.append(Value("address", "address", address))
    stated = next((cells[c] for c in _TYPES if c in cells), "")
    texts = [value.text for value in values if value.value_type == "name"]
    return MatchRecord(record_id, node_type or type_of(stated, texts), tuple(values))


def name_record(name: str, record_id: str, node_type: str) -> MatchRecord:
    """Return a record that has nothing but a name."""
    return MatchRecord(record_id, node_type, (Value("name", "name", name),))


def type_of(stated: str, names: Sequence[str]) -> str:
    """Return whether persons or organisations are meant: as stated, else by a legal form in a name."""
    if stated:
        plain = base_letters(stated)
        return ORGANISATION if any(word in plain for word in _ORGANISATION_WORDS) else PERSON
    for name in names:
        if any(w.kind is Kind.LEGAL_FORM for w in name_form(name, organisation=True).words):
            return ORGANISATION
    return PERSON


def _written(value_type: str, cell: str) -> str:
    """Return a cell in normal form where it has one; what has none is still compared as it stands."""
    compact = _COMPACT_DATE.fullmatch(cell) if value_type == "partial_date" else None
    if compact is not None:
        cell = "-".join(compact.groups())
    try:
        return normalise(value_type, cell)
    except ValueError:
        return cell
