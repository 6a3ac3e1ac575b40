"""What of a network is in sight: the hidden items and the filter of a chart applied to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.chart_columns import columns
from app.analysis.chart_dates import span
from app.analysis.chart_facts import is_grading
from app.analysis.engines import np
from app.analysis.network import Network

if TYPE_CHECKING:
    from app.analysis.chart_columns import Columns
    from app.analysis.chart_facts import ChartFacts
    from app.analysis.engines import Flags
    from app.base.chart_records import ChartDocument, ChartFilter, ChartNote

REASONS = (
    "not_chosen",
    "hidden",
    "recipient",
    "type",
    "layer",
    "agency",
    "standing",
    "grading",
    "handling",
    "date",
    "words",
    "end",
)
"""Why something is out of sight, in the order in which it is said; "end" is a link that has lost an end."""


@dataclass(frozen=True, slots=True)
class Visible:
    """Ids in sight; `left_out` counts what is not, each thing under the first of its `REASONS`.

    `undated` counts nodes and links that are in sight although a filter by date cannot place them.
    """

    nodes: frozenset[str]
    links: frozenset[str]
    left_out: Mapping[str, int]
    undated: int = 0


def visible(
    network: Network,
    facts: ChartFacts,
    document: ChartDocument,
    recipient_ids: frozenset[str] | None = None,
) -> Visible:
    """Apply the scope, the hidden items and the filter of a chart to a network.

    Values of one field are alternatives, fields add up. A node passes by what is said about it or about a
    link that ends at it, a link by what is said about itself; a link needs both ends in sight. Dates count
    by overlap, what has none stays. `types` and `words` narrow nodes, `layers` links. A field with a date
    or a grading that is none narrows nothing.

    For a recipient `network` and `facts` come from the released view alone, and `recipient_ids` are the
    subjects in it. While the filter names a recipient and no `recipient_ids` are given, nothing is in sight:
    an internal network never stands in for a released one.
    """
    if document.scope == "case" and not filters_anything(document.filter):
        return _but_hidden(network, document)
    table = columns(network, facts)
    left_out: dict[str, int] = {}
    seen = np.ones(table.size, bool)
    for reason, passing in _tests(table, document, recipient_ids):
        gone = seen & ~passing
        _count(left_out, reason, int(gone.sum()))
        seen &= passing
    tied = seen[table.start] & seen[table.end]
    links = seen[table.count :] & tied
    _count(left_out, "end", int((seen[table.count :] & ~tied).sum()))
    seen[table.count :] = links
    return Visible(
        nodes=frozenset(_ids(table, seen, 0, table.count)),
        links=frozenset(_ids(table, seen, table.count, table.size)),
        left_out=left_out,
        undated=int((seen & ~table.dated & table.known).sum()) if _dates(document.filter) else 0,
    )


def restricted(network: Network, seen: Visible) -> Network:
    """Return the part of a network that is in sight, in its order."""
    if len(seen.nodes) == len(network.nodes) and len(seen.links) == len(network.links):
        return network
    nodes = tuple(n for n in network.nodes if n.id in seen.nodes)
    return Network(nodes, tuple(n for n in network.links if n.id in seen.links))


def notes_in_sight(document: ChartDocument, seen: Visible) -> tuple[ChartNote, ...]:
    """Return the free notes, and those tied to something in sight: a note must not tell of what is not."""
    return tuple(
        n
        for n in document.notes
        if not n.subject_id or n.subject_id in seen.nodes or n.subject_id in seen.links
    )


def filters_anything(wanted: ChartFilter) -> bool:
    """Tell whether a filter has any field set."""
    return any(getattr(wanted, name) for name in wanted.__slots__)


def _but_hidden(network: Network, document: ChartDocument) -> Visible:
    """What is in sight without a filter: needs no facts, so that a chart opens without gathering them."""
    hidden = {i for i, item in document.items.items() if item.hidden}
    nodes = frozenset(n.id for n in network.nodes if n.id not in hidden)
    shown = [link for link in network.links if link.id not in hidden]
    links = frozenset(k.id for k in shown if k.start in nodes and k.end in nodes)
    left_out: dict[str, int] = {}
    _count(left_out, "hidden", len(network.nodes) - len(nodes) + len(network.links) - len(shown))
    _count(left_out, "end", len(shown) - len(links))
    return Visible(nodes, links, left_out)


def _tests(
    table: Columns, document: ChartDocument, recipient_ids: frozenset[str] | None
) -> list[tuple[str, Flags]]:
    wanted = document.filter
    tests: list[tuple[str, Flags]] = []
    if document.scope == "chosen":
        tests.append(("not_chosen", _chosen(table, document)))
    hidden = [table.row[i] for i, item in document.items.items() if item.hidden and i in table.row]
    if hidden:
        tests.append(("hidden", _but(table, hidden)))
    if wanted.recipient:
        given = recipient_ids or frozenset()
        tests.append(("recipient", np.array([i in given for i in table.ids], bool)))
    tests += _by_kind(table, wanted)
    for reason, values, having in (
        ("agency", wanted.agencies, table.agencies),
        ("standing", wanted.standings, table.standings),
        ("grading", tuple(g for g in wanted.gradings if is_grading(g)), table.gradings),
        ("handling", wanted.handlings, table.handlings),
    ):
        if values:
            tests.append((reason, _with_ends(table, _any(table, values, having))))
    days = _dates(wanted)
    if days:
        meeting = np.zeros(table.size, bool)
        meeting[table.owner[(table.first <= days[1]) & (table.last >= days[0])]] = True
        tests.append(("date", meeting | ~table.dated))
    words = wanted.words.casefold().split()
    if words:
        passing = np.ones(table.size, bool)
        passing[: table.count] = [all(w in label for w in words) for label in table.folded_labels]
        tests.append(("words", passing))
    return tests


def _by_kind(table: Columns, wanted: ChartFilter) -> list[tuple[str, Flags]]:
    tests: list[tuple[str, Flags]] = []
    if wanted.types:
        passing = _any(table, wanted.types, table.types)
        passing[table.count :] = True
        tests.append(("type", passing))
    if wanted.layers:
        passing = _any(table, wanted.layers, table.types)
        passing[: table.count] = True
        tests.append(("layer", passing))
    return tests


def _any(table: Columns, values: tuple[str, ...], having: Mapping[str, Flags]) -> Flags:
    passing = np.zeros(table.size, bool)
    for value in values:
        if value in having:
            passing |= having[value]
    return passing


def _with_ends(table: Columns, passing: Flags) -> Flags:
    links = passing[table.count :]
    reached = passing.copy()
    reached[table.start[links]] = True
    reached[table.end[links]] = True
    # What stands for something else, such as a folded group, has no facts to fail by.
    reached[: table.count] |= ~table.known[: table.count]
    return reached


def _chosen(table: Columns, document: ChartDocument) -> Flags:
    passing = np.zeros(table.size, bool)
    passing[[table.row[i] for i in document.items if i in table.row]] = True
    passing[table.count :] = True
    return passing


def _but(table: Columns, rows: list[int]) -> Flags:
    passing = np.ones(table.size, bool)
    passing[rows] = False
    return passing


def _dates(wanted: ChartFilter) -> tuple[int, int] | None:
    return span(wanted.since, wanted.until)


def _ids(table: Columns, seen: Flags, begin: int, end: int) -> list[str]:
    rows = np.flatnonzero(seen[begin:end])
    return [table.ids[begin + at] for at in rows.tolist()]


def _count(left_out: dict[str, int], reason: str, number: int) -> None:
    if number:
        left_out[reason] = left_out.get(reason, 0) + number
