"""Events in lanes: who bears them, and nothing on top of anything."""

import datetime as dt
import itertools

import pytest
from analysis_views import Maker
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.time_axis import day_text, iso_day, ticks
from app.analysis.time_events import Grouping, Narrowing, dated_findings, narrowed, spoken, words_of
from app.analysis.time_extent import extent
from app.analysis.time_lanes import LaneSizes, arrange, lanes, reaches, rescaled
from app.analysis.time_marks import outlines
from app.base.i18n import speaking
from app.base.records import Standing


def _case():
    maker = Maker()
    person = maker.node("person", "name", "Erika Mustermann")
    firm = maker.node("organisation", "name", "Muster GmbH")
    link = maker.link("manages", person, firm, valid_from="2021-04-05", valid_to="2022")
    meeting = maker.node("event", "title", "Treffen")
    maker.say(meeting, "date", "2021~", Standing.ASSESSMENT)
    maker.link("contact", person, meeting)
    maker.say(person, "note", "gesehen", Standing.HYPOTHESIS, valid_from="2019", restricted=True)
    return maker, person, firm, link, meeting


def _events(maker):
    return dated_findings(maker.subjects, maker.findings, (), ())


def test_a_link_stands_with_both_ends_and_an_event_with_who_is_linked():
    maker, person, firm, link, meeting = _case()
    events, undated = _events(maker)
    bearers = {event.subject_id: event.bearers for event in events}
    assert bearers == {link: (person, firm), meeting: (person,), person: (person,)}
    found = lanes(events, Grouping.SUBJECT, {person: "Erika", firm: "Firma"})
    assert {lane.title: len(lane.events) for lane in found} == {"Erika": 3, "Firma": 1}
    assert len(events) + len(undated) == len(maker.findings)


def test_filters_take_type_standing_and_time():
    maker, person, _firm, link, meeting = _case()
    events, _undated = _events(maker)

    def left(**wanted):
        return [event.subject_id for event in narrowed(events, Narrowing(**wanted))]

    assert left(types=frozenset({"event"})) == [meeting]
    assert left(standings=frozenset({Standing.HYPOTHESIS})) == [person]
    assert left(start="2022-06") == [person, link]  # the note holds from 2019 on, nobody said until when
    assert left(end="2019") == [person]
    assert left(agencies=frozenset({"nobody"})) == []
    with pytest.raises(ValueError, match="soon"):
        left(start="soon")


def test_words_tell_standing_and_restriction():
    maker, person, *_rest = _case()
    events, _undated = _events(maker)
    note = next(event for event in events if event.subject_id == person)
    with speaking("en"):
        assert words_of(note, Grouping.SUBJECT).endswith("(restricted)")
        assert "hypothesis" in spoken(note)
        assert "restricted" in spoken(note)


_WHEN = st.builds(
    lambda day, form: form.format(day=day.isoformat(), month=day.isoformat()[:7], year=day.year),
    st.dates(dt.date(2015, 1, 1), dt.date(2026, 1, 1)),
    st.sampled_from(("{day}", "{month}", "{year}", "{day}/..", "../{month}", "{month}~")),
)


@given(
    st.lists(st.tuples(_WHEN, st.integers(0, 3)), max_size=60),
    st.sampled_from((0.02, 0.4, 5.0, 90.0)),
    st.integers(1, 6),
)
def test_nothing_covers_anything_and_nothing_is_lost(said, scale, rows):
    maker = Maker()
    nodes = [maker.node("person", "name", f"Muster {n}") for n in range(4)]
    for when, owner in said:
        begin, _slash, end = when.partition("/")
        maker.say(nodes[owner], "note", "gesehen", valid_from=begin if begin != ".." else "",
                  valid_to=end if end not in ("", "..") else "")  # fmt: skip
    events, _undated = _events(maker)
    assert len(events) == len(said)
    found = lanes(events, Grouping.SUBJECT, {})
    sizes = LaneSizes(most_rows=rows)
    a = arrange(reaches(events), found, scale, [80.0] * len(events), sizes)
    for number, lane in enumerate(found):
        marks = [n for n in range(len(a.event)) if a.lane[n] == number]
        assert sorted(i for n in marks for i in a.members[n]) == sorted(lane.events)
        for y in {float(a.middle[n]) for n in marks}:
            assert a.lane_tops[number] < y < a.lane_tops[number + 1]
            row = sorted((float(a.from_x[n]), float(a.to_x[n])) for n in marks if float(a.middle[n]) == y)
            assert all(end <= start + 1e-6 for (_s, end), (start, _e) in itertools.pairwise(row))
        assert len({float(a.middle[n]) for n in marks}) <= rows


def test_a_year_is_a_tapering_bar_and_a_day_a_diamond():
    maker = Maker()
    person = maker.node("person", "name", "Muster")
    for day in ("2021", "2021-06-01"):
        maker.say(person, "note", "gesehen", valid_from=day, valid_to=day)
    events, _undated = _events(maker)
    a = arrange(reaches(events), lanes(events, Grouping.TYPE, {}), 1.0, [0.0, 0.0], LaneSizes())
    shapes = outlines(a.left, a.right, a.soft_left, a.soft_right, a.middle, 10.0)
    assert a.right[0] - a.left[0] == 365.0
    assert 0 < a.soft_left[0] < 182
    assert a.right[1] - a.left[1] == 12.0
    assert a.soft_left[1] == 6.0
    assert shapes.shape == (2, 6, 2)
    assert (shapes[1, 1] == shapes[1, 2]).all()


@given(st.floats(400_000, 760_000), st.floats(0.05, 60_000), st.floats(0.001, 2000))
def test_ticks_are_in_order_and_apart(first, days, scale):
    days = min(days, 4000 / scale)
    minor, _major = ticks(first, first + days, scale, 60.0)
    places = [tick.at for tick in minor]
    assert places == sorted(places)
    assert len(places) < 200
    assert all(b - a >= 25 / scale for a, b in itertools.pairwise(places))


def test_the_axis_speaks_the_language():
    april = extent("2021-04-05").first
    with speaking("de"):
        assert day_text(april) == "05.04.2021"
        assert ticks(april, april + 20, 40.0, 58.0)[1][0].text == "April 2021"
    assert iso_day(april) == "2021-04-05"
    assert iso_day(-5.0) == "1000-01-01"


def test_in_motion_marks_keep_their_row_and_lie_where_they_belong():
    events, _undated = _events(_case()[0])
    rows = lanes(events, Grouping.SUBJECT, {})
    widths = [80.0] * len(events)
    settled = arrange(reaches(events), rows, 0.1, widths, LaneSizes())
    for ratio in (0.3, 1.0, 4.0):
        moving = rescaled(settled, reaches(events), ratio, 0.1 * ratio, LaneSizes())
        fresh = arrange(reaches(events), rows, 0.1 * ratio, widths, LaneSizes())
        assert (moving.middle == settled.middle).all()
        single = moving.count == 1
        placed = zip(fresh.event.tolist(), fresh.left.tolist(), fresh.count.tolist(), strict=True)
        where = {event: left for event, left, count in placed if count == 1}
        for event, left in zip(moving.event[single].tolist(), moving.left[single].tolist(), strict=True):
            assert event not in where or left == pytest.approx(where[event])
        assert (moving.label <= settled.label).all()
