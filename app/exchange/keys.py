"""The keys of a workstation: one age key to be written to, one minisign key to sign with.

No primitive of our own: age (X25519) by pyrage, minisign (Ed25519) by py-minisign. The text form of the
public half is made for paper, for a hand scanner and for being read aloud: a few lines, a check line, and a
fingerprint in groups of digits and in words.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from functools import cache

import minisign
import pyrage

from app.base.clock import now_text
from app.base.errors import UserError
from app.base.i18n import _
from app.base.paths import resource

KEY_FORMAT = "rundblick-kennung"
KEY_VERSION = 2
"""Version 1 did not say until when a key is good."""
NAME_LIMIT = 120
WORDS = 12
TEXT_LIMIT = 4096
_FIRST_FIELDS = ("name", "age", "minisign", "created")
_FIELDS = (*_FIRST_FIELDS, "valid-until")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def fingerprint_words() -> tuple[str, ...]:
    """The 256 words of fingerprints: German, without umlauts, told apart by their first four letters."""
    return tuple(resource("exchange", "fingerprint_words.txt").read_text("utf-8").split())


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """What a partner needs to know of a workstation; `age` and `sign` in the text forms of their tools.

    `valid_until` is the last day (ISO) on which the keys are to be used, "" where none was named.
    """

    name: str
    age_public: str
    sign_public: str
    created: str
    valid_until: str = ""

    @property
    def fingerprint(self) -> str:
        """Twelve groups of five digits over both keys (each from five bytes of their SHA-512)."""
        digest = self._digest()
        return " ".join(f"{int.from_bytes(digest[i : i + 5]) % 100_000:05d}" for i in range(0, 60, 5))

    @property
    def words(self) -> str:
        """The fingerprint as twelve words (one for each of the first bytes of the SHA-512): 96 bits."""
        return " ".join(fingerprint_words()[byte] for byte in self._digest()[:WORDS])

    def _digest(self) -> bytes:
        return hashlib.sha512(f"{self.age_public}\n{self.sign_public}\n".encode()).digest()

    def to_text(self) -> str:
        """The export form: a few lines of plain text, the last a check over the others."""
        lines = [f"{KEY_FORMAT}/{KEY_VERSION}"]
        lines += [f"{key}: {value}" for key, value in zip(_FIELDS, self._values(), strict=True)]
        return "\n".join([*lines, f"check: {check_of(lines)}", ""])

    def _values(self) -> tuple[str, ...]:
        return (self.name, self.age_public, self.sign_public, self.created, self.valid_until or "-")


@dataclass(frozen=True, slots=True)
class Identity:
    """A workstation's own keys; the secret halves belong in the encrypted store and nowhere else."""

    name: str
    age_secret: str = field(repr=False)
    age_public: str
    sign_secret: str = field(repr=False)
    sign_public: str
    created: str
    valid_until: str = ""

    def public(self) -> PublicIdentity:
        """The half that partners may know."""
        return PublicIdentity(self.name, self.age_public, self.sign_public, self.created, self.valid_until)


def new_identity(name: str, valid_until: str = "") -> Identity:
    """Make fresh keys for the workstation that people call `name`."""
    name = clean_name(name)
    age_key = pyrage.x25519.Identity.generate()
    signing = minisign.KeyPair.generate()
    return Identity(
        name=name,
        age_secret=str(age_key),
        age_public=str(age_key.to_public()),
        sign_secret=signing.secret_key.to_base64().decode(),
        sign_public=signing.public_key.to_base64().decode(),
        created=now_text(),
        valid_until=valid_until,
    )


def lines_of(text: str) -> list[str]:
    """The lines of a text that was printed, scanned or mailed, without blanks around and mail quoting."""
    lines = [line.strip().lstrip(">").strip() for line in text[:TEXT_LIMIT].splitlines()]
    return [line for line in lines if line]


def parse_public(text: str) -> PublicIdentity:
    """Read the export form of a partner's keys; spaces around lines and mail quoting are forgiven.

    Raises `UserError`: `identity.not_a_key`, `identity.newer`, `identity.mistyped`.
    """
    lines = lines_of(text)
    kind, _slash, version = (lines[0] if lines else "").partition("/")
    if kind != KEY_FORMAT or not version.isdecimal():
        raise UserError(
            "identity.not_a_key",
            _("This text is not the key of a workstation."),
            _("Ask the partner to export their key again and send the whole text."),
        )
    if int(version) > KEY_VERSION:
        raise UserError(
            "identity.newer",
            _("This key was exported by a newer version of the program."),
            _("Update this workstation or ask for a key in the older form."),
        )
    return _read_fields(lines, _FIRST_FIELDS if int(version) == 1 else _FIELDS)


def _read_fields(lines: list[str], names: tuple[str, ...]) -> PublicIdentity:
    found = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    if len(lines) != len(names) + 2 or set(found) != {*names, "check"}:
        raise mistyped()
    if found["check"].replace(" ", "").lower() != check_of(lines[:-1]).replace(" ", ""):
        raise mistyped()
    try:
        age_public = str(pyrage.x25519.Recipient.from_str(found["age"]))
        sign_public = minisign.PublicKey.from_base64(found["minisign"]).to_base64().decode()
    except (pyrage.RecipientError, minisign.Error) as error:
        raise mistyped() from error
    stated = found.get("valid-until", "-")
    until = "" if stated == "-" else checked_day(stated)
    return PublicIdentity(clean_name(found["name"]), age_public, sign_public, found["created"], until)


def checked_day(text: str) -> str:
    """A day as ISO text; raises `UserError` (`identity.day`) for anything else."""
    try:
        if not _DAY.fullmatch(text.strip()):
            raise ValueError(text)
        return dt.date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise UserError(
            "identity.day",
            _("“{text}” is no day."),
            _("Write it as 2028-12-31."),
            text=text,
        ) from error


def mistyped() -> UserError:
    """The refusal of a text whose check line says that something in it is wrong."""
    return UserError(
        "identity.mistyped",
        _("The check line does not fit the key: a character is missing or wrong."),
        _("Copy the text again, or ask the partner to send it as a file."),
    )


def check_of(lines: list[str]) -> str:
    """The check over the lines before it: four groups of four hex digits."""
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))


def clean_name(name: str) -> str:
    """The name of a workstation without blanks around; raises `UserError` (`identity.name`)."""
    name = " ".join(name.split())
    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        raise UserError(
            "identity.name",
            _("The name of a workstation needs 1 to {limit} printable characters."),
            _("Choose a name that partners will recognise, such as the office and the room."),
            limit=NAME_LIMIT,
        )
    return name
