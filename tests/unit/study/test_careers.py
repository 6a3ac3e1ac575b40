"""Careers: their parameters by hand, their matching, and what is refused."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.study import career_parameters as parameters
from app.study.career_checks import check
from app.study.career_records import DAYS_PER_YEAR, Career, Custody, Offence, Reaction
from app.study.matching import band_of, match

YEAR = 365.25


def days(years: float) -> int:
    return round(years * YEAR)


ONE = Career(
    "A01", "a", 1990, "m", days(30),
    (
        Offence(days(16), "theft", 1, True), Offence(days(18), "theft", 2), Offence(days(19), "violence", 3),
        Offence(days(19.5), "violence", 4),
    ),
    (Custody(days(20), days(22) - 1),),
    (Reaction(days(18.5), "warning"),),
)  # fmt: skip


def test_the_parameters_of_a_career_by_hand() -> None:
    assert parameters.onset(ONE) == pytest.approx(16, abs=0.01)
    assert parameters.duration(ONE) == pytest.approx(3.5, abs=0.01)
    assert parameters.frequency(ONE) == pytest.approx(3 / 12, abs=0.01)
    assert parameters.crime_mix(ONE) == {"theft": 0.5, "violence": 0.5}
    assert parameters.diversity(ONE) == 0.5
    assert parameters.specialisation(ONE) == 0.5
    assert parameters.escalation(ONE) == 1.0
    assert parameters.acceleration(ONE) == -1.0
    assert parameters.co_offending(ONE) == 0.25
    kind, years, event = parameters.after_reactions(ONE)[0]
    assert (kind, event) == ("warning", True)
    assert years == pytest.approx(0.5, abs=0.01)


def test_desistance_is_told_only_after_time_at_risk() -> None:
    assert [parameters.desisted(ONE, years) for years in parameters.DESISTANCE_YEARS] == [True, True, True]
    short = dataclasses.replace(ONE, observed_until=days(23.4))
    # 3.9 years later, but two of them in custody.
    assert [parameters.desisted(short, years) for years in (1, 2)] == [True, None]


def test_time_in_custody_is_no_time_at_risk() -> None:
    assert parameters.years_at_risk(ONE, days(20), days(22) - 1) == 0
    assert parameters.time_to_next(ONE, days(19.5))[1] is False


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"offences": ()}, "no offence"),
        ({"offences": (Offence(days(19), "x"), Offence(days(18), "x"))}, "not in the order"),
        ({"offences": (Offence(-3, "x"),)}, "before birth"),
        ({"observed_until": days(17)}, "after the end"),
        ({"custody": (Custody(900, 800),)}, "ends before"),
        ({"custody": (Custody(9000, 9100), Custody(9050, 9200))}, "overlap"),
        ({"group": "c"}, "neither"),
    ],
)
def test_a_career_that_cannot_be_is_named(change: dict[str, Any], word: str) -> None:
    with pytest.raises(UserError) as refused:
        check([dataclasses.replace(ONE, **change)])
    assert word in refused.value.problems[0]
    assert refused.value.problems[0].startswith("A01:")


def test_unequal_groups_are_refused() -> None:
    with pytest.raises(UserError, match="group b has 0"):
        match([ONE])


def test_pairs_are_alike_before_any_outcome_is_seen() -> None:
    others = [
        dataclasses.replace(
            ONE, code=f"B{n}", group="b", birth_year=1989 + n, offences=(Offence(days(17), "x", n),)
        )
        for n in range(3)
    ]
    group = [dataclasses.replace(ONE, code=f"A{n}") for n in range(3)]
    pairs = match([*others, *group])
    assert {pair.b.code for pair in pairs} == {"B0", "B1", "B2"}
    assert sum(pair.distance for pair in pairs) == 2
    far = dataclasses.replace(ONE, code="B9", group="b", birth_year=1995)
    with pytest.raises(UserError, match="A01"):
        match([ONE, far])


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=30))
def test_diversity_stays_within_its_bounds(chapters: list[str]) -> None:
    career = dataclasses.replace(
        ONE, offences=tuple(Offence(days(16) + n, c) for n, c in enumerate(chapters))
    )
    kinds = len(set(chapters))
    assert 0 <= parameters.diversity(career) <= 1 - 1 / kinds + 1e-9
    assert 1 / kinds - 1e-9 <= parameters.specialisation(career) <= 1
    assert sum(parameters.crime_mix(career).values()) == pytest.approx(1)


def test_bands_of_onset() -> None:
    ages = [13.9, 14.1, 17.9, 18.1, 21.5, 26]
    careers = [dataclasses.replace(ONE, offences=(Offence(round(age * DAYS_PER_YEAR), "x"),)) for age in ages]
    assert [band_of(c) for c in careers] == [0, 1, 1, 2, 3, 4]
