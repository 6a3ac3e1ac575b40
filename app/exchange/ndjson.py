"""Records as lines of JSON: one object per line, UTF-8, nothing between the lines."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, TypeVar

from app.exchange.codec import TEXT_LIMIT, CodecError, decode, decode_all, encode, is_flat

Record = TypeVar("Record")

LINE_LIMIT = 8_000_000
# So much is written or read at once; a piece of bytes is shorter than any text may be.
_RECORDS_AT_ONCE = 500
_TEXT = frozenset({str})
_PIECE = 2**18
_ESCAPE = b"\\u"
_KEY_END = b'":'
_BLANK = re.compile(rb'"[ \t\r\n]')
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def write_lines(records: Iterable[object]) -> bytes:
    """One line per record, in the order given."""
    listed = tuple(records)
    starts = range(0, len(listed), _RECORDS_AT_ONCE)
    return b"".join([_lines(listed[at : at + _RECORDS_AT_ONCE]).encode() for at in starts])


def line_of(record: object) -> str:
    """One record as its line: what `to_json` says of it, without making an object of it first."""
    kind: type = type(record)
    form, values = _line_form(kind)
    return form % tuple(map(_written, values(record)))


def _lines(records: Sequence[object]) -> str:
    """Write records of one class field by field: most fields say the same in hundreds of them."""
    kinds = set(map(type, records))
    kind: type = kinds.pop()
    if kinds or not is_flat(kind):
        return "".join(map(line_of, records))
    form, values = _line_form(kind)
    told, differing = [], []
    for column in zip(*map(values, records), strict=True):
        if len(set(column)) == 1:
            told.append(_written(column[0]).replace("%", "%%"))
        else:
            told.append("%s")
            texts = _TEXT.issuperset(map(type, column))
            differing.append(map(encode_basestring if texts else _written, column))
    return form % tuple(told) * len(records) % tuple(chain.from_iterable(zip(*differing, strict=True)))


@cache
def _line_form(cls: type) -> tuple[str, Callable[[object], tuple[Any, ...]]]:
    """Return the line of a class with places for its values, and what reads them."""
    names = sorted(field.name for field in fields(cls))
    get: Callable[[object], Any] = attrgetter(*names)
    form = "{" + ",".join(f'"{name}":%s' for name in names) + "}\n"
    values = get if len(names) > 1 else (lambda record: (get(record),))
    return form, values


def _written(value: object) -> str:
    if type(value) is str:
        return encode_basestring(value)
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if value == ():
        return "[]"
    return _ENCODER.encode(encode(value))


def read_lines(cls: type[Record], data: bytes) -> tuple[Record, ...]:
    """The records in `data`; raises `CodecError` naming the line at the first one that is not a `cls`."""
    if data and not data.endswith(b"\n"):
        raise CodecError("end")
    found: list[Record] = []
    start = 0
    while start < len(data):
        end = data.index(b"\n", min(start + _PIECE, len(data) - 1)) + 1
        piece = data[start:end]
        found += _read_quickly(cls, piece) or _one_by_one(cls, piece, len(found))
        start = end
    return tuple(found)


def _one_by_one(cls: type[Record], data: bytes, before: int) -> Iterator[Record]:
    for no, line in enumerate(data.removesuffix(b"\n").split(b"\n"), before + 1):
        try:
            yield decode(cls, from_json(line))
        except CodecError as error:
            raise CodecError(f"{error} ({no})") from error


def _read_quickly(cls: type[Record], data: bytes) -> list[Record]:
    """Read many lines at once if nothing about them is in doubt; else return nothing.

    As for one line (`_read_once`): where no quotation mark is followed by a blank there are no more pairs
    than there are `":`, so no key is there twice if all objects together hold as many.
    """
    if _ESCAPE in data or len(data) > TEXT_LIMIT or _BLANK.search(data):
        return []
    try:
        values = _values(data.decode())
        certain = data.count(_KEY_END) == sum(map(len, values)) and data.count(b"\n") == len(values)
        return decode_all(cls, values) if certain else []
    except (ValueError, RecursionError):
        return []


def _values(text: str) -> list[dict[str, Any]]:
    """Return the objects of all lines; raises `ValueError` if one is none."""
    at, found = 0, []
    while at < len(text):
        value, end = _QUICK.raw_decode(text, at)
        if type(value) is not dict or text[end] != "\n":
            raise ValueError(at)
        found.append(value)
        at = end + 1
    return found


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
