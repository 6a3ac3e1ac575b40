"""How long entries may be kept, and their erasure when that time is over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.base.partial_date import bounds
from app.office.entries import Entry, entries_in, offered
from app.office.register_model import register, registers
from app.office.register_types import Register
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Expired:
    """An entry that may be kept no longer since `day`, and the ground on which it was kept."""

    entry: Entry
    day: dt.date
    reason: str


def kept_until(declared: Register, entry: Entry) -> dt.date | None:
    """Return the last day on which an entry may be kept; None without a rule, or while its term is open.

    The term runs from the last day that the date can mean: who is known to have left in 2024 left at the
    latest on 31 December.
    """
    rule = declared.keep
    value = entry.value(rule.field) if rule else ""
    if rule is None or not value:
        return None
    last = bounds(value)[1]
    return None if last == dt.date.max else months_after(last, rule.months)


def expired(store: Store, register_id: str = "") -> tuple[Expired, ...]:
    """Return the entries whose time is over, the oldest first; of one register or of all that are shown."""
    wanted = [register(register_id)] if register_id else list(registers().values())
    with store.read() as connection:
        found = [one for d in wanted if offered(store, d) for one in _expired_in(connection, d)]
    return tuple(sorted(found, key=lambda one: (one.day, one.entry.register, one.entry.id)))


def _expired_in(connection: Connection, declared: Register) -> list[Expired]:
    if declared.keep is None:
        return []
    days = [(entry, kept_until(declared, entry)) for entry in entries_in(connection, declared)]
    return [Expired(e, day, declared.keep.reason) for e, day in days if day is not None and day < today()]


def erase(store: Store, register_id: str, entry_ids: Sequence[str]) -> Change:
    """Erase entries whose time is over, for good; `UserError` (exit 1) if one of them is not due.

    What was remembered of them for taking changes back goes, too.
    """
    declared = register(register_id)
    due = {one.entry.id: one for one in expired(store, register_id)}
    if not entry_ids or not set(entry_ids) <= set(due):
        raise UserError(
            "register.not_due",
            _("{register}: not every chosen entry is due for erasure."),
            _("Choose among those that are listed as due."),
            exit_code=ExitCode.ANSWER_IS_NO,
            register=declared.label,
        )
    label = ngettext("{register}: entry erased", "{register}: {count} entries erased", len(entry_ids))
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(
            label.format(register=declared.label, count=len(entry_ids)),
            Action.ERASURE,
            reason=next(iter(due.values())).reason,
            history=False,
        ) as work,
    ):
        for entry_id in entry_ids:
            work.delete(tables.register_entry, entry_id)
        work.forget(entry_ids)
        work.about(*entry_ids)
    return work.done


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of that month if it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    later = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (later - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))
