"""Wordings for handing on as the store keeps them, read and written within a unit of work."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from app.base.clock import now_text
from app.base.wording_records import EVERYBODY, Wording, sum_of
from app.store import tables
from app.store.unit_of_work import UnitOfWork


def of_case(connection: Connection, case_id: str) -> tuple[Wording, ...]:
    """Return the wordings of a case, by text and recipient."""
    w = tables.wording
    order = (w.c.field, w.c.row_id, w.c.recipient_id)
    query = select(w).where(w.c.case_id == case_id).order_by(*order)
    return tuple(_wording(row) for row in connection.execute(query))


def _wording(row: Any) -> Wording:
    kept = frozenset(row.kept.split())
    return Wording(
        row.id, row.field, row.row_id, row.recipient_id, row.text, row.sha256, kept, row.at, row.actor
    )


def put(
    work: UnitOfWork,
    field: str,
    row_id: str,
    original: str,
    *,
    text: str = "",
    recipient_id: str = EVERYBODY,
    kept: Iterable[str] = (),
) -> str:
    """Write one wording in place of the one before it; without a `text` `original` goes as it stands."""
    w = tables.wording
    place = (w.c.case_id == work.case_id, w.c.field == field)
    query = select(w.c.id).where(*place, w.c.row_id == row_id, w.c.recipient_id == recipient_id)
    known = work.connection.execute(query).scalar()
    said = {
        "text": text.strip(), "sha256": sum_of(original), "kept": " ".join(sorted(set(kept))),
        "at": now_text(), "actor": work.actor,
    }  # fmt: skip
    if known:
        work.update(w, str(known), **said)
        return str(known)
    place_of = {"field": field, "row_id": row_id, "recipient_id": recipient_id}
    return work.insert(w, {"case_id": work.case_id, **place_of, **said})


def drop(work: UnitOfWork, row_id: str, field: str = "", recipient_id: str | None = None) -> None:
    """Take back what was written about a row: all of it, of one text, or for one recipient alone."""
    w = tables.wording
    query = select(w.c.id).where(w.c.case_id == work.case_id, w.c.row_id == row_id)
    if field:
        query = query.where(w.c.field == field)
    if recipient_id is not None:
        query = query.where(w.c.recipient_id == recipient_id)
    for (wording_id,) in work.connection.execute(query).all():
        work.delete(w, wording_id)


def clear(
    work: UnitOfWork, row_id: str, texts: Mapping[str, str], agencies: Iterable[str], kept: Iterable[str] = ()
) -> None:
    """Clear texts of a row as they stand for these agencies; what reads otherwise now goes no more."""
    w = tables.wording
    rows = work.connection.execute(select(w).where(w.c.case_id == work.case_id, w.c.row_id == row_id)).all()
    for row in rows:
        if row.field in texts and not row.text and row.sha256 != sum_of(texts[row.field]):
            work.delete(w, row.id)
    words = set(kept)
    for agency in sorted(set(agencies)):
        for field, text in texts.items():
            if text.strip():
                put(work, field, row_id, text, recipient_id=agency, kept=words)


def drop_of_rows(work: UnitOfWork, row_ids: Collection[str]) -> None:
    """Take back what was written about rows that go; most stores hold nothing of the kind."""
    w = tables.wording
    if not row_ids:
        return
    gone = frozenset(row_ids)
    query = select(w.c.id, w.c.row_id).where(w.c.case_id == work.case_id)
    for row in work.connection.execute(query).all():
        if row.row_id in gone:
            work.delete(w, row.id)
