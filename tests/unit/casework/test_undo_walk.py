"""Every gesture of the program is taken back and done again; a function without a case here fails the test.

All public functions of the rooms that answer with a `Change` are found by their annotation. Each is carried
out on a small case that holds something of everything; after undo every table is as before, after redo as
after.
"""

import importlib
import inspect
import io
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from acquitting import kept_after_trial
from disclosing import hand_over
from kept_numbers import lists, wrong
from library_gestures import LIBRARY_GESTURES, begin_library
from office_gestures import OFFICE_GESTURES, office_entries
from provision_gestures import PROVISION_GESTURES
from sqlalchemy import select
from undo_images import differing, images

from app.base.conference_records import ExhibitKind
from app.base.records import AgendaItem, Conference, ConferenceState, ConsentState, MeasureState, Verdict
from app.casework import (
    agencies,
    assessments,
    bulk_edits,
    case_frame,
    case_parties,
    case_steps,
    cases,
    collection_plan,
    consents,
    contributions,
    document_texts,
    documents,
    findings,
    gaps,
    judgements,
    notices,
    passage_findings,
    provision_states,
    quarantine,
    reviews,
    subjects,
    wordings,
)
from app.casework.assessments import Opinion
from app.casework.bulk_edits import Edit, EditKind
from app.casework.case_steps import CaseStatus
from app.casework.contributions import Arrival
from app.casework.findings import Statement
from app.casework.passages import Passage
from app.casework.provision_states import ProvisionStatus
from app.conference import (
    agenda,
    conferences,
    grounds,
    measure_tracking,
    measures,
    plan_rows,
    planning,
    receiving,
    running,
    seats,
)
from app.store import audit, tables, undo
from app.store.change import Change
from app.store.store import Store
from tests.unit.casework.conftest import LABEL, Desk
from tests.unit.casework.method_gestures import METHOD_GESTURES, begin_methods
from tests.unit.casework.test_erasure_bytes import set_up as new_desk

ROOMS = ("app.casework", "app.conference", "app.office")
# What cannot be taken back, and why.
FOR_GOOD = {
    "app.casework.audit_log.look": "that somebody looked at the log is an entry of the log",
    "app.casework.case_erasure.erase": "lawful erasure is for good",
    "app.casework.document_texts.keep": "what a document says is no statement of anybody",
    "app.casework.intake.apply": "an import of foreign data ends the history (DESIGN.md, section 3)",
    "app.casework.log_retention.erase_due": "lawful erasure is for good",
    "app.office.entry_keeping.erase": "lawful erasure is for good",
    "app.office.library_erasure.erase": "lawful erasure is for good",
    "app.casework.log_retention.set_retention": "upkeep of the store, logged as administration",
}
# What does nothing but go through one of the gestures below.
THROUGH = {
    "app.casework.analysis_results.save_as_assessment": "assessments.record",
    "app.conference.sittings.call_beside": "planning.call",
    "app.conference.sittings.go_on": "running.left",
}
# The modules of charts as documents are walked through beside their own tests.
ELSEWHERE = "app.casework.chart"


@dataclass
class Everything:
    """A case with something of everything; what the cases below are carried out on."""

    desk: Desk
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def case(self) -> str:
        return self.desk.case_id

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


def prepared(desk: Desk) -> Everything:
    store, case, made = desk.store, desk.case_id, Everything(desk)
    ids = made.ids
    ids["agency"], ids["source"], ids["contribution"] = desk.agency_id, desk.source_id, desk.contribution_id
    ids["other"] = agencies.add(store, "A01", "Polizei Musterstadt").ids[0]
    ids["a"], ids["b"] = desk.person("Anna Muster"), desk.person("Bert Muster")
    held = cases.records(store, case).findings
    ids["fact"] = next(f.id for f in held if f.subject_id == ids["a"])
    ids["second"] = next(f.id for f in held if f.subject_id == ids["b"])
    statement = Statement("note", "kennt beide", ids["source"])
    ids["note"] = findings.record(store, case, ids["a"], statement).ids[0]
    ids["assessment"] = assessments.record(store, case, opinion(made)).ids[0]
    ids["document"] = documents.attach(
        store, case, ids["contribution"], "Blatt.txt", "text/plain", io.BytesIO(b"Ein Blatt Papier.")
    ).ids[0]
    ids["delivered"] = contributions.take_in(store, case, arrival(made, LABEL)).ids[0]
    ids["gap"] = gaps.add(store, case, "who", "Wer?").ids[0]
    gaps.cite(store, ids["gap"], gaps.KNOWN, ids["fact"])
    ids["entry"] = gaps.of_case(store, case)[0].entries[0].id
    ids["task"] = collection_plan.add(store, case, {"requirement": "Halter", "gap_id": ids["gap"]}).ids[0]
    begin_methods(store, case, ids)
    begin_library(store, ids)
    wordings.write(store, case, "purpose", "Prüfung")
    ids["party"] = case_parties.put(store, case, ids["other"], "advisory").ids[0]
    ids["conference"] = conferences.create(
        store, case, "2026-11-20", "Saal", "Muster", ids["agency"], [AgendaItem(1, "Stand")]
    ).ids[0]
    ids["point"] = agenda.add(store, ids["conference"], {"title": "Tatsachen"}).ids[0]
    ids["seat"] = seats.invite(store, ids["conference"], {"agency_id": ids["other"], "person": "W."}).ids[0]
    ids["guest"] = seats.invite(store, ids["conference"], {"agency_id": ids["other"], "person": "S."}).ids[0]
    agenda.show_under(store, ids["point"], ExhibitKind.SUBJECT, ids["a"])
    ids["exhibit"] = plan_rows.plan(store, ids["conference"]).points[-1].exhibits[0].id
    ids["received"] = without_a_plan(store, case, ids["agency"])
    ids["running"] = conferences.create(store, case, "2026-11-21", "Saal", "Muster", ids["agency"]).ids[0]
    ids["called"] = agenda.add(store, ids["running"], {"title": "Stand"}).ids[0]
    ids["inside"] = seats.invite(store, ids["running"], {"agency_id": ids["other"], "person": "W."}).ids[0]
    ids["outside"] = seats.invite(store, ids["running"], {"agency_id": ids["other"], "person": "S."}).ids[0]
    running.begin(store, ids["running"])
    running.came(store, ids["inside"])
    ids["measure"] = measures.create(store, case, "Kontrolle", ids["agency"], "GewO-29", "2027-01-01").ids[0]
    ids |= office_entries(store)
    hand_over(desk, ids["agency"], [ids["note"]])
    findings.correct(store, case, ids["note"], "kennt viele")
    ids["corrected"] = cases.records(store, case).findings[-1].id
    hand_over(desk, ids["other"], [ids["note"]])
    ids["notice"] = notices.listed(store)[0].id
    statement = Statement("note", "war dort", ids["source"])
    third = findings.record(store, case, ids["b"], statement).ids[0]
    hand_over(desk, ids["agency"], [third])
    findings.restrict(store, case, third, "bestritten")
    ids["told"] = next(n.id for n in notices.listed(store) if third in n.findings)
    notices.mark_sent(store, ids["told"], "Brief")
    return made


@pytest.fixture(scope="module")
def made(template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    """One store for all gestures: each leaves it as it was."""
    path = tmp_path_factory.mktemp("full") / "voll.rundblick"
    shutil.copytree(template[0], path)
    store = Store.open_with_recovery_key(path, template[1], "muster")
    yield prepared(new_desk(store))
    store.close()


def opinion(made: Everything, text: str = "arbeitet vermutlich zusammen") -> Opinion:
    return Opinion(
        text, made["source"], made["agency"], (made["fact"],), likelihood="likely", confidence="moderate",
        title="Zusammenarbeit", would_change="ein Vertrag", alternative="Zufall", ground="kennen sich",
    )  # fmt: skip


def arrival(made: Everything, label: Any = None) -> Arrival:
    return Arrival(made["agency"], "Lieferung", "file", "Akte 1", "B", regime="polg_nrw", label=label)


def set_running(made: Everything) -> Change:
    frame = {"question": "Wer?", "controller": "PP Musterstadt", "review_due": "2099-01-01"}
    case_frame.edit(made.store, made.case, frame)
    return case_steps.take(made.store, made.case, CaseStatus.RUNNING, "los")


GESTURES: dict[str, Callable[[Everything], Change]] = {
    "agencies.add": lambda m: agencies.add(m.store, "A05", "Zoll Musterstadt"),
    "assessments.record": lambda m: assessments.record(m.store, m.case, opinion(m, "vermutlich Strohmann")),
    "assessments.correct": lambda m: assessments.correct(
        m.store, m.case, m["assessment"], opinion(m, "doch nicht")
    ),
    "bulk_edits.apply": lambda m: bulk_edits.apply(
        m.store, m.case, Edit(EditKind.RESTRICT, "bestritten"), [m["fact"], m["second"]]
    ),
    "case_frame.edit": lambda m: case_frame.edit(m.store, m.case, {"title": "Neuer Titel"}),
    "case_parties.put": lambda m: case_parties.put(m.store, m.case, m["agency"], "lead", "", "führt"),
    "case_parties.remove": lambda m: case_parties.remove(m.store, m.case, m["party"]),
    "case_steps.take": set_running,
    "cases.create": lambda m: cases.create(m.store, "360-2026-901", "Zweiter", "Zweck", "Grundlage"),
    "collection_plan.add": lambda m: collection_plan.add(m.store, m.case, {"requirement": "Konto"}),
    "collection_plan.change": lambda m: collection_plan.change(m.store, m["task"], {"result": "liegt vor"}),
    "collection_plan.remove": lambda m: collection_plan.remove(m.store, m["task"]),
    "contributions.add_source": lambda m: contributions.add_source(
        m.store, m.case, m["contribution"], "file", "Blatt 9", "B", m["document"]
    ),
    "contributions.edit": lambda m: contributions.edit(m.store, m["contribution"], "falsch", title="Anders"),
    "contributions.register": lambda m: contributions.register(m.store, m.case, m["agency"], "Zweiter"),
    "contributions.set_label": lambda m: contributions.set_label(
        m.store, m["contribution"], replace(LABEL, means="Auskunft"), "berichtigt"
    ),
    "contributions.take_in": lambda m: contributions.take_in(m.store, m.case, arrival(m)),
    "contributions.withdraw": lambda m: contributions.withdraw(m.store, m["contribution"], "irrtümlich"),
    "document_texts.attach": lambda m: document_texts.attach(
        m.store, m.case, m["contribution"], "Neu.txt", "text/plain", io.BytesIO(b"Ein anderes Blatt.")
    ),
    "documents.attach": lambda m: documents.attach(
        m.store, m.case, m["contribution"], "Neu.bin", "", io.BytesIO(b"\x00\x01" * 99)
    ),
    "findings.correct": lambda m: findings.correct(m.store, m.case, m["fact"], "Anna Mustermann"),
    "findings.mark_exonerating": lambda m: findings.mark_exonerating(m.store, m.case, m["second"]),
    "findings.record": lambda m: findings.record(
        m.store, m.case, m["a"], Statement("alias", "Anni", m["source"])
    ),
    "findings.request_erasure": lambda m: findings.request_erasure(m.store, m.case, m["second"], "erledigt"),
    "findings.restrict": lambda m: findings.restrict(m.store, m.case, m["second"], "bestritten"),
    "findings.set_handling": lambda m: findings.set_handling(
        m.store, m.case, m["second"], "H1", "nur mit Zustimmung", "Wunsch"
    ),
    "consents.record": lambda m: consents.record(
        m.store, m.case, [m["fact"]], m["other"], ConsentState.GRANTED, "Schreiben vom 20.11."
    ),
    "gaps.add": lambda m: gaps.add(m.store, m.case, "where", "Wo?"),
    "gaps.change": lambda m: gaps.change(m.store, m["gap"], "Wer genau?", gaps.ANSWERED),
    "gaps.cite": lambda m: gaps.cite(m.store, m["gap"], gaps.KNOWN, m["second"]),
    "gaps.lay_out": lambda m: gaps.lay_out(m.store, m.case),
    "gaps.note": lambda m: gaps.note(m.store, m["gap"], gaps.UNKNOWN, "wo er wohnt"),
    "gaps.remove": lambda m: gaps.remove(m.store, m["gap"]),
    "gaps.take_out": lambda m: gaps.take_out(m.store, m["entry"]),
    "judgements.decide": lambda m: judgements.decide(
        m.store, m.case, m["a"], m["b"], Verdict.SAME, "gleiches Geburtsdatum", m["agency"]
    ),
    "judgements.judge": lambda m: judgements.judge(
        m.store, m.case, m["a"], m["b"], Verdict.DIFFERENT, "andere Namen", m["agency"]
    ),
    "notices.mark_sent": lambda m: notices.mark_sent(m.store, m["notice"], "Brief vom 20.11."),
    "outcome_decisions.keep": lambda m: kept_after_trial(m.desk),
    "passage_findings.record": lambda m: passage_findings.record(
        m.store, m.case, m["document"], Passage(1, 1, 9), m["a"], Statement("note", "Ein Blatt", "")
    ),
    "provision_states.decide": lambda m: provision_states.decide(
        m.store, "GewO-14-6", ProvisionStatus.APPROVED, "gelesen"
    ),
    "quarantine.put": lambda m: quarantine.put(m.store, m["contribution"], "Kennzeichnung bestritten"),
    "reviews.extend": lambda m: reviews.extend(m.store, m["fact"], soon(m), "noch erforderlich"),
    "reviews.restrict": lambda m: reviews.restrict(m.store, m["fact"], "Beweiszwecke"),
    "subjects.add_link": lambda m: subjects.add_link(
        m.store, m.case, "contact", m["a"], m["b"], [Statement("exists", "yes", m["source"])]
    ),
    "subjects.add_node": lambda m: subjects.add_node(
        m.store, m.case, "person", [Statement("name", "Dora Muster", m["source"])]
    ),
    "agenda.add": lambda m: agenda.add(m.store, m["conference"], {"title": "Neu"}, [m["other"]]),
    "agenda.change": lambda m: agenda.change(m.store, m["point"], {"question": "Wer?"}, [m["other"]]),
    "agenda.decide": lambda m: agenda.decide(m.store, m["point"], "weiter", "unter uns"),
    "agenda.move": lambda m: agenda.move(m.store, m["point"], -1),
    "agenda.remove": lambda m: agenda.remove(m.store, m["point"]),
    "agenda.show_no_more": lambda m: agenda.show_no_more(m.store, m["exhibit"]),
    "agenda.show_under": lambda m: agenda.show_under(m.store, m["point"], ExhibitKind.FINDING, m["fact"]),
    "grounds.confirm": lambda m: grounds.confirm(
        m.store, m["conference"], m["other"], [("GewO-14-6", 1)], [m["fact"]]
    ),
    "measure_tracking.edit": lambda m: measure_tracking.edit(m.store, m["measure"], {"person": "Amt"}),
    "measure_tracking.escalate": lambda m: measure_tracking.escalate(m.store, m["measure"], "Amt", "still"),
    "measure_tracking.feed_back": lambda m: measure_tracking.feed_back(
        m.store, m["measure"], arrival(m, LABEL), "zwei Verstöße"
    ),
    "planning.call": lambda m: planning.call(m.store, m.case, calling(m)),
    "planning.edit": lambda m: planning.edit(m.store, m["conference"], {"place": "Saal 3"}),
    "running.begin": lambda m: running.begin(m.store, m["conference"]),
    "running.came": lambda m: running.came(m.store, m["outside"]),
    "running.end": lambda m: running.end(m.store, m["running"]),
    "running.go_to": lambda m: running.go_to(m.store, m["called"]),
    "running.left": lambda m: running.left(m.store, m["inside"]),
    "seats.change": lambda m: seats.change(m.store, m["seat"], {"role": "guest"}),
    "seats.declare": lambda m: seats.declare(m.store, m["guest"], "2026-11-20"),
    "seats.invite": lambda m: seats.invite(
        m.store, m["conference"], {"agency_id": m["agency"], "person": "Neu"}
    ),
    "seats.remove": lambda m: seats.remove(m.store, m["seat"]),
    "agenda.take_over": lambda m: agenda.take_over(m.store, m["received"]),
    "conferences.create": lambda m: conferences.create(
        m.store, m.case, "2026-12-01", "Saal 2", "Muster", m["agency"], [AgendaItem(1, "Neues")]
    ),
    "conferences.decide": lambda m: conferences.decide(m.store, m["conference"], 1, "weiter"),
    "conferences.set_state": lambda m: conferences.set_state(m.store, m["conference"], ConferenceState.HELD),
    "measures.create": lambda m: measures.create(
        m.store, m.case, "Anhörung", m["agency"], "GewO-29", "2027-01-01", cites=[m["fact"]]
    ),
    "measures.set_state": lambda m: measures.set_state(m.store, m["measure"], MeasureState.DONE, "erledigt"),
    **OFFICE_GESTURES,
    **LIBRARY_GESTURES,
    **METHOD_GESTURES,
    **PROVISION_GESTURES,
}


def calling(made: Everything) -> dict[str, str]:
    return {"held_on": "2026-12-01", "place": "Saal", "chair": "M", "lead_agency_id": made["agency"]}


def without_a_plan(store: Store, case_id: str, agency_id: str) -> str:
    """Return a conference as it comes in a package."""
    item = AgendaItem(1, "Stand")
    made = Conference(
        "c" * 32, case_id, 9, "2026-11-01", "Saal", "M", agency_id, ConferenceState.HELD, (item,)
    )
    with store.write("", audit.Action.COLLECTION, case_id=case_id) as work:
        receiving.receive(work, case_id, [made], [])
    return made.id


def soon(made: Everything) -> str:
    return reviews.look(made.store, made["fact"]).latest


def changing() -> Iterator[str]:
    """Yield the full names of all public functions that answer with a change."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.iter_modules(package.__path__):
            if f"{room}.{module.name}".startswith(ELSEWHERE):
                continue
            loaded = importlib.import_module(f"{room}.{module.name}")
            for name, function in inspect.getmembers(loaded, inspect.isfunction):
                own = function.__module__ == loaded.__name__ and not name.startswith("_")
                if own and "Change" in str(inspect.signature(function).return_annotation):
                    yield f"{loaded.__name__}.{name}"


def test_every_function_that_changes_something_has_its_case() -> None:
    found = set(changing())
    assert {name.split(".", 2)[2] for name in found - set(FOR_GOOD) - set(THROUGH)} == set(GESTURES)
    assert set(FOR_GOOD) | set(THROUGH) <= found
    assert set(THROUGH.values()) <= set(GESTURES)


@pytest.mark.parametrize("name", sorted(GESTURES))
def test_taken_back_and_done_again(made: Everything, name: str) -> None:
    store = made.store
    lists(store)
    before, seen, known = images(store), head(store), steps_of(store)
    change = GESTURES[name](made)
    assert wrong(store) == []
    after, steps = images(store), len(steps_of(store) - known)
    assert differing(after, before) != []
    assert undo.history(store, change.case_id)[-1].label == change.label
    for _step in range(steps):
        undo.undo(store, change.case_id)
    assert differing(images(store), before) == []
    for _step in range(steps):
        undo.redo(store, change.case_id)
    assert differing(images(store), after) == []
    for _step in range(steps):
        undo.undo(store, change.case_id)
    with store.read() as connection:
        assert audit.first_break(connection) is None
        assert audit.head(connection).seq >= seen + 3 * steps


def head(store: Store) -> int:
    with store.read() as connection:
        return audit.head(connection).seq


def steps_of(store: Store) -> set[str]:
    with store.read() as connection:
        return set(connection.execute(select(tables.change_log.c.id)).scalars())
