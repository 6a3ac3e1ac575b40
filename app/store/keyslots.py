"""Key slots: one random data key, wrapped once per passphrase and once for the recovery key.

The header is a JSON object: format, store id, sequence number, slots, MAC. A slot wraps the data key
with AES-256-GCM under HKDF(Argon2id(passphrase)) or HKDF(recovery key); store id and all slot
parameters are authenticated with it, the whole header again with an HMAC under a key derived from the
data key. So a weakened parameter, a removed, renamed or copied slot is refused.
Argon2id: RFC 9106; HKDF: RFC 5869. All primitives come from `cryptography`.
"""

import base64
import hashlib
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _

FORMAT = "rundblick-keys/1"
PASSPHRASE, RECOVERY = "passphrase", "recovery"
FLOOR_KIB, CEILING_KIB = 128 * 1024, 2 * 1024 * 1024
Header = dict[str, Any]
Slot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one try at a passphrase costs: memory in KiB, passes, lanes. The default takes about 1 s."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 2


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys and no blanks, so that equal objects have equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def derive(key: bytes, purpose: str) -> bytes:
    """Derive 32 bytes for one purpose from a key (HKDF-SHA256)."""
    return HKDF(hashes.SHA256(), 32, None, purpose.encode()).derive(key)


def new_header(store_id: str) -> Header:
    """Return a header without slots."""
    return {"format": FORMAT, "store": store_id, "sequence": 0, "slots": []}


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    material = secret
    if slot["kind"] == PASSPHRASE:
        kdf = slot["kdf"]
        limits_kept = (
            FLOOR_KIB <= kdf["memory_kib"] <= CEILING_KIB
            and 1 <= kdf["passes"] <= 20
            and 1 <= kdf["lanes"] <= 8
        )
        if not limits_kept:
            raise header_damaged()
        material = Argon2id(
            salt=_bytes(kdf["salt"]),
            length=32,
            iterations=kdf["passes"],
            lanes=kdf["lanes"],
            memory_cost=kdf["memory_kib"],
        ).derive(secret)
    return HKDF(hashes.SHA256(), 32, _bytes(slot["salt"]), b"rundblick slot v1").derive(material)


def _authenticated(store_id: str, slot: Slot) -> bytes:
    bound = {k: v for k, v in slot.items() if k not in ("nonce", "wrapped")}
    return canonical({"store": store_id, "slot": bound})


def passphrase_bytes(passphrase: str) -> bytes:
    """Bring a passphrase into the form that is hashed: the same keys on any keyboard (Unicode NFC)."""
    return unicodedata.normalize("NFC", passphrase).encode()


def add_slot(header: Header, data_key: bytes, kind: str, label: str, secret: bytes, cost: KdfCost) -> Slot:
    """Wrap the data key for one more secret and append the slot to the header."""
    slot: Slot = {
        "id": secrets.token_hex(8),
        "kind": kind,
        "label": label,
        "created": now_text(),
        "salt": _text(os.urandom(32)),
    }
    if kind == PASSPHRASE:
        slot["kdf"] = {
            "name": "argon2id",
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": _text(os.urandom(16)),
        }
    nonce = os.urandom(12)
    wrapped = AESGCM(_wrapping_key(slot, secret)).encrypt(
        nonce, data_key, _authenticated(header["store"], slot)
    )
    slot.update(nonce=_text(nonce), wrapped=_text(wrapped))
    header["slots"].append(slot)
    return slot


def _unwrap(header: Header, slot: Slot, secret: bytes) -> bytes | None:
    try:
        return AESGCM(_wrapping_key(slot, secret)).decrypt(
            _bytes(slot["nonce"]), _bytes(slot["wrapped"]), _authenticated(header["store"], slot)
        )
    except InvalidTag:
        return None


def unlock(header: Header, kind: str, secret: bytes, label: str | None = None) -> bytes:
    """Return the data key that `secret` opens, from the slots of `kind` (and of user `label` if given).

    Raises `UserError` if no slot fits (exit 3) or if the header was altered (exit 5).
    """
    try:
        for slot in header["slots"]:
            if slot["kind"] != kind or (label is not None and slot["label"] != label):
                continue
            data_key = _unwrap(header, slot, secret)
            if data_key is not None:
                check_mac(header, data_key)
                return data_key
    except (KeyError, TypeError, ValueError) as error:
        raise header_damaged() from error
    raise UserError(
        "keys.wrong",
        _("The passphrase does not open this store.")
        if kind == PASSPHRASE
        else _("The recovery key does not open this store."),
        _("Check Caps Lock and keyboard layout, or use the recovery key from the printed page."),
        exit_code=ExitCode.CANNOT_UNLOCK,
    )


def header_damaged() -> UserError:
    """Return the refusal for a key header that was altered or cannot be read."""
    return UserError(
        "keys.header",
        _("The key file of this store is damaged or was altered."),
        _("Restore the folder from a backup; nothing was changed."),
        exit_code=ExitCode.STORE_DAMAGED,
    )


def _mac(header: Header, data_key: bytes) -> hmac.HMAC:
    body = {k: v for k, v in header.items() if k not in ("mac", "checksum")}
    code = hmac.HMAC(derive(data_key, "rundblick header mac v1"), hashes.SHA256())
    code.update(canonical(body))
    return code


def sealed(header: Header, data_key: bytes) -> Header:
    """Return the header with its MAC (needs the data key) and its plain checksum (finds bit rot)."""
    body = {k: v for k, v in header.items() if k not in ("mac", "checksum")}
    body["mac"] = _text(_mac(body, data_key).finalize())
    body["checksum"] = hashlib.sha256(canonical(body)).hexdigest()
    return body


def check_mac(header: Header, data_key: bytes) -> None:
    """Raise `UserError` (exit 5) if the header is not the one that was written with this data key."""
    try:
        _mac(header, data_key).verify(_bytes(header["mac"]))
    except InvalidSignature as error:
        raise header_damaged() from error
