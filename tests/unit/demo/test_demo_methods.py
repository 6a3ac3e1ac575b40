"""The demo shows every method at work: models, comparisons, money, a wealth gap, points of intervention."""

import pytest

from app.analysis import barriers
from app.analysis.career_lanes import career
from app.analysis.career_lines import interventions
from app.analysis.hypotheses import compare, sensitivity, weights
from app.analysis.money_circles import payment_circles
from app.analysis.money_flows import Unit, flows, payments, usable
from app.analysis.money_words import ownership_sentences
from app.analysis.ownership_chain import ownership
from app.analysis.rater_agreement import agreement
from app.analysis.wealth_sheet import wealth_sheet
from app.base.method_records import Method, MethodKind, PartKind
from app.base.records import CaseRecords
from app.casework import method_persons
from app.ontology.caption import captions

HIRE, SHOPS = "360-2026-001", "360-2026-002"


def one(case: CaseRecords, kind: MethodKind) -> Method:
    (found,) = [m for m in case.methods if m.kind is kind]
    return found


@pytest.fixture(params=(HIRE, SHOPS))
def case(request: pytest.FixtureRequest, synthetic: dict[str, CaseRecords]) -> CaseRecords:
    """One of the two invented cases after the other."""
    return synthetic[request.param]


def test_each_case_has_a_filled_barrier_model_without_a_person(case: CaseRecords) -> None:
    model = one(case, MethodKind.BARRIERS)
    covered, steps = barriers.covered_steps(model)
    assert 0 < covered < steps == 7
    assert barriers.orphan_signals(model)
    assert barriers.action_plan(model)
    assert sum(bool(part.cites) for part in model.parts) >= 4
    texts = (text for part in model.parts for text in method_persons.texts_of(part))
    assert not method_persons.persons_in(case.subjects, case.findings, texts)


def test_each_case_has_a_comparison_rated_by_several_people(case: CaseRecords) -> None:
    method = one(case, MethodKind.HYPOTHESES)
    weighed = weights(method, case.findings, case.sources)
    assert len(method.raters()) >= 2
    assert (agreement(method).alpha or 0) > 0
    assert agreement(method).apart
    result = compare(method, weighed)
    assert len(result.ranked) == len(method.of(PartKind.HYPOTHESIS)) == 4
    assert not any(result.unrated.values())
    assert any(left.turns for left in sensitivity(method, weighed)) or result.idle
    for kind in (PartKind.ASSUMPTION, PartKind.MILESTONE, PartKind.CONCLUSION):
        assert method.of(kind), kind
    assert all(part.cites for part in method.of(PartKind.HYPOTHESIS))


def test_payments_come_back_in_one_case_and_run_over_months_in_the_other(
    synthetic: dict[str, CaseRecords],
) -> None:
    hire = payments(synthetic[HIRE].subjects, synthetic[HIRE].findings)
    assert [len(circle) for circle in payment_circles(hire.known)] == [3]
    shops = payments(synthetic[SHOPS].subjects, synthetic[SHOPS].findings)
    months = {flow.period for flow in flows(shops.known, Unit.MONTH) if flow.period}
    assert len(months) >= 6
    assert any(not flow.certain for flow in flows(shops.known))


def test_ownership_runs_through_layers_and_a_circle_that_is_explained(
    synthetic: dict[str, CaseRecords],
) -> None:
    case = synthetic[SHOPS]
    found = ownership(case.subjects, case.findings)
    assert [len(circle) for circle in found.circles] == [2]
    assert max(len(path) for holding in found.holdings for path in holding.paths) >= 5
    names = captions(case.subjects, case.findings)
    said = ownership_sentences(found, names.__getitem__)
    assert any("160" in text for text in said)
    assert any(names[firm] in text for firm in found.circles[0] for text in said)
    held: dict[str, float] = {}
    for holding in found.holdings:
        held[holding.owned] = held.get(holding.owned, 0) + holding.high
    assert all(total <= 1 for total in held.values())


def test_a_wealth_gap_stands_beside_what_speaks_for_the_person(synthetic: dict[str, CaseRecords]) -> None:
    case = synthetic[SHOPS]
    names = captions(case.subjects, case.findings)
    person = next(i for i, name in names.items() if name == "Hasan Taslak")
    sheet = wealth_sheet(case.subjects, case.findings, person)
    (year,) = [s for s in sheet.sums if s.year == "2025"]
    assert year.gap[0] > 0
    assert all(figure.finding_ids for figure in sheet.figures)
    assert sheet.exonerating


def test_a_career_has_points_of_intervention_with_and_without_knowledge(
    synthetic: dict[str, CaseRecords],
) -> None:
    case = synthetic[SHOPS]
    concerned = {s.end for s in case.subjects if s.type == "concerns"}
    (person,) = concerned
    assert person is not None
    held = usable(case.findings)
    found = career(case.subjects, held, person)
    points = interventions(found, case.subjects, held, case.findings, case.sources, case.contributions, None)
    assert [bool(point.known) for point in points] == [False, True]
    assert all(point.provision.startswith("§") for point in points)
