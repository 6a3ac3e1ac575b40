"""Hits of the search over the whole store as rows. Free of Qt."""

from dataclasses import dataclass, replace

from app.base.i18n import _
from app.base.records import Standing
from app.casework.cases import references
from app.casework.search import filter_names, search
from app.casework.search_standings import standings
from app.office.library_groups import hidden_documents
from app.store.store import Store

LIMIT = 200
LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit; `tab` is where it is shown in its case."""

    id: str
    kind: str
    title: str
    snippet: str
    case: str
    case_id: str
    tab: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits for `query`, best first if `ranked`; `total` also counts those not shown.

    So many that they are not ranked are not counted to the end while somebody types.
    """

    query: str
    rows: tuple[HitRow, ...]
    total: int
    ranked: bool = True


_TABS = {
    "subject": "subjects",
    "source": "sources",
    "document": "documents",
    "contribution": "sources",
    "measure": "measures",
    "conference": "measures",
    "method": "methods",
    "library_document": LIBRARY,
}


def find(store: Store, query: str) -> Hits:
    """Search everywhere; `UserError` for a filter that does not exist."""
    closed = hidden_documents(store)
    result = search(store, query, limit=LIMIT, count_all=False, closed=closed)
    names = references(store)
    rows = tuple(
        HitRow(
            h.id,
            h.word,
            h.title,
            h.snippet,
            names.get(h.case_id, ""),
            h.case_id,
            _TABS.get(h.kind, "overview"),
        )
        for h in result.hits
    )
    return Hits(query, rows, result.total, result.ranked)


def with_standings(store: Store, rows: tuple[HitRow, ...]) -> tuple[HitRow, ...]:
    """Return the rows with what their snippets claim to be, where they show a finding."""
    told = standings(store, ((row.id, row.snippet) for row in rows if row.tab == _TABS["subject"]))
    return tuple(replace(row, standing=told.get(row.id)) for row in rows)


def hint() -> str:
    """Return the line that names the filters, with examples, in the language in force."""
    example = _("{kind}person   {case}360-2026-001   {agency}customs   {due}overdue   {source}report")
    kind, case, agency, due, source, exonerating = filter_names()
    filled = example.format(kind=kind, case=case, agency=agency, due=due, source=source)
    answer = _("yes")
    return _("Filters: {examples}").format(examples=f"{filled}   {exonerating}{answer}")


def outcome(hits: Hits) -> str:
    """Return the line above the hits: how much there is, and what of it is shown."""
    if not hits.rows:
        return _("Nothing found.") if hits.query.strip() else ""
    if len(hits.rows) == hits.total:
        return ""
    best = _("The best {shown} of {total} hits.")
    many = _("The newest {shown} of more than {total} hits. Another word or a filter narrows them down.")
    if hits.ranked:
        return best.format(shown=len(hits.rows), total=hits.total)
    return many.format(shown=len(hits.rows), total=hits.total - 1)
