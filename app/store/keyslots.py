"""Key slots: one random data key, wrapped once per passphrase and once for the recovery key.

The header is a JSON object: format, store id, sequence number, slots, MAC. A slot wraps the data key
with AES-256-GCM under HKDF(Argon2id(passphrase) and SHA-256 of a key file if there is one) or
HKDF(recovery key); store id and all slot parameters are authenticated with it, the whole header again
with an HMAC under a key derived from the data key. So a weakened parameter, a removed, renamed or copied
slot is refused.

Each slot also names a public key whose private half follows from its secret alone. A new data key can be
sealed to it, so a store gets a new data key while the people who stay keep their passphrases (`resealed`).
Argon2id: RFC 9106; HKDF: RFC 5869; X25519: RFC 7748. All primitives come from `cryptography`.
"""

import base64
import functools
import hashlib
import json
import math
import os
import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _

FORMAT = "rundblick-keys/1"
PASSPHRASE, RECOVERY = "passphrase", "recovery"
FLOOR_KIB, CEILING_KIB = 128 * 1024, 2 * 1024 * 1024
MOST_PASSES, MOST_LANES, MOST_SLOTS = 20, 8, 32
SHORTEST_PASSPHRASE = 8
_PREVIOUS = "rundblick previous key v1"
Header = dict[str, Any]
Slot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one try at a passphrase costs: memory in KiB, passes, lanes. The default takes about 1 s."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 2

    @staticmethod
    def calibrated(seconds: float = 1.0) -> "KdfCost":
        """Return a cost of at least `seconds` of this machine's processor, never below the floor.

        Measured once per process. Processor time of all lanes together, not the clock on the wall: a
        machine that is busy just now must not get the weaker parameters.
        """
        return _calibrated(seconds)

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return 32 bytes by Argon2id."""
        return Argon2id(
            salt=salt, length=32, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
        ).derive(secret)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The data key and the slot that gave it."""

    data_key: bytes
    slot_id: str
    label: str


def _seconds(cost: KdfCost) -> float:
    start = time.process_time()
    cost.derive(b"calibration", b"calibration salt")
    return max(time.process_time() - start, 1e-3)


@functools.cache
def _calibrated(seconds: float) -> KdfCost:
    default = KdfCost()
    once = _seconds(KdfCost(default.memory_kib, 1, default.lanes))
    # A machine on which the default takes four times too long gets the floor's memory instead.
    memory = FLOOR_KIB if once * default.passes > 4 * seconds else default.memory_kib
    passes = max(default.passes, math.ceil(seconds * default.memory_kib / memory / once))
    cost = KdfCost(memory, min(passes, MOST_PASSES), default.lanes)
    while (taken := _seconds(cost)) < seconds:
        if cost.passes < MOST_PASSES:
            more = max(cost.passes + 1, math.ceil(cost.passes * seconds / taken))
            cost = KdfCost(cost.memory_kib, min(more, MOST_PASSES), cost.lanes)
        elif cost.memory_kib * 2 <= CEILING_KIB:
            cost = KdfCost(cost.memory_kib * 2, default.passes, cost.lanes)
        else:
            break
    return cost


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


def _wrapping_key(slot: Slot, secret: bytes, key_file: bytes = b"") -> bytes:
    """Return the key that wraps a slot; `key_file` is the digest of a key file if the slot wants one."""
    material = secret
    if slot["kind"] == PASSPHRASE:
        material = _cost(slot).derive(secret, _bytes(slot["kdf"]["salt"]))
        if slot.get("key_file") is True:
            material += key_file
    return HKDF(hashes.SHA256(), 32, _bytes(slot["salt"]), b"rundblick slot v1").derive(material)


def _cost(slot: Slot) -> KdfCost:
    """Return the cost a slot names; beyond the limits no memory is asked for."""
    kdf = slot["kdf"]
    numbers = (kdf["memory_kib"], kdf["passes"], kdf["lanes"])
    limits_kept = (
        kdf["name"] == "argon2id"
        and all(type(number) is int for number in numbers)
        and FLOOR_KIB <= numbers[0] <= CEILING_KIB
        and 1 <= numbers[1] <= MOST_PASSES
        and 1 <= numbers[2] <= MOST_LANES
    )
    if not limits_kept:
        raise header_damaged()
    return KdfCost(*numbers)


def strongest_cost(header: Header) -> KdfCost:
    """Return the most expensive cost among the slots: what a further passphrase has to cost as well."""
    costs = [_cost(slot) for slot in header["slots"] if slot["kind"] == PASSPHRASE]
    return max(costs, key=lambda cost: cost.memory_kib * cost.passes, default=KdfCost())


def _authenticated(store_id: str, slot: Slot) -> bytes:
    bound = {k: v for k, v in slot.items() if k not in ("nonce", "wrapped")}
    return canonical({"store": store_id, "slot": bound})


def passphrase_bytes(passphrase: str) -> bytes:
    """Bring a passphrase into the form that is hashed: the same keys on any keyboard (Unicode NFC)."""
    return unicodedata.normalize("NFC", passphrase).encode()


def check_passphrase(passphrase: str, label: str) -> None:
    """Refuse a passphrase that is short, monotonous, not typeable or the user's name (exit 2)."""
    plain = unicodedata.normalize("NFC", passphrase)
    if len(plain) < SHORTEST_PASSPHRASE:
        key, sentence = "keys.short", _("The passphrase has fewer than 8 characters.")
    elif any(unicodedata.category(c) in ("Cc", "Cs") for c in plain):
        key, sentence = "keys.control", _("The passphrase has characters that no keyboard types.")
    elif len(set(plain)) < 4:
        key, sentence = "keys.monotonous", _("The passphrase has fewer than 4 different characters.")
    elif plain.casefold() == unicodedata.normalize("NFC", label).casefold():
        key, sentence = "keys.name", _("The passphrase is the user name.")
    else:
        return
    remedy = _("Choose a longer one; four random words are good.")
    raise UserError(key, sentence, remedy, exit_code=ExitCode.USAGE)


def add_slot(
    header: Header,
    data_key: bytes,
    kind: str,
    label: str,
    secret: bytes,
    cost: KdfCost,
    *,
    key_file: bytes = b"",
) -> Slot:
    """Wrap the data key for one more secret and append the slot to the header.

    `key_file` is the SHA-256 of a key file that is needed besides the passphrase.
    """
    slot: Slot = {
        "id": secrets.token_hex(8),
        "kind": kind,
        "label": unicodedata.normalize("NFC", label),
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
        if key_file:
            slot["key_file"] = True
    key = _wrapping_key(slot, secret, key_file)
    slot["public"] = _text(_pair(key).public_key().public_bytes_raw())
    header["slots"].append(_wrapped(header, slot, key, data_key))
    return slot


def _wrapped(header: Header, slot: Slot, key: bytes, data_key: bytes) -> Slot:
    nonce = os.urandom(12)
    code = AESGCM(key).encrypt(nonce, data_key, _authenticated(header["store"], slot))
    slot.update(nonce=_text(nonce), wrapped=_text(code))
    return slot


def _pair(wrapping_key: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derive(wrapping_key, "rundblick slot pair v1"))


def _shared(secret: bytes, ephemeral: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, ephemeral + public, b"rundblick slot seal v1").derive(secret)


def resealed(header: Header, slot: Slot, data_key: bytes) -> Slot:
    """Return a slot of the same secret that gives another data key; needs no secret.

    Raises `KeyError` for a slot that was made without a public key.
    """
    public = _bytes(slot["public"])
    ephemeral = X25519PrivateKey.generate()
    own = ephemeral.public_key().public_bytes_raw()
    fresh = {k: v for k, v in slot.items() if k not in ("nonce", "wrapped")}
    fresh["ephemeral"] = _text(own)
    secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    return _wrapped(header, fresh, _shared(secret, own, public), data_key)


def _unwrap(header: Header, slot: Slot, secret: bytes, key_file: bytes) -> bytes | None:
    key = _wrapping_key(slot, secret, key_file)
    if "ephemeral" in slot:
        ephemeral, public = _bytes(slot["ephemeral"]), _bytes(slot["public"])
        key = _shared(_pair(key).exchange(X25519PublicKey.from_public_bytes(ephemeral)), ephemeral, public)
    try:
        return AESGCM(key).decrypt(
            _bytes(slot["nonce"]), _bytes(slot["wrapped"]), _authenticated(header["store"], slot)
        )
    except InvalidTag:
        return None


def unlock(
    header: Header,
    kind: str,
    secret: bytes,
    *,
    user: str = "",
    guess: str = "",
    key_file: bytes = b"",
) -> Unlocked:
    """Return the data key that `secret` opens, from the slots of `kind`.

    With `user` only that person's slot is tried, so a wrong passphrase costs one Argon2id and not one
    per person; `guess` is merely tried first. `key_file` is the SHA-256 of a key file.
    Raises `UserError` if no slot fits (exit 3) or if the header was altered (exit 5).
    """
    try:
        slots = _candidates(header, kind, user, guess)
        for slot in slots:
            if slot.get("key_file") is True and not key_file:
                continue
            data_key = _unwrap(header, slot, secret, key_file)
            if data_key is not None:
                check_mac(header, data_key)
                return Unlocked(data_key, slot["id"], slot["label"])
        without = not key_file and any(slot.get("key_file") is True for slot in slots)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise header_damaged() from error
    except MemoryError as error:
        raise _too_little_memory() from error
    raise _wrong(kind, user, known=bool(slots), without=without)


def _candidates(header: Header, kind: str, user: str, guess: str) -> list[Slot]:
    if len(header["slots"]) > MOST_SLOTS:
        raise header_damaged()
    slots = [slot for slot in header["slots"] if slot["kind"] == kind]
    if user and kind == PASSPHRASE:
        wanted = unicodedata.normalize("NFC", user)
        return [slot for slot in slots if slot["label"] == wanted]
    return sorted(slots, key=lambda slot: slot["label"] != guess)


def _wrong(kind: str, user: str, *, known: bool, without: bool) -> UserError:
    remedy = _("Check Caps Lock and keyboard layout, or use the recovery key from the printed page.")
    key = "keys.wrong"
    if kind == RECOVERY:
        sentence = _("The recovery key does not open this store.")
    elif user and not known:
        key, sentence = "keys.unknown_user", _("Nobody called {name} has a passphrase for this store.")
        remedy = _("Check the user name.")
    elif without:
        key, sentence = "keys.key_file_missing", _("The passphrase alone does not open this store.")
        remedy = _("Name the key file that belongs to the passphrase.")
    else:
        sentence = _("The passphrase does not open this store.")
    return UserError(key, sentence, remedy, exit_code=ExitCode.CANNOT_UNLOCK, name=user)


def _too_little_memory() -> UserError:
    return UserError(
        "keys.memory",
        _("There is too little memory to check the passphrase."),
        _("Close other programs and try again."),
        exit_code=ExitCode.CANNOT_UNLOCK,
    )


def with_previous(header: Header, data_key: bytes, previous: bytes) -> Header:
    """Return the header of a store that is being re-keyed: it also holds the key that was in force."""
    nonce = os.urandom(12)
    code = AESGCM(derive(data_key, _PREVIOUS)).encrypt(nonce, previous, header["store"].encode())
    return {**header, "previous": {"nonce": _text(nonce), "wrapped": _text(code)}}


def previous_key(header: Header, data_key: bytes) -> bytes | None:
    """Return the key that was in force before an unfinished re-key, None if there is none."""
    held = header.get("previous")
    if held is None:
        return None
    try:
        return AESGCM(derive(data_key, _PREVIOUS)).decrypt(
            _bytes(held["nonce"]), _bytes(held["wrapped"]), header["store"].encode()
        )
    except (InvalidTag, KeyError, TypeError, ValueError) as error:
        raise header_damaged() from error


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
