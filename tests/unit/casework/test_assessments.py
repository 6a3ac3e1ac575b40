"""Wenn ich etwas bewerte, dann steht da, wer es sagt, wie wahrscheinlich, wie sicher, worauf gestützt."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.base.records import CaseRecords, Standing
from app.casework import assessments, cases, erasure, findings
from app.casework.assessment_list import (
    ALTERNATIVE,
    CHANGE,
    GROUND,
    NOTES,
    Assessment,
    Doubt,
    cited_counts,
    of_records,
)
from app.casework.assessments import Opinion
from app.casework.findings import Statement
from app.casework.sentences import mixed_sentences
from app.store import undo
from tests.unit.casework.conftest import Desk


def opinion(desk: Desk, *basis: str) -> Opinion:
    return Opinion(
        text="Die Firma wird wahrscheinlich von Anna Muster geführt.",
        source_id=desk.source_id,
        author_agency_id=desk.agency_id,
        basis=basis,
        likelihood="likely",
        confidence="low",
        would_change="Ein Handelsregisterauszug mit anderer Geschäftsführung.",
        alternative="Sie ist nur angestellt.",
        ground="Nur eine Quelle.",
    )


def fact(desk: Desk, text: str = "trat als Chefin auf") -> str:
    person = desk.person("Anna Muster")
    said = Statement("statement", text, desk.source_id)
    return findings.record(desk.store, desk.case_id, person, said).ids[0]


def records(desk: Desk) -> CaseRecords:
    return cases.records(desk.store, desk.case_id)


def listed(desk: Desk) -> tuple[Assessment, ...]:
    known = records(desk)
    return of_records(known, cited_counts(desk.store, [f.id for f in known.findings]))


def test_wenn_ich_bewerte_dann_steht_alles_dabei(desk: Desk) -> None:
    ground = fact(desk)
    assessments.record(desk.store, desk.case_id, opinion(desk, ground))
    (found,) = listed(desk)
    assert found.finding.standing is Standing.ASSESSMENT
    assert (found.finding.likelihood, found.finding.confidence) == ("likely", "low")
    assert found.finding.basis == (ground,)
    assert set(found.notes) == set(NOTES)
    assert found.doubts == {Doubt.SINGLE_SOURCE: 1}
    undo.undo(desk.store, desk.case_id)
    assert listed(desk) == ()


@pytest.mark.parametrize("field", ["text", "source", "author", "basis", "likelihood", "confidence"])
def test_wenn_etwas_fehlt_dann_steht_der_fehler_bei_seinem_feld(desk: Desk, field: str) -> None:
    whole = opinion(desk, fact(desk))
    given_up = {
        "text": replace(whole, text=" "),
        "source": replace(whole, source_id=""),
        "author": replace(whole, author_agency_id=""),
        "basis": replace(whole, basis=()),
        "likelihood": replace(whole, likelihood=""),
        "confidence": replace(whole, confidence=""),
    }[field]
    with pytest.raises(UserError) as refused:
        assessments.record(desk.store, desk.case_id, given_up)
    assert refused.value.key == f"assessment.{field}"
    assert listed(desk) == ()


def test_eine_hypothese_braucht_keine_wahrscheinlichkeit(desk: Desk) -> None:
    said = replace(opinion(desk, fact(desk)), standing=Standing.HYPOTHESIS, likelihood="", confidence="")
    assessments.record(desk.store, desk.case_id, said)
    assert listed(desk)[0].finding.standing is Standing.HYPOTHESIS


def test_eine_tatsache_hat_keine_wahrscheinlichkeit(desk: Desk) -> None:
    said = Statement("statement", "war da", desk.source_id, likelihood="likely")
    with pytest.raises(UserError) as refused:
        findings.record(desk.store, desk.case_id, desk.person("Anna Muster"), said)
    assert refused.value.key == "finding.likelihood"


def test_wenn_ich_sie_berichtige_dann_gehen_die_notizen_mit(desk: Desk) -> None:
    first = fact(desk)
    second = fact(desk, "unterschrieb den Mietvertrag")
    made = assessments.record(desk.store, desk.case_id, opinion(desk, first)).ids[0]
    said = replace(
        opinion(desk, first, second), likelihood="very_likely", confidence="moderate", alternative="",
        matter_id="",
    )  # fmt: skip
    assessments.correct(desk.store, desk.case_id, made, said)
    (found,) = listed(desk)
    assert found.finding.supersedes == made
    assert set(found.finding.basis) == {first, second}
    assert found.finding.likelihood == "very_likely"
    assert set(found.notes) == {CHANGE, GROUND}
    assert found.notes[CHANGE].basis == (found.finding.id,)
    (withdrawn,) = [f for f in records(desk).findings if f.property == ALTERNATIVE]
    assert withdrawn.restricted


def test_wenn_ein_beleg_berichtigt_oder_eingeschraenkt_wird_dann_warnt_die_liste(desk: Desk) -> None:
    first, second = fact(desk), fact(desk, "unterschrieb den Mietvertrag")
    assessments.record(desk.store, desk.case_id, opinion(desk, first, second))
    findings.correct(desk.store, desk.case_id, first, "trat als Angestellte auf")
    findings.restrict(desk.store, desk.case_id, second, "Antrag der Betroffenen")
    doubts = listed(desk)[0].doubts
    assert doubts[Doubt.SUPERSEDED] == 1
    assert doubts[Doubt.RESTRICTED] == 1


def test_wenn_ein_beleg_geloescht_wird_dann_sagt_die_liste_dass_einer_fehlt(desk: Desk) -> None:
    first, second = fact(desk), fact(desk, "unterschrieb den Mietvertrag")
    assessments.record(desk.store, desk.case_id, opinion(desk, first, second))
    erasure.erase(desk.store, desk.case_id, [second], "Frist abgelaufen", compacting=False)
    assert listed(desk)[0].doubts[Doubt.ERASED] == 1
    erasure.erase(desk.store, desk.case_id, [first], "Frist abgelaufen", compacting=False)
    assert Doubt.NO_BASIS in listed(desk)[0].doubts


def test_eine_alte_bewertung_wird_genannt(desk: Desk) -> None:
    assessments.record(desk.store, desk.case_id, opinion(desk, fact(desk)))
    day = dt.date.fromisoformat(listed(desk)[0].finding.recorded_at[:10])
    (found,) = of_records(records(desk), on=day + dt.timedelta(days=200))
    assert found.doubts[Doubt.OLD] == 200


def test_ein_beleg_eines_anderen_falls_wird_nicht_genommen(desk: Desk) -> None:
    other = cases.create(desk.store, "360-2026-901", "Anderer", "Zweck", "Grundlage").ids[0]
    with pytest.raises(UserError) as refused:
        assessments.record(desk.store, other, opinion(desk, fact(desk)))
    assert refused.value.key == "assessment.basis"


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("Das ist sehr wahrscheinlich, mit hohem Vertrauen.", 1),
        ("Das ist sehr wahrscheinlich. Das hohe Vertrauen beruht auf drei Quellen.", 0),
        ("Die Vertrauensperson sagt wahrscheinlich am 3. Mai aus.", 0),
        ("It is likely, with moderate confidence, that he left.", 1),
        ("It is likely that he left.\nHigh confidence rests on two sources.", 0),
        ("Er vertraut ihr wahrscheinlich.", 0),
    ],
)
def test_wahrscheinlichkeit_und_vertrauen_stehen_nie_in_einem_satz(text: str, mixed: int) -> None:
    assert len(mixed_sentences(text)) == mixed


@given(st.text(max_size=80))
def test_jeder_text_laesst_sich_pruefen(text: str) -> None:
    assert all(sentence in text for sentence in mixed_sentences(text))
