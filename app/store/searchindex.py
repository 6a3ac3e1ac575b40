"""Full-text search over subjects, sources, documents, contributions, cases, conferences and registers.

`search_text` holds one row per thing that can be found: what is shown of it, and in four columns the
terms by which it is found (`app.store.search_terms`). An FTS5 table over these columns is kept in step by
triggers. Restricted and superseded findings are in none of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, text

from app.store import tables
from app.store.search_filters import Condition, condition, facet
from app.store.search_form import loose, words
from app.store.search_query import parse
from app.store.search_rows import PARTS, ROWS, IndexRow
from app.store.search_terms import index_text

_BLOCK = 500
# Above this many hits the order by weight costs more than it helps (measured in the store's design).
RANKED_UP_TO = 10_000
# A term that nothing is indexed under.
_NOTHING = '"0none"'


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, as the index keeps it; `body` has lines `property<TAB>value`."""

    kind: str
    id: str
    case_id: str
    type: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class FoundAll:
    """A page of what was found, how much there is in all, and the stems by which matches are marked."""

    found: tuple[Found, ...]
    total: int
    ranked: bool
    stems: tuple[str, ...]


def indexed_id(table: str, row: dict[str, object]) -> tuple[str, str] | None:
    """Return which searchable thing (kind, id) a changed row belongs to, None if to none."""
    if table in PARTS:
        kind, column = PARTS[table]
        return kind, str(row[column])
    return (table, str(row["id"])) if table in ROWS else None


def refresh(connection: Connection, things: Iterable[tuple[str, str]]) -> None:
    """Write anew the search rows of these things, from what the tables say now."""
    by_kind: dict[str, list[str]] = {}
    for kind, ref_id in things:
        by_kind.setdefault(kind, []).append(ref_id)
    search = tables.search_text
    for kind, all_ids in by_kind.items():
        for start in range(0, len(all_ids), _BLOCK):
            ids = all_ids[start : start + _BLOCK]
            connection.execute(delete(search).where(search.c.kind == kind, search.c.ref_id.in_(ids)))
            rows = [_search_row(kind, row) for row in ROWS[kind](connection, ids)]
            if rows:
                connection.execute(insert(search), rows)


def rebuild(connection: Connection) -> None:
    """Write the whole index anew, from what the tables say now."""
    for kind in ROWS:
        ids = connection.execute(select(tables.metadata.tables[kind].c.id)).scalars().all()
        refresh(connection, [(kind, ref_id) for ref_id in ids])


def _search_row(kind: str, row: IndexRow) -> dict[str, str]:
    sources = [loose(word) for source in row.sources for word in words(source)]
    return {
        "kind": kind,
        "ref_id": row.ref_id,
        "case_id": row.case_id,
        "type": row.type,
        "due": row.due,
        "title": row.title,
        "body": "\n".join(dict.fromkeys(row.body)),
        "title_form": index_text(row.names),
        "body_form": index_text(row.lines),
        "source_form": " ".join(dict.fromkeys(sources)),
        "facets": " ".join([facet("k", kind), *row.facets]),
    }


def search(connection: Connection, query: str, case_id: str = "", limit: int = 50) -> FoundAll:
    """Return the best `limit` things for a query and how many there are; an empty query finds nothing.

    With more than RANKED_UP_TO hits the page is the newest `limit` of them, unranked. `UserError` for a
    filter or a value of it that there is not.
    """
    asked = parse(query)
    conditions = [condition(connection, name, value) for name, value in asked.filters]
    if not asked.text and not conditions:
        return FoundAll((), 0, True, ())
    indexed, where, bound = _statement(asked.text, conditions, case_id)
    source = f"FROM search_text s {where}"
    counted = source
    if indexed:
        source = f"FROM search_index f JOIN search_text s ON s.rowid_ = f.rowid {where}"
        # The index alone can count where nothing is asked of the rows.
        counted = source if "s." in where else f"FROM search_index {where}"
    total = int(connection.execute(text(f"SELECT count(*) {counted}"), bound).scalar_one())
    ranked = total <= RANKED_UP_TO
    weighed = "bm25(search_index, 4.0, 1.0, 0.2, 0.0)," if ranked and indexed else ""
    order = f"{weighed} s.rowid_ {'' if weighed else 'DESC'}"
    columns = "s.kind, s.ref_id, s.case_id, s.type, s.title, s.body"
    rows = connection.execute(
        text(f"SELECT {columns} {source} ORDER BY {order} LIMIT :limit"), {**bound, "limit": limit}
    )
    return FoundAll(tuple(Found(*row) for row in rows), total, ranked, asked.stems)


def _statement(
    words_asked: str, conditions: list[Condition], case_id: str
) -> tuple[bool, str, dict[str, str]]:
    """Tell whether the index is asked; return the WHERE clause and its bound values."""
    parts = [f"{{title_form body_form}} : ({words_asked})"] if words_asked else []
    where: list[str] = []
    bound: dict[str, str] = {}
    cases = [set(c.cases) for c in conditions if c.cases is not None] + ([{case_id}] if case_id else [])
    for c in conditions:
        if c.terms is not None:
            parts.append(f"({' OR '.join(c.terms) or _NOTHING})")
    if cases:
        names = [f"case{n}" for n, _id in enumerate(sorted(set.intersection(*cases)))]
        bound.update(zip(names, sorted(set.intersection(*cases)), strict=True))
        where.append(f"s.case_id IN ({', '.join(f':{name}' for name in names)})")
    due = [c.due_before for c in conditions if c.due_before]
    if due:
        bound["due"] = min(due)
        where.append("s.due <> '' AND s.due < :due")
    if parts:
        where.insert(0, "search_index MATCH :expression")
        bound["expression"] = " AND ".join(parts)
    return bool(parts), f"WHERE {' AND '.join(where)}", bound
