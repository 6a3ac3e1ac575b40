"""Records as lines of JSON: one object per line, UTF-8, nothing between the lines."""

import json
from collections.abc import Iterable
from typing import TypeVar

from app.exchange.codec import CodecError, decode, encode

Record = TypeVar("Record")

LINE_LIMIT = 8_000_000


def write_lines(records: Iterable[object]) -> bytes:
    """One line per record, in the order given."""
    return b"".join(to_json(encode(record)) + b"\n" for record in records)


def read_lines(cls: type[Record], data: bytes) -> tuple[Record, ...]:
    """The records in `data`; raises `CodecError` naming the line at the first one that is not a `cls`."""
    if data and not data.endswith(b"\n"):
        raise CodecError("end")
    records = []
    for no, line in enumerate(data.split(b"\n")[:-1], 1):
        try:
            records.append(decode(cls, from_json(line)))
        except CodecError as error:
            raise CodecError(f"{error} ({no})") from error
    return tuple(records)


def to_json(data: object) -> bytes:
    """Compact JSON with sorted keys: the same data give the same bytes."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def from_json(data: bytes) -> object:
    """Strict JSON: no doubled key, no NaN, no floating-point numbers; raises `CodecError` otherwise."""
    if len(data) > LINE_LIMIT:
        raise CodecError("size")
    try:
        value: object = json.loads(
            data.decode(), object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise CodecError("json") from error
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CodecError("key")
    return found


def _refuse(text: str) -> object:
    raise CodecError(text)
