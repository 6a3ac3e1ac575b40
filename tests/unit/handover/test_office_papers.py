"""Data-protection papers: complete, from what the store holds, and without a person or a value in them."""

import json
from pathlib import Path

import click
import pypdfium2
import pytest

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import speaking
from app.base.paper_records import OfficePaper
from app.casework import cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.cli.program import program
from app.handover.office_papers import write_paper
from app.office import entries, impact_paper
from app.office.bias_figures import bias_figures
from app.office.protection_papers import PAPERS, make_paper
from app.store import audit
from tests.unit.handover.conftest import LABEL, Office


def words_of(paper: OfficePaper) -> str:
    return json.dumps([paper.title, [repr(s) for s in paper.sections]], ensure_ascii=False)


@pytest.mark.parametrize("name", list(PAPERS))
def test_a_paper_is_written_logged_and_names_nobody(office: Office, tmp_path: Path, name: str) -> None:
    result = write_paper(office.store, name, tmp_path, language="en")
    assert result.file.name == f"{result.number}.pdf"
    document = pypdfium2.PdfDocument(result.file)
    assert len(document) == result.pages
    document.close()
    data = result.file.read_bytes()
    text = words_of(make_paper(office.store, name, today().isoformat()))
    for secret in ("Örnek", "Przyk", "Ulme", "Linde", "Esche", "leitet"):
        assert secret not in text
        assert secret.encode() not in data
    with office.store.read() as connection:
        last = list(audit.entries(connection))[-1]
    assert (last.action, PAPERS[name] in last.detail) == ("consultation", True)


def test_the_record_of_processing_says_what_the_law_asks_for(office: Office) -> None:
    with speaking("en"):
        text = words_of(make_paper(office.store, "processing", "2026-11-23"))
    for word in (
        "Geschäftsstelle",
        "Zweck",
        "Grundlage",
        "profiling",
        "PolG NRW",
        "encrypted",
        "Name",
        "3 persons",
    ):
        assert word in text


def test_every_command_has_its_note_in_the_impact_assessment(office: Office) -> None:
    """Kein Auswertungsverfahren kommt ohne Vermerk hinzu (BDSG section 67)."""
    declared = impact_paper.declaration()
    noted = [command for one in declared["analyses"] for command in one["commands"]]
    assert sorted([*noted, *declared["no_analysis"]]) == sorted(program.list_commands(click.Context(program)))
    with speaking("en"):
        text = words_of(make_paper(office.store, "impact", "2026-11-23"))
    for one in declared["analyses"]:
        assert one["label_en"] in text
        assert one["safeguard_en"] in text
    assert "to be completed and confirmed" in text


def test_the_sheet_of_joint_controllership_lists_the_agreements(office: Office) -> None:
    with speaking("en"):
        assert "No agreement stands" in words_of(make_paper(office.store, "joint", "2026-11-23"))
        told = {
            "partners": "Muster A; Muster B",
            "kind": "joint",
            "scope": "Fallakten",
            "signed": "2026-02-01",
        }
        entries.add(office.store, "agreements", told, "in_force")
        text = words_of(make_paper(office.store, "joint", "2026-11-23"))
    for word in ("Muster A; Muster B", "joint controllership (BDSG section 63)", "2026-02-01"):
        assert word in text


def test_the_breach_form_has_the_four_items_and_the_time_limit(office: Office) -> None:
    paper = make_paper(office.store, "breach", "2026-11-23")
    assert [s.heading[:2] for s in paper.sections[1:5]] == ["1.", "2.", "3.", "4."]
    assert dict(paper.sections[0].fields)["Notify the supervisory authority by"]
    assert dict(paper.sections[1].fields)["Persons"] == "3"


def test_the_bias_report_counts_cases_by_trigger_and_what_came_to_nothing(office: Office) -> None:
    store = office.store
    agency = cases.records(store, office.case_id).agencies[0].id
    case_id = cases.create(store, "360-2026-901", "Zweiter", "Zweck", "Grundlage").ids[0]
    made = contributions.register(store, case_id, agency, "Anruf", label=LABEL).ids[0]
    source = contributions.add_source(store, case_id, made, "tip", "Blatt", "X").ids[0]
    node = subjects.add_node(store, case_id, "organisation", [Statement("name", "Muster", source)]).ids
    findings.mark_exonerating(store, case_id, node[1])
    with speaking("de"):
        figures = {f.trigger: f for f in bias_figures(store)}
    assert (
        figures["Hinweis"].cases == figures["Hinweis"].unsubstantiated == figures["Hinweis"].exonerating == 1
    )
    assert figures[""].cases == 2
    assert list(figures)[-1] == ""


def test_there_is_no_other_paper(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="processing"):
        write_paper(office.store, "tax", tmp_path)
