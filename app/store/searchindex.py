"""Full-text search over findings, sources, documents, contributions, cases and registers.

`search_text` holds one row per thing that can be found; an FTS5 table over it (unicode61, diacritics
folded) is kept in step by triggers. The body carries a Latin transliteration beside the original, so
that "Kovalenko" finds the Cyrillic spelling.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from anyascii import anyascii
from sqlalchemy import Connection, delete, insert, select, text

from app.ontology.catalogue import ontology
from app.store import tables

_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `snippet` is the place of the match with […] around the words."""

    kind: str
    id: str
    case_id: str
    title: str
    snippet: str


def _with_latin(body: str) -> str:
    latin = anyascii(body)
    return body if latin == body else f"{body} {latin}"


_Row = tuple[str, str, str, str]


def _subject_rows(connection: Connection, ids: list[str]) -> Iterator[_Row]:
    finding, subject = tables.finding, tables.subject
    superseded = select(finding.c.supersedes).where(finding.c.supersedes.is_not(None))
    query = (
        select(finding.c.subject_id, subject.c.case_id, subject.c.type, finding.c.property, finding.c.value)
        .join(subject, subject.c.id == finding.c.subject_id)
        .where(finding.c.subject_id.in_(ids), finding.c.restricted.is_(False))
        .where(finding.c.id.not_in(superseded), finding.c.property != "exists")
        .order_by(finding.c.subject_id, finding.c.recorded_at, finding.c.id)
    )
    collected: dict[str, tuple[str, list[str], list[str]]] = {}
    for subject_id, case_id, kind, name, value in connection.execute(query):
        _case, titles, bodies = collected.setdefault(subject_id, (case_id, [], []))
        named = name in ("name", "title", "identifier", "plate", "iban")
        (titles if named else bodies).append(value if named else _words(kind, name, value))
    for subject_id, (case_id, titles, bodies) in collected.items():
        title = titles[0] if titles else bodies[0]
        yield subject_id, case_id, title, "\n".join(dict.fromkeys(titles + bodies))


def _words(subject_type: str, name: str, value: str) -> str:
    """Return a value as people look for it: the words of a choice in both languages, not its code."""
    choices = {c.id: c for c in ontology().property(subject_type, name).choices}
    choice = choices.get(value)
    return f"{choice.label_de} {choice.label_en}" if choice else value


def _source_rows(connection: Connection, ids: list[str]) -> Iterator[_Row]:
    query = (
        select(tables.source.c.id, tables.contribution.c.case_id, tables.source.c.reference)
        .join(tables.contribution, tables.contribution.c.id == tables.source.c.contribution_id)
        .where(tables.source.c.id.in_(ids))
    )
    for source_id, case_id, reference in connection.execute(query):
        yield source_id, case_id, reference, reference


def _contribution_rows(connection: Connection, ids: list[str]) -> Iterator[_Row]:
    query = select(tables.contribution).where(tables.contribution.c.id.in_(ids))
    for row in connection.execute(query):
        yield row.id, row.case_id, row.title, f"{row.title}\n{row.purpose}"


def _document_rows(connection: Connection, ids: list[str]) -> Iterator[_Row]:
    query = (
        select(tables.document.c.id, tables.contribution.c.case_id, tables.document.c.name)
        .join(tables.contribution, tables.contribution.c.id == tables.document.c.contribution_id)
        .where(tables.document.c.id.in_(ids))
    )
    for document_id, case_id, name in connection.execute(query):
        yield document_id, case_id, name, name


def _case_rows(connection: Connection, ids: list[str]) -> Iterator[_Row]:
    for row in connection.execute(select(tables.case_file).where(tables.case_file.c.id.in_(ids))):
        yield row.id, row.id, f"{row.reference} {row.title}", f"{row.reference}\n{row.title}\n{row.question}"


def _register_rows(connection: Connection, ids: list[str]) -> Iterator[_Row]:
    query = select(tables.register_entry).where(tables.register_entry.c.id.in_(ids))
    for row in connection.execute(query):
        values = [str(v) for v in json.loads(row.data).values() if v not in ("", None)]
        yield row.id, "", values[0] if values else row.register, "\n".join(values)


_ROWS: dict[str, Callable[[Connection, list[str]], Iterator[_Row]]] = {
    "subject": _subject_rows,
    "source": _source_rows,
    "contribution": _contribution_rows,
    "document": _document_rows,
    "case_file": _case_rows,
    "register_entry": _register_rows,
}


def indexed_id(table: str, row: dict[str, object]) -> tuple[str, str] | None:
    """Return which searchable thing (kind, id) a changed row belongs to, None if to none."""
    if table == "finding":
        return "subject", str(row["subject_id"])
    return (table, str(row["id"])) if table in _ROWS else None


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
            rows = [
                {"kind": kind, "ref_id": r, "case_id": c, "title": t, "body": _with_latin(b)}
                for r, c, t, b in _ROWS[kind](connection, ids)
            ]
            if rows:
                connection.execute(insert(search), rows)


def _match_expression(query: str) -> str:
    """Turn what a person types into an FTS5 expression: words as prefixes, "quoted" as phrases."""
    parts: list[str] = []
    for no, piece in enumerate(query.split('"')):
        if no % 2:
            words = " ".join(piece.split())
            parts += [f'"{words}"'] if words else []
        else:
            parts += [f'"{word}"*' for word in piece.split()]
    return " AND ".join(f"({part} OR {anyascii(part)})" for part in parts)


def search(connection: Connection, query: str, case_id: str = "", limit: int = 50) -> tuple[list[Hit], int]:
    """Return the best `limit` hits and how many there are; an empty query finds nothing."""
    expression = _match_expression(query)
    if not expression:
        return [], 0
    narrowed = "AND s.case_id = :case_id" if case_id else ""
    source = (
        "FROM search_index f JOIN search_text s ON s.rowid_ = f.rowid "
        f"WHERE search_index MATCH :expression {narrowed}"
    )
    bound = {"expression": expression, "case_id": case_id, "limit": limit}
    total = connection.execute(text(f"SELECT count(*) {source}"), bound).scalar_one()
    rows = connection.execute(
        text(
            "SELECT s.kind, s.ref_id, s.case_id, s.title, snippet(search_index, -1, '[', ']', '…', 12) "
            f"{source} ORDER BY bm25(search_index, 4.0, 1.0), s.rowid_ LIMIT :limit"
        ),
        bound,
    )
    return [Hit(*row) for row in rows], int(total)
