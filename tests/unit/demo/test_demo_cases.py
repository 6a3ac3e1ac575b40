"""The invented cases are rich, closed, lawful, and the same in every build."""

import datetime as dt
from collections import Counter

import pytest

from app.analysis.map_places import located
from app.base import clock, partial_date
from app.base.paths import resource
from app.base.records import CaseRecords, ConferenceState, MeasureState, Standing, SubjectKind, Verdict
from app.base.words import CONFIDENCES, LIKELIHOOD_RANGES
from app.casework import (
    agencies,
    case_lists,
    case_parties,
    cases,
    collection_plan,
    gaps,
    quarantine,
    work_list,
)
from app.casework.documents import content
from app.casework.search import search
from app.demo.build import SCRIPTS, DemoResult
from app.demo.case_delivery import delivery
from app.demo.case_script import read_script
from app.ontology.catalogue import ontology
from app.ontology.values import normalise_for
from app.policy.provisions import catalogue
from app.policy.release import OFFICE_CLASS
from app.store.store import Store

REFERENCES = ("360-2026-001", "360-2026-002")


@pytest.fixture(params=REFERENCES)
def case(request: pytest.FixtureRequest, synthetic: dict[str, CaseRecords]) -> CaseRecords:
    """One of the two invented cases after the other."""
    return synthetic[request.param]


def current(case: CaseRecords) -> list[str]:
    corrected = {f.supersedes for f in case.findings}
    return [f.id for f in case.findings if f.id not in corrected]


def classes(case: CaseRecords) -> dict[str, str]:
    return {a.id: a.class_code for a in case.agencies}


def test_the_case_is_rich(case: CaseRecords) -> None:
    nodes = [s for s in case.subjects if s.kind is SubjectKind.NODE]
    assert len(nodes) >= 60
    assert len({s.type for s in nodes}) >= 8
    assert len(case.subjects) - len(nodes) >= 120
    assert len(case.findings) >= 300
    assert case.header.purpose
    assert case.header.legal_basis
    assert len(case.header.question.splitlines()) == 5


def test_at_least_six_agencies_and_the_office_contribute(case: CaseRecords) -> None:
    senders = {classes(case)[c.agency_id] for c in case.contributions}
    assert OFFICE_CLASS in senders
    assert len(senders - {OFFICE_CLASS}) >= 6


def test_every_contribution_rests_on_a_provision_of_its_sender(case: CaseRecords) -> None:
    for contribution in case.contributions:
        sender = classes(case)[contribution.agency_id]
        if sender == OFFICE_CLASS:
            continue
        provision = catalogue()[contribution.provision]
        assert {sender, "*"} & set(provision.senders), contribution.title
        assert provision.kind in ("must", "should", "may", "on_request"), contribution.title


def test_every_delivery_may_go_to_some_other_agency_of_the_case(case: CaseRecords) -> None:
    held_by = {classes(case)[p.agency_id] for c in case.conferences for p in c.participants}
    for contribution in case.contributions:
        if contribution.provision:
            recipients = set(catalogue()[contribution.provision].recipients)
            assert recipients & (held_by | {"*"}), contribution.title


def test_the_unlabelled_contribution_is_in_quarantine_and_in_nothing(
    case: CaseRecords, demo: tuple[Store, DemoResult]
) -> None:
    store = demo[0]
    (held,) = quarantine.listed(store, case.header.id)
    kept = quarantine.contents(store, held.contribution.id)
    assert held.contribution.label is None
    assert held.missing
    assert held.findings >= 3
    assert all(c.label for c in case.contributions)
    assert not {f.id for f in kept.findings} & {f.id for f in case.findings}
    assert not {s.id for s in kept.sources} & {s.id for s in case.sources}
    for finding in kept.findings:
        assert all(finding.id not in m.cites for m in case.measures)
    for title in {held.contribution.title, *(s.reference for s in kept.sources)}:
        assert title not in {hit.title for hit in search(store, title).hits}


def test_gradings_and_handling_codes_are_used(case: CaseRecords) -> None:
    assert {f.credibility for f in case.findings} == {"1", "2", "3", "4"}
    assert {s.reliability for s in case.sources} <= {"A", "B", "C", "X"}
    handling = Counter(f.handling for f in case.findings)
    assert handling["H0"] > sum(n for code, n in handling.items() if code != "H0")
    assert all(handling[code] for code in ("H1", "H2", "H3"))
    assert all(f.handling_note for f in case.findings if f.handling != "H0")


def test_facts_assessments_and_hypotheses_are_kept_apart(case: CaseRecords) -> None:
    standings = Counter(f.standing for f in case.findings)
    assert standings[Standing.ASSESSMENT] >= 12
    assert standings[Standing.HYPOTHESIS] >= 3
    for finding in case.findings:
        if finding.standing is not Standing.FACT:
            assert finding.basis
            assert finding.author_agency_id


def test_the_assessment_says_what_is_known_and_what_is_not(case: CaseRecords) -> None:
    said = Counter(f.property for f in case.findings)
    assert said["key_judgement"] == 4
    assert said["conclusion"] >= 3
    assert said["open_question"] >= 3
    assert said["what_would_change"] >= 2


def test_judgements_state_how_likely_and_how_sure_they_are(case: CaseRecords) -> None:
    stated = [f for f in case.findings if f.property in ("key_judgement", "conclusion", "statement")]
    opinions = [f for f in stated if f.standing is Standing.ASSESSMENT]
    assert opinions
    for finding in opinions:
        assert finding.likelihood in LIKELIHOOD_RANGES, finding.value
        assert finding.confidence in CONFIDENCES, finding.value
        assert finding.basis


def test_every_place_lies_somewhere_between_venlo_and_dortmund(case: CaseRecords) -> None:
    found = located(case.subjects, case.findings, case.sources, case.contributions)
    places = {s.id for s in case.subjects if s.type == "place"}
    assert {place.subject_id for place in found} == places
    assert {place.standing for place in found} == {Standing.FACT, Standing.ASSESSMENT}
    for place in found:
        assert 51.3 < place.lat < 51.6
        assert 6.1 < place.lon < 7.6


def test_every_kind_of_work_waits_in_the_second_case(demo: tuple[Store, DemoResult]) -> None:
    store = demo[0]
    case_id = cases.find(store, REFERENCES[1]).id
    waiting = {item.kind: item.count for item in work_list.of_case(store, case_id)}
    expected = {
        work_list.REVIEWS: 1,
        work_list.MEASURES: 1,
        work_list.QUARANTINE: 1,
        work_list.TASKS: 2,
        work_list.GAPS: 6,
        work_list.DUPLICATES: 1,
    }
    assert expected.items() <= waiting.items()
    assert work_list.UNLABELLED not in waiting


def test_the_second_case_asks_all_seven_questions(demo: tuple[Store, DemoResult]) -> None:
    store = demo[0]
    case_id = cases.find(store, REFERENCES[1]).id
    table = gaps.of_case(store, case_id)
    assert {gap.question for gap in table} == set(case_lists.entries(case_lists.QUESTIONS))
    assert all(any(gap.cell(cell) for gap in table) for cell in case_lists.entries(case_lists.CELLS))
    assert all(gap.cell(gaps.KNOWN) for gap in table)
    plan = collection_plan.of_case(store, case_id)
    assert {task.state for task in plan} >= {"open", "requested", "answered", "not_obtainable"}
    for task in plan:
        provision = catalogue()[task.provision]
        agency = next(a for a in agencies.all_agencies(store) if a.id == task.agency_id)
        assert {agency.class_code, "*"} & set(provision.senders), task.requirement
        assert task.gap_id in {gap.id for gap in table}


def test_agencies_take_part_on_a_provision_of_theirs(demo: tuple[Store, DemoResult]) -> None:
    store = demo[0]
    case_id = cases.find(store, REFERENCES[1]).id
    parties = case_parties.of_case(store, case_id)
    assert [party.role for party in parties].count("lead") == 1
    known = {a.id: a.class_code for a in agencies.all_agencies(store)}
    for party in parties:
        if known[party.agency_id] != OFFICE_CLASS:
            assert {known[party.agency_id], "*"} & set(catalogue()[party.provision].senders)


def test_what_speaks_for_people_is_marked(case: CaseRecords) -> None:
    assert sum(f.exonerating for f in case.findings) >= 10


def test_contact_person_victim_overdue_restricted_and_corrected_are_there(case: CaseRecords) -> None:
    today = clock.today().isoformat()
    roles = Counter(f.value for f in case.findings if f.property == "role")
    assert roles["contact_companion"] == 1
    assert roles["victim"] >= 1
    assert sum(f.review_due < today for f in case.findings) == 1
    assert sum(f.restricted for f in case.findings) == 1
    assert sum(f.supersedes is not None for f in case.findings) >= 2


def test_the_contact_person_is_known_from_police_alone(case: CaseRecords) -> None:
    contact = {f.subject_id for f in case.findings if f.value == "contact_companion"}
    sources = {s.id: s.contribution_id for s in case.sources}
    senders = {c.id: classes(case)[c.agency_id] for c in case.contributions}
    named = [f for f in case.findings if f.subject_id in contact and f.property in ("name", "role")]
    assert {senders[sources[f.source_id]] for f in named} == {"A01"}


def test_two_agencies_disagree_on_a_field(case: CaseRecords) -> None:
    sources = {s.id: s.contribution_id for s in case.sources}
    senders = {c.id: c.agency_id for c in case.contributions}
    alive = set(current(case))
    said: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for f in case.findings:
        if f.id in alive and f.property in ("mileage", "share", "weekly_hours", "opening_hours"):
            key = (f.subject_id, f.property)
            said.setdefault(key, set()).add((senders[sources[f.source_id]], f.value))
    assert any(len({a for a, _v in s}) > 1 and len({v for _a, v in s}) > 1 for s in said.values())


def test_judgements_conferences_and_measures_in_every_state(case: CaseRecords) -> None:
    assert {j.verdict for j in case.judgements} == set(Verdict)
    assert [c.state for c in case.conferences] == [ConferenceState.HELD, ConferenceState.PLANNED]
    held, planned = case.conferences
    assert held.held_on < clock.today().isoformat() < planned.held_on
    assert all(item.decision for item in held.agenda)
    assert {m.state for m in case.measures} == set(MeasureState)
    assert all(m.cites and m.legal_power for m in case.measures)
    assert all(m.result for m in case.measures if m.state in (MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE))


def test_dates_are_partial_where_little_is_known(case: CaseRecords) -> None:
    dates = {f.valid_from for f in case.findings} | {f.value for f in case.findings if f.property == "date"}
    lengths = {len(d) for d in dates if d and partial_date.parts(d)}
    assert {4, 7, 10, 16} <= lengths


def test_everything_that_is_named_is_there(case: CaseRecords) -> None:
    subjects = {s.id for s in case.subjects}
    sources = {s.id for s in case.sources}
    findings = {f.id for f in case.findings}
    agencies = {a.id for a in case.agencies}
    assert {f.subject_id for f in case.findings} == subjects
    assert {f.source_id for f in case.findings} <= sources
    assert {s.id for s in case.sources} == {f.source_id for f in case.findings}
    assert {b for f in case.findings for b in f.basis} <= findings
    assert {f.author_agency_id for f in case.findings} - {""} <= agencies
    assert {c for m in case.measures for c in m.cites} <= findings
    assert {j.a for j in case.judgements} | {j.b for j in case.judgements} <= subjects


def test_every_value_is_in_its_normal_form(case: CaseRecords) -> None:
    types = {s.id: s.type for s in case.subjects}
    for finding in case.findings:
        declared = ontology().property(types[finding.subject_id], finding.property)
        assert normalise_for(declared, finding.value) == finding.value


def test_documents_hang_on_their_sources(case: CaseRecords, demo: tuple[Store, DemoResult]) -> None:
    assert {d.name.rpartition(".")[2] for d in case.documents} == {"csv", "txt", "pdf"}
    assert {d.id for d in case.documents} == {s.document_id for s in case.sources} - {None}
    pdf = next(d for d in case.documents if d.name.endswith(".pdf"))
    with demo[0].read() as connection:
        assert content(connection, pdf.sha256).startswith(b"%PDF-")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_second_build_says_the_same(name: str) -> None:
    file = resource("demo", name)
    first, second = delivery(read_script(file)), delivery(read_script(file))
    assert first == second


@pytest.mark.parametrize("name", SCRIPTS)
def test_another_day_changes_review_days_alone(name: str) -> None:
    script = read_script(resource("demo", name))
    first = delivery(script)
    clock.set_source(lambda: dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC))
    later = delivery(script)
    assert [f.id for f in first.findings] == [f.id for f in later.findings]
    assert first.documents == later.documents
    assert [f.review_due for f in first.findings] != [f.review_due for f in later.findings]
    assert [f.recorded_at for f in first.findings] == [f.recorded_at for f in later.findings]
