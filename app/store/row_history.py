"""What became of one row, told from what the store keeps: the images of the undo history and the log.

The images say what a step changed; the log says who took a step back or did it again, and why something was
changed. Lawful erasure and changes that cannot be taken back empty the images, retention cuts the log: what
is left of either is told, and where the images are gone the step says so.
"""

import datetime as dt
import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select

from app.base.clock import moment_of
from app.base.i18n import LANGUAGES, in_language, mark
from app.store import tables
from app.store.audit import Action

Image = dict[str, Any]

# The words of `app.store.undo`, which the log keeps in the language of whoever did it.
_TURNS = {"undone": mark("Undo: {label}"), "redone": mark("Redo: {label}")}
_CHANGES = (Action.COLLECTION, Action.ALTERATION, Action.COMBINATION, Action.ERASURE)
# The log entry of a step is written right before its images are; a large step takes its time for these.
_APART = dt.timedelta(minutes=1)


class StepKind(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class RowStep:
    """One thing that happened to a row; `before` and `after` are the row then, None while it was not there.

    `at` is a moment of the store, "" with `actor` if it is not known who took a step back. Without `kept` the
    images are gone, and both are None.
    """

    kind: StepKind
    at: str
    actor: str
    label: str
    reason: str
    before: Image | None
    after: Image | None
    kept: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    seq: int
    case_id: str
    label: str
    state: str
    at: str
    actor: str
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class _Logged:
    seq: int
    at: str
    clock: str
    actor: str
    action: str
    case_id: str
    label: str
    reason: str
    turn: str


def of_row(connection: Connection, table_name: str, row_id: str) -> tuple[RowStep, ...]:
    """Return what became of a row, the oldest first; empty if nothing is kept about it."""
    steps = _steps(connection, table_name, row_id)
    logged = _logged(connection, table_name, row_id)
    told = _entries_of_steps(steps, [e for e in logged if not e.turn])
    used = {entry.seq for entry in told.values()}
    reasons = {number: entry.reason for number, entry in told.items()}
    return tuple(_Replay(steps, reasons, [e for e in logged if e.seq not in used]).told())


def _steps(connection: Connection, table_name: str, row_id: str) -> list[_Step]:
    log = tables.change_log.c
    query = (
        select(log.seq, log.case_id, log.label, log.state, log.at, log.actor, log.images)
        .where(func.instr(log.touched, table_name) > 0, func.instr(log.images, row_id) > 0)
        .order_by(log.seq)
    )
    found = []
    for seq, case_id, label, state, at, actor, images in connection.execute(query):
        pairs = [
            (b, a) for table, changed, b, a in json.loads(images) if (table, changed) == (table_name, row_id)
        ]
        if pairs:  # a step may change a row several times
            found.append(_Step(seq, case_id, label, state, at, actor, pairs[0][0], pairs[-1][1]))
    return found


def _logged(connection: Connection, table_name: str, row_id: str) -> list[_Logged]:
    entry = tables.audit.c
    query = (
        select(entry.seq, entry.at, entry.actor, entry.action, entry.case_id, entry.detail, entry.reason)
        .where(func.instr(entry.detail, row_id) > 0, entry.action.in_([str(a) for a in _CHANGES]))
        .order_by(entry.seq)
    )
    found = []
    for seq, at, actor, action, case_id, detail, reason in connection.execute(query):
        told = _told(detail)
        if row_id in told.get("ids", ()) and table_name in told.get("kinds", ()):
            label = str(told.get("label", ""))
            clock = str(told.get("clock", at))
            turn = _turn_of(label)
            found.append(_Logged(seq, at, clock, actor, action, case_id, label, reason, turn))
    return found


def _told(detail: str) -> dict[str, Any]:
    """Return what an entry of the log holds; nothing if it is a plain text."""
    try:
        told = json.loads(detail)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _turn_of(label: str) -> str:
    """Tell by a label whether a step was taken back or done again, "" if neither."""
    for turn, source in _TURNS.items():
        for language in LANGUAGES:
            head, _label, tail = in_language(language, source).partition("{label}")
            if label.startswith(head) and label.endswith(tail):
                return turn
    return ""


def _entries_of_steps(steps: Sequence[_Step], logged: Sequence[_Logged]) -> dict[int, _Logged]:
    """Return which entry of the log tells of which step (by its place); the newest of both first."""
    found: dict[int, _Logged] = {}
    left = list(logged)
    for number in reversed(range(len(steps))):
        for entry in reversed(left):
            if _same(steps[number], entry):
                found[number] = entry
                left.remove(entry)
                break
    return found


def _same(step: _Step, entry: _Logged) -> bool:
    if (step.case_id, step.label, step.actor) != (entry.case_id, entry.label, entry.actor):
        return False
    return dt.timedelta() <= moment_of(step.at) - moment_of(entry.clock) <= _APART


class _Replay:
    """Puts steps and what else the log says into one order.

    Moments have whole seconds. Within one second, and where a clock was set back, the images decide: a step
    begins with the row as the one before it left it.
    """

    def __init__(self, steps: Sequence[_Step], reasons: dict[int, str], logged: Sequence[_Logged]) -> None:
        self._steps = deque((step, reasons.get(number, "")) for number, step in enumerate(steps))
        self._logged = deque(logged)
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._row: Image | None = steps[0].before if steps else None

    def told(self) -> Iterator[RowStep]:
        """Yield what happened, in order."""
        while self._steps or self._logged:
            if self._logged and self._log_is_first():
                yield self._from_log(self._logged.popleft())
            else:
                yield from self._taken_back_unseen()
                yield self._step(*self._steps.popleft())
        while self._done and self._done[-1].state != "done":
            yield self._turned("undone", self._done[-1], "", "")

    def _log_is_first(self) -> bool:
        if not self._steps:
            return True
        entry, step = self._logged[0], self._steps[0][0]
        if self._fits(step):
            # After a new step nothing can be done again.
            redone = entry.turn == "redone" and self._target(entry) is not None
            return entry.clock < step.at or (redone and entry.clock == step.at)
        return self._target(entry) is not None or (not entry.turn and entry.clock <= step.at)

    def _fits(self, step: _Step) -> bool:
        if self._row is None or step.before is None:
            return self._row is step.before
        return all(self._row.get(name) == value for name, value in step.before.items())

    def _target(self, entry: _Logged) -> _Step | None:
        among = {"undone": self._done, "redone": self._undone}.get(entry.turn, [])
        return next((step for step in reversed(among) if step.case_id == entry.case_id), None)

    def _taken_back_unseen(self) -> Iterator[RowStep]:
        """A large step that is taken back names only some of its rows in the log."""
        step = self._steps[0][0]
        while self._done and not self._fits(step) and self._done[-1].state != "done":
            yield self._turned("undone", self._done[-1], "", "")

    def _step(self, step: _Step, reason: str) -> RowStep:
        self._done.append(step)
        self._undone = [s for s in self._undone if s.case_id != step.case_id]
        self._row = step.after
        kind = StepKind.ADDED if step.before is None else StepKind.CHANGED
        if step.after is None:
            kind = StepKind.REMOVED
        return RowStep(kind, step.at, step.actor, step.label, reason, step.before, step.after)

    def _from_log(self, entry: _Logged) -> RowStep:
        target = self._target(entry)
        if target is not None:
            return self._turned(entry.turn, target, entry.at, entry.actor)
        collected = entry.action == Action.COLLECTION
        kind = StepKind(entry.turn) if entry.turn else StepKind.ADDED if collected else StepKind.CHANGED
        return RowStep(kind, entry.at, entry.actor, entry.label, entry.reason, None, None, kept=False)

    def _turned(self, turn: str, step: _Step, at: str, actor: str) -> RowStep:
        back = turn == "undone"
        here, there = (self._done, self._undone) if back else (self._undone, self._done)
        here.remove(step)
        there.append(step)
        before, after = (step.after, step.before) if back else (step.before, step.after)
        self._row = after
        return RowStep(StepKind(turn), at, actor, step.label, "", before, after)
