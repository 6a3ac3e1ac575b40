"""What is in sight on a chart: every filter agrees with asking each thing by itself."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.chart_dates import meets, span
from app.analysis.chart_facts import as_good_as, chart_facts, grading_rank, is_grading
from app.analysis.chart_filtering import filters_anything, notes_in_sight, restricted, visible
from app.analysis.network import build_network
from app.base.chart_records import ChartFilter, ChartItem, ChartNote
from app.base.records import Standing
from tests.unit.analysis.chart_factory import (
    AGENCIES,
    CONTRIBUTIONS,
    NO_FILTER,
    SOURCES,
    document,
    hidden,
    link,
    node,
    random_case,
    said,
    tied,
)


def facts_of(subjects, findings):
    return chart_facts(subjects, findings, SOURCES, CONTRIBUTIONS)


def seen(subjects, findings, wanted=NO_FILTER, items=(), scope="case", recipient_ids=None):
    return visible(
        build_network(subjects, findings),
        facts_of(subjects, findings),
        document(items, wanted, scope),
        recipient_ids,
    )


PAIR = [node("a"), node("b", "organisation"), link("l", "a", "b", "manages")]
SAID = [said("a"), said("b"), tied("l")]


def test_without_a_filter_everything_is_in_sight():
    found = seen(PAIR, SAID)
    assert (found.nodes, found.links, found.left_out) == (frozenset("ab"), frozenset("l"), {})
    assert not filters_anything(ChartFilter())


def test_a_hidden_node_takes_its_links_along_and_a_hidden_link_leaves_its_ends():
    found = seen(PAIR, SAID, items=[hidden("a")])
    assert (found.nodes, found.links, found.left_out) == ({"b"}, frozenset(), {"hidden": 1, "end": 1})
    assert seen(PAIR, SAID, items=[hidden("l")]).nodes == {"a", "b"}


def test_types_narrow_nodes_and_layers_narrow_links():
    assert seen(PAIR, SAID, ChartFilter(types=("person",))).nodes == {"a"}
    found = seen(PAIR, SAID, ChartFilter(layers=("contact",)))
    assert (found.nodes, found.links) == ({"a", "b"}, frozenset())
    assert found.left_out == {"layer": 1}


def test_what_an_agency_says_about_a_link_brings_its_ends_into_sight():
    findings = [said("a"), said("b"), tied("l", source="s-a2-B")]
    found = seen([*PAIR, node("c")], [*findings, said("c")], ChartFilter(agencies=("a2",)))
    assert (found.nodes, found.links) == ({"a", "b"}, {"l"})
    assert seen(PAIR, findings, ChartFilter(agencies=("a1",))).links == frozenset()


def test_an_assessment_is_also_its_authors():
    findings = [*SAID, said("a", "note", "x", standing=Standing.ASSESSMENT, author_agency_id="a3")]
    assert seen(PAIR, findings, ChartFilter(agencies=("a3",))).nodes == {"a"}


def test_a_chosen_chart_shows_only_what_has_an_item_on_it():
    found = seen(PAIR, SAID, items=[ChartItem("a")], scope="chosen")
    assert (found.nodes, found.links) == ({"a"}, frozenset())
    assert found.left_out == {"not_chosen": 1, "end": 1}


def test_what_has_no_date_stays_in_sight_and_is_counted():
    subjects = [node("a"), node("e", "event"), link("l", "a", "e", "took_part_in")]
    findings = [said("a"), said("e"), said("e", "date", "2019-05"), tied("l", valid_from="2019")]
    found = seen(subjects, findings, ChartFilter(since="2020", until="2020-06"))
    assert found.nodes == {"a"}
    assert (found.undated, found.left_out["date"]) == (1, 1)
    # Open ended: from 2019 on.
    assert seen(subjects, findings, ChartFilter(until="2019-05-01")).links == {"l"}
    assert seen(subjects, findings, ChartFilter(since="2019-06")).nodes == {"a"}
    assert seen(subjects, findings).undated == 0


def test_a_date_or_grading_that_is_none_narrows_nothing():
    assert seen(PAIR, SAID, ChartFilter(since="gestern", gradings=("Z9",))).nodes == {"a", "b"}


def test_a_recipient_without_a_released_view_sees_nothing():
    wanted = ChartFilter(recipient="a2")
    assert seen(PAIR, SAID, wanted).nodes == frozenset()
    assert seen(PAIR, SAID, wanted, recipient_ids=frozenset("abl")).links == {"l"}
    given_less = seen(PAIR, SAID, wanted, recipient_ids=frozenset("ab"))
    assert (given_less.nodes, given_less.links) == ({"a", "b"}, frozenset())


def test_words_are_looked_for_in_captions():
    assert seen(PAIR, SAID, ChartFilter(words="MUSTER b")).nodes == {"b"}


def test_gradings_compare_letter_and_digit():
    assert [as_good_as(g, "B2") for g in ("B2", "A1", "A3", "C1")] == [True, True, False, False]
    assert sorted(["X4", "A3", "B1", "A1"], key=grading_rank) == ["A1", "B1", "A3", "X4"]
    assert [g for g in ("A1", "X4", "", "A", "A5", "E1", "1A") if is_grading(g)] == ["A1", "X4"]


def test_what_is_not_graded_counts_as_the_worst():
    graded = facts_of(
        [node("a")], [said("a", source="s-a1-B", credibility="2"), said("a", credibility="")]
    ).of["a"]
    assert graded.gradings == ("B2", "A4")
    unknown = facts_of([node("a")], [said("a", source="elsewhere", credibility="")]).of["a"]
    assert (unknown.grading, unknown.agencies, unknown.sources) == ("X4", frozenset(), 1)


def test_a_note_about_something_out_of_sight_is_out_of_sight():
    notes = tuple(
        ChartNote(f"n{i}", "x", 0, 0, subject_id=tied_to) for i, tied_to in enumerate(["", "a", "b", "l"])
    )
    chart = document([hidden("a")], notes=notes)
    found = visible(build_network(PAIR, SAID), facts_of(PAIR, SAID), chart)
    assert [n.subject_id for n in notes_in_sight(chart, found)] == ["", "b"]


def test_restricting_keeps_the_order_and_costs_nothing_when_all_is_seen():
    network = build_network(PAIR, SAID)
    assert restricted(network, seen(PAIR, SAID)) is network
    part = restricted(network, seen(PAIR, SAID, items=[hidden("a")]))
    assert ([n.id for n in part.nodes], part.links) == (["b"], ())


@pytest.mark.parametrize(
    ("first", "last", "days"), [("", "", None), ("2020", "nie", None), ("", "2020", 737790)]
)
def test_spans_of_partial_dates(first, last, days):
    found = span(first, last)
    assert (found is None) if days is None else (found == (1, days))


def several(values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    ChartFilter,
    types=several(["person", "organisation", "event"]),
    layers=several(["contact", "owns", "manages"]),
    agencies=several(AGENCIES),
    standings=several(list(Standing)),
    gradings=st.sampled_from([(), (), ("A1",), ("B2",), ("C4",)]),
    handlings=several(["H0", "H1", "H3"]),
    since=st.sampled_from(["", "", "2017", "2019-06"]),
    until=st.sampled_from(["", "", "2020", "2018-01-15"]),
    words=st.sampled_from(["", "", "n0000", "muster 3"]),
)


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), wanted=FILTERS, hides=st.sets(st.integers(0, 31), max_size=4))
def test_every_filter_agrees_with_asking_each_thing_by_itself(seed, wanted, hides):
    subjects, findings = random_case(seed)
    network, facts = build_network(subjects, findings), facts_of(subjects, findings)
    items = [hidden(subjects[i].id) for i in hides]
    chart = document(items, wanted)
    found = visible(network, facts, chart)
    nodes, links = asked_one_by_one(network, facts, wanted, {i.subject_id for i in items})
    assert (found.nodes, found.links) == (nodes, links)
    shown = len(found.nodes) + len(found.links)
    assert shown + sum(found.left_out.values()) == len(network.nodes) + len(network.links)


def asked_one_by_one(network, facts, wanted, hiding):
    days = span(wanted.since, wanted.until)

    def says(subject, standing):
        said = facts.of[subject]
        return (
            (not wanted.agencies or bool(said.agencies & set(wanted.agencies))),
            (not wanted.standings or standing in wanted.standings),
            (not wanted.gradings or any(as_good_as(g, wanted.gradings[0]) for g in said.gradings)),
            (not wanted.handlings or bool(said.handlings & set(wanted.handlings))),
        )

    def stands(subject):
        dated = facts.of[subject].spans
        return subject not in hiding and (days is None or not dated or meets(dated, days))

    ties = {}
    for tie in network.links:
        for end in (tie.start, tie.end):
            ties.setdefault(end, []).append(says(tie.id, tie.standing))
    nodes = set()
    for one in network.nodes:
        ways = [says(one.id, facts.of[one.id].standing), *ties.get(one.id, [])]
        if (
            stands(one.id)
            and all(any(way[i] for way in ways) for i in range(4))
            and (not wanted.types or one.type in wanted.types)
            and all(w in one.label.casefold() for w in wanted.words.casefold().split())
        ):
            nodes.add(one.id)
    links = {
        t.id
        for t in network.links
        if stands(t.id)
        and all(says(t.id, t.standing))
        and (not wanted.layers or t.type in wanted.layers)
        and {t.start, t.end} <= nodes
    }
    return nodes, links


def test_a_filter_over_ten_thousand_nodes_answers_while_a_slider_moves():
    subjects, findings = random_case(1, nodes=10_000, links=30_000)
    network, facts = build_network(subjects, findings), facts_of(subjects, findings)
    visible(network, facts, document())
    wanted = [ChartFilter(since=f"20{y}", until=f"20{y + 2}", standings=("fact",)) for y in range(15, 22)]
    spent = []
    for one in wanted:
        before = time.process_time()
        visible(network, facts, document(wanted=one))
        spent.append(time.process_time() - before)
    # As many things touched one by one in Python: what the arrays spare.
    before = time.process_time()
    assert sum(facts.of[n.id].standing == "fact" for n in (*network.nodes, *network.links)) > 0
    one_by_one = time.process_time() - before
    assert min(spent) < max(0.05, 4 * one_by_one)
