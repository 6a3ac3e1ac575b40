"""Frozen records as plain JSON objects and back, with nothing taken on trust.

The classes' own type hints are the schema: a missing field, an unknown field or a value of another type
is refused, so that a package of a later version can never be half understood. What a class needs is worked
out once; a package holds hundreds of thousands of records.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
Reader = Callable[[Any, str], Any]

TEXT_LIMIT = 1_000_000
NUMBER_LIMIT = 2**53
_TEXT = {str}


class CodecError(ValueError):
    """An object that is not a record of the class asked for; the text says where."""


# --- to JSON


def encode(record: object) -> object:
    """The JSON form of a record, a tuple or mapping of records, or a plain value."""
    if record is None or isinstance(record, str | bool | int | float):
        return record.value if isinstance(record, StrEnum) else record
    if isinstance(record, tuple):
        return [encode(item) for item in record]
    if isinstance(record, Mapping):
        return {str(key): encode(value) for key, value in record.items()}
    if is_dataclass(record) and not isinstance(record, type):
        names, values, nested = _writing(type(record))
        data = dict(zip(names, values(record), strict=True))
        for name in nested:
            data[name] = encode(data[name])
        return data
    raise TypeError(type(record).__name__)


@cache
def _writing(cls: type) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]], tuple[str, ...]]:
    """Return the names of the fields, what reads them all at once, and those that are not plain."""
    names = tuple(f.name for f in fields(cls))
    get: Callable[[object], Any] = attrgetter(*names)
    plain = (str, int, bool, float, str | None)
    nested = tuple(name for name in names if _hints(cls)[name] not in plain)
    return names, get if len(names) > 1 else (lambda record: (get(record),)), nested


# --- from JSON


def decode(cls: type[Record], data: object) -> Record:
    """The record of class `cls` that `data` is the JSON form of; raises `CodecError` otherwise."""
    kind: type = cls
    value = _record_reader(kind)(data, kind.__name__)
    if not isinstance(value, cls):
        raise CodecError(cls.__name__)
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


@cache
def _record_reader(cls: type) -> Reader:
    hints = _hints(cls)
    texts = [name for name, hint in hints.items() if hint is str]
    # Two at least, so that the getter returns a tuple.
    get = itemgetter(*texts, *texts[:1]) if texts else None
    others = tuple((name, _as_it_is(hint), _reader(hint)) for name, hint in hints.items() if hint is not str)
    names = hints.keys()

    def read(data: Any, where: str) -> object:
        if type(data) is not dict or data.keys() != names:
            raise CodecError(where)
        if get is not None and set(map(type, get(data))) != _TEXT:
            raise CodecError(where)
        for name, as_it_is, reader in others:
            if type(data[name]) not in as_it_is:
                data[name] = reader(data[name], f"{where}.{name}")
        return cls(**data)

    return read


def _as_it_is(hint: Any) -> frozenset[type]:
    """Return the types whose values are what the field holds, so that nothing has to be read."""
    if get_origin(hint) is UnionType:
        return frozenset({NoneType})
    return frozenset({bool}) if hint is bool else frozenset()


def _reader(hint: Any) -> Reader:
    """Return what reads a value of this type, or raises `CodecError` with the place it is told."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _optional(_reader(next(a for a in inner if a is not NoneType)))
    if origin is tuple:
        return _sequence(_reader(inner[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_reader(inner[1]))
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_reader(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice({member.value: member for member in hint})
    return _plain(hint)


def _optional(reader: Reader) -> Reader:
    return lambda data, where: None if data is None else reader(data, where)


def _sequence(reader: Reader) -> Reader:
    def read(data: Any, where: str) -> object:
        if type(data) is not list:
            raise CodecError(where)
        return tuple(reader(item, where) for item in data) if data else ()

    return read


def _mapping(reader: Reader) -> Reader:
    def read(data: Any, where: str) -> object:
        if type(data) is not dict:
            raise CodecError(where)
        return {_text(key, where): reader(value, where) for key, value in data.items()}

    return read


def _choice(members: Mapping[str, StrEnum]) -> Reader:
    def read(data: Any, where: str) -> object:
        found = members.get(data) if type(data) is str else None
        if found is None:
            raise CodecError(where)
        return found

    return read


def _plain(hint: Any) -> Reader:
    def read(data: Any, where: str) -> object:
        if hint is float and type(data) is int:
            data = float(data) if abs(data) <= NUMBER_LIMIT else math.inf
        if type(data) is not hint:
            raise CodecError(where)
        if hint is str:
            return _text(data, where)
        if abs(data) > NUMBER_LIMIT:
            raise CodecError(where)
        return data

    return read


def _text(data: Any, where: str) -> str:
    if type(data) is not str or len(data) > TEXT_LIMIT:
        raise CodecError(where)
    return data
