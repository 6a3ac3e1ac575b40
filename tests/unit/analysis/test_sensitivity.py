"""What hangs on a single source, link or node: equal to drawing the network anew without it."""

import random
import time

import pytest
from analysis_networks import network
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.network import build_network, current
from app.analysis.omission import evidence_of, without_source
from app.analysis.questions import (
    BetweennessQuestion,
    BridgeQuestion,
    CommunityQuestion,
    ComponentQuestion,
    PathQuestion,
)
from app.analysis.sensitivity import Omitted, sensitivity, sensitivity_to_links, sensitivity_to_nodes
from app.base.progress import Cancelled, Progress
from app.base.records import Finding, Standing, Subject, SubjectKind

_KITE = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e")]


def case(people, ties, sources, seed):
    """Subjects and findings: every person and tie is named by one to three of the sources."""
    rng = random.Random(seed)
    names = [f"{i:032x}" for i in range(people)]
    subjects = [Subject(name, SubjectKind.NODE, "person") for name in names]
    for i in range(ties):
        a, b = rng.sample(names, 2)
        subjects.append(Subject(f"{people + i:032x}", SubjectKind.LINK, "contact", a, b))
    findings = []
    for subject in subjects:
        is_node = subject.kind is SubjectKind.NODE
        for source in rng.sample(range(sources), rng.randint(2 if is_node else 1, min(3, sources))):
            said = ("name", "Muster") if is_node else ("exists", "yes")
            findings.append(_finding(len(findings), subject.id, f"s{source:02}", *said))
    return subjects, findings


def _finding(no, subject, source, name, value, **more):
    moment, day = "2026-01-01T00:00:00Z", "2027-01-01"
    return Finding(
        f"{no:032x}", "c", subject, source, name, value, Standing.FACT, "1", "m", moment, day, **more
    )


@settings(max_examples=15)
@given(st.integers(0, 40))
def test_leaving_out_a_source_equals_drawing_anew(seed):
    subjects, findings = case(10, 14, 5, seed)
    net, evidence = build_network(subjects, findings), evidence_of(findings)
    questions = [
        PathQuestion(subjects[0].id, subjects[1].id),
        ComponentQuestion(subjects[0].id),
        BridgeQuestion(subjects[10].start, subjects[10].end),
        BetweennessQuestion(2),
        CommunityQuestion(subjects[0].id),
    ]
    for question in questions:
        rows = sensitivity(net, evidence, question)
        assert {row.id for row in rows} == {f.source_id for f in findings}
        assert [row.changed for row in rows] == sorted((row.changed for row in rows), reverse=True)
        for row in rows:
            rest = build_network(subjects, [f for f in current(findings) if f.source_id != row.id])
            assert row.after == question.answer(rest)
            assert row.before == question.answer(net)


def test_a_correction_left_out_does_not_bring_back_the_error():
    subjects = [Subject("a", SubjectKind.NODE, "person")]
    old = _finding(1, "a", "s1", "name", "Falsch")
    new = _finding(2, "a", "s2", "name", "Richtig", supersedes=old.id)
    net = build_network(subjects, [old, new])
    assert without_source(net, evidence_of([old, new]), "s2").nodes == ()
    assert without_source(net, evidence_of([old, new]), "s1") == net


def test_leaving_out_a_link_or_a_node():
    net = network(_KITE)
    rows = sensitivity_to_links(net, [link.id for link in net.links], PathQuestion("a", "e"))
    assert [(row.id, row.after) for row in rows if row.changed] == [
        ("l000002", 4), ("l000003", None), ("l000004", None)
    ]  # fmt: skip
    rows = sensitivity_to_nodes(net, ["b", "d"], ComponentQuestion("a"))
    assert rows[0].what is Omitted.NODE
    without_b, without_d = sorted(rows, key=lambda row: row.id)
    assert without_d.went == frozenset("de")
    assert without_d.lost == frozenset({"d", "l000003", "l000004"})
    assert (without_b.went, without_b.came) == (frozenset("b"), frozenset())


def test_changes_are_told_in_a_sentence():
    net = network(_KITE)
    path, part = PathQuestion("a", "e"), ComponentQuestion("a")
    gone = {row.id: row for row in sensitivity_to_links(net, ["l000000", "l000003"], path)}
    assert gone["l000003"].sentence(path, {}) == "3 steps becomes no path."
    assert gone["l000000"].sentence(path, {}) == "The answer stays: 3 steps."
    row = sensitivity_to_nodes(net, ["d"], part)[0]
    assert row.sentence(part, {}) == "5 nodes becomes 3 nodes (2 leave, 0 join)."
    bridge = BridgeQuestion("a", "b")
    row = sensitivity_to_links(net, ["l000001"], bridge)[0]
    assert row.sentence(bridge, {}) == "not a bridge becomes a bridge."


def test_a_thousand_findings_of_fifty_sources_are_quick():
    subjects, findings = case(150, 350, 50, 3)
    assert 700 < len(findings) < 1_300
    net, evidence = build_network(subjects, findings), evidence_of(findings)
    for question in (PathQuestion(subjects[0].id, subjects[9].id), BetweennessQuestion(5)):
        began = time.process_time()
        assert len(sensitivity(net, evidence, question)) == 50
        assert time.process_time() - began < 5


def test_it_can_be_stopped():
    progress = Progress()
    progress.cancel()
    subjects, findings = case(10, 14, 5, 1)
    with pytest.raises(Cancelled):
        sensitivity(
            build_network(subjects, findings), evidence_of(findings), BetweennessQuestion(), progress=progress
        )
