"""Value type `coordinates`: a point on the earth in degrees, WGS 84."""

import re
from decimal import Decimal

from app.base.i18n import _
from app.ontology.values_number import localised
from app.ontology.wording import phrase, words

_DECIMAL_PAIR = re.compile(
    r"(?P<lat>[+-]?[0-9]{1,2}(?:[.,][0-9]+)?)\s*°?\s*(?P<ns>[NS])?\s*[;, ]\s*"
    r"(?P<lon>[+-]?[0-9]{1,3}(?:[.,][0-9]+)?)\s*°?\s*(?P<ew>[EOW])?",
    re.IGNORECASE,
)
_DMS = (
    r"([0-9]{1,3})\s*°\s*(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*['’\u2032]\s*)?"
    r"(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:\"|\u2033|”|'')\s*)?"
)
_DMS_PAIR = re.compile(rf"{_DMS}([NS])[;, ]*{_DMS}([EOW])", re.IGNORECASE)


def normalise(text: str) -> str:
    """Return `latitude,longitude` in degrees (WGS 84), six decimals at most (a tenth of a metre).

    Reads `51.4556, 7.0116`, `51,4556; 7,0116`, `51.4556° N 7.0116° E` and degrees, minutes, seconds.
    """
    value = " ".join(text.split())
    match = _DMS_PAIR.fullmatch(value)
    if match is not None:
        lat = _from_dms(match[1], match[2], match[3], match[4])
        lon = _from_dms(match[5], match[6], match[7], match[8])
    else:
        lat, lon = _from_decimals(value, text)
    if abs(lat) > 90 or abs(lon) > 180:
        raise _no_coordinates(text)
    return f"{_degrees(lat)},{_degrees(lon)}"


def _from_decimals(value: str, text: str) -> tuple[Decimal, Decimal]:
    match = _DECIMAL_PAIR.fullmatch(value)
    # With a decimal comma and a separating comma nobody can tell the two numbers apart.
    if match is None or (value.count(",") > 1 and not re.search(r"[;° ]", value)):
        raise _no_coordinates(text)
    lat = _signed(match["lat"].replace(",", "."), match["ns"])
    return lat, _signed(match["lon"].replace(",", "."), match["ew"])


def _from_dms(degrees: str, minutes: str | None, seconds: str | None, side: str) -> Decimal:
    minute = Decimal((minutes or "0").replace(",", "."))
    second = Decimal((seconds or "0").replace(",", "."))
    return _signed(str(Decimal(degrees) + minute / 60 + second / 3600), side)


def _signed(number: str, side: str | None) -> Decimal:
    return -Decimal(number) if side and side.upper() in "SW" else Decimal(number)


def _degrees(number: Decimal) -> str:
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def display(value: str) -> str:
    """Return `51,4556° N, 7,0116° O` or `51.4556° N, 7.0116° E`."""
    lat, _comma, lon = value.partition(",")
    north, south, east, west = words("hemispheres")
    return phrase(
        "coordinates",
        lat=localised(lat.lstrip("-")),
        lon=localised(lon.lstrip("-")),
        ns=south if lat.startswith("-") else north,
        ew=west if lon.startswith("-") else east,
    )


def _no_coordinates(text: str) -> ValueError:
    return ValueError(_("“{text}” is not a pair of coordinates. Write 51.4556, 7.0116.").format(text=text))
