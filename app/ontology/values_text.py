"""Value types that are written words: text, name, identifier, file number, address, e-mail, URL."""

import re
import unicodedata
from urllib.parse import urlsplit, urlunsplit

from app.base.i18n import _

# Characters that turn the reading direction let a name show as another one than it is stored as.
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]+@(?:[^\s@<>()\[\],;:\\\"./]+\.)+[^\s@<>()\[\],;:\\\"./]{2,}")
_STREET = re.compile(r"(?P<s>str)(?:\.(?=\s|,|\d|$)\s*|asse\b)", re.IGNORECASE)
_SQUARE = re.compile(r"(?P<p>(?<=[a-zäöüß])pl|\bpl)\.(?=\s|,|\d|$)\s*", re.IGNORECASE)
_HOUSE_LETTER = re.compile(r"(?<=\s)(\d{1,4})\s([a-zA-Z])(?=,|$)")
_COUNTRY_PREFIX = re.compile(r"\bD-?\s?(?=\d{5}\s)")


def _cleaned(text: str, keep: str = "") -> str:
    shown = unicodedata.normalize("NFC", text)
    return "".join(
        c
        if c in keep or not (unicodedata.category(c) in ("Cc", "Cs") or c in _DIRECTION)
        else " " * (c in "\t\r\n\v\f")
        for c in shown
    )


def normalise_text(text: str) -> str:
    """Return running text: Unicode NFC, one kind of line break, no control characters, no trailing blanks."""
    value = _cleaned(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n")
    return "\n".join(line.rstrip() for line in value.split("\n")).strip()


def normalise_line(text: str) -> str:
    """Return one line: Unicode NFC, single blanks, no control characters (names, identifiers)."""
    return " ".join(_cleaned(text).split())


def normalise_file_number(text: str) -> str:
    """Return a file number with blanks only between its parts: `60 Js 123 / 24` becomes `60 Js 123/24`."""
    return re.sub(r"\s*([/.])\s*", r"\1", normalise_line(text))


def normalise_address(text: str) -> str:
    """Return an address on one line, parts set off by `, `, with `Str.` and `strasse` written `Straße`."""
    value = normalise_line(re.sub(r"\s*[\r\n;]+\s*", ", ", text.strip()))
    value = _STREET.sub(lambda match: f"{match['s']}aße ", value)
    value = _SQUARE.sub(lambda match: f"{match['p']}atz ", value)
    value = _COUNTRY_PREFIX.sub("", value)
    value = ", ".join(part for part in (" ".join(p.split()) for p in value.split(",")) if part)
    return _HOUSE_LETTER.sub(lambda match: match[1] + match[2].lower(), value)


def normalise_email(text: str) -> str:
    """Return an e-mail address with its domain in lower case; the part before the @ stays as it is."""
    value = normalise_line(text).removeprefix("mailto:")
    if _EMAIL.fullmatch(value) is None:
        raise ValueError(_("“{text}” is not an e-mail address.").format(text=text))
    local, _at, domain = value.rpartition("@")
    return f"{local}@{_lower(domain)}"


def normalise_url(text: str) -> str:
    """Return a web address with scheme and host in lower case; `www.` alone gets `https://`."""
    value = normalise_line(text)
    if value.casefold().startswith("www."):
        value = f"https://{value}"
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _port = parts.port
    except ValueError as error:
        raise _not_a_url(text) from error
    if parts.scheme.lower() not in ("http", "https", "ftp") or not host or " " in value:
        raise _not_a_url(text)
    user, at, place = parts.netloc.rpartition("@")
    path = "" if parts.path == "/" and not parts.query and not parts.fragment else parts.path
    return urlunsplit((parts.scheme.lower(), f"{user}{at}{_lower(place)}", path, parts.query, parts.fragment))


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text.lower())


def _not_a_url(text: str) -> ValueError:
    return ValueError(_("“{text}” is not a web address. Write https://example.org.").format(text=text))
