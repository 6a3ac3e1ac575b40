"""Random work on a case with undo and redo: the store always equals what was remembered of it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.base.records import CaseRecords, Label
from app.casework import agencies, cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.store import audit, undo
from app.store.keyslots import KdfCost
from app.store.store import Store

LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("undo") / "muster.rundblick"
    store, recovery = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1))
    store.close()
    return path, recovery


class UndoMachine(RuleBasedStateMachine):
    template: tuple[Path, str]
    folder: Path
    runs = 0

    @initialize()
    def open(self) -> None:
        UndoMachine.runs += 1
        path = self.folder / f"{UndoMachine.runs}.rundblick"
        shutil.copytree(self.template[0], path)
        self.store = Store.open_with_recovery_key(path, self.template[1], "muster")
        agency = agencies.add(self.store, "A09", "Gewerbeamt Musterstadt").ids[0]
        self.case = cases.create(self.store, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
        delivered = contributions.register(self.store, self.case, agency, "Auszug", label=LABEL).ids[0]
        self.source = contributions.add_source(self.store, self.case, delivered, "register", "1", "A").ids[0]
        self.past: list[CaseRecords] = []
        self.future: list[CaseRecords] = []
        self.base = len(undo.history(self.store, self.case))

    def _records(self) -> CaseRecords:
        return cases.records(self.store, self.case)

    def _remember(self, before: CaseRecords) -> None:
        self.past.append(before)
        self.future.clear()

    @rule(name=st.text("abcäöü", min_size=1, max_size=5))
    def add_person(self, name: str) -> None:
        before = self._records()
        subjects.add_node(self.store, self.case, "person", [Statement("name", name, self.source)])
        self._remember(before)

    @precondition(lambda self: len(self._nodes()) >= 2)
    @rule(data=st.data())
    def add_contact(self, data: st.DataObject) -> None:
        ends = data.draw(st.lists(st.sampled_from(self._nodes()), min_size=2, max_size=2, unique=True))
        before = self._records()
        statement = Statement("exists", "yes", self.source)
        subjects.add_link(self.store, self.case, "contact", ends[0], ends[1], [statement])
        self._remember(before)

    @precondition(lambda self: bool(self._records().findings))
    @rule(data=st.data(), what=st.sampled_from(["correct", "restrict", "exonerate"]))
    def change_finding(self, data: st.DataObject, what: str) -> None:
        before = self._records()
        named = [f.id for f in before.findings if f.property == "name"]
        if not named:
            return
        chosen = data.draw(st.sampled_from(named))
        if what == "correct":
            findings.correct(self.store, self.case, chosen, "berichtigt")
        elif what == "restrict":
            findings.restrict(self.store, self.case, chosen, "bestritten")
        else:
            findings.mark_exonerating(self.store, self.case, chosen)
        self._remember(before)

    @precondition(lambda self: bool(self.past))
    @rule()
    def take_back(self) -> None:
        self.future.append(self._records())
        assert undo.undo(self.store, self.case) is not None
        assert self._records() == self.past.pop()

    @precondition(lambda self: bool(self.future))
    @rule()
    def do_again(self) -> None:
        self.past.append(self._records())
        assert undo.redo(self.store, self.case) is not None
        assert self._records() == self.future.pop()

    @rule()
    def reopen(self) -> None:
        path = self.store.path
        self.store.close()
        self.store = Store.open_with_recovery_key(path, self.template[1], "muster")

    def _nodes(self) -> list[str]:
        return [s.id for s in self._records().subjects if s.start is None]

    @invariant()
    def the_chain_holds(self) -> None:
        if hasattr(self, "store"):
            with self.store.read() as connection:
                assert audit.first_break(connection) is None

    @invariant()
    def every_subject_stands_on_a_finding(self) -> None:
        if hasattr(self, "store"):
            records = self._records()
            assert {s.id for s in records.subjects} == {f.subject_id for f in records.findings}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


def test_undo_and_redo_bring_back_every_state(template: tuple[Path, str], tmp_path: Path) -> None:
    UndoMachine.template, UndoMachine.folder = template, tmp_path
    machine = UndoMachine.TestCase
    machine.settings = settings(max_examples=12, stateful_step_count=14)
    machine().runTest()
