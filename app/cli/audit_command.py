"""`audit`: the log, its retention, and what is printed of it on paper."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework import audit_log, cases, log_retention
from app.casework.audit_log import Purpose
from app.cli.session import Session, common, tell
from app.handover.log_export import export_log, label_of
from app.store import audit as log
from app.store import audit_chain, audit_query, clock_watch, head_memory, paper_head
from app.store.audit import Action, AuditEntry
from app.store.audit_cut import CutPlan
from app.store.audit_query import LogFilter
from app.store.change import Change
from app.store.store import Store

_PURPOSES = click.Choice([str(p) for p in Purpose])
_ACTIONS = click.Choice([str(a) for a in Action])
_FILE = click.Path(path_type=Path, dir_okay=False)
_NOT_NEGATIVE = click.IntRange(min=0)


@click.group(invoke_without_command=True)
@click.option("--case", "case_text", default="")
@click.option("--since", default="", help="Only entries from this moment on (2026-01-31 or with time).")
@click.option("--until", default="", help="Only entries up to this day, or before this moment.")
@click.option("--actor", default="")
@click.option("--action", default=None, type=_ACTIONS, help="Only this kind of processing.")
@click.option("--text", default="", help="Only entries that say this in what was done, why, or to whom.")
@click.option("--limit", type=_NOT_NEGATIVE, default=None, help="At most so many entries.")
@click.option("--offset", type=_NOT_NEGATIVE, default=0, help="Leave out so many entries at the beginning.")
@click.option(
    "--purpose",
    type=_PURPOSES,
    default=str(Purpose.SELF_MONITORING),
    help="What the log is used for (BDSG section 76(3)); it is logged.",
)
@click.option("--note", default="", help="For which occasion the log is used.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the entries to a .csv or .jsonl file.",
)
@click.option("--head", default="", help="Hold a printed head of the log against this store.")
@common
def audit(session: Session, **asked: Any) -> int:
    """Print the audit log and whether its chain holds; looking is logged too."""
    if click.get_current_context().invoked_subcommand is not None:
        return ExitCode.DONE
    if asked["head"]:
        return _compare(session, asked["head"])
    with session.open() as store:
        wanted = _filter(store, asked)
        purpose = Purpose(asked["purpose"])
        if asked["out"]:
            _export(session, store, asked["out"], wanted, purpose, asked["note"])
        else:
            audit_log.look(store, purpose, asked["note"], case_id=wanted.case_id)
            _show(session, store, wanted, asked["offset"], asked["limit"])
    return ExitCode.DONE


def _filter(store: Store, asked: dict[str, Any]) -> LogFilter:
    wanted = LogFilter(
        case_id=cases.find(store, asked["case_text"]).id if asked["case_text"] else "",
        since=audit_log.start_of(asked["since"]),
        until=audit_log.end_of(asked["until"]),
        actor=asked["actor"],
        action=asked["action"] or "",
        text=asked["text"],
    )
    return audit_log.with_recipients(store, wanted)


def _show(session: Session, store: Store, wanted: LogFilter, offset: int, limit: int | None) -> None:
    with store.read() as connection:
        seqs = audit_query.numbers(connection, wanted, newest_first=False)
        end = None if limit is None else offset + limit
        found = list(audit_query.entries_of(connection, seqs[offset:end]))
        state = audit_chain.follow(connection)
        head = paper_head.printed(log.head(connection))
        rule = log_retention.retention(connection).text
    document = {
        "entries": [asdict(e) for e in found],
        "chain_ok": state.first_break is None,
        "total": len(seqs),
        "head": head,
        "cut": asdict(state.cut) if state.cut else None,
    }
    session.answer(document, *map(_line, found), *_closing(state), rule, _("Head: {head}").format(head=head))


def _line(entry: AuditEntry) -> str:
    said = (str(entry.seq), entry.at, entry.actor, entry.action, label_of(entry.detail), entry.reason)
    return "  ".join(said)


def _closing(state: audit_chain.ChainState) -> list[str]:
    lines = [_("The chain holds.") if state.first_break is None else _("The chain is broken.")]
    if state.cut is not None:
        text = _("It begins with entry {seq}: older ones were erased on {day} ({reason}).")
        lines.append(text.format(seq=state.cut.last_seq + 1, day=state.cut.at[:10], reason=state.cut.reason))
    return lines


def _export(
    session: Session, store: Store, out: Path, wanted: LogFilter, purpose: Purpose, note: str
) -> None:
    if out.exists() and not session.yes:
        raise UserError(
            "log.exists",
            _("{path} exists."),
            _("Choose another name, or replace it with --yes."),
            exit_code=ExitCode.USAGE,
            path=out,
        )
    made = export_log(store, out, wanted, purpose, note)
    with store.read() as connection:
        whole = log.first_break(connection) is None
    head = paper_head.printed(made.head)
    document = {"file": str(made.file), "sha256": made.sha256, "written": made.entries, "head": head}
    session.answer({**document, "chain_ok": whole}, str(made.file), _("Head: {head}").format(head=head))


def _compare(session: Session, text: str) -> int:
    printed = paper_head.parse(text)
    with session.open() as store, store.read() as connection:
        compared = paper_head.compare(connection, printed)
    document = {"found": str(compared.found), "seq": printed.seq, "last": compared.last.seq}
    session.answer({"ok": compared.ok, **document}, compared.text)
    return ExitCode.DONE if compared.ok else ExitCode.ANSWER_IS_NO


@audit.command()
@click.option("--reason", default="", help="Why; without it the rule in force is named.")
@common
def cut(session: Session, reason: str) -> None:
    """Erase the entries whose retention has ended; without --yes it only shows which ones."""
    with session.open() as store:
        change: Change | None = None
        if session.yes:
            plan, change = log_retention.erase_due(store, reason)
        else:
            with store.read() as connection:
                plan = log_retention.due(connection)
    if plan.entries and change is None:
        tell(_("Nothing was erased yet; --yes does it."))
    session.answer(
        {**asdict(plan), "entries": plan.entries, "erased": change is not None}, _planned(plan, change)
    )


def _planned(plan: CutPlan, change: Change | None) -> str:
    if not plan.entries:
        return _("No entry is due for erasure.")
    text = _("Erased: entries {first} to {last}, {begin} to {end}.")
    if change is None:
        text = _("Due for erasure: entries {first} to {last}, {begin} to {end}.")
    return text.format(
        first=plan.first_seq, last=plan.last_seq, begin=plan.first_at[:10], end=plan.last_at[:10]
    )


@audit.command()
@click.option("--years", type=_NOT_NEGATIVE, default=None, help="Years after that of generation.")
@click.option("--reason", default="", help="The provision that says so.")
@click.option("--confirmed", is_flag=True, help="The data protection officer has read the provision.")
@common
def retention(session: Session, years: int | None, reason: str, confirmed: bool) -> None:
    """Show how long the log is kept, or set the office's own period."""
    with session.open() as store:
        if years is not None:
            log_retention.set_retention(store, years, reason, confirmed=confirmed)
        with store.read() as connection:
            rule = log_retention.retention(connection)
    session.answer(asdict(rule), rule.text)


@audit.command()
@click.option("--reason", required=True, help="How the clock came to be wrong before.")
@common
def clock(session: Session, reason: str) -> None:
    """Say that the clock is right now, although the log goes on until later."""
    with session.open() as store:
        clock_watch.accept(store, reason)
        with store.read() as connection:
            last = log.head(connection)
    session.answer({"at": last.at, "seq": last.seq}, _("The log goes on from {at}.").format(at=last.at))


@audit.command()
@click.option("--reason", required=True, help="Who put the older state back, and why.")
@common
def rollback(session: Session, reason: str) -> None:
    """Say that an older state of the store, put back, is meant to be."""
    with session.open() as store:
        missing = head_memory.accept(store, reason)
    session.answer({"missing": missing}, _("Confirmed; missing remains: {missing}").format(missing=missing))
