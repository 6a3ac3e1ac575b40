"""The program's own table of findings, as CSV or workbook: read back it is the network it was made of.

It is known by its headings, in either language. Cells are turned back into what was written: words of
standings into their codes, guards against formulas (`app.exchange.table_cells`) away. What a table has no
place for is not made up: sources, agencies and labels are those of the delivery it comes with.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from app.base.i18n import LANGUAGES, _, in_language
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode, RawTable, Said, Skipped, TableRow
from app.exchange.table_cells import LINE_BREAK, unguarded

_TITLE_ROWS = 3
_HEADINGS = {
    "finding": "Id of the finding",
    "subject": "Id of the subject",
    "type": "Type",
    "property": "Id of the field",
    "value": "Value as stored",
    "start": "From (id)",
    "end": "To (id)",
    "corrects": "Corrects finding",
    "restricted": "Restricted",
    "since": "Holds from",
    "until": "Holds until",
    "standing": "Standing",
    "reliability": "Reliability",
    "credibility": "Credibility",
    "handling": "Handling",
    "note": "Conditions of handling",
    "exonerating": "Exonerating",
    "agency": "Agency",
    "source": "Source",
    "place": "Place in the source",
}
_STANDINGS = ("fact", "assessment", "hypothesis")

_Row = Mapping[str, str]


def own_graph(raw: RawTable) -> GraphData | None:
    """Return what one of our tables of findings says, None for any other table.

    Findings that another row corrects are left out with a line, and so are restricted ones: a file that is
    read in has no way to restrict anything.
    """
    for at, row in enumerate(islice(raw.rows, _TITLE_ROWS)):
        places = _places(row.cells)
        if places is not None:
            return _graph(islice(raw.rows, at + 1, None), places)
    return None


def headings() -> tuple[str, ...]:
    """Return the headings the table is known by, in English."""
    return tuple(_HEADINGS.values())


def _places(cells: Iterable[str]) -> dict[str, int] | None:
    """Return which column says what, None unless all are there."""
    found = {cell.strip(): at for at, cell in enumerate(cells)}
    for language in LANGUAGES:
        wanted = {key: in_language(language, heading) for key, heading in _HEADINGS.items()}
        if set(wanted.values()) <= found.keys():
            return {key: found[heading] for key, heading in wanted.items()}
    return None


def _graph(rows: Iterable[TableRow], places: Mapping[str, int]) -> GraphData:
    skipped: list[Skipped] = []
    told = list(_told(rows, places, skipped))
    by_subject: dict[str, list[tuple[int, _Row]]] = {}
    for no, row in told:
        by_subject.setdefault(row["subject"], []).append((no, row))
    nodes = {
        subject: GraphNode(subject, {"type": lines[0][1]["type"]}, said=_said(lines))
        for subject, lines in by_subject.items()
        if not lines[0][1]["start"]
    }
    edges = []
    for lines in by_subject.values():
        no, first = lines[0]
        if first["start"] and {first["start"], first["end"]} <= nodes.keys():
            edges.append(_edge(no, first, lines))
        elif first["start"]:
            skipped.append((_("row {no}").format(no=no), _("An end of the link is not in the table.")))
    return GraphData(tuple(nodes.values()), tuple(edges), ("type",), ("type",), tuple(skipped))


def _edge(no: int, first: _Row, lines: Iterable[tuple[int, _Row]]) -> GraphEdge:
    return GraphEdge(
        no, first["start"], first["end"], directed=True, attributes={"type": first["type"]}, said=_said(lines)
    )


def _told(
    rows: Iterable[TableRow], places: Mapping[str, int], skipped: list[Skipped]
) -> Iterator[tuple[int, _Row]]:
    """Yield the rows that may come in, by what their columns say."""
    read = [(row.no, _cells(row, places)) for row in rows]
    corrected = {row["corrects"] for _no, row in read if row["corrects"]}
    yes = {in_language(language, "yes") for language in LANGUAGES}
    for no, row in read:
        place = _("row {no}").format(no=no)
        if row["finding"] in corrected:
            skipped.append((place, _("Another row corrects this finding; it was left out.")))
        elif row["restricted"] in yes:
            skipped.append((place, _("The finding is restricted; it was left out.")))
        else:
            yield no, {**row, "exonerating": "yes" if row["exonerating"] in yes else ""}


def _cells(row: TableRow, places: Mapping[str, int]) -> _Row:
    cells = row.cells
    return {key: unguarded(cells[at]) if at < len(cells) else "" for key, at in places.items()}


def _said(lines: Iterable[tuple[int, _Row]]) -> tuple[Said, ...]:
    standings = {in_language(language, word): word for language in LANGUAGES for word in _STANDINGS}
    return tuple(
        Said(
            row["property"],
            row["value"].replace(LINE_BREAK, "\n"),
            row["since"],
            row["until"],
            standings.get(row["standing"], row["standing"]),
            row["reliability"],
            row["credibility"],
            row["handling"],
            ", ".join(part for part in (row["agency"], row["source"], row["place"]) if part),
            row["note"],
            row["exonerating"],
        )
        for _no, row in lines
    )
