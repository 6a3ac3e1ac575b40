"""`review due` and `review run`: what is due for review, and carrying out what was decided."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.casework import erasure, reviews
from app.casework.reviews import ERASE, EXTEND, RESTRICT, Outcome
from app.cli.session import Session, common, tell
from app.store.store import Store

_FILE_LIMIT = 10 * 1024 * 1024
_FIELDS = frozenset({"finding", "decision", "reason", "day", "approved_by", "outcome", "fine"})
_OUTCOMES = frozenset({"", "acquitted", "discontinued", "concluded"})


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as given; `where` names its place in the file or on the command line."""

    where: str
    finding: str
    kind: str
    reason: str
    day: str = ""
    approved_by: str = ""
    outcome: Outcome = field(default_factory=Outcome)


@click.group()
def review() -> None:
    """Review days: what is due, and what was decided."""


@review.command()
@click.option("--until", default="", metavar="DATE", help="Due on this day (2027-12-31); default: today.")
@common
def due(session: Session, until: str) -> None:
    """List what is due for review over all cases."""
    with session.open() as store:
        store.consult("", _("List of due reviews shown"))
        found = reviews.due(store, until)
    text = _("{since}  {reference}  {finding_id}  {property}  {ground}, at the latest {latest}")
    lines = [text.format(**asdict(d)) for d in found]
    session.answer({"due": [asdict(d) for d in found]}, *(lines or [_("Nothing is due.")]))


@review.command()
@click.option("--decisions", type=click.Path(path_type=Path), help="Decisions as a JSON list.")
@click.option("--erase", "to_erase", multiple=True, metavar="FINDING")
@click.option("--extend", "to_extend", multiple=True, type=(str, str), metavar="FINDING DATE")
@click.option("--restrict", "to_restrict", multiple=True, metavar="FINDING")
@click.option("--reason", default="", help="The reason, without the values it is about.")
@click.option("--approved-by", default="", help="Who approved an extension that needs approval.")
@common
def run(
    session: Session,
    decisions: Path | None,
    to_erase: Sequence[str],
    to_extend: Sequence[tuple[str, str]],
    to_restrict: Sequence[str],
    reason: str,
    approved_by: str,
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
        _check(store, chosen)
        _confirm(session, sum(d.kind == ERASE for d in chosen))
        document = _carry_out(store, chosen)
    if not document["compacted"]:
        tell(_("Somebody else is reading the store: the file is cleaned with the next erasure."))
    text = _("{erased} erased, {extended} extended, {restricted} restricted")
    counts = {k: len(document[k]) for k in ("erased", "extended", "restricted")}
    more = [_("No basis left, to be reviewed: {id}").format(id=i) for i in document["to_review"]]
    more += [
        _("Look into this document, others need it: {id}").format(id=i) for i in document["documents_left"]
    ]
    session.answer(document, text.format(**counts), *more)


def _refused(problems: Sequence[str]) -> UserError:
    return UserError(
        "review.decisions",
        ngettext(
            "{count} decision cannot be carried out.",
            "{count} decisions cannot be carried out.",
            len(problems),
        ),
        _("Nothing was changed; correct it and try again."),
        problems=tuple(problems),
        count=len(problems),
    )


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
        raise _refused([f"{file.name}: " + _("not a list")])
    read = [_entry(f"{file.name}: {no}", entry) for no, entry in enumerate(entries, 1)]
    problems = [r for r in read if isinstance(r, str)]
    if problems:
        raise _refused(problems)
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


def _check(store: Store, chosen: Sequence[Decision]) -> None:
    """Refuse all decisions if one of them cannot be carried out."""
    problems: list[str] = []
    seen: set[str] = set()
    for decision in chosen:
        place = f"{decision.where}: {decision.finding}: "
        if decision.finding in seen:
            problems.append(place + _("the finding is named twice"))
        seen.add(decision.finding)
        try:
            _check_one(store, decision)
        except UserError as error:
            problems.append(place + error.sentence)
    if problems:
        raise _refused(problems)
    for (case_id, reason), wanted in _batches(store, chosen).items():
        erasure.check(store, case_id, wanted, reason)


def _check_one(store: Store, decision: Decision) -> None:
    if decision.kind == EXTEND:
        reviews.check_extension(
            store, decision.finding, decision.day, decision.reason,
            approved_by=decision.approved_by, outcome=decision.outcome,
        )  # fmt: skip
    else:
        reviews.check_reason(decision.reason)
        reviews.case_of(store, decision.finding)


def _batches(store: Store, chosen: Sequence[Decision]) -> dict[tuple[str, str], list[str]]:
    """Put the erasures of one case and one reason together."""
    batches: dict[tuple[str, str], list[str]] = {}
    for decision in chosen:
        if decision.kind == ERASE:
            key = reviews.case_of(store, decision.finding), decision.reason
            batches.setdefault(key, []).append(decision.finding)
    return batches


def _confirm(session: Session, count: int) -> None:
    if not count or session.yes:
        return
    if not sys.stdin.isatty():
        raise UserError(
            "review.no_terminal",
            _("There is no terminal to ask whether to erase for good."),
            _("Use --yes."),
            exit_code=ExitCode.USAGE,
        )
    question = ngettext(
        "Erase {count} finding for good? This cannot be undone.",
        "Erase {count} findings for good? This cannot be undone.",
        count,
    )
    click.confirm(question.format(count=count), abort=True, err=True)


def _carry_out(store: Store, chosen: Sequence[Decision]) -> dict[str, Any]:
    """Carry out what was checked: first what stays, then the erasures, each case and reason in one."""
    done: dict[str, Any] = {
        name: [] for name in ("erased", "extended", "restricted", "to_review", "documents_left")
    }
    batches = _batches(store, chosen)
    for decision in chosen:
        if decision.kind == EXTEND:
            reviews.extend(
                store, decision.finding, decision.day, decision.reason,
                approved_by=decision.approved_by, outcome=decision.outcome,
            )  # fmt: skip
            done["extended"].append(decision.finding)
        elif decision.kind == RESTRICT:
            reviews.restrict(store, decision.finding, decision.reason)
            done["restricted"].append(decision.finding)
    done["compacted"] = True
    for (case_id, reason), wanted in batches.items():
        left = [i for i in wanted if i not in done["erased"]]
        if not left:
            continue
        result = erasure.erase(store, case_id, left, reason)
        done["erased"] += result.findings
        done["to_review"] += result.to_review
        done["documents_left"] += result.documents_left
        done["compacted"] = result.compacted
    return done
