"""Decisions on what is due for review: checked all together, then carried out - extend, restrict, erase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.casework import erasure, erasure_repeats, outcome_decisions, reviews
from app.casework.erasure_repeats import Repeat
from app.casework.reviews import ERASE, EXTEND, RESTRICT, Outcome
from app.store import undo
from app.store.change import Change
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `where` names its place in a file or on the command line, "" in the window."""

    where: str
    finding: str
    kind: str
    reason: str
    day: str = ""
    approved_by: str = ""
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(frozen=True, slots=True)
class Done:
    """What was carried out, by id; `compacted` is False when the file is still to be cleaned.

    `repeats` are the places that still repeat something erased.
    """

    erased: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()
    to_review: tuple[str, ...] = ()
    documents_left: tuple[str, ...] = ()
    compacted: bool = True
    repeats: tuple[Repeat, ...] = ()


def refused(problems: Sequence[str]) -> UserError:
    """Return the refusal of decisions; one line per problem."""
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


def check(store: Store, chosen: Sequence[Decision], repeats: Mapping[str, str] | None = None) -> None:
    """Refuse all decisions if one of them cannot be carried out; changes nothing.

    With `repeats` each other place that repeats what is to go must be decided on (`erasure.erase`).
    """
    problems: list[str] = []
    seen: set[str] = set()
    for decision in chosen:
        place = f"{decision.where}: {decision.finding}: " if decision.where else ""
        if decision.finding in seen:
            problems.append(place + _("the finding is named twice"))
        seen.add(decision.finding)
        try:
            _check_one(store, decision)
        except UserError as error:
            problems.append(place + error.sentence)
    if problems:
        raise refused(list(dict.fromkeys(problems)))
    for (case_id, reason), wanted in _batches(store, chosen).items():
        erasure.check(store, case_id, wanted, reason)
        outcome_decisions.check(store, case_id, wanted, erasing=True)
        if repeats is not None:
            foreseen = erasure.foresee(store, case_id, wanted, repeats)
            erasure_repeats.refuse_undecided(foreseen.repeats, repeats)


def repeats_of(store: Store, finding_ids: Sequence[str], choices: Mapping[str, str]) -> tuple[Repeat, ...]:
    """Return the other places that repeat a value of these findings, over all their cases."""
    chosen = [Decision("", i, ERASE, "-") for i in finding_ids]
    found: dict[str, Repeat] = {}
    for (case_id, _reason), wanted in _batches(store, chosen).items():
        found |= {r.key: r for r in erasure.foresee(store, case_id, wanted, choices).repeats}
    return tuple(found.values())


def _check_one(store: Store, decision: Decision) -> None:
    if decision.kind == EXTEND:
        reviews.check_extension(
            store, decision.finding, decision.day, decision.reason,
            approved_by=decision.approved_by, outcome=decision.outcome,
        )  # fmt: skip
    else:
        reviews.check_reason(decision.reason)
    case_id = reviews.case_of(store, decision.finding)
    if decision.kind != ERASE:
        outcome_decisions.check(store, case_id, [decision.finding], erasing=False)


def _batches(store: Store, chosen: Sequence[Decision]) -> dict[tuple[str, str], list[str]]:
    """Put the erasures of one case and one reason together."""
    batches: dict[tuple[str, str], list[str]] = {}
    for decision in chosen:
        if decision.kind == ERASE:
            key = reviews.case_of(store, decision.finding), decision.reason
            batches.setdefault(key, []).append(decision.finding)
    return batches


def carry_out(
    store: Store,
    chosen: Sequence[Decision],
    *,
    repeats: Mapping[str, str] | None = None,
    compacting: bool = True,
    progress: Progress | None = None,
) -> Done:
    """Carry out what was checked: first what stays, then the erasures, each case and reason in one.

    The extensions and restrictions of one case are one step of its history. A cancelled run keeps what it
    has done so far; the file is rewritten once, after the last erasure.
    """
    told = progress or Progress()
    batches = list(_batches(store, chosen).items())
    staying = [d for d in chosen if d.kind in (EXTEND, RESTRICT)]
    steps = len(staying) + len(batches)
    made: dict[str, list[Change]] = {}
    try:
        for no, decision in enumerate(staying):
            told.step(no, steps)
            change = _keep(store, decision)
            made.setdefault(change.case_id, []).append(change)
    finally:
        for changes in made.values():
            undo.unite(store, changes, _label(changes))
    results: list[erasure.Erasure] = []
    gone: set[str] = set()
    for no, ((case_id, reason), wanted) in enumerate(batches):
        left = [i for i in wanted if i not in gone]
        if left:
            told.step(len(staying) + no, steps)
            last = no == len(batches) - 1
            now = compacting and last
            erasing = told.stretch(len(staying) + no, len(staying) + no + 1, steps)
            results.append(
                erasure.erase(store, case_id, left, reason, repeats=repeats, compacting=now, progress=erasing)
            )
            gone.update(results[-1].findings)
    return Done(
        erased=tuple(i for r in results for i in r.findings),
        extended=tuple(d.finding for d in staying if d.kind == EXTEND),
        restricted=tuple(d.finding for d in staying if d.kind == RESTRICT),
        to_review=tuple(i for r in results for i in r.to_review),
        documents_left=tuple(i for r in results for i in r.documents_left),
        compacted=results[-1].compacted if results else True,
        repeats=tuple({r.key: r for result in results for r in result.repeats}.values()),
    )


def _label(changes: Sequence[Change]) -> str:
    if len(changes) == 1:
        return changes[0].label
    text = ngettext("{count} review decided", "{count} reviews decided", len(changes))
    return text.format(count=len(changes))


def _keep(store: Store, decision: Decision) -> Change:
    if decision.kind == EXTEND:
        return reviews.extend(
            store, decision.finding, decision.day, decision.reason,
            approved_by=decision.approved_by, outcome=decision.outcome,
        )  # fmt: skip
    return reviews.restrict(store, decision.finding, decision.reason)
