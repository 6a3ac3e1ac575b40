"""Decisions on deletion: an acquittal freezes what is held of the accused until somebody decides."""

import datetime as dt

import pytest
from acquitting import Trial, resting_on, trial

from app.base import clock
from app.base.errors import ExitCode, UserError
from app.base.ids import new_id
from app.base.records import Contribution, Delivery, Finding, Source, Standing, Verdict
from app.casework import (
    cases,
    contributions,
    findings,
    intake,
    judgements,
    outcome_decisions,
    quarantine,
    reviews,
    subjects,
    work_list,
)
from app.casework.decisions import Decision, carry_out, check
from app.casework.findings import Statement
from app.casework.reviews import ERASE, EXTEND
from app.policy.release import Reason, ReleaseRequest, evaluate, working_view
from app.store import audit, founding, keys, outcome_holds, roles, undo
from app.store.outcome_holds import DECIDING
from app.store.verify import verify
from tests.unit.casework.conftest import LABEL, Desk
from tests.unit.conftest import QUICK

FROZEN, OPEN = "outcome.frozen", "outcome.open"


def waiting(made: Trial) -> list[str]:
    return [p.person for p in outcome_decisions.pending(made.desk.store, made.desk.case_id)]


def refused(key: str, call: object) -> UserError:
    assert callable(call)
    with pytest.raises(UserError) as error:
        call()
    assert error.value.key == key
    return error.value


@pytest.fixture
def made(desk: Desk) -> Trial:
    return trial(desk)


@pytest.mark.parametrize("outcome", DECIDING)
def test_an_outcome_in_her_favour_freezes_the_record(made: Trial, outcome: str) -> None:
    """Wenn ein Freispruch eingetragen wird, dann ist Anna gesperrt, bis jemand entschieden hat."""
    store, case, source = made.desk.store, made.desk.case_id, made.desk.source_id
    made.ends(outcome)
    assert waiting(made) == [made.accused]
    told = refused(
        FROZEN, lambda: findings.record(store, case, made.accused, Statement("alias", "A.", source))
    )
    assert "Anna Muster" in told.sentence
    assert "Bert" not in told.sentence
    refused(FROZEN, lambda: findings.correct(store, case, made.name, "Anna M."))
    refused(FROZEN, lambda: findings.restrict(store, case, made.name, "bestritten"))
    refused(FROZEN, lambda: findings.mark_exonerating(store, case, made.name))
    refused(FROZEN, lambda: findings.set_handling(store, case, made.name, "H1", "", "Wunsch"))
    said = [Statement("exists", "yes", source)]
    refused(FROZEN, lambda: subjects.add_link(store, case, "contact", made.other, made.accused, said))
    refused(
        FROZEN, lambda: findings.record(store, case, made.contact, Statement("occasion", "Feier", source))
    )
    refused(FROZEN, lambda: findings.record(store, case, made.other, resting_on(made, made.name)))
    refused(
        FROZEN,
        lambda: judgements.judge(
            store, case, made.accused, made.other, Verdict.SAME, "gleich", made.desk.agency_id
        ),
    )
    # Others are not concerned, and reading stays possible.
    findings.record(store, case, made.other, Statement("alias", "Berti", source))
    assert made.name in {f.id for f in cases.records(store, case).findings}
    findings.request_erasure(store, case, made.name, "nach Freispruch")


@pytest.mark.parametrize("outcome", ["conviction", "penalty_order", "fine", "warning"])
def test_other_outcomes_ask_for_nothing(made: Trial, outcome: str) -> None:
    """Wenn das Verfahren mit Verurteilung endet, dann ist nichts zu entscheiden."""
    made.ends(outcome)
    assert waiting(made) == []


@pytest.mark.parametrize(("capacity", "held"), [("accused", True), ("", True), ("witness", False)])
def test_it_concerns_the_accused_and_whoever_might_be(desk: Desk, capacity: str, held: bool) -> None:
    """Wenn nicht feststeht, in welcher Stellung jemand beteiligt ist, dann gilt der Schutz auch für ihn."""
    made = trial(desk, capacity)
    made.ends()
    assert waiting(made) == ([made.accused] if held else [])


def test_an_outcome_for_one_of_several_concerns_only_that_one(made: Trial) -> None:
    """Wenn von zwei Angeklagten einer freigesprochen wird, dann steht es an seiner Beteiligung."""
    store, case, source = made.desk.store, made.desk.case_id, made.desk.source_id
    said = [Statement("exists", "yes", source), Statement("capacity", "accused", source)]
    subjects.add_link(store, case, "party_to", made.other, made.proceeding, said)
    findings.record(store, case, made.party, Statement("outcome", "acquittal", source))
    assert waiting(made) == [made.accused]


def test_taking_the_outcome_back_ends_it(made: Trial) -> None:
    """Wenn der Ausgang irrtümlich eingetragen war und zurückgenommen wird, dann ist alles wie zuvor."""
    store, case = made.desk.store, made.desk.case_id
    made.ends()
    undo.undo(store, case)
    assert waiting(made) == []
    findings.correct(store, case, made.name, "Anna Mustermann")
    undo.undo(store, case)
    undo.redo(store, case)


def test_nothing_leaves_while_it_is_open(made: Trial) -> None:
    """Wenn die Entscheidung aussteht, dann geht nichts über Anna hinaus, auch nicht im eigenen Exemplar."""
    store, case = made.desk.store, made.desk.case_id
    findings.record(store, case, made.other, resting_on(made, made.name))
    made.ends()
    records = cases.records(store, case)
    assert records.frozen == {made.accused, made.party, made.contact}
    view = working_view(records, "2026-06-01")
    assert not records.frozen & {s.id for s in view.subjects}
    assert {f.value for f in view.findings} == {"Bert Beispiel", "12 Js 34/26", "acquittal"}
    assert view.withheld() == {Reason.DELETION_OPEN: len(records.findings) - 3}
    own = next(a for a in records.agencies if a.id == made.desk.agency_id)
    released = evaluate(records, ReleaseRequest(own, "Zweck", "Anlass", "2026-06-01"))
    assert not records.frozen & {s.id for s in released.view.subjects}
    assert released.withheld()[Reason.DELETION_OPEN] == 4
    assert released.withheld()[Reason.BASIS_WITHHELD] == 1


def test_kept_with_its_reason_it_can_be_worked_with_again(made: Trial) -> None:
    """Wenn die Gründe die Unschuld nicht ergeben, dann bleibt es, und das Protokoll sagt warum."""
    store, case = made.desk.store, made.desk.case_id
    made.ends()
    for kind, reason in (("", "weil"), ("grounds", "weil"), (outcome_decisions.NOT_CLEARED, " ")):
        with pytest.raises(UserError):
            outcome_decisions.keep(store, case, made.accused, kind, reason)
    change = outcome_decisions.keep(
        store, case, made.accused, outcome_decisions.NOT_CLEARED, "aus Mangel an Beweisen"
    )
    assert change.ids == (made.accused,)
    assert waiting(made) == []
    findings.correct(store, case, made.name, "Anna Mustermann")
    undo.undo(store, case)
    with store.read() as connection:
        (entry,) = [e for e in audit.entries(connection) if "aus Mangel an Beweisen" in e.reason]
    assert entry.action == audit.Action.ALTERATION
    assert "Grounds do not show innocence" in entry.reason
    undo.undo(store, case)
    assert waiting(made) == [made.accused]
    undo.redo(store, case)
    assert waiting(made) == []
    told = refused(
        "outcome.nothing", lambda: outcome_decisions.keep(store, case, made.accused, "not_final", "x")
    )
    assert told.exit_code == ExitCode.ANSWER_IS_NO


def test_one_decision_holds_for_one_outcome(made: Trial) -> None:
    """Wenn ein anderer Ausgang dazukommt, dann ist neu zu entscheiden; derselbe noch einmal fragt nicht."""
    store, case = made.desk.store, made.desk.case_id
    made.ends("discontinued_minor")
    outcome_decisions.keep(store, case, made.accused, outcome_decisions.NOT_FINAL, "noch nicht rechtskräftig")
    made.ends("discontinued_minor")
    assert waiting(made) == []
    made.ends("acquittal")
    assert waiting(made) == [made.accused]


def test_erased_nothing_of_her_is_left(made: Trial) -> None:
    """Wenn gelöscht wird, dann gehen Anna, ihre Beziehungen und das Verfahren, das nur sie betraf."""
    store, case = made.desk.store, made.desk.case_id
    made.ends()
    outcome_decisions.erase(store, case, made.accused, "Unschuld erwiesen")
    records = cases.records(store, case)
    assert {s.id for s in records.subjects} == {made.other}
    assert waiting(made) == []
    assert records.frozen == frozenset()
    assert [c for c in verify(store) if not c.ok] == []


def test_erasing_a_person_once_kept_takes_the_decision_along(made: Trial) -> None:
    """Wenn Anna später doch gelöscht wird, dann bleibt auch die Begründung von damals nicht."""
    store, case = made.desk.store, made.desk.case_id
    made.ends()
    outcome_decisions.keep(store, case, made.accused, outcome_decisions.NOT_CLEARED, "Zweifel")
    carry_out(store, [Decision("", made.name, ERASE, "erledigt")])
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM deletion_decision").scalar() == 0


def test_the_outcome_cannot_be_argued_away(made: Trial) -> None:
    """Wenn jemand statt zu entscheiden den Ausgang ändert oder verschwinden lässt, dann geht das nicht."""
    store, case = made.desk.store, made.desk.case_id
    ground = made.ends()
    refused(OPEN, lambda: findings.correct(store, case, ground, "conviction"))
    refused(OPEN, lambda: quarantine.put(store, made.desk.contribution_id, "zweifelhaft"))
    refused(FROZEN, lambda: check(store, [Decision("", ground, ERASE, "stört")]))
    refused(OPEN, lambda: carry_out(store, [Decision("", ground, ERASE, "stört")]))
    day = reviews.look(store, made.name).latest
    refused("review.decisions", lambda: check(store, [Decision("", made.name, EXTEND, "noch nötig", day)]))
    refused(FROZEN, lambda: reviews.extend(store, made.name, day, "noch nötig"))
    assert waiting(made) == [made.accused]
    # Taken back by who delivered it, person and outcome go together.
    contributions.withdraw(store, made.desk.contribution_id, "zurückgerufen")
    assert waiting(made) == []
    undo.undo(store, case)
    assert waiting(made) == [made.accused]


def test_what_is_in_quarantine_freezes_nobody(made: Trial) -> None:
    """Wenn der Ausgang in einem Beitrag ohne Kennzeichnung steht, dann gilt er, sobald der sie hat."""
    store, case = made.desk.store, made.desk.case_id
    came = Contribution(new_id(), case, made.desk.agency_id, "Urteil", "2026-01-01", "", "", "", "OPEN", None)
    source = Source(new_id(), came.id, "letter", "Blatt 1", "A", None)
    outcome = Finding(
        new_id(), case, made.proceeding, source.id, "outcome", "acquittal", Standing.FACT, "1", "muster",
        "2026-01-01T00:00:00Z", "2099-01-01",
    )  # fmt: skip
    with store.write("Lieferung", audit.Action.COLLECTION, case_id=case, undoable=False) as work:
        intake.unite(work, case, Delivery((came,), (source,), (), (outcome,)))
        quarantine.hold_unlabelled(work, came)
    assert waiting(made) == []
    contributions.set_label(store, came.id, LABEL, "nachgetragen")
    assert waiting(made) == [made.accused]


def test_a_kept_record_gets_the_shorter_period(made: Trial) -> None:
    """Wenn nach der StPO behalten wird, dann liegt kein Prüftermin später als in drei Jahren."""
    store, case = made.desk.store, made.desk.case_id
    came = contributions.register(store, case, made.desk.agency_id, "Akte", regime="stpo", label=LABEL).ids[0]
    source = contributions.add_source(store, case, came, "file", "Blatt 9", "A").ids[0]
    late = clock.today().replace(year=clock.today().year + 8).isoformat()
    held = findings.record(
        store, case, made.accused, Statement("statement", "war dort", source, review_due=late)
    ).ids[0]
    made.ends()
    outcome_decisions.keep(store, case, made.accused, outcome_decisions.NOT_CLEARED, "Zweifel")
    with store.read() as connection:
        (day,) = connection.exec_driver_sql("SELECT review_due FROM finding WHERE id = ?", (held,)).one()
    assert dt.date.fromisoformat(day) <= clock.today().replace(year=clock.today().year + 3)
    undo.undo(store, case)
    assert next(f for f in cases.records(store, case).findings if f.id == held).review_due == late


def test_it_stands_on_the_work_list(made: Trial) -> None:
    """Wenn eine Entscheidung aussteht, dann steht sie oben auf der Arbeitsliste."""
    store, case = made.desk.store, made.desk.case_id
    made.ends()
    first = work_list.of_store(store)[0]
    assert (first.kind, first.case_id, first.count) == (work_list.DELETIONS, case, 1)
    assert work_list.of_case(store, case)[0] == first
    (matter,) = outcome_decisions.pending(store)
    assert matter.outcomes == ((made.proceeding, "acquittal"),)
    assert matter.findings == 1


def test_only_who_decides_on_reviews_may_decide(made: Trial) -> None:
    """Wenn jemand nur auswertet, dann kann er eintragen, aber nicht entscheiden."""
    store, case = made.desk.store, made.desk.case_id
    made.ends()
    founding.begin(store)
    keys.add(store, "anna", "annas vier Wörter", cost=QUICK)
    roles.assign(store, "anna", ["analyst"])
    store.user, store.slot_id = "anna", keys.find(store, "anna").id
    for call in (
        lambda: outcome_decisions.keep(store, case, made.accused, "not_final", "x"),
        lambda: outcome_decisions.erase(store, case, made.accused, "x"),
    ):
        refused("roles.refused", call)


def test_without_outcomes_nothing_is_asked(made: Trial) -> None:
    with made.desk.store.read() as connection:
        assert outcome_holds.frozen(connection) == frozenset()
