"""The time, in one place so that tests and deterministic artefacts can set it."""

import datetime as dt
from collections.abc import Callable

_UTC = dt.UTC


def _wall_clock() -> dt.datetime:
    return dt.datetime.now(_UTC)


_source: Callable[[], dt.datetime] = _wall_clock


def now() -> dt.datetime:
    """Return the current moment in UTC, whole seconds."""
    return _source().replace(microsecond=0)


def now_text() -> str:
    """Return the current moment as `2021-04-05T13:30:00Z`, the form in which the store keeps moments."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> dt.date:
    """Return today's date on the wall clock of this workstation."""
    return _source().astimezone().date()


def set_source(source: Callable[[], dt.datetime] | None) -> None:
    """Replace the clock by `source` (a function giving an aware moment); None restores the real one."""
    global _source
    _source = source or _wall_clock
