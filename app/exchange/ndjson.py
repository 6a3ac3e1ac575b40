"""Records as lines of JSON: one object per line, UTF-8, nothing between the lines."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from app.exchange.codec import TEXT_LIMIT, CodecError, decode, encode
from app.exchange.flat_lines import is_flat, read_flat, write_flat

Record = TypeVar("Record")

LINE_LIMIT = 8_000_000
# So much is read at once.
_PIECE = 2**18
_ESCAPE = b"\\u"
_KEY_END = b'":'
_BLANK = re.compile(rb'"[ \t\r\n]')
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def write_lines(records: Sequence[object]) -> bytes:
    """One line per record, in the order given."""
    if all(map(is_flat, set(map(type, records)))):
        return write_flat(records)
    return b"".join([to_json(encode(record)) + b"\n" for record in records])


def read_lines(cls: type[Record], data: bytes) -> tuple[Record, ...]:
    """The records in `data`; raises `CodecError` naming the line at the first one that is not a `cls`."""
    if data and not data.endswith(b"\n"):
        raise CodecError("end")
    kind: type = cls
    flat = is_flat(kind)
    found: list[Record] = []
    start = 0
    while start < len(data):
        end = data.index(b"\n", min(start + _PIECE, len(data) - 1)) + 1
        piece = data[start:end]
        found += (flat and read_flat(cls, piece)) or _one_by_one(cls, piece, len(found))
        start = end
    return tuple(found)


def _one_by_one(cls: type[Record], data: bytes, before: int) -> Iterator[Record]:
    for no, line in enumerate(data.removesuffix(b"\n").split(b"\n"), before + 1):
        try:
            yield decode(cls, from_json(line))
        except CodecError as error:
            raise CodecError(f"{error} ({no})") from error


def to_json(data: object) -> bytes:
    """Compact JSON with sorted keys: the same data give the same bytes."""
    return _ENCODER.encode(data).encode()


def from_json(data: bytes) -> object:
    """Strict JSON: no doubled key, no NaN, no text that no file can hold; raises `CodecError` otherwise."""
    if len(data) > LINE_LIMIT:
        raise CodecError("size")
    try:
        value = _read_once(data)
    except (ValueError, RecursionError) as error:
        raise CodecError("json") from error
    # Half a surrogate pair and NUL cannot stand in UTF-8 and JSON but by an escape.
    if _ESCAPE in data or len(data) > TEXT_LIMIT:
        _check_texts(value)
    return value


def _read_once(data: bytes) -> object:
    """Read JSON in which no key is doubled; what is beyond doubt by counting needs no list of pairs.

    Where no quotation mark is followed by a blank each key ends in `":`, and no less often than there are
    pairs. A flat object with as many different keys has none twice.
    """
    text = data.decode()
    value: object = _QUICK.decode(text)
    certain = type(value) is dict and data.count(_KEY_END) == len(value) and _BLANK.search(data) is None
    return value if certain else _DECODER.decode(text)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CodecError("key")
    return found


def _refuse(text: str) -> object:
    raise CodecError(text)


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)
_QUICK = json.JSONDecoder(parse_constant=_refuse)


def _check_texts(value: object) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)
    elif isinstance(value, str) and not storable(value):
        raise CodecError("text")


def storable(text: str) -> bool:
    """Whether a text can be written to a file and a database: no NUL, no half of a surrogate pair."""
    if len(text) > TEXT_LIMIT or "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
