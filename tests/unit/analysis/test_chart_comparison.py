"""What came and went between two networks: by hand, and on published data over time."""

import csv
import itertools

import pytest

from app.analysis.chart_comparison import compare, network_at, united
from app.analysis.network import build_network
from app.base.errors import UserError
from app.base.records import Standing
from tests.unit.analysis.chart_factory import link, node, said, tied

PEOPLE = [node("a"), node("b"), node("c")]
LINKS = [link("l", "a", "b"), link("m", "b", "c")]


def test_what_came_went_and_changed_is_told_by_id():
    before = build_network(
        [*PEOPLE[:2], LINKS[0]], [said("a"), said("b"), tied("l", standing=Standing.HYPOTHESIS)]
    )
    after = build_network(
        [*PEOPLE[1:], node("a"), LINKS[0]],
        [said("a"), said("b", value="Anders"), said("c"), tied("l"), said("l", "weight", "3")],
    )
    found = compare(before, after)
    assert (found.came, found.went, found.stayed) == ({"c"}, frozenset(), {"a", "b", "l"})
    assert found.changed == {"b": ("label",), "l": ("standing", "weight")}
    back = compare(after, before)
    assert (back.came, back.went) == (found.went, found.came)
    assert {n.id for n in united(before, after).nodes} == {"a", "b", "c"}
    assert compare(after, after).changed == {}


def test_a_network_on_a_day_holds_what_holds_then():
    findings = [said("a"), said("b"), said("c"), tied("l", valid_from="2019", valid_to="2020-03"), tied("m")]
    at = {
        day: {k.id for k in network_at([*PEOPLE, *LINKS], findings, day).links}
        for day in ("2018", "2020", "2020-04")
    }
    assert at == {"2018": {"m"}, "2020": {"l", "m"}, "2020-04": {"m"}}
    assert len(network_at([*PEOPLE, *LINKS], findings, "2018").nodes) == 3


def test_a_network_as_known_on_a_day_knows_no_later_correction():
    first = said("a", value="Damals", recorded_at="2025-01-02T10:00:00Z")
    later = said("a", value="Heute", recorded_at="2026-05-01T10:00:00Z", supersedes=first.id)
    new = said("b", recorded_at="2026-06-01T10:00:00Z")
    then = network_at(PEOPLE, [first, later, new], known_on="2025")
    now = network_at(PEOPLE, [first, later, new])
    assert [n.label for n in then.nodes] == ["Damals"]
    assert [n.label for n in now.nodes] == ["Heute", "Muster b"]


def test_a_firm_that_is_gone_is_not_there_any_more_and_an_old_name_is_better_than_none():
    firm = node("o", "organisation")
    findings = [
        said("o", valid_to="2016", value="Alt GmbH"),
        said("o", "founded", "2015"),
        said("o", "dissolved", "2019"),
    ]
    assert [n.label for n in network_at([firm], findings, "2018").nodes] == ["Alt GmbH"]
    assert network_at([firm], findings, "2021").nodes == ()


def test_what_is_no_date_is_refused():
    with pytest.raises(UserError, match="is no date") as refused:
        network_at(PEOPLE, [said("a")], "gestern")
    assert refused.value.remedy


PHASES = {p: f"2001-{p:02}" for p in range(1, 12) if p != 7}
SIZES = dict(zip(range(1, 12), (15, 24, 33, 33, 32, 27, 34, 42, 34, 42, 41), strict=True))


def read_phase(folder, phase):
    """The people of a phase and the weights of its directed ties; twice the same label is an error."""
    with (folder / f"CAVIAR{phase}.csv").open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = [row for row in csv.reader(stream) if row]
    labels = head[1:]
    if len(set(labels)) < len(labels):
        raise ValueError("label twice")
    ties = {(r[0], to): int(c) for r in rows for to, c in zip(labels, r[1:], strict=True) if int(c)}
    return set(labels), ties


def of_phases(folder):
    people, ties = {}, {}
    for phase in PHASES:
        people[phase], ties[phase] = read_phase(folder, phase)
    return people, ties


def as_findings(people, ties):
    subjects = {}
    findings = []
    for phase, month in PHASES.items():
        holds = {"valid_from": month, "valid_to": month}
        for label in people[phase]:
            subjects.setdefault(label, node(label))
            findings.append(said(label, **holds))
        for (a, b), weight in ties[phase].items():
            name = f"{a}>{b}"
            subjects.setdefault(name, link(name, a, b))
            findings += [tied(name, **holds), said(name, "weight", str(weight), **holds)]
    return list(subjects.values()), findings


def test_the_published_phases_come_out_of_one_case_over_time(shared_data):
    folder = shared_data / "01_netzwerke" / "caviar" / "phasen"
    people, ties = of_phases(folder)
    subjects, findings = as_findings(people, ties)
    states = {p: network_at(subjects, findings, month) for p, month in PHASES.items()}
    assert {p: len(n.nodes) for p, n in states.items()} == {p: SIZES[p] for p in PHASES}
    for p, n in states.items():
        assert {(k.start, k.end): k.weight for k in n.links} == ties[p]
    assert network_at(subjects, findings, "2001-07").nodes == ()
    assert len(network_at(subjects, findings, "2001").nodes) == len(set().union(*people.values()))
    for p, q in itertools.pairwise(PHASES):
        found = compare(states[p], states[q])
        old = people[p] | {f"{a}>{b}" for a, b in ties[p]}
        new = people[q] | {f"{a}>{b}" for a, b in ties[q]}
        assert (found.came, found.went, found.stayed) == (new - old, old - new, old & new)
        weights = {f"{a}>{b}" for a, b in ties[p].keys() & ties[q].keys() if ties[p][a, b] != ties[q][a, b]}
        assert found.changed == dict.fromkeys(weights, ("weight",))
        assert len(united(states[p], states[q]).nodes) == len(people[p] | people[q])


def test_the_seventh_phase_is_refused_for_its_double_label(shared_data):
    with pytest.raises(ValueError, match="label twice"):
        read_phase(shared_data / "01_netzwerke" / "caviar" / "phasen", 7)
