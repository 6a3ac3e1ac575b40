"""Rules of a chart, in their order, and what each field can be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.chart_facts import chart_facts
from app.analysis.chart_formatting import OPERATORS_OF, looks, meeting, over
from app.analysis.network import build_network
from app.base.chart_records import COLOURS, RULE_FIELDS, RULE_OPERATORS, ChartItem, Look
from app.base.records import Standing
from tests.unit.analysis.chart_factory import CONTRIBUTIONS, SOURCES, link, node, rule, said, tied

SUBJECTS = [node("p"), node("o", "organisation"), node("e", "event"), link("l", "p", "o", "manages")]
FINDINGS = [
    said("p", credibility="2", source="s-a2-B", handling="H1"),
    said("p", "birth_date", "1975-06"),
    said("p", "income", "1200.50 EUR"),
    *(
        said("o", prop, value, standing=Standing.ASSESSMENT, source="s-a3-C", credibility="4")
        for prop, value in (("name", ""), ("employees", "12"), ("founded", "2015"), ("dissolved", "2019"))
    ),
    said("e"),
    said("e", "date", "2020-03-01"),
    tied("l", valid_from="2016", valid_to="2018", standing=Standing.HYPOTHESIS),
]
NETWORK, FACTS = build_network(SUBJECTS, FINDINGS), chart_facts(SUBJECTS, FINDINGS, SOURCES, CONTRIBUTIONS)
MEASURES = {"degree": {"p": 1.0, "o": 3.0}}
CASES = [
    (("type", "is", "person"), "p"),
    (("type", "is_not", "person"), "oel"),
    (("standing", "is", "hypothesis"), "l"),
    (("standing", "is_not", "fact"), "ol"),
    (("agency", "is", "a2"), "p"),
    (("agency", "is_not", "a1"), "o"),
    (("agency", "present"), "poel"),
    (("handling", "is", "H1"), "p"),
    (("handling", "is_not", "H0"), ""),
    (("sources", "at_least", "2"), "p"),
    (("sources", "is", "1"), "oel"),
    (("grading", "is", "A1"), "pel"),
    (("grading", "at_most", "B2"), "o"),
    (("grading", "at_least", "A1"), "pel"),
    (("date", "present"), "poel"),
    (("date", "before", "2019"), "l"),
    (("date", "after", "2015-12"), "el"),
    (("date", "is", "2017"), "pol"),
    (("date", "is", "nie"), ""),
]
PROPERTIES = [
    (("employees", "at_least", "12"), "o"),
    (("employees", "at_most", "11"), ""),
    (("employees", "at_most", "viele"), ""),
    (("income", "at_least", "1200"), "p"),
    (("birth_date", "before", "1980"), "p"),
    (("birth_date", "after", "1975-06"), ""),
    (("name", "contains", "MUSTER"), "poe"),
    (("name", "is", "muster p"), "p"),
    (("name", "is_not", "Muster p"), "oe"),
    (("founded", "present"), "o"),
    (("founded", "after", "nie"), ""),
]


@pytest.mark.parametrize(("asked", "met"), CASES, ids=lambda c: "-".join(c) if isinstance(c, tuple) else c)
def test_what_a_rule_meets(asked, met):
    assert sorted(meeting(NETWORK, FACTS, rule(*asked), {})) == sorted(met)


@pytest.mark.parametrize(
    ("asked", "met"), PROPERTIES, ids=lambda c: "-".join(c) if isinstance(c, tuple) else c
)
def test_what_a_rule_about_a_property_meets(asked, met):
    name, operator, *value = asked
    found = meeting(NETWORK, FACTS, rule("property", operator, *value, name=name), {})
    assert sorted(found) == sorted(met)


@pytest.mark.parametrize(
    ("operator", "value", "met"),
    [
        ("at_least", "2", "o"),
        ("at_most", "1", "p"),
        ("is", "3", "o"),
        ("is_not", "3", "p"),
        ("present", "", "op"),
    ],
)
def test_what_a_rule_about_a_measure_meets(operator, value, met):
    asked = rule("measure", operator, value, name="degree")
    assert sorted(meeting(NETWORK, FACTS, asked, MEASURES)) == sorted(met)
    assert meeting(NETWORK, FACTS, asked, {}) == ()


def test_a_later_rule_wins_part_by_part_and_the_own_look_wins_over_all():
    rules = [
        rule("type", "is", "person", look=Look(colour="red", size=2.0), no=2),
        rule("standing", "is", "fact", look=Look(colour="blue", badge="!"), no=1),
        rule("type", "is", "person", look=Look(colour="green"), no=3, active=False),
    ]
    items = {"p": ChartItem("p", look=Look(badge="?")), "gone": ChartItem("gone", look=Look(colour="red"))}
    found = looks(NETWORK, FACTS, rules, items, {})
    assert found["p"] == Look(colour="red", size=2.0, badge="?")
    assert found["e"] == Look(colour="blue", badge="!")
    assert found.keys() == {"p", "e"}


def test_without_rules_and_looks_everything_is_plain():
    assert looks(NETWORK, FACTS, [rule("type", "is", "person", look=Look())], {"p": ChartItem("p")}, {}) == {}


def test_every_field_and_operator_can_be_asked():
    assert OPERATORS_OF.keys() == set(RULE_FIELDS)
    assert {operator for known in OPERATORS_OF.values() for operator in known} == set(RULE_OPERATORS)


LOOKS = st.builds(
    Look, colour=st.sampled_from(COLOURS), size=st.sampled_from([0.0, 1.5]), badge=st.sampled_from(["", "x"])
)


@given(below=LOOKS, middle=LOOKS, above=LOOKS)
def test_laying_looks_over_each_other_can_be_taken_in_any_steps(below, middle, above):
    assert over(over(below, middle), above) == over(below, over(middle, above))
    assert over(below, Look()) == over(Look(), below) == below
