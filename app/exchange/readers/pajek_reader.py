"""Pajek networks (.net; Pajek reference manual, chapter 5.3): vertices, then arcs, edges, lists or matrices.

Two-mode networks say `*Vertices 15 10`: the first ten are of one kind, the rest of the other. Words after
coordinates dress the drawing and are left away. Comments begin with `%` (also with `/*`).
"""

import re
from dataclasses import dataclass, field

from app.base.i18n import _
from app.exchange.limits import LINKS, NODES, too_large
from app.exchange.problems import refusal, too_many_to_go_on
from app.exchange.readers.graph_blocks import packed_edges, packed_nodes
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode
from app.exchange.readers.text_decoding import decode_text, lines_of

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_LABEL = re.compile(r'\sl\s+("[^"]*"|\S+)', re.IGNORECASE)
_SECTIONS = frozenset(
    "network vertices arcs edges arcslist edgeslist matrix partition vector permutation cluster".split()
)


@dataclass(slots=True)
class _Net:
    count: int = 0
    first_mode: int = 0
    names: dict[int, str] = field(default_factory=dict)
    ties: list[tuple[int, int, str, bool, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    section: str = ""
    relation: str = ""
    row: int = 0
    skipped: dict[str, int] = field(default_factory=dict)

    def problem(self, line: str) -> None:
        self.problems.append(line)
        if too_many_to_go_on(self.problems):
            raise _refused(self.problems)


def read_pajek(data: bytes) -> GraphData:
    """Read all relations of a network; a matrix entry or a tie of value 0 is no tie.

    Raises `UserError`: `import.broken_graph` with one line per problem, `import.too_large`.
    """
    text, _encoding = decode_text(data)
    net = _Net()
    for no, raw in enumerate(lines_of(text), 1):
        line = raw.strip().lstrip("\ufeff")
        if not line or line.startswith(("%", "/*")):
            continue
        if line.startswith("*"):
            _begin(net, line, no)
        else:
            _take(net, line, no)
    if not net.count:
        net.problem(_("The file holds no graph."))
    if net.problems:
        raise _refused(net.problems)
    return _graph(net)


def _refused(problems: list[str]) -> Exception:
    return refusal("import.broken_graph", problems, _("Ask the sender to export the graph again."))


def _begin(net: _Net, line: str, no: int) -> None:
    head, _blank, rest = line[1:].strip().partition(" ")
    word, _colon, _number = head.lower().partition(":")
    if word not in _SECTIONS:
        net.problem(_("Line {no}: “{text}” is no part of a Pajek file.").format(no=no, text=line[:40]))
        return
    net.section, net.row = word, 0
    if word == "vertices":
        numbers = [int(part) for part in rest.split() if part.isdecimal() and len(part) < 10]
        if not numbers or numbers[0] > NODES:
            raise (
                too_large(_("nodes"), NODES)
                if numbers
                else _refused([_("Line {no}: the number of vertices is missing.").format(no=no)])
            )
        net.count = numbers[0]
        net.first_mode = numbers[1] if len(numbers) > 1 else 0
    elif word in {"arcs", "edges", "arcslist", "edgeslist", "matrix"}:
        found = re.search(r'"([^"]*)"', rest)
        net.relation = found[1] if found else ""


def _take(net: _Net, line: str, no: int) -> None:
    words = [quoted or plain for quoted, plain in _WORD.findall(line)]
    if net.section == "vertices":
        _vertex(net, words, no)
    elif net.section in {"arcs", "edges"}:
        _tie(net, words, line, no)
    elif net.section in {"arcslist", "edgeslist"}:
        for end in words[1:]:
            _add(net, words[0], end, "1", net.section == "arcslist", "", no)
    elif net.section == "matrix":
        _matrix_row(net, words, no)
    elif net.section not in {"", "network"}:
        net.skipped[net.section] = net.skipped.get(net.section, 0) + 1


def _vertex(net: _Net, words: list[str], no: int) -> None:
    number = _number(words[0])
    if number is None or not 1 <= number <= net.count:
        net.problem(_("Line {no}: there is no vertex “{node}”.").format(no=no, node=words[0][:40]))
        return
    if number in net.names:
        net.problem(_("The node id “{node}” is empty or occurs twice.").format(node=number))
    net.names[number] = words[1] if len(words) > 1 else ""


def _tie(net: _Net, words: list[str], line: str, no: int) -> None:
    if len(words) < 2:
        net.problem(_("Line {no}: a tie needs two vertices.").format(no=no))
        return
    value = words[2] if len(words) > 2 and _is_value(words[2]) else "1"
    label = _LABEL.search(line)
    _add(net, words[0], words[1], value, net.section == "arcs", label[1].strip('"') if label else "", no)


def _matrix_row(net: _Net, words: list[str], no: int) -> None:
    net.row += 1
    shift = net.first_mode
    for column, value in enumerate(words, 1):
        if not _is_value(value):
            net.problem(_("Line {no}: “{text}” is not a number.").format(no=no, text=value[:40]))
        elif float(value):
            _add(net, str(net.row), str(column + shift), value, not shift, "", no)


def _add(net: _Net, start: str, end: str, value: str, directed: bool, label: str, no: int) -> None:
    ends = _number(start), _number(end)
    for name, number in zip((start, end), ends, strict=True):
        if number is None or not 1 <= number <= net.count:
            net.problem(_("Line {no}: there is no vertex “{node}”.").format(no=no, node=name[:40]))
            return
    if not _is_value(value) or not float(value):
        return
    if len(net.ties) >= LINKS:
        raise too_large(_("links"), LINKS)
    a, b = ends
    net.ties.append((a or 0, b or 0, value, directed, label or net.relation))


def _number(word: str) -> int | None:
    # Lists may mark a vertex by a minus sign; in ties the sign would name none.
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None


def _is_value(word: str) -> bool:
    try:
        return abs(float(word)) < float("inf")
    except ValueError:
        return False


def _graph(net: _Net) -> GraphData:
    nodes = packed_nodes(GraphNode(str(n), {}, net.names.get(n, "")) for n in range(1, net.count + 1))
    edges = packed_edges(
        GraphEdge(no, str(a), str(b), directed, {} if float(value) == 1 else {"weight": value}, label)
        for no, (a, b, value, directed, label) in enumerate(net.ties, 1)
    )
    reason = _("Partitions, vectors and other lists beside the network are not read.")
    skipped = tuple((f"*{name}", reason) for name in net.skipped)
    notes = []
    if net.first_mode:
        notes.append(
            _("Two kinds of nodes: the first {count} of {all}.").format(count=net.first_mode, all=net.count)
        )
    labels = {label for *_tie, label in net.ties if label}
    if labels:
        notes.append(
            _("Names of ties that were left out: {names}.").format(names=", ".join(sorted(labels))[:200])
        )
    weighted = any(float(value) != 1 for _a, _b, value, *_rest in net.ties)
    return GraphData(nodes, edges, (), ("weight",) if weighted else (), skipped, tuple(notes))
