"""Distances and projection against published values; places, what lies near, and what joins them."""

import pytest
from analysis_views import Maker
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.geo_distance import circle, destination, distance, great_circle
from app.analysis.map_base import DISTRICTS_FROM, MUNICIPALITIES_FROM, attribution, map_base, nice_length
from app.analysis.map_clusters import clusters
from app.analysis.map_places import located, metres_text, ties, within
from app.analysis.map_projection import GERMANY, LambertConic
from app.base.i18n import speaking
from app.base.records import Standing

_LATS = st.floats(-60, 70)
_LONS = st.floats(-170, 170)


def _dms(degrees, minutes, seconds):
    size = abs(degrees) + minutes / 60 + seconds / 3600
    return size if degrees >= 0 else -size


# Geoscience Australia's example for Vincenty's formulas (GDA technical manual): Flinders Peak to Buninyong.
FLINDERS = (_dms(-37, 57, 3.72030), _dms(144, 25, 29.52440))
BUNINYONG = (_dms(-37, 39, 10.15610), _dms(143, 55, 35.38390))


def test_the_distance_of_the_australian_example():
    assert distance(FLINDERS, BUNINYONG) == pytest.approx(54972.271, abs=0.001)
    found = destination(FLINDERS, _dms(306, 52, 5.37), 54972.271)
    assert found == pytest.approx(BUNINYONG, abs=1e-7)


def test_a_quarter_of_the_meridian_of_wgs_84():
    assert distance((0, 0), (90, 0)) == pytest.approx(10_001_965.729, abs=0.001)


def test_opposite_points_still_have_a_distance():
    assert distance((0.0, 0.0), (0.3, 179.7)) == pytest.approx(19_970_000, rel=0.01)
    assert distance((51.0, 7.0), (51.0, 7.0)) == 0.0


@given(_LATS, _LONS, st.floats(0, 360), st.floats(1, 2_000_000))
def test_going_there_and_measuring_agree(lat, lon, bearing, length):
    there = destination((lat, lon), bearing, length)
    assert distance((lat, lon), there) == pytest.approx(length, abs=0.01)
    assert great_circle((lat, lon), there) == pytest.approx(length, rel=0.008)
    assert distance(there, (lat, lon)) == pytest.approx(length, abs=0.01)


def test_every_corner_of_a_circle_is_as_far():
    assert {round(distance((51.4, 7.0), p)) for p in circle((51.4, 7.0), 30_000)} == {30_000}


def test_the_projection_of_the_epsg_example():
    """EPSG Guidance Note 7-2, Lambert conic conformal (2SP): NAD27 / Texas South Central, in US feet."""
    texas = LambertConic(
        20_925_832.16, 1 / 294.97870, 27 + 50 / 60, -99, 28 + 23 / 60, 30 + 17 / 60, 2_000_000.0, 0.0
    )
    assert texas.forward(28.5, -96.0) == pytest.approx((2_963_503.91, 254_759.80), abs=0.01)
    assert texas.inverse(2_963_503.91, 254_759.80) == pytest.approx((28.5, -96.0), abs=1e-7)


@given(_LATS, _LONS)
def test_the_plane_goes_both_ways(lat, lon):
    assert GERMANY.inverse(*GERMANY.forward(lat, lon)) == pytest.approx((lat, lon), abs=1e-6)


def test_lengths_within_germany_are_true_to_two_per_mille():
    for lat, lon in ((47.3, 10.2), (51.0, 7.0), (54.9, 8.4)):
        east = GERMANY.forward(lat, lon + 0.01)[0] - GERMANY.forward(lat, lon - 0.01)[0]
        assert east == pytest.approx(distance((lat, lon - 0.01), (lat, lon + 0.01)), rel=0.004)
        assert GERMANY.stretch(lat) == pytest.approx(1.0, abs=0.002)


def test_the_base_has_sixteen_states_where_they_belong():
    states = {state.name: state for state in map_base().states}
    assert len(states) == 16
    assert len(map_base().neighbours) > 100
    for name, lat, lon in (("Bayern", 48.137, 11.575), ("Nordrhein-Westfalen", 51.4556, 7.0116)):
        x, y = GERMANY.forward(lat, lon)
        rings = states[name].rings
        assert any(
            ring[:, 0].min() < x < ring[:, 0].max() and ring[:, 1].min() < y < ring[:, 1].max()
            for ring in rings
        )


def test_districts_and_municipalities_come_with_the_scale():
    base = map_base()
    assert len(base.district_names) == 402
    assert len(base.municipality_names) == 396
    assert base.names(1e-3) == ()
    assert base.names(DISTRICTS_FROM * 2) == base.district_names
    closest = [named.name for named in base.names(MUNICIPALITIES_FROM * 2)]
    assert closest.count("Essen") == 1
    assert {"Oer-Erkenschwick", "Gladbeck", "Miesbach"} <= set(closest)
    east, north = GERMANY.forward(51.4556, 7.0116)
    essen = next(named for named in base.district_names if named.name == "Essen")
    assert abs(essen.at[0] - east) + abs(essen.at[1] - north) < 8_000
    for line in (*base.districts, *base.municipalities):
        assert len(line) >= 2


def test_the_base_names_its_source():
    assert attribution().startswith("© GeoBasis-DE / BKG")


def _case():
    maker = Maker()
    person = maker.node("person", "name", "Erika Mustermann")
    ids = []
    for name, where in (("Essen", "51.4556,7.0116"), ("Bochum", "51.4818,7.2162"), ("Fern", "41.01,28.97")):
        ids.append(maker.node("place", "name", name))
        maker.say(ids[-1], "coordinates", where)
    return maker, person, ids


def test_places_near_and_far():
    maker, _person, ids = _case()
    places = located(maker.subjects, maker.findings, (), ())
    assert [place.subject for place in places] == ["Bochum", "Essen", "Fern"]
    essen = places[1]
    assert essen.subject_id == ids[0]
    assert essen.point == (51.4556, 7.0116)
    ((near, metres),) = within(places, essen, 20_000)
    assert near.subject == "Bochum"
    assert metres == pytest.approx(14_510, abs=60)


def test_only_links_that_a_finding_carries_tie_places():
    maker, person, ids = _case()
    assert ties(located(maker.subjects, maker.findings, (), ()), maker.subjects, maker.findings) == ()
    maker.link("owns", person, ids[0])
    maker.link("owns", person, ids[1], Standing.HYPOTHESIS)
    places = located(maker.subjects, maker.findings, (), ())
    (tie,) = ties(places, maker.subjects, maker.findings)
    assert {tie.a, tie.b} == set(ids[:2])
    assert tie.words == "Erika Mustermann"
    assert tie.standing is Standing.HYPOTHESIS
    assert len(tie.findings) == 2
    kept = [f for f in maker.findings if f.id != tie.findings[0]]
    assert ties(places, maker.subjects, kept) == ()


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 600)), max_size=80))
def test_markers_never_cover_each_other(spots):
    made = clusters(spots, 26.0)
    assert sorted(n for cluster in made for n in cluster.members) == list(range(len(spots)))
    for i, one in enumerate(made):
        for other in made[i + 1 :]:
            assert abs(one.x - other.x) >= 26.0 or abs(one.y - other.y) >= 26.0


def test_lengths_as_people_write_them():
    with speaking("de"):
        assert [metres_text(m) for m in (52.4, 14_510, 10_000, 234_567)] == [
            "52 m",
            "14,5 km",
            "10 km",
            "235 km",
        ]
    assert [nice_length(m) for m in (999, 5_200, 2.5)] == [500.0, 5000.0, 2.0]
