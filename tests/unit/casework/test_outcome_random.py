"""Random work around outcomes: frozen when it must be, a record stays as it is and is in no view."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from acquitting import Trial, trial
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import UserError
from app.base.records import CaseRecords
from app.casework import cases, findings, outcome_decisions, subjects
from app.casework.findings import Statement
from app.policy.release import ReleaseRequest, evaluate, working_view
from app.store import outcome_holds, undo
from app.store.outcome_holds import DECIDING
from app.store.store import Store
from tests.unit.casework.test_erasure_bytes import set_up

KINDS = ("outcome", "own", "correct", "capacity", "keep", "note", "about_other", "link", "undo", "redo")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), min_size=3, max_size=12)
OUTCOMES = ("conviction", *DECIDING)
CAPACITIES = ("accused", "witness", "accused", "injured", "accused", "accused")


def step(made: Trial, kind: str, choice: int) -> None:
    """Do one thing; refusals are part of the game."""
    store, case, source = made.desk.store, made.desk.case_id, made.desk.source_id
    records = cases.records(store, case)
    known = [f for f in records.findings if f.property in ("outcome", "capacity", "name")]
    wanted: dict[str, Any] = {
        "outcome": lambda: made.ends(OUTCOMES[choice]),
        "own": lambda: findings.record(
            store, case, made.party, Statement("outcome", OUTCOMES[choice], source)
        ),
        "capacity": lambda: findings.record(
            store, case, made.party, Statement("capacity", CAPACITIES[choice], source)
        ),
        "correct": lambda: _correct(made, known[choice % len(known)], choice),
        "keep": lambda: outcome_decisions.keep(
            store, case, made.accused, outcome_decisions.KINDS[choice % 3], "geprüft"
        ),
        "note": lambda: findings.record(store, case, made.accused, Statement("note", "neu", source)),
        "about_other": lambda: findings.record(store, case, made.other, Statement("note", "neu", source)),
        "link": lambda: subjects.add_link(
            store, case, "contact", made.other, made.accused, [Statement("exists", "yes", source)]
        ),
    }  # fmt: skip
    wanted[kind]()


def _correct(made: Trial, finding: Any, choice: int) -> None:
    values = {"outcome": OUTCOMES[choice], "capacity": CAPACITIES[choice], "name": f"Anna {choice}"}
    findings.correct(made.desk.store, made.desk.case_id, finding.id, values[finding.property])


def must_be_frozen(made: Trial, records: CaseRecords, kept: frozenset[tuple[str, str, str]]) -> bool:
    """Say it anew from the findings alone."""
    newer = {f.supersedes for f in records.findings}
    current = [f for f in records.findings if f.id not in newer]
    capacities = {f.value for f in current if f.subject_id == made.party and f.property == "capacity"}
    stated = {(f.subject_id, f.value) for f in current if f.property == "outcome" and f.value in DECIDING}
    own = {s for s in stated if s[0] == made.party}
    general = {s for s in stated if s[0] == made.proceeding and (not capacities or "accused" in capacities)}
    return any((made.accused, about, value) not in kept for about, value in own | general)


def said_of(made: Trial, records: CaseRecords) -> set[Any]:
    ends = {s.id for s in records.subjects if made.accused in (s.id, s.start, s.end)}
    return {f for f in records.findings if f.subject_id in ends}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_whatever_is_done_a_frozen_record_stays_as_it_is(
    template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    """Wenn irgendetwas getan wird, dann bleibt eine gesperrte Person, wie sie ist, und geht nicht hinaus."""
    path = tmp_path_factory.mktemp("zufall") / "muster.rundblick"
    shutil.copytree(template[0], path)
    store = Store.open_with_recovery_key(path, template[1], "muster")
    try:
        made = trial(set_up(store))
        for kind, choice in steps:
            _one(made, kind, choice)
    finally:
        store.close()


def _one(made: Trial, kind: str, choice: int) -> None:
    store, case = made.desk.store, made.desk.case_id
    before = cases.records(store, case)
    if kind in ("undo", "redo"):
        newest = [e.label for e in undo.history(store, case) if e.state == "done"][-1:]
        # The trial itself is not taken back: there would be nobody left.
        if kind == "redo" or newest not in ([], ["Link added"], ["Node added"]):
            getattr(undo, kind)(store, case)
    else:
        try:
            step(made, kind, choice)
        except UserError:
            assert cases.records(store, case) == before
    after = cases.records(store, case)
    if made.accused in before.frozen and kind not in ("undo", "redo", "keep"):
        assert said_of(made, after) == said_of(made, before)
    with store.read() as connection:
        kept = outcome_holds.decided(connection)
    assert (made.accused in after.frozen) == must_be_frozen(made, after, kept)
    own = next(a for a in after.agencies if a.id == made.desk.agency_id)
    for view in (
        evaluate(after, ReleaseRequest(own, "Z", "A", "2026-06-01")).view,
        working_view(after, "2026-06-01"),
    ):
        assert not after.frozen & {s.id for s in view.subjects}
        assert not after.frozen & {f.subject_id for f in view.findings}
