"""`review due` and `review run`: what is due for review, and carrying out what was decided."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import LANGUAGES, _, language, ngettext
from app.casework import cases, notices, outcome_decisions, reviews
from app.casework.decisions import Decision, carry_out, check, refused, repeats_of
from app.casework.notice_text import draft
from app.casework.reviews import ERASE, EXTEND, RESTRICT, Outcome
from app.cli import repeat_lines, review_questions
from app.cli.notice_lines import mark_sent
from app.cli.review_deletions import decide, deletions, lines_of
from app.cli.session import Session, common, tell
from app.store import compaction

_FILE_LIMIT = 10 * 1024 * 1024
_FIELDS = frozenset({"finding", "decision", "reason", "day", "approved_by", "outcome", "fine"})
_OUTCOMES = frozenset({"", "acquitted", "discontinued", "concluded"})


@click.group()
def review() -> None:
    """Review days: what is due, and what was decided."""


review.add_command(deletions)
review.add_command(decide)


@review.command()
@click.option("--until", default="", metavar="DATE", help="Due on this day (2027-12-31); default: today.")
@common
def due(session: Session, until: str) -> None:
    """List what is due for review over all cases, decisions on deletion first."""
    with session.open() as store:
        store.consult("", _("List of due reviews shown"))
        found = reviews.due(store, until)
        waiting = outcome_decisions.pending(store)
    text = _("{since}  {reference}  {finding_id}  {property}  {ground}, at the latest {latest}")
    lines = [text.format(**asdict(d)) for d in found]
    lines = [*lines_of(waiting), *lines]
    document = {"due": [asdict(d) for d in found], "deletions": [asdict(p) for p in waiting]}
    session.answer(document, *(lines or [_("Nothing is due.")]))


@review.command()
@click.option("--decisions", type=click.Path(path_type=Path), help="Decisions as a JSON list.")
@click.option("--erase", "to_erase", multiple=True, metavar="FINDING")
@click.option("--extend", "to_extend", multiple=True, type=(str, str), metavar="FINDING DATE")
@click.option("--restrict", "to_restrict", multiple=True, metavar="FINDING")
@click.option("--reason", default="", help="The reason, without the values it is about.")
@click.option("--approved-by", default="", help="Who approved an extension that needs approval.")
@review_questions.repeat_options
@common
def run(
    session: Session,
    decisions: Path | None,
    to_erase: Sequence[str],
    to_extend: Sequence[tuple[str, str]],
    to_restrict: Sequence[str],
    reason: str,
    approved_by: str,
    everywhere: str,
    places: Sequence[str],
) -> None:
    """Carry out decisions; an erasure cannot be undone."""
    chosen = [Decision("--erase", f, ERASE, reason) for f in to_erase]
    chosen += [Decision("--extend", f, EXTEND, reason, day, approved_by) for f, day in to_extend]
    chosen += [Decision("--restrict", f, RESTRICT, reason) for f in to_restrict]
    chosen += _read(decisions) if decisions else []
    if not chosen:
        raise UserError(
            "review.nothing",
            _("No decision was given."),
            _("Use --decisions FILE, --erase, --extend or --restrict."),
            exit_code=ExitCode.USAGE,
        )
    with session.open() as store:
        check(store, chosen)
        repeats, found = review_questions.decided(store, chosen, everywhere, places)
        if found:
            tell("\n".join((repeat_lines.heading(found), *repeat_lines.lines(found, repeats))))
        review_questions.confirm(session, sum(d.kind == ERASE for d in chosen))
        document = asdict(carry_out(store, chosen, repeats=repeats))
        to_tell = len(notices.listed(store))
    if not document["compacted"]:
        tell(_("The store file was not cleaned yet: it is in use or the disk is full; see `review clean`."))
    if to_tell:
        waiting = ngettext("{count} notice is to be sent.", "{count} notices are to be sent.", to_tell)
        tell(waiting.format(count=to_tell))
    text = _("{erased} erased, {extended} extended, {restricted} restricted")
    counts = {k: len(document[k]) for k in ("erased", "extended", "restricted")}
    more = [_("No basis left, to be reviewed: {id}").format(id=i) for i in document["to_review"]]
    more += [
        _("Look into this document, others need it: {id}").format(id=i) for i in document["documents_left"]
    ]
    session.answer(document, text.format(**counts), *more)


@review.command()
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@common
def repeats(session: Session, findings: Sequence[str]) -> None:
    """List other places that repeat a value of findings which are to be erased."""
    with session.open() as store:
        store.consult("", _("Places that repeat a value shown"))
        found = repeats_of(store, findings, {})
    listed = repeat_lines.lines(found, {})
    session.answer({"repeats": [asdict(r) for r in found]}, *(listed or [_("No other place repeats it.")]))


@review.command("notices")
@click.option("--case", "case_text", default="", help="Only those of this case.")
@click.option("--sent", is_flag=True, help="Those that were sent, instead of those to be sent.")
@click.option("--letters", type=click.Choice(LANGUAGES), default=None, help="Draft the letters too.")
@common
def list_notices(session: Session, case_text: str, sent: bool, letters: str | None) -> None:
    """List who has to be told that something they got was corrected, restricted or erased."""
    with session.open() as store:
        case_id = cases.find(store, case_text).id if case_text else ""
        store.consult(case_id, _("Notices to recipients shown"))
        found = notices.listed(store, case_id=case_id, sent=sent)
        drafts = {n.id: draft(store, n, letters or language()) for n in found}
    rows: list[dict[str, Any]] = [
        {**notices.as_dict(n), "recipient": drafts[n.id].recipient, "about": drafts[n.id].subject}
        | ({"letter": drafts[n.id].text} if letters else {})
        for n in found
    ]
    lines = [f"{r['since'][:10]}  {r['id']}  {r['recipient']}  {r['about']}" for r in rows]
    lines += [drafts[n.id].text for n in found] if letters else []
    session.answer({"notices": rows}, *(lines or [_("No notice is to be sent.")]))


@review.command()
@click.argument("notice_id", metavar="NOTICE")
@click.option("--reason", required=True, help="How it was sent: the letter, its date.")
@common
def sent(session: Session, notice_id: str, reason: str) -> None:
    """Mark a notice as sent."""
    mark_sent(session, notice_id, reason)


@review.command()
@common
def clean(session: Session) -> None:
    """Rewrite the store's file, so that nothing is left in it of what was erased."""
    with session.open() as store:
        outcome = compaction.compact(store)
        if not outcome.done:
            raise compaction.refusal(store, outcome)
    session.answer({"compacted": True}, _("Store file cleaned"))


def _read(file: Path) -> list[Decision]:
    try:
        with file.open("rb") as stream:
            entries = json.loads(stream.read(_FILE_LIMIT))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(
            "review.file",
            _("The decisions in {file} cannot be read."),
            _("It has to be a JSON list of decisions."),
            file=file.name,
        ) from error
    if not isinstance(entries, list):
        raise refused([f"{file.name}: " + _("not a list")])
    read = [_entry(f"{file.name}: {no}", entry) for no, entry in enumerate(entries, 1)]
    problems = [r for r in read if isinstance(r, str)]
    if problems:
        raise refused(problems)
    return [r for r in read if isinstance(r, Decision)]


def _entry(where: str, entry: Any) -> Decision | str:
    """Return the decision of an entry, or the line that says what is wrong with it."""
    if not isinstance(entry, dict) or entry.keys() - _FIELDS:
        return f"{where}: " + _("unknown fields")
    said = {name: str(entry.get(name, "")) for name in _FIELDS}
    if said["decision"] not in (ERASE, EXTEND, RESTRICT) or said["outcome"] not in _OUTCOMES:
        return f"{where}: " + _("unknown decision or outcome")
    try:
        fine = Decimal(said["fine"]) if said["fine"] else None
    except InvalidOperation:
        fine = Decimal("NaN")
    if fine is not None and not fine.is_finite():
        return f"{where}: " + _("the fine is not a number")
    return Decision(
        where, said["finding"], said["decision"], said["reason"], said["day"], said["approved_by"],
        Outcome(said["outcome"], fine),
    )  # fmt: skip
