"""Looking into the log: only for the purposes of BDSG section 76(3), and itself logged with the purpose."""

import datetime as dt
import re
from dataclasses import replace
from enum import StrEnum

from app.base.clock import FORM
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, mark
from app.casework.agencies import all_recipients
from app.store import roles
from app.store.audit import Action
from app.store.audit_query import LogFilter
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store


class Purpose(StrEnum):
    """What the log may be used for; BDSG section 76(3) names no other purposes."""

    LAWFULNESS = "lawfulness"
    SELF_MONITORING = "self_monitoring"
    INTEGRITY = "integrity"
    CRIMINAL_PROCEEDINGS = "criminal_proceedings"


_WORDS = {
    Purpose.LAWFULNESS: mark(
        "verification of lawfulness (data protection officer, commissioner, data subject)"
    ),
    Purpose.SELF_MONITORING: mark("self-monitoring"),
    Purpose.INTEGRITY: mark("integrity and security of the data and the system"),
    Purpose.CRIMINAL_PROCEEDINGS: mark("criminal proceedings"),
}

_GERMAN_DAY = re.compile(r"^(\d\d)\.(\d\d)\.(\d{4})")


def purpose_word(purpose: Purpose) -> str:
    """Return a purpose in the language in force."""
    return _(_WORDS[purpose])


def reason_of(purpose: Purpose, note: str = "") -> str:
    """Return what the log says about why it was looked at."""
    return "; ".join(filter(None, (purpose_word(purpose), note.strip())))


def look(store: Store, purpose: Purpose, note: str = "", *, case_id: str = "") -> Change:
    """Begin to look into the log: checks the role and logs it as a consultation of the log.

    Raises `UserError` if the person's role does not read the log.
    """
    roles.require(store, Act.READ_LOG)
    reason = reason_of(purpose, note)
    with store.write(
        _("Log consulted"), Action.CONSULTATION, case_id=case_id, reason=reason, history=False
    ) as work:
        pass
    return work.done


def start_of(day: str) -> str:
    """Return the moment at which a day begins here; a moment (with time) stays as it is, "" too."""
    return _moment(day, 0)


def end_of(day: str) -> str:
    """Return the moment before which everything of a day lies; a moment stays as it is, "" too."""
    return _moment(day, 1)


def _moment(text: str, days: int) -> str:
    said = _GERMAN_DAY.sub(r"\3-\2-\1", text.strip())
    if not said:
        return ""
    try:
        if "T" in said or " " in said:
            given = dt.datetime.fromisoformat(said.replace("Z", "+00:00"))
        else:
            given = dt.datetime.combine(dt.date.fromisoformat(said) + dt.timedelta(days=days), dt.time())
        return given.astimezone(dt.UTC).strftime(FORM)
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(
            "log.day",
            _("“{text}” is no day."),
            _("Write a day as 2026-01-31, or with a time as 2026-01-31T14:30."),
            exit_code=ExitCode.USAGE,
            text=text[:40],
        ) from error


def with_recipients(store: Store, wanted: LogFilter) -> LogFilter:
    """Let the text of a filter find recipients by their names too: the log holds their ids."""
    text = wanted.text.strip().casefold()
    if not text:
        return wanted
    named = [a.id for a in all_recipients(store) if text in f"{a.name_de}\n{a.name_en}".casefold()]
    return replace(wanted, recipients=tuple(named))
