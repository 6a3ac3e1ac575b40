"""Undo and redo at the level of the store: rows go back to their remembered images.

Undoing is a new change with its own audit entry; nothing is ever taken out of the log. Each case has
its own history, the office (case id "") another.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from app.base.errors import UserError
from app.base.i18n import _
from app.store import roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step of the history; `state` is done or undone."""

    change_id: str
    label: str
    state: str
    at: str
    actor: str


def history(store: Store, case_id: str = "") -> tuple[HistoryEntry, ...]:
    """Return the steps that can be undone or redone, oldest first."""
    log = tables.change_log
    query = (
        select(log.c.id, log.c.label, log.c.state, log.c.at, log.c.actor)
        .where(log.c.case_id == case_id, log.c.state.in_(("done", "undone")))
        .order_by(log.c.seq)
    )
    with store.read() as connection:
        return tuple(HistoryEntry(*row) for row in connection.execute(query))


def undo(store: Store, case_id: str = "") -> Change | None:
    """Take back the newest step of this history; None if there is none."""
    steps = [e for e in history(store, case_id) if e.state == "done"]
    return _apply(store, case_id, steps[-1], forward=False) if steps else None


def redo(store: Store, case_id: str = "") -> Change | None:
    """Do again the step that was undone last; None if there is none."""
    steps = [e for e in history(store, case_id) if e.state == "undone"]
    return _apply(store, case_id, steps[0], forward=True) if steps else None


def unite(store: Store, changes: Sequence[Change], label: str = "") -> Change:
    """Make one step of the history of what one gesture did in several changes, and return it as one change.

    The step is called `label`, or as the first of them; a single change keeps its name. What somebody else
    changed in between, or what was closed since, leaves the steps as they are; they can then be taken back
    one by one. The log is not touched: it keeps an entry for each change.
    """
    if len(changes) == 1:
        return changes[0]
    kept = [change.change_id for change in changes if change.change_id]
    united = Change(
        label or changes[0].label,
        changes[0].case_id,
        tuple(i for change in changes for i in change.ids),
        frozenset(kind for change in changes for kind in change.touched),
        kept[-1] if kept else "",
    )
    if len(kept) < 2 or len({change.case_id for change in changes}) > 1:
        return united
    with store.aside() as connection:
        _join(connection, united, kept)
    return united


def _join(connection: Connection, united: Change, kept: Sequence[str]) -> None:
    log = tables.change_log
    own = log.c.case_id == united.case_id
    first = connection.execute(select(log.c.seq).where(log.c.id == kept[0])).scalar_one()
    steps = connection.execute(select(log).where(own, log.c.seq >= first).order_by(log.c.seq)).all()
    if [s.id for s in steps] != list(kept) or any(s.state != "done" for s in steps):
        return
    images = [image for step in steps for image in json.loads(step.images)]
    connection.execute(delete(log).where(log.c.id.in_(kept[:-1])))
    values = {
        "label": united.label,
        "images": json.dumps(images, ensure_ascii=False),
        "touched": json.dumps(sorted(united.touched)),
    }
    connection.execute(update(log).where(log.c.id == kept[-1]).values(**values))


def _apply(store: Store, case_id: str, entry: HistoryEntry, *, forward: bool) -> Change:
    label = (_("Redo: {label}") if forward else _("Undo: {label}")).format(label=entry.label)
    log = tables.change_log
    if entry.actor != store.user:
        # Their own step everybody may take back, whatever act it was.
        roles.require(store, Act.RECORD)
    with store.write(label, Action.ALTERATION, case_id=case_id, history=False) as work:
        # A row that others refer to may go and come back within one step.
        work.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        stored = work.row(log, entry.change_id)
        images = json.loads(stored["images"]) if stored else []
        for table_name, row_id, before, after in images if forward else reversed(images):
            wanted, expected = (after, before) if forward else (before, after)
            _restore(work, table_name, row_id, wanted, expected)
            work.about(row_id)
        state = "done" if forward else "undone"
        work.connection.execute(update(log).where(log.c.id == entry.change_id).values(state=state))
    return work.done


def _restore(
    work: UnitOfWork,
    table_name: str,
    row_id: str,
    wanted: dict[str, object] | None,
    expected: dict[str, object] | None,
) -> None:
    table = tables.metadata.tables[table_name]
    current = work.row(table, row_id)
    same = (current is None) == (expected is None) and all(
        current is not None and current.get(k) == v for k, v in (expected or {}).items()
    )
    if not same:
        raise UserError(
            "undo.changed",
            _("This step cannot be taken back: something it changed has changed again since."),
            _("Undo the later change first."),
        )
    work.restore(table, wanted, row_id)
