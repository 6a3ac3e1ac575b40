"""The time, in one place so that tests and deterministic artefacts can set it.

Moments come from the workstation's clock as it is. The day also knows a floor: the latest moment that is
known to have passed (`app.store.clock_watch` takes it from the log). A clock that was set back does not
bring back a day on which something was not yet due.
"""

import datetime as dt
from collections.abc import Callable

_UTC = dt.UTC
FORM = "%Y-%m-%dT%H:%M:%SZ"


def _wall_clock() -> dt.datetime:
    return dt.datetime.now(_UTC)


_source: Callable[[], dt.datetime] = _wall_clock
_floor: dt.datetime | None = None


def now() -> dt.datetime:
    """Return the current moment in UTC, whole seconds."""
    return _source().replace(microsecond=0)


def now_text() -> str:
    """Return the current moment as `2021-04-05T13:30:00Z`, the form in which the store keeps moments."""
    return now().strftime(FORM)


def moment_of(text: str) -> dt.datetime:
    """Return the moment that `now_text` wrote."""
    return dt.datetime.strptime(text, FORM).replace(tzinfo=_UTC)


def today() -> dt.date:
    """Return today's date on the wall clock of this workstation, never one before the floor's."""
    moment = _source()
    if _floor is not None:
        moment = max(moment, _floor)
    return moment.astimezone().date()


def set_floor(moment: dt.datetime | None) -> None:
    """Let `today` not fall behind a moment that is known to have passed; None takes the floor away."""
    global _floor
    _floor = moment


def set_source(source: Callable[[], dt.datetime] | None) -> None:
    """Replace the clock by `source` (a function giving an aware moment); None restores the real one.

    Another clock has another past: the floor goes too.
    """
    global _source
    _source = source or _wall_clock
    set_floor(None)
