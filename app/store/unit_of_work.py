"""The only way to change the store: data, audit entry, search index and inverse in one transaction.

Each changed row is remembered with its image before and after; the images are the inverse. They are
kept in `change_log`, so that undo survives a restart (`app.store.undo`).
"""

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Table, func, update

from app.base.blocks import blocks
from app.base.clock import now_text
from app.base.ids import new_id
from app.store import audit, kept_counts, searchindex, study_mark, tables
from app.store.bare_rows import LISTED, listed
from app.store.change import Change

_BLOCK = 5_000

Row = Mapping[str, Any]
Image = tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]


@functools.cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    """Return the statement for the driver itself; composing statements was most of the work of a change."""
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


@functools.cache
def _selection(table: Table) -> tuple[str, tuple[str, ...], tuple[tuple[int, str], ...]]:
    """Return the statement for one row by id, the columns it yields, and which of them are yes or no."""
    names = tuple(column.name for column in table.columns)
    flags = tuple((at, c.name) for at, c in enumerate(table.columns) if isinstance(c.type, Boolean))
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"SELECT {quoted} FROM {table.name} WHERE id = ?", names, flags


class UnitOfWork:
    """Collects what one gesture changes; made by `Store.write`, which commits or rolls back.

    Without `remember` no images are kept: what cannot be undone may be of any size.
    """

    def __init__(
        self, connection: Connection, actor: str, label: str, case_id: str, *, remember: bool = True
    ) -> None:
        self.connection = connection
        self.actor = actor
        self.label = label
        self.case_id = case_id
        self.ids: list[str] = []
        self.images: list[Image] = []
        self.change: Change | None = None
        self._remembered = remember
        self._changed: set[str] = set()
        self._searchable: dict[str, dict[str, None]] = {}

    def insert(self, table: Table, row: Row) -> str:
        """Insert one row (an `id` is made if none is given) and return its id."""
        return self.insert_many(table, [row])[0]

    def insert_many(self, table: Table, rows: Iterable[Row]) -> list[str]:
        """Insert rows in order and return their ids."""
        full = [{"id": new_id(), **row} for row in rows]
        if full:
            columns = tuple(full[0])
            values = [tuple(row[name] for name in columns) for row in full]
            self.connection.exec_driver_sql(_insertion(table.name, columns), values)
            for row in full:
                self._note(table, row["id"], None, row)
        return [str(row["id"]) for row in full]

    def insert_all(self, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert any number of rows in order, given as values of these columns; the first is `id`.

        They go to the driver as they are, block by block: plain texts, numbers and None.
        """
        statement = _insertion(table.name, tuple(columns))
        part_of = searchindex.indexed_column(table.name)
        waiting = iter(rows)
        while block := list(islice(waiting, _BLOCK)):
            self.connection.exec_driver_sql(statement, block)
            self._changed.add(table.name)
            if self._remembered:
                self.images += [(table.name, r[0], None, dict(zip(columns, r, strict=True))) for r in block]
            if part_of is not None:
                kind, at = part_of[0], columns.index(part_of[1])
                self._searchable.setdefault(kind, {}).update(dict.fromkeys(r[at] for r in block))

    def update(self, table: Table, row_id: str, **values: Any) -> None:
        """Change columns of one row; a row that is not there is a defect."""
        before = self.row(table, row_id)
        if before is None:
            raise LookupError(f"{table.name} {row_id}")
        changed = ", ".join(f'"{name}" = ?' for name in values)
        self.connection.exec_driver_sql(
            f"UPDATE {table.name} SET {changed} WHERE id = ?", (*values.values(), row_id)
        )
        self._note(table, row_id, before, {**before, **values})

    def delete(self, table: Table, row_id: str) -> None:
        """Delete one row."""
        before = self.row(table, row_id)
        if before is not None:
            self.connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE id = ?", (row_id,))
            self._note(table, row_id, before, None)

    def delete_many(self, table: Table, row_ids: Sequence[str]) -> None:
        """Delete rows of one table, in few statements; what they are remembered by is in this order."""
        query, names, flags = _selection(table)
        several = query.removesuffix("= ?") + f"IN {LISTED}"
        at_id = names.index("id")
        for block in blocks(row_ids, _BLOCK):
            going = (listed(block),)
            found = {row[at_id]: row for row in self.connection.exec_driver_sql(several, going).all()}
            self.connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE id IN {LISTED}", going)
            for row_id in block:
                if (row := found.get(row_id)) is not None:
                    before = dict(zip(names, row, strict=True)) | {n: bool(row[at]) for at, n in flags}
                    self._note(table, row_id, before, None)

    def row(self, table: Table, row_id: str) -> dict[str, Any] | None:
        """Return a row as it is now, None if there is none."""
        query, names, flags = _selection(table)
        found = self.connection.exec_driver_sql(query, (row_id,)).first()
        if found is None:
            return None
        return dict(zip(names, found, strict=True)) | {name: bool(found[at]) for at, name in flags}

    def index_so_far(self, *, from_size: int = 20_000) -> None:
        """Write the index for what was changed so far, if that is much; a long change remembers less then."""
        if sum(map(len, self._searchable.values())) >= from_size:
            searchindex.refresh_kinds(self.connection, self._searchable)
            self._searchable.clear()

    def about(self, *ids: str) -> None:
        """Name what the change is about; the first becomes `Change.ids[0]`."""
        self.ids.extend(ids)

    def restore(self, table: Table, image: dict[str, Any] | None, row_id: str) -> None:
        """Bring a row to a remembered image (None: it must not exist)."""
        current = self.row(table, row_id)
        if image is None:
            self.delete(table, row_id)
        elif current is None:
            self.insert(table, image)
        else:
            self.update(table, row_id, **image)

    def _note(
        self, table: Table, row_id: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        self._keep_apart(table, after or before or {})
        if before is None and (table is tables.case_file or table is tables.register_entry):
            study_mark.refuse_case(self.connection)
        if self._remembered:
            self.images.append((table.name, row_id, before, after))
        self._changed.add(table.name)
        thing = searchindex.indexed_id(table.name, after or before or {})
        if thing is not None:
            self._searchable.setdefault(thing[0], {})[thing[1]] = None

    def _keep_apart(self, table: Table, row: Row) -> None:
        """Refuse, as a defect, to change in the name of one case what belongs to another."""
        belongs = row.get("case_id")
        if belongs and self.case_id and belongs != self.case_id:
            raise RuntimeError(f"a row of {table.name} belongs to another case")

    @property
    def done(self) -> Change:
        """The committed change; asked before the commit it is a defect."""
        if self.change is None:
            raise RuntimeError("the unit of work is not committed")
        return self.change

    def finish(
        self, action: audit.Action, *, reason: str, recipient: str, undoable: bool, history: bool
    ) -> None:
        """Write index, audit entry and history entry; called by `Store.write` before the commit."""
        searchindex.refresh_kinds(self.connection, self._searchable)
        kept_counts.forget(self.connection, self.case_id, self._changed)
        detail = json.dumps({"label": self.label, "kinds": sorted(self._changed), "ids": self.ids[:20]})
        audit.append(
            self.connection,
            self.actor,
            action,
            detail,
            case_id=self.case_id,
            reason=reason,
            recipient=recipient,
        )
        change_id = self._remember() if history and undoable and self.images else ""
        if history and self._changed and not undoable:
            self.end_history()
        self.change = Change(self.label, self.case_id, tuple(self.ids), frozenset(self._changed), change_id)

    def _remember(self) -> str:
        ask = self.connection.exec_driver_sql
        ask("UPDATE change_log SET state = 'dropped' WHERE case_id = ? AND state = 'undone'", (self.case_id,))
        change_id = new_id()
        entry = {
            "id": change_id,
            "seq": (ask("SELECT max(seq) FROM change_log").scalar() or 0) + 1,
            "case_id": self.case_id,
            "label": self.label,
            "images": json.dumps(self.images, ensure_ascii=False),
            "state": "done",
            "touched": json.dumps(sorted(self._changed)),
            "at": now_text(),
            "actor": self.actor,
        }
        ask(_insertion("change_log", tuple(entry)), tuple(entry.values()))
        return change_id

    def end_history(self) -> None:
        """A change that cannot be taken back also ends the way back behind it, with all it remembered."""
        log = tables.change_log
        self._forget(log.c.case_id == self.case_id)

    def forget(self, ids: Iterable[str]) -> None:
        """End, in every history, the steps whose images name one of these rows; for lawful erasure."""
        log = tables.change_log
        for row_id in ids:
            self._forget(func.instr(log.c.images, row_id) > 0)

    def _forget(self, which: ColumnElement[bool]) -> None:
        # Steps that can no longer be redone ("dropped") hold images too.
        log = tables.change_log
        self.connection.execute(
            update(log).where(which, log.c.state != "closed").values(state="closed", images="[]")
        )
