"""Yearly erasure of old log entries (BDSG section 76(4)): recorded, logged, and never more than is due.

A cut takes whole entries from the beginning of the log. In one transaction the row in `audit_cut` is
written, the entries go, and the log gets an entry about it that names the digest of all cuts. A trigger
of the database refuses to delete what no cut covers. The disclosure ledger is not part of the log and
stays.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from app.base.clock import FORM, now_text
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.store import audit, audit_chain, tables
from app.store.audit_chain import Cut
from app.store.change import Change
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class CutPlan:
    """What a cut would take: entries `first_seq` to `last_seq`, generated before the moment `before`."""

    before: str
    first_seq: int
    last_seq: int
    first_at: str
    last_at: str

    @property
    def entries(self) -> int:
        """How many entries would go."""
        return self.last_seq - self.first_seq + 1 if self.last_seq else 0


def due_before(today: dt.date, years: int) -> str:
    """Return the moment before which entries are due for erasure on a day.

    With `years` 1 an entry goes at the end of the year that follows the one it was generated in; the
    years are those of this workstation's wall clock.
    """
    first_kept = dt.datetime(today.year - years, 1, 1)
    return first_kept.astimezone(dt.UTC).strftime(FORM)


def plan(connection: Connection, before: str) -> CutPlan:
    """Return what a cut would take: the beginning of the log up to the first entry that is not due."""
    entry = tables.audit.c
    kept = connection.execute(select(func.min(entry.seq)).where(entry.at >= before)).scalar()
    last = kept - 1 if kept is not None else audit.head(connection).seq
    first = connection.execute(select(entry.seq, entry.at).order_by(entry.seq).limit(1)).first()
    if first is None or first.seq > last:
        return CutPlan(before, 0, 0, "", "")
    end = connection.execute(select(entry.at).where(entry.seq == last)).scalar_one()
    return CutPlan(before, first.seq, last, first.at, end)


def cut(store: Store, before: str, reason: str) -> tuple[CutPlan, Change | None]:
    """Erase the entries that are due; returns what went, and no change if nothing was due.

    Raises `UserError` without a reason, and if the log does not hold together: evidence of tampering is
    not erased. The file is not compacted here; deleted entries are overwritten (secure_delete).
    """
    if not reason.strip():
        raise UserError(
            "cut.reason",
            _("Erasing log entries needs a reason."),
            _("Name the rule it follows, with --reason."),
        )
    label = _("Old log entries erased")
    with store.read() as connection:
        if audit_chain.follow(connection).first_break is not None:
            raise _broken()
        planned = plan(connection, before)
    if not planned.entries:
        return planned, None
    told = f"{planned.first_seq}-{planned.last_seq} (< {before}); {reason}"
    with store.write(label, audit.Action.ERASURE, reason=told, history=False) as work:
        made = record(work.connection, planned, store.user, reason)
        entry = tables.audit.c
        work.connection.execute(delete(tables.audit).where(entry.seq <= planned.last_seq))
        work.about(made.id, audit_chain.digest_of_cuts(audit_chain.cuts(work.connection)))
    store.write_back()
    return planned, work.done


def record(connection: Connection, planned: CutPlan, actor: str, reason: str) -> Cut:
    """Write the row that covers a cut; the entries may be deleted after that, in the same transaction."""
    entry, last = tables.audit.c, audit.head(connection)
    last_hash = connection.execute(select(entry.hash).where(entry.seq == planned.last_seq)).scalar_one()
    at = max(now_text(), last.at)
    row = Cut(new_id(), planned.last_seq, planned.entries, last_hash, planned.before, at, actor, reason)
    values = {name: getattr(row, name) for name in Cut.__slots__}
    connection.execute(tables.audit_cut.insert(), values)
    return row


def _broken() -> UserError:
    return UserError(
        "cut.broken",
        _("The log does not hold together; nothing of it is erased."),
        _("Run verify and find out what happened first."),
    )
