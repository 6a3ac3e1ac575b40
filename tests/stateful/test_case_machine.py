"""Random steps of a case: what is demanded is there whenever a step was taken, and undo leads back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.base.errors import UserError
from app.base.records import CaseHeader
from app.casework import agencies, case_frame, case_lists, case_parties, case_steps, cases
from app.casework.case_steps import CaseStatus, Step
from app.store import audit, tables, undo
from app.store.keyslots import KdfCost
from app.store.store import Store

OUTCOMES = ("", *case_lists.entries(case_lists.OUTCOMES))
TEXTS = st.sampled_from(["", "Muster", "2099-01-01"])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("steps") / "muster.rundblick"
    store, recovery = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1))
    store.close()
    return path, recovery


def refusal(call: Callable[[], object]) -> UserError | None:
    try:
        call()
    except UserError as refused:
        return refused
    return None


class CaseMachine(RuleBasedStateMachine):
    template: tuple[Path, str]
    folder: Path
    runs = 0

    @initialize()
    def open(self) -> None:
        CaseMachine.runs += 1
        path = self.folder / f"{CaseMachine.runs}.rundblick"
        shutil.copytree(self.template[0], path)
        self.store = Store.open_with_recovery_key(path, self.template[1], "muster")
        self.agency = agencies.add(self.store, "A09", "Gewerbeamt Musterstadt").ids[0]
        self.case = cases.create(self.store, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
        self.past: list[tuple[CaseStatus, tuple[Step, ...]]] = []

    def _now(self) -> tuple[CaseStatus, tuple[Step, ...]]:
        return case_steps.status_of(self._header()), case_steps.steps(self.store, self.case)

    def _header(self) -> CaseHeader:
        return cases.header(self.store, self.case)

    @rule(goal=st.sampled_from(list(CaseStatus)), reason=st.sampled_from(["", "Grund"]),
          outcome=st.sampled_from(OUTCOMES))  # fmt: skip
    def step(self, goal: CaseStatus, reason: str, outcome: str) -> None:
        before = self._now()
        lacking = case_steps.missing(self.store, self.case, goal, outcome=outcome)
        possible = goal in case_steps.next_states(before[0]) and bool(reason) and not lacking
        refused = refusal(lambda: case_steps.take(self.store, self.case, goal, reason, outcome=outcome))
        assert (refused is None) == possible
        if refused is not None:
            assert self._now() == before
            assert refused.key != "case.step" or len(refused.problems) == len(lacking)
        else:
            assert self._now()[0] is goal
            self.past = [] if goal is CaseStatus.ERASED else [*self.past, before]

    @rule(field=st.sampled_from(["question", "controller", "review_due"]), text=TEXTS)
    def edit(self, field: str, text: str) -> None:
        before = self._now()
        refused = refusal(lambda: case_frame.edit(self.store, self.case, {field: text}))
        assert self._now() == before
        assert refused is None or refused.key in (f"case.field.{field}", "review.day")
        # Each edit is a step of the history as well.
        self.past = []

    @rule()
    def invite(self) -> None:
        case_parties.put(self.store, self.case, self.agency, "contributing")
        self.past = []

    @rule()
    def hand_over(self) -> None:
        with self.store.write("Übergabe", audit.Action.DISCLOSURE, case_id=self.case) as work:
            work.insert(tables.handover, {"case_id": self.case, "agency_id": self.agency, "kind": "briefing"})
        self.past = []

    @rule()
    def take_back(self) -> None:
        if self.past:
            assert undo.undo(self.store, self.case) is not None
            assert self._now() == self.past.pop()

    @invariant()
    def the_frame_of_a_case_beyond_draft_is_whole(self) -> None:
        if hasattr(self, "store") and self._now()[0] not in (CaseStatus.DRAFT, CaseStatus.ERASED):
            assert case_frame.empty_fields(self._header()) == ()

    @invariant()
    def only_a_closed_case_has_an_outcome(self) -> None:
        if hasattr(self, "store"):
            status, taken = self._now()
            closed = status in (CaseStatus.COMPLETED, CaseStatus.HANDED_OVER, CaseStatus.ERASED)
            assert bool(case_steps.outcome_of(taken)) == closed
            assert not taken or taken[-1].status is status

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


def test_every_step_has_what_it_demands(template: tuple[Path, str], tmp_path: Path) -> None:
    CaseMachine.template, CaseMachine.folder = template, tmp_path
    machine = CaseMachine.TestCase
    machine.settings = settings(max_examples=12, stateful_step_count=20)
    machine().runTest()
