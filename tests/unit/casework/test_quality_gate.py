"""Die Prüfliste vor der Weitergabe: das Programm füllt sie, und was erledigt ist, verschwindet."""

import datetime as dt
from dataclasses import replace

import pytest

from app.base.clock import today
from app.base.method_records import EXONERATING, FINDING, MethodKind, PartKind
from app.base.records import Standing
from app.casework import (
    assessments,
    cases,
    contributions,
    findings,
    hypothesis_ratings,
    method_parts,
    methods,
    quality_gate,
    subjects,
)
from app.casework.assessments import Opinion
from app.casework.findings import Statement
from app.casework.quality_gate import Check
from app.casework.quality_words import check_word, remedy
from tests.unit.casework.conftest import LABEL, Desk

LATER = (today() + dt.timedelta(days=366 * 12)).isoformat()


def open_checks(desk: Desk, day: str = "") -> set[Check]:
    return {r.check for r in quality_gate.of_case(desk.store, desk.case_id, day) if not r.passed}


@pytest.fixture
def firm(desk: Desk) -> str:
    named = Statement("name", "Muster Vermietung GmbH", desk.source_id, credibility="1")
    return subjects.add_node(desk.store, desk.case_id, "organisation", [named]).ids[0]


def judged(desk: Desk, firm: str, **more: str) -> str:
    fact = next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == firm)
    opinion = Opinion(
        "Die Firma dient als Fassade.", desk.source_id, desk.agency_id, (fact,), likelihood="likely",
        confidence="low", **more,
    )  # fmt: skip
    return assessments.record(desk.store, desk.case_id, opinion).ids[0]


def test_wenn_nichts_entlastendes_gesucht_ist_dann_steht_es_da_bis_eines_von_beiden_geschieht(
    desk: Desk, firm: str
) -> None:
    store, case = desk.store, desk.case_id
    assert open_checks(desk) == {Check.NO_EXONERATING_SEARCH}
    made = methods.create(store, case, MethodKind.HYPOTHESES).ids[0]
    assert open_checks(desk) == {Check.NO_EXONERATING_SEARCH, Check.METHOD_STALE}
    fact = next(f.id for f in cases.records(store, case).findings if f.subject_id == firm)
    row = method_parts.add(store, made, PartKind.EVIDENCE, {"role": FINDING}, cites=(fact,)).ids[0]
    lawful = next(h.id for h in methods.read(store, made).of(PartKind.HYPOTHESIS) if h.role == EXONERATING)
    hypothesis_ratings.rate(store, row, lawful, "C")
    assert open_checks(desk) == set()
    findings.correct(store, case, fact, "Muster Verleih GmbH")
    (stale,) = [r for r in quality_gate.of_case(store, case) if not r.passed]
    assert (stale.check, stale.hints[0].method_id) == (Check.METHOD_STALE, made)
    methods.delete(store, made)
    newest = next(f.id for f in cases.records(store, case).findings if f.supersedes == fact)
    findings.mark_exonerating(store, case, newest)
    assert open_checks(desk) == set()


def test_wenn_eine_einschaetzung_auf_einer_quelle_ruht_und_keine_andere_erklaerung_hat_dann_steht_es_da(
    desk: Desk, firm: str
) -> None:
    finding = judged(desk, firm)
    results = {r.check: r.hints for r in quality_gate.of_case(desk.store, desk.case_id)}
    assert [h.finding_id for h in results[Check.SINGLE_SOURCE]] == [finding]
    assert [h.finding_id for h in results[Check.NO_ALTERNATIVE]] == [finding]
    assert "Fassade" in results[Check.NO_ALTERNATIVE][0].text
    made = methods.create(desk.store, desk.case_id, MethodKind.HYPOTHESES).ids[0]
    said = {"text": "Die Firma dient als Fassade."}
    method_parts.add(desk.store, made, PartKind.HYPOTHESIS, said, cites=(finding,))
    assert Check.NO_ALTERNATIVE not in open_checks(desk)


def test_wenn_tatsachen_nicht_bewertbar_alt_oder_ueberfaellig_sind_dann_stehen_sie_da(
    desk: Desk, firm: str
) -> None:
    store, case = desk.store, desk.case_id
    old = contributions.register(
        store, case, desk.agency_id, "Alter Auszug", received="2019-01-02", label=LABEL
    ).ids[0]
    unsure = contributions.add_source(store, case, old, "register", "Blatt 9", "X").ids[0]
    said = findings.record(store, case, firm, Statement("note", "angeblich leer", unsure)).ids[0]
    results = {r.check: r.hints for r in quality_gate.of_case(store, case)}
    assert [h.finding_id for h in results[Check.UNGRADED]] == [said]
    assert "2019-01-02" in results[Check.OLD_SOURCE][0].text
    assert Check.OVERDUE in open_checks(desk, LATER)
    assert Check.OVERDUE not in open_checks(desk)


def test_wenn_eine_hypothese_nichts_zitiert_dann_ist_sie_unbelegt(desk: Desk, firm: str) -> None:
    finding = judged(desk, firm, alternative="Ein Umzug")
    assert Check.UNCITED not in open_checks(desk)
    records = cases.records(desk.store, desk.case_id)
    bare = [f for f in records.findings if f.standing is not Standing.FACT]
    assert finding in {f.id for f in bare}
    stripped = replace(
        records, findings=tuple(replace(f, basis=()) if f in bare else f for f in records.findings)
    )
    results = {r.check: r.hints for r in quality_gate.of_records(stripped, today().isoformat())}
    assert finding in {h.finding_id for h in results[Check.UNCITED]}


def test_jede_pruefung_sagt_wonach_sie_sucht_und_was_zu_tun_ist() -> None:
    assert all(check_word(check) and remedy(check) for check in Check)
