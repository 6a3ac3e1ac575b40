"""Full-text search over subjects, sources, documents, contributions, cases, conferences and registers.

`search_text` holds one row per thing that can be found: what is shown of it, and in four columns the
terms by which it is found (`app.store.search_terms`). An FTS5 table over these columns is kept in step by
triggers. Restricted and superseded findings are in none of them. A link is found by the names of its ends,
a compound by what stands inside it (`app.store.search_vocabulary`).
"""

import functools
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.base.blocks import blocks
from app.store import quarantined
from app.store.bare_rows import LISTED, bare_rows, listed, rows_among
from app.store.search_filters import Condition, condition, facet
from app.store.search_form import loose, words
from app.store.search_names import alike, names_in
from app.store.search_query import NOTHING, ParsedQuery, parse
from app.store.search_rows import PARTS, ROWS
from app.store.search_subjects import IndexRow, SubjectRows
from app.store.search_terms import index_texts
from app.store.search_vocabulary import Vocabulary, compounds

_BLOCK = 1_000
_COLUMNS = "kind, ref_id, case_id, type, due, title, body, title_form, body_form, source_form, facets"
_PLACES = f"({', '.join('?' * 11)})"
# FTS5 writes out what it has gathered before every statement: one for each row took three times as long.
_ROWS_AT_ONCE = 500
# Above this many hits the order by weight costs more than it helps (measured in the store's design).
RANKED_UP_TO = 10_000
_WEIGHED_COMPOUNDS = 40
_WEIGHED_LETTERS = 3
_JOINED = "search_index JOIN search_text s ON s.rowid_ = search_index.rowid"
# A name weighs four times as much as what else is said, a source next to nothing.
_WEIGHTS = "rank MATCH 'bm25(4.0, 1.0, 0.2, 0.0)'"
_TEXTS = "{title_form body_form}"
_LIBRARY = f'(facets : "{facet("k", "library_document")}")'


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


def indexed_column(table: str) -> tuple[str, str] | None:
    """Return the kind of searchable thing that rows of a table belong to and the column with its id."""
    kind, column = PARTS.get(table, (table, "id"))
    return (kind, column) if kind in ROWS else None


def refresh(connection: Connection, things: Iterable[tuple[str, str]]) -> None:
    """Write anew the search rows of these things, from what the tables say now.

    A node that is called otherwise now takes the links along that are found by its name.
    """
    by_kind: dict[str, dict[str, None]] = {}
    for kind, ref_id in things:
        by_kind.setdefault(kind, {})[ref_id] = None
    refresh_kinds(connection, by_kind)


def refresh_kinds(connection: Connection, by_kind: Mapping[str, Iterable[str]]) -> None:
    """Do the same for ids by the kind of thing they name; each id once."""
    vocabulary = Vocabulary(connection)
    for kind, ids in _with_quarantine(connection, by_kind).items():
        if kind == "subject":
            _refresh_subjects(connection, vocabulary, list(ids))
        else:
            for block in blocks(list(ids), _BLOCK):
                _replace(connection, vocabulary, kind, block, ROWS[kind](connection, block))
    vocabulary.settle()


def _with_quarantine(
    connection: Connection, by_kind: Mapping[str, Iterable[str]]
) -> Mapping[str, Iterable[str]]:
    """Add what comes or goes with contributions that came into quarantine or left it."""
    changed = by_kind.get("quarantine")
    if changed is None:
        return by_kind
    things: dict[str, dict[str, None]] = {k: dict.fromkeys(v) for k, v in by_kind.items() if k in ROWS}
    for kind, ids in quarantined.things_of(connection, changed).items():
        things.setdefault(kind, {}).update(dict.fromkeys(ids))
    return things


def _refresh_subjects(connection: Connection, vocabulary: Vocabulary, ids: list[str]) -> None:
    """Refresh nodes first: links take over their names."""
    others: dict[str, None] = {}
    rows = SubjectRows(connection)
    for block in blocks(ids, _BLOCK):
        nodes = rows.nodes(block)
        others |= dict.fromkeys(i for i in block if i not in nodes)
        renamed = _replace(connection, vocabulary, "subject", list(nodes), rows.rows_of(nodes))
        for end in ("start", '"end"'):
            others |= dict.fromkeys(_column(connection, f"SELECT id FROM subject WHERE {end} IN", renamed))
    for block in blocks(list(others), _BLOCK):
        _replace(connection, vocabulary, "subject", block, rows.rows(block))


def _replace(
    connection: Connection, vocabulary: Vocabulary, kind: str, ids: list[str], rows: Iterable[IndexRow]
) -> list[str]:
    """Put rows in the place of those that these things have; return the ids of what is called otherwise."""
    names: dict[str, tuple[str, str]] = {}
    named = kind == "subject"
    columns = f"rowid_, ref_id, title, title_form, body_form, type, {'body' if named else repr('')}"
    query = f"SELECT {columns} FROM search_text WHERE ref_id IN {LISTED}"
    old = bare_rows(connection, f"{query} AND kind = ?", listed(ids), kind)
    if old:
        places = listed([row[0] for row in old])
        connection.exec_driver_sql(f"DELETE FROM search_text WHERE rowid_ IN {LISTED}", (places,))
        names = {row[1]: (row[2], row[3]) for row in old}
        vocabulary.lose(form for row in old for form in row[3:5])
        vocabulary.names.lose(name for row in old for name in names_in(row[5], row[6].split("\n")))
    new = _search_rows(kind, list(rows))
    if new:
        _insert(connection, new)
        vocabulary.learn(form for row in new for form in row[7:9])
        if named:
            vocabulary.names.learn(name for row in new for name in names_in(row[3], row[6].split("\n")))
    called = {row[1]: (row[5], row[7]) for row in new}
    return [i for i in ids if names.get(i) != called.get(i)]


def _insert(connection: Connection, rows: list[tuple[str, ...]]) -> None:
    for block in blocks(rows, _ROWS_AT_ONCE):
        values = tuple(itertools.chain.from_iterable(block))
        connection.exec_driver_sql(_insertion(len(block)), values)


@functools.lru_cache(maxsize=_ROWS_AT_ONCE)
def _insertion(rows: int) -> str:
    return f"INSERT INTO search_text ({_COLUMNS}) VALUES {', '.join([_PLACES] * rows)}"


def _column(connection: Connection, query: str, ids: list[str]) -> list[str]:
    return [row[0] for row in rows_among(connection, query, ids)]


def rebuild(connection: Connection) -> None:
    """Write the whole index anew, from what the tables say now."""
    connection.exec_driver_sql("DELETE FROM search_text")
    connection.exec_driver_sql("DELETE FROM search_word")
    connection.exec_driver_sql("DELETE FROM search_name")
    vocabulary, subjects = Vocabulary(connection), SubjectRows(connection)
    for which in ("node", "link"):
        for block in _all(connection, "subject", f"kind = '{which}'"):
            _replace(connection, vocabulary, "subject", block, subjects.rows(block))
    for kind in ROWS.keys() - {"subject"}:
        for block in _all(connection, kind, "true"):
            _replace(connection, vocabulary, kind, block, ROWS[kind](connection, block))


def rebuild_kinds(connection: Connection, kinds: Iterable[str]) -> None:
    """Write the rows of some kinds anew, subjects not among them: those are nearly all of a large store."""
    refresh_kinds(
        connection, {kind: list(itertools.chain(*_all(connection, kind, "true"))) for kind in kinds}
    )


def _all(connection: Connection, table: str, which: str) -> Iterator[list[str]]:
    """Yield the ids of a table in blocks, so that a large one does not have to fit into memory."""
    last = 0
    query = f"SELECT rowid, id FROM {table} WHERE {which} AND rowid > ? ORDER BY rowid LIMIT {_BLOCK}"
    while rows := connection.exec_driver_sql(query, (last,)).fetchall():
        last = rows[-1][0]
        yield [row[1] for row in rows]


@functools.lru_cache(maxsize=1_000)
def _source_terms(reference: str) -> tuple[str, ...]:
    """Return the words of a source; all rows of a delivery name the same few."""
    return tuple(map(loose, words(reference)))


def _search_rows(kind: str, rows: list[IndexRow]) -> list[tuple[str, ...]]:
    texts = index_texts([lines for row in rows for lines in (row.names, row.lines)])
    return [_search_row(kind, row, *texts[2 * no : 2 * no + 2]) for no, row in enumerate(rows)]


def _search_row(kind: str, row: IndexRow, names: str, lines: str) -> tuple[str, ...]:
    sources = itertools.chain.from_iterable(map(_source_terms, row.sources))
    return (
        kind,
        row.ref_id,
        row.case_id,
        row.type,
        row.due,
        row.title,
        "\n".join(dict.fromkeys(row.body)),
        names,
        " ".join(filter(None, (lines, *row.forms))),
        " ".join(dict.fromkeys(sources)),
        " ".join([facet("k", kind), *row.facets]),
    )


def search(
    connection: Connection,
    query: str,
    case_id: str = "",
    limit: int = 50,
    *,
    count_all: bool = True,
    closed: Collection[str] | None = None,
) -> FoundAll:
    """Return the best `limit` things for a query and how many there are; an empty query finds nothing.

    Things with the words as typed come first, then those with words that begin so, then compounds that
    have them inside, then names that are heard like them. With more than RANKED_UP_TO hits the newest of
    each come instead of the best; then without `count_all` the total is only a number above that.
    `closed` are ids of documents of the library that are not for who asks: they are neither found nor
    counted; without it no document of the library is. `UserError` for a filter or a value of it that there
    is not.
    """
    asked = parse(query)
    conditions = [condition(connection, name, value) for name, value in asked.filters]
    if not asked.text and not conditions:
        return FoundAll((), 0, True, ())
    filters = _filters(conditions, case_id, closed)
    held = compounds(connection, asked.parts)
    heard = alike(connection, asked.spoken)
    wanted_forms = (asked.exact, asked.text, asked.within(held), asked.heard(held, heard))
    forms = [form for form in dict.fromkeys(wanted_forms) if form] or [""]
    # One pass finds the newest and counts them: merging all words that begin so is what costs.
    newest = _newest(connection, filters, _within(forms[-1], ""), RANKED_UP_TO + 1)
    total, ranked = len(newest), len(newest) <= RANKED_UP_TO
    if not ranked and count_all:
        total = _count(connection, filters, _within(forms[-1], ""))
    dear = _dear(asked, wanted_forms, held)
    places: list[int] = []
    for form, less in zip(forms, ["", *forms], strict=False):
        wanted = min(limit, total) - len(places)
        weighed = ranked and total > 1 and form not in dear
        if wanted <= 0:
            break
        if form == forms[-1] and not weighed:
            # What the narrower forms found is in `places` whole.
            places += _others(newest, places, wanted)
        else:
            places += _places(connection, filters, _within(form, less), wanted, weighed=weighed)
    return FoundAll(_rows(connection, places), total, ranked, _stems(asked, heard))


def _others(newest: Iterable[int], known: Iterable[int], wanted: int) -> Iterator[int]:
    seen = set(known)
    return itertools.islice((place for place in newest if place not in seen), wanted)


def _stems(asked: ParsedQuery, heard: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what marks a match; of names heard alike what is no article."""
    others = {word for terms in heard.values() for term in terms for word in term.split() if len(word) > 2}
    return (*asked.stems, *sorted(others.difference(asked.stems)))


def _dear(asked: ParsedQuery, forms: Sequence[str], held: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the forms that are not weighed.

    Weighing looks at every word for every hit and counts how often each begins: too dear for many
    compounds or one or two letters, which say little anyway.
    """
    exact, begun, *wider = forms
    dear = set(wider) if sum(map(len, held.values())) > _WEIGHED_COMPOUNDS else set[str]()
    if any(len(part) < _WEIGHED_LETTERS for part in asked.parts):
        dear |= {begun, *wider}
    return dear - {exact}


@dataclass(frozen=True, slots=True)
class _Filters:
    """What a search asks besides its words: FTS5 expressions, a WHERE clause on rows, its values."""

    terms: tuple[str, ...]
    where: tuple[str, ...]
    bound: tuple[str, ...]
    without_library: bool = False

    def statement(self, expression: str, columns: str, index: str) -> tuple[str, tuple[str, ...]]:
        """Return a SELECT for words in FTS5's language ("" for none) and the values it wants."""
        match = " AND ".join(filter(None, (expression, *self.terms)))
        where, bound = list(self.where), self.bound
        if match:
            kept = f"({match}) NOT {_LIBRARY}" if self.without_library else match
            where, bound = ["search_index MATCH ?", *where], (kept, *bound)
        elif self.without_library:
            where.append("s.kind <> 'library_document'")
        source = index if match else "search_text s"
        return f"SELECT {columns} FROM {source} WHERE {' AND '.join(where)}", bound


def _filters(conditions: list[Condition], case_id: str, closed: Collection[str] | None) -> _Filters:
    terms = tuple(f"({' OR '.join(c.terms) or NOTHING})" for c in conditions if c.terms is not None)
    where: list[str] = []
    bound: list[str] = []
    cases = [set(c.cases) for c in conditions if c.cases is not None] + ([{case_id}] if case_id else [])
    if cases:
        bound += sorted(set.intersection(*cases))
        where.append(f"s.case_id IN ({', '.join('?' * len(bound))})")
    if due := [c.due_before for c in conditions if c.due_before]:
        bound.append(min(due))
        where.append("s.due <> '' AND s.due < ?")
    if closed:
        bound.append(listed(sorted(closed)))
        where.append(f"NOT (s.kind = 'library_document' AND s.ref_id IN {LISTED})")
    return _Filters(terms, tuple(where), tuple(bound), without_library=closed is None)


def _within(form: str, less: str) -> str:
    """Return the expression for what has the words in a text, without what has those of `less`."""
    if not form:
        return ""
    asked = f"({_TEXTS} : ({form}))"
    return f"({asked} NOT ({_TEXTS} : ({less})))" if less else asked


def _count(connection: Connection, filters: _Filters, expression: str) -> int:
    # The index alone can count where nothing is asked of the rows.
    index = _JOINED if filters.where else "search_index"
    statement, bound = filters.statement(expression, "count(*)", index)
    return int(connection.exec_driver_sql(statement, bound).scalar_one())


def _places(
    connection: Connection, filters: _Filters, expression: str, limit: int, *, weighed: bool = False
) -> list[int]:
    """Return the places of the best or newest rows; these alone are sorted, the rows fetched after."""
    if not (weighed and (expression or filters.terms)):
        return _newest(connection, filters, expression, limit)
    index = _JOINED if filters.where else "search_index"
    statement, bound = filters.statement(expression, "search_index.rowid", index)
    found = connection.exec_driver_sql(f"{statement} AND {_WEIGHTS} ORDER BY rank LIMIT {limit:d}", bound)
    return [row[0] for row in found.fetchall()]


def _newest(connection: Connection, filters: _Filters, expression: str, limit: int) -> list[int]:
    """Return the places of the newest rows, the newest first.

    They come as one text: ten thousand rows as objects would call the garbage collector again and again,
    which looks through everything the window holds.
    """
    place = "search_index.rowid" if expression or filters.terms else "s.rowid_"
    index = _JOINED if filters.where else "search_index"
    statement, bound = filters.statement(expression, f"{place} AS place", index)
    newest = f"SELECT group_concat(place) FROM ({statement} ORDER BY {place} DESC LIMIT {limit:d})"
    listed = connection.exec_driver_sql(newest, bound).scalar()
    return sorted(map(int, str(listed).split(",")), reverse=True) if listed is not None else []


def _rows(connection: Connection, places: list[int]) -> tuple[Found, ...]:
    columns = "s.rowid_, s.kind, s.ref_id, s.case_id, s.type, s.title, s.body"
    query = f"SELECT {columns} FROM search_text s WHERE s.rowid_ IN {LISTED}"
    found = connection.exec_driver_sql(query, (listed(places),)).fetchall() if places else []
    rows = {row[0]: Found(*row[1:]) for row in found}
    return tuple(rows[at] for at in places)
