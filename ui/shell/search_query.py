"""Hits of the search over the whole store as rows. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.casework.cases import references
from app.casework.search import filter_names, search
from app.store.store import Store

LIMIT = 200


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


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits for `query`, best first if `ranked`; `total` also counts those not shown."""

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
}


def find(store: Store, query: str) -> Hits:
    """Search everywhere; `UserError` for a filter that does not exist."""
    result = search(store, query, limit=LIMIT)
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
    many = _("{shown} of {total} hits, the newest first. Another word or a filter narrows them down.")
    return (best if hits.ranked else many).format(shown=len(hits.rows), total=hits.total)
