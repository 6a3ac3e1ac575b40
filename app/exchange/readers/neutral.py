"""What every reader delivers: tables of text or graphs of text, free of any format's peculiarities."""

from collections.abc import Sequence
from dataclasses import dataclass

Skipped = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `no` is the line or row number that the person sees in the file, counted from 1."""

    no: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows as they stand, a header row still among them; empty rows are gone.

    `where` names the sheet, if any, `sheets` all that hold anything; `encoding` and `separator` are what a
    text was read with. In an `even` table every row should have all cells, so that a shorter
    one means that something is missing; otherwise empty cells at the end are left away. `skipped` are
    places left out with the reason, `notes` remarks for people.
    """

    rows: Sequence[TableRow]
    where: str = ""
    even: bool = False
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class TableData:
    """A table whose rows all have as many cells as there are `columns`; `headed` if the file named them."""

    columns: tuple[str, ...]
    rows: Sequence[TableRow]
    headed: bool
    where: str = ""
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with what the file says about the saying; empty fields leave the import's own in force.

    `property` is a property id of the ontology or a name that the profile or the ontology's labels know.
    `valid_from` and `valid_to` are partial dates, `standing` is fact, assessment or hypothesis,
    `reliability` A B C X, `credibility` 1 to 4, `handling` a handling code, `place` where it stands in the
    file ("" for the node's or edge's own place),
    `exonerating` is yes where it speaks for somebody. A value that does not fit is reported, never guessed.
    """

    property: str
    value: str
    valid_from: str = ""
    valid_to: str = ""
    standing: str = ""
    reliability: str = ""
    credibility: str = ""
    handling: str = ""
    place: str = ""
    handling_note: str = ""
    exonerating: str = ""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node with its id inside the file, its attributes as text, and a label that a drawing program gave.

    An attribute `type` names a type of the ontology by id or label. `said` holds what attributes cannot: a
    property with several values, or one with its days, grading and handling.
    """

    id: str
    attributes: dict[str, str]
    label: str = ""
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge between two node ids; `no` counts edges in the file from 1; `said` as with a node.

    Statements about the property `exists` carry days and grading of the link itself.
    """

    no: int
    source: str
    target: str
    directed: bool
    attributes: dict[str, str]
    label: str = ""
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphData:
    """A graph; every edge's ends are among the nodes, ids are unique."""

    nodes: Sequence[GraphNode]
    edges: Sequence[GraphEdge]
    node_attributes: tuple[str, ...]
    edge_attributes: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
