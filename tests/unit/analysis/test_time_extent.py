"""How far partial dates reach, and how they are drawn."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.time_extent import extent
from app.base.partial_date import bounds

_DAYS = st.dates(dt.date(1200, 1, 1), dt.date(2100, 1, 1))
_PARTS = st.builds(
    lambda day, form, mark: day.strftime(form).rjust(4, "0") + mark,
    _DAYS,
    st.sampled_from(("%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%dT12:30")),
    st.sampled_from(("", "~", "?", "%")),
)


def _number(day):
    return float(dt.date.fromisoformat(day).toordinal())


@given(_PARTS, _PARTS)
def test_an_extent_lies_within_the_bounds_of_its_date(one, other):
    early, late = sorted((one, other), key=lambda text: bounds(text))
    for when in (one, f"{early}/{late}", f"{one}/..", f"../{one}"):
        low, high = bounds(when)
        reach = extent(when)
        assert reach.first <= reach.core_first <= reach.core_last <= reach.last
        assert low == dt.date.min or low.toordinal() <= reach.first
        assert high == dt.date.max or reach.last <= high.toordinal() + 1
        assert reach.open_end == (high == dt.date.max)
        assert reach.open_start == (low == dt.date.min)
        assert reach.doubtful == any(mark in when for mark in "~?%")


def test_a_year_has_soft_ends_and_a_day_has_none():
    year, day = extent("2021"), extent("2021-04-05")
    assert (year.first, year.last) == (_number("2021-01-01"), _number("2022-01-01"))
    assert year.core_first > year.first
    assert year.core_last < year.last
    assert not year.exact
    assert (day.first, day.last, day.exact) == (_number("2021-04-05"), _number("2021-04-06"), True)


def test_a_minute_is_a_point_of_its_day():
    reach = extent("2021-04-05T06:00")
    assert reach.first == reach.last == _number("2021-04-05") + 0.25


def test_an_interval_is_sure_between_its_vague_ends():
    reach = extent("2019/2021-03")
    assert (reach.core_first, reach.core_last) == (_number("2020-01-01"), _number("2021-03-01"))


def test_an_open_end_is_told():
    assert extent("2021/..").open_end
    assert not extent("2021/..").open_start
    assert extent("/2020-05").open_start


def test_what_is_no_date_is_refused():
    with pytest.raises(ValueError, match="soon"):
        extent("soon")
