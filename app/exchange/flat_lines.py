"""Lines of flat records by the hundred thousand: what is beyond doubt is read and written by compiled code.

msgspec checks the type of each field and makes the record, but it also takes doubled and unknown keys,
missing fields that have a default, and two objects on one line. So what it read counts only if writing it
gives the very same bytes; all else is for `ndjson` to read one by one, which also says what is wrong where.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from app.base.record_maker import open_twin
from app.exchange.codec import NUMBER_LIMIT, TEXT_LIMIT

Record = TypeVar("Record")

_BACKSLASH, _ESCAPE = b"\\", b"\\u"
_NUMBERS = tuple[int, ...]
_PLAIN = (str, bool, str | None, tuple[str, ...], _NUMBERS)
_BY_NAME, _AS_DECLARED = msgspec.json.Encoder(order="sorted"), msgspec.json.Encoder()


@cache
def is_flat(cls: type) -> bool:
    """Tell whether a record has but texts, yes or no, choices, and sequences of texts or of numbers.

    One that looks at its values when it is made is not flat: it has to be made one by one.
    """
    if hasattr(cls, "__post_init__"):
        return False
    hints = get_type_hints(cls).values()
    return all(h in _PLAIN or (isinstance(h, type) and issubclass(h, StrEnum)) for h in hints)


def write_flat(records: Iterable[object]) -> bytes:
    """One line of compact JSON with sorted keys for each; their classes are flat (`is_flat`)."""
    lines: bytes = _BY_NAME.encode_lines(records)
    return lines


def read_flat(cls: type[Record], data: bytes) -> list[Record]:
    """The records of a flat class in lines as `write_flat` writes them; nothing if anything is in doubt.

    In doubt are an escape of four digits (NUL may hide behind it) and what may exceed the limits of `codec`.
    """
    # One byte is found ten times as fast as two, and hardly any text has it.
    if (_BACKSLASH in data and _ESCAPE in data) or _may_hold_long_text(data):
        return []
    kind: type = cls
    try:
        found: list[Any] = _decoder(kind).decode_lines(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    numbers = (n for name in _numbered(kind) for record in found for n in getattr(record, name))
    if _AS_DECLARED.encode_lines(found) != data or any(abs(n) > NUMBER_LIMIT for n in numbers):
        return []
    for record in found:
        record.__class__ = kind
    return found


def _may_hold_long_text(data: bytes) -> bool:
    return len(data) > TEXT_LIMIT and max(map(len, data.split(b'"'))) > TEXT_LIMIT


@cache
def _numbered(cls: type) -> tuple[str, ...]:
    return tuple(name for name, hint in get_type_hints(cls).items() if hint == _NUMBERS)


@cache
def _decoder(cls: type) -> msgspec.json.Decoder[Any]:
    """Return what reads objects with sorted keys: by a class of that order it need not look for them."""
    return msgspec.json.Decoder(open_twin(cls, by_name=True))
