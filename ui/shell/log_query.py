"""The audit log as rows. Free of Qt."""

import json
from dataclasses import dataclass

from app.base.i18n import _
from app.casework.agencies import all_agencies
from app.casework.cases import list_cases
from app.store import audit
from app.store.store import Store
from ui.shell.day_text import moment
from ui.shell.names import agency_name


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the log; all texts are ready for people."""

    id: int
    at: str
    when: str
    actor: str
    action: str
    label: str
    case: str
    reason: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Log:
    """The log, newest first, and the first entry that breaks the chain (None: unbroken)."""

    rows: tuple[LogRow, ...]
    first_break: int | None


def action_word(action: str) -> str:
    """Return the word for a kind of processing."""
    return {
        "collection": _("collection"),
        "alteration": _("alteration"),
        "consultation": _("consultation"),
        "disclosure": _("disclosure"),
        "combination": _("combination"),
        "erasure": _("erasure"),
        "administration": _("administration"),
    }.get(action, action)


def read_log(store: Store, case_id: str = "") -> Log:
    """Return the entries of a case or of everything, newest first."""
    references = {c.header.id: c.header.reference for c in list_cases(store)}
    agencies = {a.id: agency_name(a) for a in all_agencies(store)}
    with store.read() as connection:
        entries = list(audit.entries(connection, case_id=case_id))
        broken = audit.first_break(connection)
    rows = tuple(
        LogRow(
            e.seq,
            e.at,
            moment(e.at),
            e.actor,
            action_word(e.action),
            _label(e.detail),
            references.get(e.case_id, ""),
            e.reason,
            agencies.get(e.recipient, ""),
        )
        for e in reversed(entries)
    )
    return Log(rows, broken)


def _label(detail: str) -> str:
    try:
        return str(json.loads(detail).get("label", ""))
    except ValueError:
        return ""
