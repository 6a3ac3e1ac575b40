"""What every reader delivers: tables of text or graphs of text, free of any format's peculiarities."""

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

    `where` names the sheet, if any. In an `even` table every row should have all cells, so that a shorter
    one means that something is missing; otherwise empty cells at the end are left away. `skipped` are
    places left out with the reason, `notes` remarks for people.
    """

    rows: tuple[TableRow, ...]
    where: str = ""
    even: bool = False
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableData:
    """A table whose rows all have as many cells as there are `columns`; `headed` if the file named them."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    headed: bool
    where: str = ""
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node with its id inside the file, its attributes as text, and a label that a drawing program gave."""

    id: str
    attributes: dict[str, str]
    label: str = ""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge between two node ids; `no` counts edges in the file from 1."""

    no: int
    source: str
    target: str
    directed: bool
    attributes: dict[str, str]
    label: str = ""


@dataclass(frozen=True, slots=True)
class GraphData:
    """A graph; every edge's ends are among the nodes, ids are unique."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    node_attributes: tuple[str, ...]
    edge_attributes: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
