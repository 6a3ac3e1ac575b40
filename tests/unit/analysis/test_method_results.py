"""What methods come to: published values, the values of the method's description, and laws for any method."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis import barriers
from app.analysis.hypotheses import LEAST, SCORES, compare, sensitivity, weight, weights, without_row
from app.analysis.rater_agreement import agreement, krippendorff_alpha
from app.base.method_records import (
    ABSENCE,
    ACTIVE,
    FINDING,
    STATES,
    Method,
    MethodKind,
    MethodPart,
    PartKind,
    Rating,
)
from tests.unit.analysis.method_cases import comparisons, models

# K. Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", example D: 4 observers, 12 units.
PUBLISHED = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_alpha_is_the_published_one() -> None:
    units = [
        [int(v) for v in unit if v != "."] for unit in zip(*(row.split() for row in PUBLISHED), strict=True)
    ]
    assert krippendorff_alpha(units) == pytest.approx(0.815, abs=0.0005)
    assert krippendorff_alpha([[1, 1], [2, 2]]) == 1.0
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert krippendorff_alpha([[1], [2]]) is None


def test_scores_and_weights_are_those_of_the_method() -> None:
    assert SCORES == {"CC": 0, "C": 0, "N": 0, "I": -1, "II": -2}
    assert [weight(r, "1") for r in "ABCX"] == [1.0, 0.75, 0.5, 0.25]
    assert [weight("A", c) for c in "1234"] == [1.0, 0.75, 0.5, 0.25]
    assert weight("C", "1") == weight("A", "3") == 0.5
    assert weight("?", "1") == LEAST


def test_what_was_not_found_weighs_as_the_task_that_looked_for_it() -> None:
    row = MethodPart("e1", "m", PartKind.EVIDENCE, 1, role=ABSENCE, text="Kein Kassenbuch", grading="B1")
    method = Method("m", "case", MethodKind.HYPOTHESES, "", parts=(row,))
    assert weights(method, (), ()) == {"e1": 0.75}
    assert weights(replace(method, parts=(replace(row, grading=""),)), (), ()) == {"e1": LEAST}


def test_a_comparison_by_hand() -> None:
    def row(no: int, *said: str) -> MethodPart:
        ratings = tuple(Rating(f"h{at}", "A", verdict) for at, verdict in enumerate(said, 1))
        return MethodPart(f"e{no}", "m", PartKind.EVIDENCE, no, role=FINDING, ratings=ratings)

    hypotheses = tuple(MethodPart(f"h{no}", "m", PartKind.HYPOTHESIS, no) for no in (1, 2, 3))
    rows = (row(1, "I", "CC", "II"), row(2, "N", "I", "C"), row(3, "C", "C", "C"), row(4, "NA", "II", "I"))
    method = Method("m", "case", MethodKind.HYPOTHESES, "", parts=(*hypotheses, *rows))
    weighs = {"e1": 1.0, "e2": 0.5, "e3": 1.0, "e4": 0.25}
    result = compare(method, weighs)
    assert result.inconsistency == {"h1": -1.0, "h2": -1.0, "h3": -2.25}
    assert (result.ranked, result.leading) == (("h1", "h2", "h3"), frozenset({"h1", "h2"}))
    assert [r.diagnosticity for r in result.rows] == [2.0, 0.5, 0.0, 0.25]
    assert result.idle == ("e3",)
    assert result.unrated == {"h1": 0, "h2": 0, "h3": 0}
    told = {s.part_id: (s.turns, sorted(s.leading)) for s in sensitivity(method, weighs)}
    assert told == {
        "e1": (True, ["h1"]), "e2": (True, ["h2"]), "e3": (False, ["h1", "h2"]), "e4": (True, ["h2"]),
    }  # fmt: skip


@given(comparisons(), st.data())
def test_leaving_a_row_out_twice_changes_nothing(method: Method, data: st.DataObject) -> None:
    rows = [e.id for e in method.of(PartKind.EVIDENCE)]
    weighs = {row: data.draw(st.sampled_from((0.25, 0.5, 0.75, 1.0))) for row in rows}
    for row in rows:
        once = without_row(method, row)
        assert without_row(once, row) == once
        assert compare(once, weighs) == compare(method, weighs, {row}) == compare(once, weighs, {row})


@given(comparisons())
def test_a_comparison_ranks_all_that_is_rated_and_depends_on_no_order(method: Method) -> None:
    result = compare(method, {})
    assert set(result.ranked) == set(result.inconsistency)
    assert all(number <= 0 for number in result.inconsistency.values())
    sums = [result.inconsistency[h] for h in result.ranked]
    assert sums == sorted(sums, reverse=True)
    assert bool(result.leading) == bool(result.ranked)
    turned = compare(replace(method, parts=method.parts[::-1]), {})
    assert turned.inconsistency == pytest.approx(dict(result.inconsistency))
    assert turned.ranked == result.ranked
    idle = compare(method, {}, result.idle)
    assert idle.leading == result.leading or set(idle.ranked) != set(result.ranked)
    told = agreement(method)
    assert told.same + len(told.apart) == told.cells
    assert told.alpha is None or told.alpha <= 1.0


@given(models())
def test_a_step_is_covered_only_by_a_barrier_with_partner_and_provision(method: Method) -> None:
    for cover in barriers.coverage(method):
        active = [b for b in method.of(PartKind.BARRIER, cover.step.id) if b.status == ACTIVE]
        assert cover.covered == any(b.agency_id and b.provision for b in active)
    signals = {o.signal.id for o in barriers.orphan_signals(method)}
    assert {s.id for s in method.of(PartKind.SIGNAL) if not s.agency_id} <= signals
    placed = [b.id for held in barriers.quadrants(method).values() for b in held]
    alive = {b.id for b in method.of(PartKind.BARRIER) if b.status != STATES[PartKind.BARRIER][-1]}
    assert sorted(placed) == sorted(alive)
    assert {p.barrier.id for p in barriers.action_plan(method)} == alive
    without = replace(method, parts=tuple(p for p in method.parts if p.kind is not PartKind.BARRIER))
    assert barriers.covered_steps(without)[0] == 0
