"""Is the store whole? Pages, keys, audit chain, references, search index, documents, and not rolled back.

Numbers that are kept of its cases are counted again: they are what lists show.

The order matters: with a hot write-ahead log the page check reports false alarms, so the log is
written back first; the page check does not notice a file cut off at its end, so the length and the
structure are looked at too; and every check gets a fresh connection, because one bad page poisons the
connection that met it and a warm one answers from its cache instead of from the disk.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlcipher3.dbapi2 import DatabaseError as DriverError

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.store import audit_chain, case_counts, head_memory, header_memory, kept_counts, keyfile, tables
from app.store.audit import Action
from app.store.store import DATABASE, Store

_ROLLBACK = "rollback"
_KEY_FILE = "key file"
_CASE_NUMBERS = "case numbers"
_TRIES = 3
_LOCKED = "database is locked"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `detail` says what was found.

    Not `done` is what could not be looked at because somebody was writing all the time: no damage was found.
    """

    name: str
    ok: bool
    detail: str
    done: bool = True


class _Remark(str):
    """What is said of something that is whole."""


class _Undone(str):
    """What is said of something that was not looked at."""


Look = Callable[[Store], str]
"""Returns what is wrong, "" if nothing is."""


def verify(
    store: Store,
    *,
    deep: bool = False,
    also: Sequence[tuple[str, Look]] = (),
    progress: Progress | None = None,
) -> tuple[Check, ...]:
    """Run all checks, and by name those that rooms above have; `deep` reads documents against their SHA-256.

    A store that is whole and was not rolled back is remembered as it is now (`app.store.head_memory`). Raises
    `Cancelled` between two checks if `progress` was cancelled.
    """
    looks = (
        *_own_looks(deep=deep),
        (_CASE_NUMBERS, _case_numbers),
        *also,
        (_KEY_FILE, header_memory.older_header),
        (_ROLLBACK, head_memory.rolled_back),
    )
    told = progress or Progress()
    checks = tuple(_run(store, name, look) for name, look in told.each(looks))
    told.step(len(looks), len(looks))
    if all(check.ok for check in checks):
        head_memory.remember(store)
    return checks


def examine(store: Store, *, deep: bool = False) -> tuple[Check, ...]:
    """Run the checks that need nothing but the store itself, and remember nothing.

    What is only kept to save time is not looked at: a backup is no worse for it.
    """
    return tuple(_run(store, name, look) for name, look in _own_looks(deep=deep))


def _own_looks(*, deep: bool) -> tuple[tuple[str, Look], ...]:
    return (
        ("keys", _keys),
        ("pages", _pages),
        ("structure", _structure),
        ("references", _references),
        ("audit chain", _chain),
        ("search index", _search),
        ("documents", _documents if deep else _document_sizes),
    )


def recount(store: Store) -> None:
    """Drop the numbers that are kept of all cases, which the log tells; lists count them anew.

    `UserError` (exit 6) if another process works in the store.
    """
    label = _("Numbers kept of cases dropped")
    with store.write(label, Action.ADMINISTRATION, history=False) as work:
        kept_counts.forget_all(work.connection)


def _run(store: Store, name: str, look: Look) -> Check:
    """Run one check: it returns what is wrong, "" if nothing is, or a `_Remark` on what is whole.

    That somebody writes is no damage, however long it takes.
    """
    try:
        _let_go_of_old_connections(store)
        wrong = look(store)
        if isinstance(wrong, _Remark):
            return Check(name, True, wrong)
        if isinstance(wrong, _Undone):
            return Check(name, True, wrong, done=False)
    except OperationalError as error:
        if _LOCKED in str(error):
            return Check(name, True, _in_use(), done=False)
        wrong = type(error).__name__
    except (DatabaseError, DriverError, UserError) as error:
        wrong = type(error).__name__
    return Check(name, not wrong, wrong)


def _in_use() -> _Undone:
    return _Undone(_("not looked at: somebody was writing all the time; check again later"))


def _let_go_of_old_connections(store: Store) -> None:
    with store.read() as connection:
        pool = connection.engine
        connection.invalidate()
        pool.dispose()


def _keys(store: Store) -> str:
    header = keyfile.read(store.path)
    copies = [n for n in keyfile.COPIES if keyfile.readable(store.path / n)]
    return "" if len(copies) == 2 and header["slots"] else f"{len(copies)} of 2 copies"


def _pages(store: Store) -> str:
    """Check every page against its HMAC and the file against its length, while nobody writes.

    Somebody may have written between the write-back and the lock; then it is done again.
    """
    log = store.path / f"{DATABASE}-wal"
    for _try in range(_TRIES):
        store.write_back()
        with store.read() as plain:
            connection = plain.execution_options(rundblick_writing=True)
            with connection.begin():
                if not log.exists() or not log.stat().st_size:
                    return _page_faults(store, connection)
    # Somebody reads or writes without pause: `_structure` reads all pages in use through SQLite instead.
    return _in_use()


def _page_faults(store: Store, connection: Connection) -> str:
    found = [str(row[0]) for row in connection.execute(text("PRAGMA cipher_integrity_check"))]
    pages, size = _count(connection, "PRAGMA page_count"), _count(connection, "PRAGMA page_size")
    there = (store.path / DATABASE).stat().st_size
    if there != pages * size:
        found.insert(0, f"{there} of {pages * size} bytes")
    return "; ".join(found[:3])


def _structure(store: Store) -> str:
    with store.read() as connection:
        found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check(10)"))]
    return "" if found == ["ok"] else "; ".join(found[:3])


def _references(store: Store) -> str:
    with store.read() as connection:
        found = connection.execute(text("PRAGMA foreign_key_check")).all()
        hollow = _count(
            connection,
            "SELECT count(*) FROM subject WHERE id NOT IN (SELECT subject_id FROM finding)",
        )
    return f"{len(found)} dangling, {hollow} without finding" if found or hollow else ""


def _chain(store: Store) -> str:
    """Follow the log from its last lawful cut on, and say if there was one and where the clock was behind."""
    with store.read() as connection:
        state = audit_chain.follow(connection)
    if state.first_break is not None:
        return _("entry {seq}").format(seq=state.first_break)
    remarks = []
    if state.cut is not None:
        text = _("from entry {seq} on, after the cut of {day}")
        remarks.append(text.format(seq=state.cut.last_seq + 1, day=state.cut.at[:10]))
    if state.clock_back:
        text = _("the clock was behind the log at entries {seqs}")
        remarks.append(text.format(seqs=", ".join(map(str, state.clock_back))))
    return _Remark("; ".join(remarks))


def _count(connection: Connection, query: str) -> int:
    return int(connection.execute(text(query)).scalar_one())


def _search(store: Store) -> str:
    with store.read() as plain:
        # The question is put as an INSERT: in a reading transaction it fails beside somebody who writes.
        connection = plain.execution_options(rundblick_writing=True)
        with connection.begin() as begun:
            # Rank 1 also compares the index with the rows it was made of.
            connection.execute(
                text("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
            )
            begun.rollback()
        lost = _count(
            connection,
            "SELECT count(*) FROM source WHERE id NOT IN (SELECT ref_id FROM search_text) "
            "AND contribution_id NOT IN (SELECT contribution_id FROM quarantine)",
        )
    return f"{lost} entries missing" if lost else ""


def _case_numbers(store: Store) -> str:
    with store.read() as connection:
        return case_counts.in_words(connection, case_counts.miscounted(connection))


def _document_sizes(store: Store) -> str:
    query = (
        "SELECT count(*) FROM document d WHERE state <> 'incomplete' AND size <> "
        "(SELECT coalesce(sum(length(data)), 0) FROM document_chunk c WHERE c.sha256 = d.sha256)"
    )
    with store.read() as connection:
        wrong = _count(connection, query)
    return f"{wrong} incomplete" if wrong else ""


def _documents(store: Store) -> str:
    chunk = tables.document_chunk
    codes: dict[str, Any] = {}
    with store.read() as connection:
        for row in connection.execute(chunk.select().order_by(chunk.c.sha256, chunk.c.no)):
            codes.setdefault(row.sha256, hashlib.sha256()).update(row.data)
        # A delivery under way, or one that was killed: its pieces go at the next opening.
        coming = tables.document.select().where(tables.document.c.state == "incomplete")
        for row in connection.execute(coming):
            codes.pop(row.sha256, None)
    wrong = [name for name, code in codes.items() if code.hexdigest() != name]
    return f"{len(wrong)} altered" if wrong else _document_sizes(store)
