"""Nodes and edges kept in packed blocks: a million of them in a few dozen megabytes.

A block is a JSON list packed with zlib; the bounded child sends blocks as they are, and its caller goes
through them one after the other without believing them.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

import msgspec

from app.exchange.readers.neutral import GraphEdge, GraphNode, Said
from app.exchange.readers.row_blocks import BLOCK_BYTES, items_of

_PER_BLOCK = 500
_CHARACTERS = 1_000_000
_LEVEL = 1
_ENCODER = msgspec.json.Encoder()
_FIELDS = tuple(field.name for field in fields(Said))
_SAID, _VALUES = len(_FIELDS), attrgetter(*_FIELDS)
# One thing alone may be longer than a block should be: all findings of an own file about one subject.
_MOST_BYTES = BLOCK_BYTES * 4
_T = TypeVar("_T")


class PackedThings(Sequence[_T]):
    """Nodes or edges in blocks; go through them in order, one block is unpacked at a time."""

    def __init__(self, blocks: Sequence[bytes], count: int, made: Callable[[object], _T]) -> None:
        self.blocks = tuple(blocks)
        self._count = count
        self._made = made

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __iter__(self) -> Iterator[_T]:
        """Each in order; ValueError for a block that is none, however it came about."""
        for block in self.blocks:
            yield from map(self._made, items_of(block, _MOST_BYTES))

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> list[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | list[_T]:
        """One or several by their place; all blocks are gone through for it."""
        return list(self)[index]


class ThingPacker(Generic[_T]):
    """Takes nodes or edges one by one and packs them."""

    def __init__(self, data_of: Callable[[_T], object], made: Callable[[object], _T]) -> None:
        self._data_of, self._made = data_of, made
        self._blocks: list[bytes] = []
        self._open: list[bytes] = []
        self._characters = 0
        self._count = 0

    def __len__(self) -> int:
        """How many were taken so far."""
        return self._count

    def add(self, thing: _T) -> None:
        """Take one."""
        text = _written(self._data_of(thing))
        self._open.append(text)
        self._count += 1
        self._characters += len(text)
        if len(self._open) >= _PER_BLOCK or self._characters >= _CHARACTERS:
            self._close()

    def things(self) -> PackedThings[_T]:
        """All that were taken so far."""
        if self._open:
            self._close()
        return PackedThings(self._blocks, self._count, self._made)

    def _close(self) -> None:
        self._blocks.append(zlib.compress(b"[" + b",".join(self._open) + b"]", _LEVEL))
        self._open, self._characters = [], 0


def node_packer() -> ThingPacker[GraphNode]:
    """What packs nodes."""
    return ThingPacker(_node_data, _node)


def edge_packer() -> ThingPacker[GraphEdge]:
    """What packs edges."""
    return ThingPacker(_edge_data, _edge)


def packed_nodes(nodes: Iterable[GraphNode]) -> PackedThings[GraphNode]:
    """Nodes of any kind as packed ones."""
    return nodes if isinstance(nodes, PackedThings) else _packed(node_packer(), nodes)


def packed_edges(edges: Iterable[GraphEdge]) -> PackedThings[GraphEdge]:
    """Edges of any kind as packed ones."""
    return edges if isinstance(edges, PackedThings) else _packed(edge_packer(), edges)


def checked_graph(
    node_blocks: Sequence[bytes], edge_blocks: Sequence[bytes]
) -> tuple[PackedThings[GraphNode], PackedThings[GraphEdge]]:
    """Nodes and edges in blocks from elsewhere; ValueError unless ids are unique and all edges have ends."""
    known: set[str] = set()
    nodes = edges = 0
    for node in PackedThings(node_blocks, 0, _node):
        nodes += 1
        known.add(node.id)
    if len(known) != nodes:
        raise ValueError("ids")
    for edge in PackedThings(edge_blocks, 0, _edge):
        edges += 1
        if edge.source not in known or edge.target not in known:
            raise ValueError("ids")
    return PackedThings(node_blocks, nodes, _node), PackedThings(edge_blocks, edges, _edge)


def _written(data: object) -> bytes:
    try:
        return _ENCODER.encode(data)
    except UnicodeEncodeError:
        # Half a surrogate pair, which JSON may hold as an escape; that it is no text is said later.
        return json.dumps(data).encode()


def _packed(packer: ThingPacker[_T], things: Iterable[_T]) -> PackedThings[_T]:
    for thing in things:
        packer.add(thing)
    return packer.things()


def _node_data(node: GraphNode) -> object:
    return node.id, node.attributes, node.label, list(map(_VALUES, node.said))


def _edge_data(edge: GraphEdge) -> object:
    said = list(map(_VALUES, edge.said))
    return edge.no, edge.source, edge.target, edge.directed, edge.attributes, edge.label, said


def _node(item: object) -> GraphNode:
    node_id, attributes, label, said = _list(item, 4)
    return GraphNode(_text(node_id), _attributes(attributes), _text(label), _said(said))


def _edge(item: object) -> GraphEdge:
    no, source, target, directed, attributes, label, said = _list(item, 7)
    if type(no) is not int or type(directed) is not bool:
        raise ValueError("edge")
    return GraphEdge(
        no, _text(source), _text(target), directed, _attributes(attributes), _text(label), _said(said)
    )


def _said(items: object) -> tuple[Said, ...]:
    if not isinstance(items, list):
        raise ValueError("said")
    return tuple(Said(*map(_text, _list(item, _SAID))) for item in items)


def _attributes(found: object) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise ValueError("attributes")
    return found


def _list(found: object, length: int) -> list[Any]:
    if not isinstance(found, list) or len(found) != length:
        raise ValueError("list")
    return found


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise ValueError("text")
    return found
