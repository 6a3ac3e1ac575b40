"""Random work: no review day beyond its bound, and every recipient of what went has exactly one notice."""

import datetime as dt
import itertools
import shutil
from collections import Counter
from pathlib import Path

import pytest
from disclosing import hand_over
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base import clock
from app.base.errors import UserError
from app.base.records import Finding
from app.casework import agencies, cases, contributions, erasure, findings, notices, reviews, subjects
from app.casework.findings import Statement
from app.store import undo
from app.store.store import Store
from tests.unit.casework.conftest import LABEL, Desk

# What decides is what happens to one and the same finding: few things, and mostly what concerns them.
KINDS = (
    "person", "note", "event", "link", "correct", "restrict", "sent", "undo", "year",
    "role", "role", "birth", "extend", "extend", "extend", "disclose", "disclose", "erase",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), min_size=8, max_size=30)
REGIMES = ("polg_nrw", "stpo", "owig", "bpolg")
ROLES = ("contact_companion", "suspect", "informant")


class Walk:
    """Work on one case; knows who got what, and what became of it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]
        self.agencies = [agencies.add(store, "A01", f"Polizei {n}").ids[0] for n in range(2)]
        self.sources = [self._source(regime) for regime in REGIMES]
        self.desk = Desk(store, self.case_id, self.agencies[0], "", self.sources[0])
        self.desk.person("Anker")
        self.number = itertools.count()
        self.floor = self.done()
        self.moment = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)

    def _source(self, regime: str) -> str:
        delivered = contributions.register(
            self.store, self.case_id, self.agencies[0], regime, regime=regime, label=LABEL
        ).ids[0]
        return contributions.add_source(self.store, self.case_id, delivered, "file", "S. 1", "A").ids[0]

    def step(self, kind: str, choice: int) -> None:
        if kind == "year":
            self.moment += dt.timedelta(days=40 + choice * 60)
            clock.set_source(lambda: self.moment)
            return
        if kind == "undo":
            if self.done() > self.floor:
                undo.undo(self.store, self.case_id)
            return
        getattr(self, f"_{kind}")(choice)
        if kind in ("erase", "disclose"):
            # Both end the history, that of the preparation with it.
            self.floor = 0

    def done(self) -> int:
        return sum(e.state == "done" for e in undo.history(self.store, self.case_id))

    def _person(self, choice: int) -> None:
        self.desk.person(f"Person {next(self.number)}")

    def _say(self, name: str, value: str, choice: int, **more: str) -> None:
        person = self._people()[choice % len(self._people())]
        source = self._alive()[choice % len(self._alive())]
        findings.record(self.store, self.case_id, person, Statement(name, value, source, **more))

    def _note(self, choice: int) -> None:
        self._say("note", f"Text {next(self.number)}", choice)

    def _event(self, choice: int) -> None:
        self._say("note", f"Text {next(self.number)}", choice, valid_from=str(2015 + choice))

    def _role(self, choice: int) -> None:
        self._say("role", ROLES[choice % len(ROLES)], choice)

    def _birth(self, choice: int) -> None:
        self._say("birth_date", f"{2000 + choice * 4}-01-01", choice)

    def _link(self, choice: int) -> None:
        people = self._people()
        if len(people) > 1:
            ends = people[choice % len(people)], people[(choice + 1) % len(people)]
            evidence = [Statement("exists", "yes", self._alive()[0])]
            subjects.add_link(self.store, self.case_id, "contact", *ends, evidence)

    def _correct(self, choice: int) -> None:
        old = self._one(choice)
        value = ROLES[choice % len(ROLES)] if old.property == "role" else f"Neu {next(self.number)}"
        if old.property in ("role", "note", "name"):
            findings.correct(self.store, self.case_id, old.id, value)

    def _restrict(self, choice: int) -> None:
        findings.restrict(self.store, self.case_id, self._one(choice).id, "Beweiszwecke")

    def _extend(self, choice: int) -> None:
        item = reviews.look(self.store, self._one(choice).id)
        if reviews.EXTEND in item.allowed:
            reviews.extend(self.store, item.finding_id, item.latest, "läuft", approved_by="Leitung")
        late = dt.date.fromisoformat(item.latest) + dt.timedelta(days=1)
        with pytest.raises(UserError):
            reviews.extend(self.store, item.finding_id, late.isoformat(), "läuft", approved_by="Leitung")

    def _disclose(self, choice: int) -> None:
        hand_over(self.desk, self.agencies[choice % 2], [self._one(choice).id], f"Lage-{choice}.pdf")

    def _sent(self, choice: int) -> None:
        waiting = notices.listed(self.store)
        if waiting:
            notices.mark_sent(self.store, waiting[choice % len(waiting)].id, "Schreiben")

    def _erase(self, choice: int) -> None:
        one = self._one(choice)
        seen = erasure.foresee(self.store, self.case_id, [one.id])
        gone = erasure.erase(self.store, self.case_id, [one.id], "Frist abgelaufen", compacting=False)
        assert seen.findings == gone.findings
        told = Counter((n.agency_id, i) for n in notices.listed(self.store) for i in n.findings)
        for recipient in seen.recipients:
            for finding in {g.finding_id for g in recipient.given}:
                assert told[recipient.agency_id, finding] == 1
        acts = {i: n.act for n in notices.listed(self.store) for i in n.findings}
        assert all(acts.get(i, "erased") == "erased" for i in gone.findings)

    def _all(self) -> list[Finding]:
        return sorted(cases.records(self.store, self.case_id).findings, key=lambda f: (f.property, f.value))

    def _one(self, choice: int) -> Finding:
        found = [f for f in self._all() if f.value != "Anker"]
        if not found:
            self._person(0)
            return self._one(choice)
        return found[choice % len(found)]

    def _people(self) -> list[str]:
        named = [f for f in self._all() if f.property == "name" and f.value != "Anker"]
        if not named:
            self._person(0)
            return self._people()
        return list(dict.fromkeys(f.subject_id for f in named))

    def _alive(self) -> list[str]:
        there = {s.id for s in cases.records(self.store, self.case_id).sources}
        return [s for s in self.sources if s in there]

    def check(self) -> None:
        for finding in self._all():
            latest = reviews.look(self.store, finding.id).latest
            assert finding.review_due <= latest, (finding.property, finding.review_due, latest)
        told = Counter((n.agency_id, i) for n in notices.listed(self.store) for i in n.findings)
        assert set(told.values()) <= {1}


@settings(max_examples=15)
@given(steps=STEPS)
def test_days_keep_to_their_bounds_and_recipients_are_told_once(
    template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("walk") / "x.rundblick"
    shutil.copytree(template[0], path)
    clock.set_source(lambda: dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC))
    store = Store.open_with_recovery_key(path, template[1], "muster")
    try:
        walk = Walk(store)
        for kind, choice in steps:
            walk.step(kind, choice)
            walk.check()
    finally:
        store.close()
        clock.set_source(None)
