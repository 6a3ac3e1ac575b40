"""The audit log as rows and pages of rows. Free of Qt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.base.clock import today
from app.base.i18n import _
from app.base.words import agency_name
from app.casework import audit_log, log_retention
from app.casework.agencies import all_recipients
from app.casework.audit_log import Purpose
from app.casework.cases import references
from app.store import audit, audit_chain, audit_cut, audit_query, paper_head
from app.store.audit import Action, AuditEntry
from app.store.audit_chain import ChainState, Checked
from app.store.audit_query import LogFilter
from app.store.change import Change
from app.store.store import Store
from ui.shell.day_text import day, moment

# What a case's own history shows of the log: the newest changes. Who looked at it is in the log page.
_HISTORY = 500
_CHANGES = frozenset(Action) - {Action.CONSULTATION, Action.ADMINISTRATION}


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
    about: tuple[str, ...] = ()
    clock: str = ""
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """What was done with a case, newest first."""

    rows: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What stands for the ids in the log."""

    cases: dict[str, str]
    agencies: dict[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a filter found: the numbers of the entries, newest first, and what the page says around them."""

    wanted: LogFilter
    seqs: Sequence[int]
    names: Names = field(repr=False)
    actors: tuple[str, ...]
    head: str
    lines: tuple[str, ...]
    due: int
    years: int


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


def read_log(store: Store, case_id: str) -> Log:
    """Return the newest changes of a case, newest first: what was done with it, not who looked at it."""
    known = names(store)
    with store.read() as connection:
        seqs = audit_query.numbers(connection, LogFilter(case_id=case_id))
        newest = list(audit_query.page(connection, seqs[: 4 * _HISTORY]))
    changes = [e for e in newest if e.action in _CHANGES][:_HISTORY]
    return Log(tuple(_row(e, known) for e in changes))


def names(store: Store) -> Names:
    """Return references and names for the ids in the log."""
    return Names(references(store), {a.id: agency_name(a) for a in all_recipients(store)})


def begin(store: Store, purpose: str, note: str) -> Change:
    """Log that the log is looked into, and for what; `UserError` if the role does not."""
    return audit_log.look(store, Purpose(purpose), note)


def purposes() -> tuple[tuple[str, str], ...]:
    """Return the purposes to choose from, with their words."""
    return tuple((str(p), _sentence(audit_log.purpose_word(p))) for p in Purpose)


def find(store: Store, wanted: LogFilter) -> Listing:
    """Return what a filter finds; the entries themselves are read in pages."""
    known, wanted = names(store), audit_log.with_recipients(store, wanted)
    with store.read() as connection:
        rule = log_retention.retention(connection)
        plan = audit_cut.plan(connection, audit_cut.due_before(today(), rule.years))
        cut = audit_chain.last_cut(connection)
        lines = (rule.text,) if cut is None else (_cut_line(cut), rule.text)
        return Listing(
            wanted,
            audit_query.numbers(connection, wanted),
            known,
            audit_query.actors(connection),
            paper_head.printed(audit.head(connection)),
            lines,
            plan.entries,
            rule.years,
        )


def read_rows(store: Store, seqs: Sequence[int], known: Names) -> tuple[LogRow, ...]:
    """Return the entries with these numbers as rows, in this order."""
    with store.read() as connection:
        return tuple(_row(e, known) for e in audit_query.page(connection, seqs))


def follow(store: Store, since: Checked | None) -> ChainState:
    """Follow the chain from where it was followed before (None: from its beginning) to its end."""
    with store.read() as connection:
        return audit_chain.follow(connection, since)


def chain_words(state: ChainState) -> tuple[str, str]:
    """Return what to say of the chain, and the kind of badge that says it."""
    if state.first_break is not None:
        return _("chain broken at entry {no}").format(no=state.first_break), "danger"
    if state.cut is not None:
        return _("chain unbroken since entry {no}").format(no=state.cut.last_seq + 1), "good"
    return _("chain unbroken"), "good"


def _cut_line(cut: audit_chain.Cut) -> str:
    text = _("{count} older entries, up to no. {seq}, were erased on {day} by {actor} ({reason}).")
    return text.format(
        count=cut.entries, seq=cut.last_seq, day=day(cut.at[:10]), actor=cut.actor, reason=cut.reason
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(entry: AuditEntry, known: Names) -> LogRow:
    told = _told(entry.detail)
    return LogRow(
        entry.seq,
        entry.at,
        moment(entry.at),
        entry.actor,
        action_word(entry.action),
        str(told.get("label", "")),
        known.cases.get(entry.case_id, ""),
        entry.reason,
        known.agencies.get(entry.recipient, entry.recipient),
        tuple(str(i) for i in told.get("ids", ())),
        str(told.get("clock", "")),
        entry.previous,
        entry.hash,
    )


def _told(detail: str) -> dict[str, Any]:
    try:
        told = json.loads(detail)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
