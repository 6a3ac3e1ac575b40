"""Frozen records as plain JSON objects and back, with nothing taken on trust.

The classes' own type hints are the schema: a missing field, an unknown field or a value of another type
is refused, so that a package of a later version can never be half understood.
"""

from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

TEXT_LIMIT = 1_000_000
NUMBER_LIMIT = 2**53


class CodecError(ValueError):
    """An object that is not a record of the class asked for; the text says where."""


def encode(record: object) -> object:
    """The JSON form of a record, a tuple of records, or a plain value."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: encode(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, tuple):
        return [encode(item) for item in record]
    if isinstance(record, StrEnum):
        return record.value
    if record is None or isinstance(record, str | bool | int):
        return record
    raise TypeError(type(record).__name__)


def decode(cls: type[Record], data: object) -> Record:
    """The record of class `cls` that `data` is the JSON form of; raises `CodecError` otherwise."""
    value = _decode_record(cls, data, cls.__name__)
    if not isinstance(value, cls):
        raise CodecError(cls.__name__)
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _decode_record(cls: type, data: object, where: str) -> object:
    hints = _hints(cls)
    if not isinstance(data, dict) or set(data) != set(hints):
        raise CodecError(where)
    return cls(**{name: _decode(hint, data[name], f"{where}.{name}") for name, hint in hints.items()})


def _decode(hint: Any, data: object, where: str) -> object:
    if hint is str or hint is bool:
        return _decode_plain(hint, data, where)
    origin = get_origin(hint)
    if origin is UnionType:
        if data is None and NoneType in get_args(hint):
            return None
        return _decode(next(a for a in get_args(hint) if a is not NoneType), data, where)
    if origin is tuple:
        if not isinstance(data, list):
            raise CodecError(where)
        return tuple(_decode(get_args(hint)[0], item, where) for item in data)
    if is_dataclass(hint) and isinstance(hint, type):
        return _decode_record(hint, data, where)
    return _decode_plain(hint, data, where)


def _decode_plain(hint: Any, data: object, where: str) -> object:
    if hint not in (str, bool, int) and issubclass(hint, StrEnum):
        try:
            return hint(data)
        except ValueError as error:
            raise CodecError(where) from error
    if type(data) is not hint:
        raise CodecError(where)
    if isinstance(data, str) and (len(data) > TEXT_LIMIT or not _storable(data)):
        raise CodecError(where)
    if isinstance(data, int) and abs(data) > NUMBER_LIMIT:
        raise CodecError(where)
    return data


def _storable(text: str) -> bool:
    """Half a surrogate pair can be written in JSON but in no file and no database."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
