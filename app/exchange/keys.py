"""The keys of a workstation: one age key to be written to, one minisign key to sign with.

No primitive of our own: age (X25519) by pyrage, minisign (Ed25519) by py-minisign. The text form of the
public half is made for being read aloud: a few lines, a check line, and a fingerprint in groups of digits.
"""

import hashlib
from dataclasses import dataclass, field

import minisign
import pyrage

from app.base.clock import now_text
from app.base.errors import UserError
from app.base.i18n import _

KEY_FORMAT = "rundblick-kennung"
KEY_VERSION = 1
NAME_LIMIT = 120
_TEXT_LIMIT = 4096
_FIELDS = ("name", "age", "minisign", "created")


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """What a partner needs to know of a workstation; `age` and `sign` in the text forms of their tools."""

    name: str
    age_public: str
    sign_public: str
    created: str

    @property
    def fingerprint(self) -> str:
        """Twelve groups of five digits over both keys (each from five bytes of their SHA-512)."""
        digest = hashlib.sha512(f"{self.age_public}\n{self.sign_public}\n".encode()).digest()
        return " ".join(f"{int.from_bytes(digest[i : i + 5]) % 100_000:05d}" for i in range(0, 60, 5))

    def to_text(self) -> str:
        """The export form: six lines of plain text, the last a check over the others."""
        lines = [f"{KEY_FORMAT}/{KEY_VERSION}"]
        lines += [f"{key}: {value}" for key, value in zip(_FIELDS, self._values(), strict=True)]
        return "\n".join([*lines, f"check: {_check(lines)}", ""])

    def _values(self) -> tuple[str, ...]:
        return (self.name, self.age_public, self.sign_public, self.created)


@dataclass(frozen=True, slots=True)
class Identity:
    """A workstation's own keys; the secret halves belong in the encrypted store and nowhere else."""

    name: str
    age_secret: str = field(repr=False)
    age_public: str
    sign_secret: str = field(repr=False)
    sign_public: str
    created: str

    def public(self) -> PublicIdentity:
        """The half that partners may know."""
        return PublicIdentity(self.name, self.age_public, self.sign_public, self.created)


def new_identity(name: str) -> Identity:
    """Make fresh keys for the workstation that people call `name`."""
    name = _clean_name(name)
    age_key = pyrage.x25519.Identity.generate()
    signing = minisign.KeyPair.generate()
    return Identity(
        name=name,
        age_secret=str(age_key),
        age_public=str(age_key.to_public()),
        sign_secret=signing.secret_key.to_base64().decode(),
        sign_public=signing.public_key.to_base64().decode(),
        created=now_text(),
    )


def parse_public(text: str) -> PublicIdentity:
    """Read the export form of a partner's keys; spaces around lines and mail quoting are forgiven.

    Raises `UserError`: `identity.not_a_key`, `identity.newer`, `identity.mistyped`.
    """
    lines = [line.strip().lstrip(">").strip() for line in text[:_TEXT_LIMIT].splitlines()]
    lines = [line for line in lines if line]
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
    return _read_fields(lines)


def _read_fields(lines: list[str]) -> PublicIdentity:
    found = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    if len(lines) != len(_FIELDS) + 2 or set(found) != {*_FIELDS, "check"}:
        raise _mistyped()
    if found["check"].replace(" ", "").lower() != _check(lines[:-1]).replace(" ", ""):
        raise _mistyped()
    try:
        age_public = str(pyrage.x25519.Recipient.from_str(found["age"]))
        sign_public = minisign.PublicKey.from_base64(found["minisign"]).to_base64().decode()
    except (pyrage.RecipientError, minisign.Error) as error:
        raise _mistyped() from error
    return PublicIdentity(_clean_name(found["name"]), age_public, sign_public, found["created"])


def _mistyped() -> UserError:
    return UserError(
        "identity.mistyped",
        _("The check line does not fit the key: a character is missing or wrong."),
        _("Copy the text again, or ask the partner to send it as a file."),
    )


def _check(lines: list[str]) -> str:
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))


def _clean_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        raise UserError(
            "identity.name",
            _("The name of a workstation needs 1 to {limit} printable characters."),
            _("Choose a name that partners will recognise, such as the office and the room."),
            limit=NAME_LIMIT,
        )
    return name
