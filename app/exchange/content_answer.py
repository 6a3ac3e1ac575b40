"""What the bounded child sends back about a file, and how the caller takes it apart without believing it.

A line of JSON, then the blocks that it announces: rows, or nodes and edges, as JSON packed with zlib.
"""

import json
import zlib
from collections.abc import Iterator
from typing import Any, TypeVar

from app.base.errors import ExitCode, UserError
from app.exchange.content_reading import ReadFile
from app.exchange.readers.graph_blocks import checked_graph, packed_edges, packed_nodes
from app.exchange.readers.neutral import GraphData, RawTable, Skipped
from app.exchange.readers.row_blocks import PackedRows, as_packed

_MOST_LINES = 10_000
_T = TypeVar("_T")


class Garbled(Exception):
    """The answer is none that an honest child gives."""


def refused(error: UserError) -> Iterator[bytes]:
    """The answer of a reader that refused the file."""
    problems = list(error.problems[:_MOST_LINES])
    head = {
        "state": "refused",
        "key": error.key,
        "sentence": error.sentence,
        "remedy": error.remedy,
        "exit": int(error.exit_code),
        "problems": problems,
    }
    yield json.dumps(head).encode() + b"\n"


def answered(read: ReadFile) -> Iterator[bytes]:
    """The answer that holds a file's content, piece by piece."""
    head: dict[str, Any] = {
        "state": "done",
        "format": read.format,
        "inner": read.inner,
        "sha256": read.sha256,
        "skipped": read.content.skipped[:_MOST_LINES],
        "notes": read.content.notes[:_MOST_LINES],
    }
    content = read.content
    if isinstance(content, RawTable):
        rows = as_packed(content.rows)
        blocks = list(rows.blocks)
        names = ("where", "even", "sheets", "encoding", "separator")
        head |= {name: getattr(content, name) for name in names} | {"rows": rows.counts}
    else:
        nodes, edges = packed_nodes(content.nodes).blocks, packed_edges(content.edges).blocks
        blocks = [*nodes, *edges]
        head |= {"nodes": len(nodes), "edges": len(edges)}
        head |= {"node_attributes": content.node_attributes, "edge_attributes": content.edge_attributes}
    head["sizes"] = [len(block) for block in blocks]
    yield json.dumps(head).encode() + b"\n"
    yield from blocks


def taken_apart(answer: bytes) -> ReadFile:
    """The content in an answer; raises the `UserError` that it holds, or `Garbled`."""
    end = answer.find(b"\n")
    try:
        head = json.loads(answer[:end])
        if head["state"] == "refused":
            raise _refusal(head)
        blocks = list(_cut(answer, end + 1, head["sizes"]))
        content = _table(head, blocks) if "rows" in head else _graph(head, blocks)
        return ReadFile(_text(head["format"]), _text(head["inner"]), _text(head["sha256"]), content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise Garbled from error


def _refusal(head: dict[str, Any]) -> UserError:
    # The sentence holds words of the file: braces in it are no placeholders.
    sentence, remedy = (
        _text(head[name]).replace("{", "{{").replace("}", "}}") for name in ("sentence", "remedy")
    )
    problems = tuple(map(_text, head["problems"]))
    return UserError(
        _text(head["key"]), sentence, remedy, exit_code=ExitCode(head["exit"]), problems=problems
    )


def _cut(answer: bytes, start: int, sizes: object) -> Iterator[bytes]:
    for size in _listed(sizes, int):
        if size < 0 or start + size > len(answer):
            raise ValueError("sizes")
        yield answer[start : start + size]
        start += size
    if start != len(answer):
        raise ValueError("sizes")


def _table(head: dict[str, Any], blocks: list[bytes]) -> RawTable:
    counts = _listed(head["rows"], int)
    if len(counts) != len(blocks) or any(count < 0 for count in counts):
        raise ValueError("rows")
    rows = PackedRows(blocks, counts)
    if rows.counted() != list(counts):
        raise ValueError("rows")
    return RawTable(
        rows,
        _text(head["where"]),
        head["even"] is True,
        _skipped(head["skipped"]),
        tuple(_listed(head["notes"], str)),
        tuple(_listed(head["sheets"], str)),
        _text(head["encoding"]),
        _text(head["separator"]),
    )


def _graph(head: dict[str, Any], blocks: list[bytes]) -> GraphData:
    cut = head["nodes"]
    if type(cut) is not int or cut < 0 or cut + head["edges"] != len(blocks):
        raise ValueError("blocks")
    return GraphData(
        *checked_graph(blocks[:cut], blocks[cut:]),
        tuple(_listed(head["node_attributes"], str)),
        tuple(_listed(head["edge_attributes"], str)),
        _skipped(head["skipped"]),
        tuple(_listed(head["notes"], str)),
    )


def _skipped(found: object) -> tuple[Skipped, ...]:
    lines = [_listed(item, str) for item in _listed(found, list)]
    return tuple((where, reason) for where, reason in lines)


def _listed(found: object, kind: type[_T]) -> list[_T]:
    if not isinstance(found, list) or not all(type(item) is kind for item in found):
        raise ValueError("list")
    return found


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise ValueError("text")
    return found
