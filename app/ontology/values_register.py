"""Value types with a number that registers give out: IBAN, tax number, VIN."""

import re

from stdnum import iban
from stdnum.de import idnr, stnr
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from app.base.i18n import _


def normalise_iban(text: str) -> str:
    """Return the IBAN without blanks after its length and check digits were proved (ISO 13616)."""
    try:
        return iban.validate(re.sub(r"(?i)^\s*IBAN\b[:\s]*", "", text))
    except ValidationError as error:
        raise ValueError(_("“{text}” is not a valid IBAN.").format(text=text)) from error


def display_iban(value: str) -> str:
    """Return the IBAN in groups of four."""
    return " ".join(value[i : i + 4] for i in range(0, len(value), 4))


def normalise_tax_number(text: str) -> str:
    """Return a German tax number, identification number or business id, or a VAT number of the EU.

    A tax number of a federal state keeps its strokes (`181/815/08155`); without them, eleven digits that
    pass the check of the identification number are one.
    """
    value = " ".join(text.upper().split())
    if re.fullmatch(r"DE\s?[0-9]{9}-[0-9]{5}", value):
        return value.replace(" ", "")
    if "/" in value:
        return _state_tax_number(re.sub(r"\s*/\s*", "/", value), text)
    for check in (idnr.validate, vat.validate):
        try:
            return check(value)
        except ValidationError:
            continue
    return _state_tax_number(value.replace(" ", ""), text)


def _state_tax_number(value: str, text: str) -> str:
    try:
        digits = stnr.validate(value)
    except ValidationError as error:
        raise ValueError(_("“{text}” is not a tax number.").format(text=text)) from error
    return value if re.fullmatch(r"[0-9]{2,3}/[0-9]{3,4}/[0-9]{4,5}", value) else digits


def display_tax_number(value: str) -> str:
    """Return an identification number grouped 2-3-3-3, the others as they are."""
    return idnr.format(value) if idnr.is_valid(value) and "/" not in value else value


def normalise_vin(text: str) -> str:
    """Return a vehicle identification number (ISO 3779): 17 characters without I, O and Q."""
    value = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", value) is None:
        sentence = _("“{text}” is not a vehicle identification number of 17 characters.")
        raise ValueError(sentence.format(text=text))
    return value
