"""A workstation takes its own keys back: a few lines, signed with the key that is to be believed no more.

Whoever trusts that key checks the signature with it and needs no telephone call: a revocation can only make
less be believed, so nothing is lost if a thief writes one.
"""

import base64
import binascii
from dataclasses import dataclass

import minisign

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.keys import Identity, check_of, lines_of, mistyped

FORMAT = "rundblick-widerruf/1"
_FIELDS = ("name", "minisign", "revoked")


@dataclass(frozen=True, slots=True)
class Revocation:
    """Whose key is taken back, and on which day (ISO)."""

    name: str
    sign_public: str
    day: str


def is_revocation(text: str) -> bool:
    """Whether a text claims to be a revocation."""
    return lines_of(text)[:1] == [FORMAT]


def write(identity: Identity, day: str) -> str:
    """The revocation of this workstation's own keys, for all partners."""
    lines = [FORMAT, f"name: {identity.name}", f"minisign: {identity.sign_public}", f"revoked: {day}"]
    key = minisign.SecretKey.from_base64(identity.sign_secret)
    signature = key.sign(
        _signed(lines), untrusted_comment="revocation of a Rundblick key", trusted_comment=FORMAT
    )
    lines.append(f"signature: {base64.b64encode(bytes(signature)).decode()}")
    return "\n".join([*lines, f"check: {check_of(lines)}", ""])


def read(text: str) -> Revocation:
    """Read a revocation and check its signature with the key it is about.

    Raises `UserError`: `identity.mistyped`, `identity.forged_revocation`.
    """
    lines = lines_of(text)
    found = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    if len(lines) != len(_FIELDS) + 3 or set(found) != {*_FIELDS, "signature", "check"}:
        raise mistyped()
    if found["check"].replace(" ", "").lower() != check_of(lines[:-1]).replace(" ", ""):
        raise mistyped()
    try:
        signature = minisign.Signature.from_bytes(base64.b64decode(found["signature"], validate=True))
        minisign.PublicKey.from_base64(found["minisign"]).verify(_signed(lines[:4]), signature)
    except (minisign.Error, minisign.VerifyError, binascii.Error, UnicodeDecodeError) as error:
        raise UserError(
            "identity.forged_revocation",
            _("The revocation is not signed with the key that it takes back."),
            _("Ask the partner by telephone; you can revoke the key yourself."),
        ) from error
    return Revocation(found["name"], found["minisign"], found["revoked"])


def _signed(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
