"""Names for things: random, unique everywhere, and telling nothing about when or where they arose."""

import os
import uuid

_AGENCIES = uuid.UUID("7f1b6a52-6a0c-4d0e-9c1c-3d5d5a7a2b10")
# Version 4 and variant as RFC 9562 section 5.4 places them; all other bits are random.
_VERSION = 0x4000_8000_0000_0000_0000
_VARIANTS = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
_RANDOM = (1 << 128) - 1 & ~0xF000_C000_0000_0000_0000


def new_id() -> str:
    """Return a fresh identifier: 32 lower-case hex digits of a random UUID (RFC 9562, version 4).

    Random rather than time-ordered on purpose: the order of identifiers in a released artefact must
    not show that something in between was withheld.
    """
    # Imports make hundreds of thousands; an object of UUID for each took ten times as long.
    return f"{int.from_bytes(os.urandom(16)) & _RANDOM | _VERSION:032x}"


def new_ids(count: int) -> list[str]:
    """Return so many of them: asking the system for each alone would take most of the time."""
    digits = os.urandom(16 * count).hex()
    drawn = (digits[at : at + 32] for at in range(0, 32 * count, 32))
    return [f"{d[:12]}4{d[13:16]}{_VARIANTS[d[16]]}{d[17:]}" for d in drawn]


def is_id(text: str) -> bool:
    """Tell whether `text` has the form of an identifier of this program."""
    return len(text) == 32 and all(c in "0123456789abcdef" for c in text)


def id_of_agency(class_code: str, name_de: str) -> str:
    """Return the identifier of an agency: the same on every workstation, so that stores can unite.

    A name-based UUID (RFC 9562, version 5) over class and German name.
    """
    return uuid.uuid5(_AGENCIES, f"{class_code}\n{name_de.strip().casefold()}").hex
