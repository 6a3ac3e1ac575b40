"""The demo store as a whole: what is in it, what release makes of it, how the published network fits in."""

import pytest

from app.analysis.measures import measure
from app.analysis.network import build_network
from app.base.clock import today
from app.base.progress import Cancelled, Progress
from app.base.records import CaseRecords
from app.casework import agencies, cases, charts
from app.casework.search import search
from app.demo.build import DemoResult, build
from app.office.figures import figures
from app.policy.provisions import catalogue
from app.policy.release import Reason, Release, ReleaseRequest, evaluate
from app.policy.transmission_limits import limits
from app.store.store import Store

ALL_CONDITIONS = frozenset(
    (p.id, no) for p in catalogue().values() for no in range(1, len(p.conditions) + 1)
) | {(x.key, 1) for x in limits()}


def released(store: Store, case: CaseRecords, class_code: str) -> Release:
    request = ReleaseRequest(
        recipient=agencies.find(store, class_code),
        purpose="Vorbereitung der Fallkonferenz",
        occasion="Fallkonferenz",
        as_of=today().isoformat(),
        confirmed=ALL_CONDITIONS,
    )
    return evaluate(case, request)


def test_the_store_holds_office_and_three_cases(demo: tuple[Store, DemoResult]) -> None:
    store, result = demo
    assert result.cases == ("360-2026-001", "360-2026-002", "360-2026-003")
    assert result.counts["cases"] == 3
    assert figures(store)["partners_total"].value == 22
    assert len(agencies.all_agencies(store)) == result.counts["agencies"]


def test_every_case_has_a_chart_with_every_node_on_it(demo: tuple[Store, DemoResult]) -> None:
    store, result = demo
    for reference in result.cases[:2]:
        case_id = cases.find(store, reference).id
        (chart,) = charts.list_charts(store, case_id)
        records = cases.records(store, case_id)
        network = build_network(records.subjects, records.findings)
        assert set(charts.positions(store, chart.id)) == {n.id for n in network.nodes}


@pytest.mark.parametrize("class_code", ["A01", "A03", "A09", "A11"])
def test_release_gives_much_and_keeps_some(
    demo: tuple[Store, DemoResult], synthetic: dict[str, CaseRecords], class_code: str
) -> None:
    for case in synthetic.values():
        release = released(demo[0], case, class_code)
        assert len(release.view.findings) > 200
        assert sum(release.withheld().values()) >= 2
        assert release.view.measures
        assert {s.id for s in release.view.subjects} == {f.subject_id for f in release.view.findings}


def test_reasons_for_keeping_are_all_met(
    demo: tuple[Store, DemoResult], synthetic: dict[str, CaseRecords]
) -> None:
    case = synthetic["360-2026-001"]
    reasons = {
        reason for code in ("A02", "A09", "X01") for reason in released(demo[0], case, code).withheld()
    }
    # What has no label is in quarantine and not even there to be kept back.
    expected = {
        Reason.REVIEW_OVERDUE,
        Reason.RESTRICTED,
        Reason.CONTACT_PERSON,
        Reason.CONSENT,
        Reason.HANDLING,
        Reason.NO_PROVISION,
        Reason.BASIS_WITHHELD,
        Reason.END_WITHHELD,
    }
    assert reasons == expected


def test_the_contact_person_goes_to_police_only(
    demo: tuple[Store, DemoResult], synthetic: dict[str, CaseRecords]
) -> None:
    case = synthetic["360-2026-001"]
    (contact,) = {f.subject_id for f in case.findings if f.value == "contact_companion"}
    for class_code, there in (("A01", True), ("A02", True), ("A03", False), ("X01", False)):
        view = released(demo[0], case, class_code).view
        assert (contact in {s.id for s in view.subjects}) is there


def test_the_case_level_assessment_reaches_the_recipients(
    demo: tuple[Store, DemoResult], synthetic: dict[str, CaseRecords]
) -> None:
    for case in synthetic.values():
        said = {f.property for f in released(demo[0], case, "A03").view.findings}
        assert {"title", "key_judgement", "conclusion", "open_question", "what_would_change"} <= said


def test_the_published_network_gives_the_published_figures(demo: tuple[Store, DemoResult]) -> None:
    store, result = demo
    case = cases.records(store, cases.find(store, result.cases[2]).id)
    for layer, nodes, ties, betweenness in (("met", 101, 256, 0.373), ("phoned", 100, 124, 0.418)):
        network = build_network(case.subjects, case.findings, layer=layer)
        found = measure(network, ["betweenness"])
        labels = {n.id: n.label for n in network.nodes}
        first = max(found.measures["betweenness"].items(), key=lambda item: item[1])
        assert (found.nodes, found.edges) == (nodes, ties)
        assert labels[first[0]] == "18"
        assert first[1] == pytest.approx(betweenness, abs=0.0006)


def test_the_publication_is_named_where_the_network_is(demo: tuple[Store, DemoResult]) -> None:
    store, result = demo
    case = cases.records(store, cases.find(store, result.cases[2]).id)
    assert all("CC-BY 4.0" in s.reference for s in case.sources)


@pytest.mark.parametrize("word", ["Örnek", "Ornek", "Παράδειγμα", "Paradeigma", "DE25000000000000000101"])
def test_people_and_accounts_are_found_in_every_spelling(demo: tuple[Store, DemoResult], word: str) -> None:
    assert search(demo[0], word).total >= 1


def test_it_is_built_in_seconds_and_tells_its_steps(fresh_store: Store) -> None:
    steps: list[tuple[int, int]] = []
    build(fresh_store, Progress(lambda done, total: steps.append((done, total))))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_it_can_be_cancelled_between_two_cases(fresh_store: Store) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        build(fresh_store, progress)
    assert cases.list_cases(fresh_store) == ()


@pytest.mark.parametrize("class_code", ["A01", "A03", "A04", "A09", "A12", "X01"])
def test_released_nodes_can_be_told_apart(
    demo: tuple[Store, DemoResult], synthetic: dict[str, CaseRecords], class_code: str
) -> None:
    naming = {"name", "title", "plate", "phone", "email", "url", "handle", "iban", "identifier"}
    for case in synthetic.values():
        view = released(demo[0], case, class_code).view
        named = {f.subject_id for f in view.findings if f.property in naming}
        nodes = {s.id: s.type for s in view.subjects if s.start is None}
        assert [t for i, t in nodes.items() if i not in named] == []
