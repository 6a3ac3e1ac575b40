"""The recovery key on paper: 256 random bits as groups a person can type, each group checked.

Form: 14 groups of five characters, separated by hyphens. The first four characters of a group carry 20
bits in Crockford's base32 alphabet (no I, L, O, U), the fifth is a check character over the group and
its place, so that a mistyped or swapped group is named. 13 groups carry 256 bits (and four zero bits);
the last group carries 20 bits of SHA-256 over the key, so that a wrong page is noticed as a whole.

A key that several people share is read from their shares instead (`app.store.recovery_shares`).
"""

import hashlib
import secrets

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import recovery_shares
from app.store.recovery_shares import Split

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_GROUPS = 14


def new_recovery_key() -> bytes:
    """Return a fresh recovery key of 32 random bytes."""
    return secrets.token_bytes(32)


def _check_character(group: str, place: int) -> str:
    total = sum((i + 1) * (_ALPHABET.index(c) + 1) for i, c in enumerate(group)) + 7 * place
    return _ALPHABET[total % 31]


def to_text(key: bytes) -> str:
    """Write a key of 32 bytes as 14 groups."""
    checksum = int.from_bytes(hashlib.sha256(key).digest()[:3], "big") >> 4
    number = (int.from_bytes(key, "big") << 24) | checksum
    groups = []
    for place in range(_GROUPS):
        bits = (number >> (20 * (_GROUPS - 1 - place))) & 0xFFFFF
        group = "".join(_ALPHABET[(bits >> shift) & 31] for shift in (15, 10, 5, 0))
        groups.append(group + _check_character(group, place))
    return "-".join(groups)


def written(key: bytes, split: Split | None) -> str:
    """Return what goes on paper: the groups of a key or, if it is split, its shares, one per line."""
    return "\n".join(recovery_shares.shares(key, split)) if split else to_text(key)


def from_text(text: str) -> bytes:
    """Read a key as people type it: any case, with or without hyphens and spaces; or its shares by line.

    Raises `UserError` (exit 3) naming the first group or share that does not check.
    """
    if recovery_shares.looks_like_shares(text):
        return recovery_shares.joined(text)
    plain = "".join(text.upper().split()).replace("-", "").translate(_LOOKALIKES)
    if len(plain) != 5 * _GROUPS or any(c not in _ALPHABET for c in plain):
        raise UserError(
            "keys.recovery_form",
            _("This is not a recovery key: it has {count} of {wanted} characters."),
            _("Type all 14 groups from the printed page."),
            exit_code=ExitCode.CANNOT_UNLOCK,
            count=len(plain),
            wanted=5 * _GROUPS,
        )
    number = 0
    for place in range(_GROUPS):
        group, check = plain[5 * place : 5 * place + 4], plain[5 * place + 4]
        if _check_character(group, place) != check:
            raise UserError(
                "keys.recovery_group",
                _("Group {place} of the recovery key is mistyped."),
                _("Compare it with the printed page."),
                exit_code=ExitCode.CANNOT_UNLOCK,
                place=place + 1,
            )
        for c in group:
            number = (number << 5) | _ALPHABET.index(c)
    key = (number >> 24).to_bytes(32, "big")
    if to_text(key).replace("-", "") != plain:
        raise UserError(
            "keys.recovery_checksum",
            _("The groups do not belong together."),
            _("Type all 14 groups from one printed page."),
            exit_code=ExitCode.CANNOT_UNLOCK,
        )
    return key
