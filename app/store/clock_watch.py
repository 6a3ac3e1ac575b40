"""Was the workstation's clock set back? Told once at opening, noted in the log, and no way to gain time.

The last entry of the log shows a moment that has passed. A clock more than a little behind it was set
back, or was wrong when that entry was written. Days are then counted from the entry on, so that nothing
that is due becomes undue (`app.base.clock.set_floor`). If the clock had been wrong before and is right
now, somebody says so with a reason (`accept`), and the log goes on from there.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.base.clock import moment_of, now, now_text, set_floor
from app.base.errors import UserError
from app.base.i18n import _
from app.store import audit, roles
from app.store.audit import Action
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store

# Clocks that are set from time to time by a server jump back by seconds; people write minutes.
TOLERANCE = timedelta(minutes=2)
# The stores this was told of: once per process, however many windows there are.
_told: set[Path] = set()


@dataclass(frozen=True, slots=True)
class ClockNotice:
    """The clock is behind the log: what it shows, and the moment of the last entry, both in UTC."""

    clock: str
    last_entry: str

    @property
    def error(self) -> UserError:
        """What to show people: what is wrong, and what follows from it."""
        return UserError(
            "clock.behind",
            _("The clock of this workstation shows {clock}, but the log goes on until {last}."),
            _("Days are counted from the log, so that nothing due becomes undue. Put the clock right."),
            clock=_shown(self.clock),
            last=_shown(self.last_entry),
        )


def look(store: Store) -> ClockNotice | None:
    """Compare the clock with the log when a store was opened; what is found is logged with both times.

    Tells it once per process and store; days are counted from the log on in any case.
    """
    with store.read() as connection:
        last = audit.head(connection)
    set_floor(None)
    if not last.at or now() >= moment_of(last.at) - TOLERANCE:
        return None
    set_floor(moment_of(last.at))
    if store.path in _told:
        return None
    _told.add(store.path)
    notice = ClockNotice(now_text(), last.at)
    said = _("Clock behind the log")
    reason = _("clock {clock}, last entry {last}").format(clock=notice.clock, last=notice.last_entry)
    try:
        with store.write(said, Action.ADMINISTRATION, reason=reason, history=False):
            pass
    except UserError:
        # A full or read-only disk: the notice on the screen counts more than its entry.
        return notice
    return notice


def accept(store: Store, reason: str) -> Change:
    """Say that the clock is right now, although it is behind the log; the log goes on from it.

    Raises `UserError` without a reason, and for somebody whose role has no say over the log.
    """
    roles.require(store, Act.READ_LOG)
    if not reason.strip():
        raise UserError(
            "clock.reason",
            _("That the clock is right needs its reason."),
            _("Say how the clock came to be wrong before."),
        )
    store.claim()
    label = _("Clock put right")
    with store.write(label, Action.ADMINISTRATION, reason=reason, history=False) as work:
        last = audit.head(work.connection)
        detail = json.dumps({"label": label, "from": last.at, "to": now_text()})
        audit.append(work.connection, store.user, Action.ADMINISTRATION, detail, reason=reason, by_clock=True)
    set_floor(None)
    _told.discard(store.path)
    return work.done


def _shown(moment: str) -> str:
    return f"{moment_of(moment).astimezone():%Y-%m-%d %H:%M}"
