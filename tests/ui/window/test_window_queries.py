"""The frozen rows behind the views, without a window."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_case import Sample

from app.base import i18n
from app.base.clock import today
from app.casework import agencies
from app.casework.findings import restrict
from app.policy.release import ReleaseRequest
from app.store.store import Store
from ui.case.case_data import CaseData, load_case
from ui.case.chart_query import algorithm_names, found_nodes, laid_out, load_chart
from ui.case.finding_query import finding_rows, timeline_rows
from ui.case.inspector_query import finding_detail, subject_text
from ui.case.overview_query import overview
from ui.case.release_query import preview
from ui.case.source_query import source_rows
from ui.case.subject_query import of_type, subject_rows, type_choices
from ui.shell.help_page import help_pages
from ui.shell.search_query import find
from ui.shell.start_query import start_lists


@pytest.fixture
def store(sample: Sample) -> Iterator[Store]:
    opened = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    yield opened
    opened.close()


@pytest.fixture
def data(store: Store, sample: Sample) -> CaseData:
    return load_case(store, sample.case_id)


def test_queries_know_no_qt(project: Path) -> None:
    parts = ("query", "words", "data", "commands", "choices", "work", "text", "names", "log")
    files = [f for f in (project / "ui").rglob("*.py") if f.stem.split("_")[-1] in parts]
    assert len(files) > 12
    for file in files:
        names = {
            alias.name if isinstance(node, ast.Import) else str(node.module)
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not [name for name in names if name.startswith("PySide6")], file.name


def test_the_overview_counts_and_names_the_agencies(data: CaseData) -> None:
    found = overview(data)
    assert dict((words, number) for number, words in found.counts) == {
        "nodes": 3, "links": 2, "facts": 8, "assessment": 1, "exonerating": 0, "open measures": 2,
    }  # fmt: skip
    assert found.agencies[0].name == "Trade Office Musterstadt"
    assert found.agencies[0].findings == 5
    assert dict(found.facts)["Question"] == "Wer mietet die Fahrzeuge?"


def test_subjects_are_counted_by_type(data: CaseData) -> None:
    rows = subject_rows(data)
    assert [row.type for row in rows][:3] == ["person", "organisation", "vehicle"]
    assert rows[0].disagreeing == 1
    assert dict(type_choices(rows))["person"] == "Person (1)"
    assert len(of_type(rows, "links")) == 2


def test_findings_and_timeline_follow_the_language(data: CaseData) -> None:
    assert "May 1980" in {row.value for row in finding_rows(data)}
    i18n.set_language("de")
    assert "Mai 1980" in {row.value for row in finding_rows(data)}
    assert [row.first.year for row in timeline_rows(data)] == [1980, 1981, 2021]


def test_an_assessment_names_author_and_basis(data: CaseData, sample: Sample) -> None:
    facts = dict(finding_detail(data, sample.assessment).facts)
    assert facts["Standing"] == "assessment by Branch office"
    assert facts["Rests on"] == "Exists: yes"


def test_a_restricted_finding_is_marked(store: Store, sample: Sample) -> None:
    restrict(store, sample.case_id, sample.name_finding, "bestritten")
    fresh = load_case(store, sample.case_id)
    (name, *_rest) = subject_text(fresh, sample.person).fields
    assert name.findings[0].flags == ("restricted",)


def test_a_contribution_without_label_says_so(data: CaseData) -> None:
    labels = {row.agency: row.label for row in source_rows(data)}
    assert labels["Police Musterstadt"] == "no label: cannot be passed on"


def test_every_layout_places_every_node(store: Store, data: CaseData) -> None:
    picture = load_chart(store, data)
    ids = {node.id for node in picture.network.nodes}
    assert set(picture.places) == ids
    for algorithm, name in algorithm_names():
        assert name
        assert set(laid_out(data, picture.network, algorithm, "")) == ids
    assert len(found_nodes(picture.network, "muster miet")) == 1
    assert found_nodes(picture.network, " ") == ()


def test_the_recipients_own_findings_go_without_conditions(
    store: Store, data: CaseData, sample: Sample
) -> None:
    recipient = agencies.find(store, sample.trade)
    request = ReleaseRequest(recipient, "Prüfung", "Konferenz", today().isoformat())
    found = preview(store, data, request)
    assert len(found.goes) == 6
    assert {row.reason for row in found.stays if row.subject_id} == {"contribution without label"}
    assert {row.subject for row in found.stays if not row.subject_id} == {
        "Title of the case",
        "Question of the case",
        "Purpose of the case",
    }
    assert (found.nodes, found.links) == (2, 1)


def test_search_hits_lead_into_their_case(store: Store, sample: Sample) -> None:
    hits = find(store, "GR-2026")
    assert [(row.case_id, row.tab) for row in hits.rows] == [(sample.case_id, "sources")]


def test_the_start_lists_name_what_is_overdue(store: Store) -> None:
    lists = start_lists(store)
    assert [line.warn for line in lists.measures] == ["overdue", ""]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_help_is_there_in_both_languages(language: str) -> None:
    i18n.set_language(language)
    assert len(help_pages()) >= 5
