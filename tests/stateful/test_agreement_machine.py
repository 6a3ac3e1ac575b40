"""Random work on a case: store, tables, search, chart and timeline always agree on what there is."""

import io
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.analysis.network import build_network
from app.analysis.timeline import events
from app.base.records import CaseRecords, Finding, Label, SubjectKind, Verdict
from app.casework import agencies, cases, contributions, documents, erasure, findings, judgements, subjects
from app.casework.findings import Statement
from app.casework.search import search
from app.store import undo, verify
from app.store.keyslots import KdfCost
from app.store.store import Store
from ui.case.case_data import load_case
from ui.case.finding_query import finding_rows
from ui.case.source_query import source_rows
from ui.case.subject_query import subject_rows

LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")
NAMES = st.sampled_from(["Ulmenau", "Birkenau", "Eichenau", "Lindenau"])
DATES = st.sampled_from(["1980", "1980-05", "1980-05-04"])
MANY = 200


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("agree") / "muster.rundblick"
    store, recovery = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1))
    store.close()
    return path, recovery


class AgreementMachine(RuleBasedStateMachine):
    """One analyst at one case of a real, encrypted store."""

    template: tuple[Path, str]
    folder: Path
    runs = 0

    @initialize()
    def open(self) -> None:
        AgreementMachine.runs += 1
        path = self.folder / f"{AgreementMachine.runs}.rundblick"
        shutil.copytree(self.template[0], path)
        self.store = Store.open_with_recovery_key(path, self.template[1], "muster")
        self.agency = agencies.add(self.store, "A09", "Gewerbeamt Musterstadt").ids[0]
        self.case = cases.create(self.store, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
        self._receive()
        self.came: dict[str, int] = {}

    # --- what somebody does

    @rule(name=NAMES, born=DATES)
    def add_person(self, name: str, born: str) -> None:
        said = [Statement("name", name, self.source), Statement("birth_date", born, self.source)]
        subjects.add_node(self.store, self.case, "person", said)
        self.steps += 1

    @precondition(lambda self: len(self._nodes()) >= 2)
    @rule(data=st.data())
    def add_contact(self, data: st.DataObject) -> None:
        ends = self._two(data)
        yes = Statement("exists", "yes", self.source)
        subjects.add_link(self.store, self.case, "contact", ends[0], ends[1], [yes])
        self.steps += 1

    @precondition(lambda self: bool(self._nodes()))
    @rule(data=st.data(), words=NAMES)
    def record_finding(self, data: st.DataObject, words: str) -> None:
        about = data.draw(st.sampled_from(self._nodes()))
        findings.record(self.store, self.case, about, Statement("note", f"bei {words}", self.source))
        self.steps += 1

    @precondition(lambda self: bool(self._named()))
    @rule(data=st.data(), name=NAMES)
    def correct_finding(self, data: st.DataObject, name: str) -> None:
        findings.correct(self.store, self.case, self._pick(data), name)
        self.steps += 1

    @precondition(lambda self: bool(self._named()))
    @rule(data=st.data(), what=st.sampled_from(["restrict", "lift", "mark"]))
    def change_marks(self, data: st.DataObject, what: str) -> None:
        chosen = self._pick(data)
        if what == "mark":
            findings.mark_exonerating(self.store, self.case, chosen)
        else:
            findings.restrict(self.store, self.case, chosen, "bestritten", restricted=what == "restrict")
        self.steps += 1

    @precondition(lambda self: len(self._nodes()) >= 2)
    @rule(data=st.data(), verdict=st.sampled_from(list(Verdict)))
    def judge_pair(self, data: st.DataObject, verdict: Verdict) -> None:
        ends = self._two(data)
        judgements.decide(self.store, self.case, ends[0], ends[1], verdict, "Ausweis", self.agency)
        self.steps += 1

    @precondition(lambda self: bool(self._records().findings))
    @rule(data=st.data())
    def erase_finding(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(self._in_turn(f.id for f in self._records().findings)))
        erasure.erase(self.store, self.case, [chosen], "nicht mehr erforderlich", compacting=False)
        assert chosen not in {f.id for f in self._records().findings}
        # What nothing rests on any more has gone along.
        if self.source not in {s.id for s in self._records().sources}:
            self._receive()
        # Behind the steps that can still be taken back lies what the case began with.
        self.steps = 0

    @rule(words=NAMES)
    def attach_document(self, words: str) -> None:
        stream = io.BytesIO(f"Bericht über {words}".encode())
        documents.attach(self.store, self.case, self.contribution, f"{words}.txt", "text/plain", stream)
        self.steps += 1

    @rule(again=st.booleans())
    def take_back(self, again: bool) -> None:
        before = self._records()
        if self.steps and undo.undo(self.store, self.case) is not None and again:
            assert undo.redo(self.store, self.case) is not None
            assert self._records() == before
        elif self.steps:
            self.steps -= 1

    @rule()
    def close_and_open(self) -> None:
        before, path = self._records(), self.store.path
        self.store.close()
        self.store = Store.open_with_recovery_key(path, self.template[1], "muster")
        assert self._records() == before

    # --- what must be true at any time

    @invariant()
    def all_views_agree(self) -> None:
        if not hasattr(self, "store"):
            return
        records = self._records()
        current = _current(records)
        standing = {f.subject_id for f in current}
        self._remember(records)
        # The numbers are kept from then on; what is left of them in the end is counted again by verify.
        (listed,) = cases.list_cases(self.store)
        assert listed.nodes + listed.links == len(records.subjects)
        assert listed.findings == len(records.findings)
        data = load_case(self.store, self.case)
        assert {row.id for row in subject_rows(data)} == standing
        assert {row.id for row in finding_rows(data)} == {f.id for f in current}
        assert {row.id for row in source_rows(data)} == {s.id for s in records.sources}
        self._network_agrees(records, standing)
        dated = {e.finding_id for e in events(records.subjects, records.findings)}
        assert dated == {f.id for f in current if f.property == "birth_date"}

    def _network_agrees(self, records: CaseRecords, standing: set[str]) -> None:
        network = build_network(records.subjects, records.findings)
        nodes = {s.id for s in records.subjects if s.kind is SubjectKind.NODE}
        links = {s.id for s in records.subjects if s.kind is SubjectKind.LINK}
        assert {node.id for node in network.nodes} == nodes & standing
        assert {link.id for link in network.links} == links & standing

    @invariant()
    def search_finds_what_there_is(self) -> None:
        if not hasattr(self, "store"):
            return
        records = self._records()
        current = _current(records)
        known = {f.id for f in records.findings} | {s.id for s in records.subjects}
        known |= {s.id for s in records.sources} | {d.id for d in records.documents}
        for word in ("Ulmenau", "Birkenau"):
            hits = search(self.store, word, self.case, limit=MANY).hits
            assert {h.id for h in hits} <= known
            named = [f for f in current if f.property == "name" and f.value == word]
            assert {f.subject_id for f in named if not f.restricted} <= {h.id for h in hits}
            assert not {f.id for f in records.findings if f.restricted} & {h.id for h in hits}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            bad = [check for check in verify.verify(self.store) if not check.ok]
            self.store.close()
            assert not bad

    def _receive(self) -> None:
        made = contributions.register(self.store, self.case, self.agency, "Auszug", label=LABEL).ids[0]
        self.contribution = made
        self.source = contributions.add_source(self.store, self.case, made, "register", "1", "A").ids[0]
        self.steps = 0

    # --- choosing

    def _records(self) -> CaseRecords:
        return cases.records(self.store, self.case)

    def _nodes(self) -> list[str]:
        records = self._records()
        standing = {f.subject_id for f in _current(records)}
        nodes = (s.id for s in records.subjects if s.kind is SubjectKind.NODE)
        return self._in_turn(node for node in nodes if node in standing)

    def _named(self) -> list[str]:
        return self._in_turn(f.id for f in _current(self._records()) if f.property == "name")

    def _remember(self, records: CaseRecords) -> None:
        """Note in which turn things came: ids are random, and the same choice has to mean the same thing."""
        for thing in (*records.subjects, *sorted(records.findings, key=lambda f: f.property)):
            self.came.setdefault(thing.id, len(self.came))

    def _in_turn(self, ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=self.came.__getitem__)

    def _pick(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(self._named()))

    def _two(self, data: st.DataObject) -> list[str]:
        return data.draw(st.lists(st.sampled_from(self._nodes()), min_size=2, max_size=2, unique=True))


def _current(records: CaseRecords) -> list[Finding]:
    superseded = {f.supersedes for f in records.findings if f.supersedes}
    return [f for f in records.findings if f.id not in superseded]


def test_all_views_agree_after_every_step(template: tuple[Path, str], tmp_path: Path) -> None:
    """Wenn ich irgendetwas tue, dann zeigen Tabellen, Suche, Bild und Zeitstrahl dasselbe wie er."""
    AgreementMachine.template, AgreementMachine.folder = template, tmp_path
    case = AgreementMachine.TestCase
    # Without shrinking, which would take minutes: the steps printed are few enough to read.
    case.settings = settings(max_examples=10, stateful_step_count=14, phases=[Phase.generate])
    case().runTest()
