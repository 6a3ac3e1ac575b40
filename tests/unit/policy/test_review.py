"""Review days: the bounds of each law, the start of each period, and the later day that governs."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.policy.review import review_day
from app.policy.review_periods import (
    Circumstances,
    age_at,
    governing,
    period,
    regimes,
    years_later,
)

EVENT = dt.date(2021, 3, 5)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2080, 12, 31))


def case(regime: str, **more: Any) -> Circumstances:
    return Circumstances(regime, **{"last_event": EVENT, "first_stored": EVENT} | more)


@pytest.mark.parametrize(
    ("circumstances", "last_day"),
    [
        (case("polg_nrw"), "2031-12-31"),
        (case("polg_nrw", age="juvenile"), "2026-12-31"),
        (case("polg_nrw", age="child"), "2023-03-05"),
        (case("polg_nrw", role="contact_companion"), "2022-03-05"),
        (case("polg_nrw", custody_until=dt.date(2024, 6, 1)), "2034-12-31"),
        (case("stpo"), "2031-03-05"),
        (case("stpo", age="juvenile"), "2026-03-05"),
        (case("stpo", outcome="acquitted"), "2024-03-05"),
        (case("stpo", outcome="discontinued"), "2024-03-05"),
        (case("stpo", age="child"), "2023-03-05"),
        (case("bpolg"), "2031-03-05"),
        (case("bpolg", age="juvenile"), "2026-03-05"),
        (case("bpolg", age="child"), "2023-03-05"),
        (case("bpolg", role="informant"), "2022-03-05"),
        (case("owig", fine=Decimal(251)), "2026-03-05"),
        (case("owig", fine=Decimal("250.01")), "2026-03-05"),
        (case("owig", fine=Decimal(250)), "2023-03-05"),
        (case("owig"), "2023-03-05"),
        (case("schwarzarbg"), "2022-12-31"),
        (case("schwarzarbg", outcome="concluded"), "2026-12-31"),
        (case("schwarzarbg", outcome="acquitted"), "2023-12-31"),
    ],
)
def test_the_bound_of_each_law(circumstances: Circumstances, last_day: str) -> None:
    assert period(circumstances).ends(circumstances).isoformat() == last_day


def test_contacts_and_informants_reach_three_years_at_most() -> None:
    for role in ("contact_companion", "informant"):
        told = case("bpolg", role=role)
        assert period(told).ends_at_most(told).isoformat() == "2024-03-05"
    assert period(case("stpo")).ends_at_most(case("stpo")) == period(case("stpo")).ends(case("stpo"))


def test_the_latest_day_governs_all() -> None:
    later = case("polg_nrw", last_event=dt.date(2023, 1, 1))
    ground, day = governing([case("polg_nrw"), later, case("polg_nrw", age="juvenile")])
    assert (ground.id, day.isoformat()) == ("adult", "2033-12-31")
    with pytest.raises(ValueError, match="event"):
        governing([])


def test_every_period_says_where_it_comes_from() -> None:
    for periods in regimes().values():
        assert not periods[-1].when, "the last one holds always"
        for p in periods:
            assert p.paragraph
            assert p.source
            assert p.verified or p.note, "what was not verified says what"
    assert "not verified" in period(case("polg_nrw", age="child")).citation
    assert period(case("polg_nrw")).citation == "§ 22(2) PolG NRW"


def test_a_regime_without_its_own_period_follows_the_police_act() -> None:
    assert period(case("sgb")).law == "PolG NRW"


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        ("2007-03-06", "child"),
        ("2007-03-05", "juvenile"),
        ("2003-03-06", "juvenile"),
        ("2003-03-05", "adult"),
    ],
)
def test_age_is_that_of_the_day_of_the_event(birth: str, age: str) -> None:
    assert age_at(dt.date.fromisoformat(birth), EVENT) == age


@given(recorded=DAYS, ahead=st.integers(0, 5000), role=st.sampled_from(["", "contact_companion", "witness"]))
def test_no_day_beyond_the_bound_is_ever_accepted(recorded: dt.date, ahead: int, role: str) -> None:
    told = Circumstances("polg_nrw", recorded, recorded, role)
    limit = period(told).ends(told)
    wanted = recorded + dt.timedelta(days=ahead)
    if wanted > limit:
        with pytest.raises(UserError) as refused:
            review_day(recorded, wanted.isoformat(), role)
        assert refused.value.key == "review.too_late"
    else:
        assert review_day(recorded, wanted.isoformat(), role) == wanted.isoformat()
    assert recorded < dt.date.fromisoformat(review_day(recorded, "", role)) <= limit


def test_29_february_becomes_28_february() -> None:
    assert years_later(dt.date(2024, 2, 29), 1) == dt.date(2025, 2, 28)


@pytest.mark.parametrize("wanted", ["morgen", "2027", "2027-13-01"])
def test_what_is_no_day_is_refused(wanted: str) -> None:
    with pytest.raises(UserError, match="is not a day"):
        review_day(EVENT, wanted)
