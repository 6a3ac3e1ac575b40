"""Solange über eine Löschung zu entscheiden ist, steht in keiner Datei etwas über die Person."""

import io
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.casework import agencies, cases, contributions, documents, findings, outcome_decisions, subjects
from app.casework.findings import Statement
from app.exchange.table_selection import TableKind
from app.handover import identities
from app.handover.briefings import write_briefing
from app.handover.charts import write_chart_file
from app.handover.document_copies import save_copy
from app.handover.packages import merge, seal_case
from app.handover.pictures import write_timeline_file
from app.handover.tables import TableWish, write_table_file
from app.policy.release import Reason
from app.store.store import Store
from tests.unit.handover.conftest import LABEL, Office
from tests.unit.handover.test_briefings import _text as text_of

NAME = "Waldtraut Freimuster"


@pytest.fixture
def acquitted(office: Office) -> Office:
    """The office's case with a person more, who was acquitted and knows one of the others."""
    store, case = office.store, office.case_id
    agency = agencies.find(store, "Gewerbeamt Musterstadt").id
    came = contributions.register(store, case, agency, "Akte", label=LABEL).ids[0]
    paper = documents.attach(store, case, came, "Akte.txt", "text/plain", io.BytesIO(NAME.encode())).ids[0]
    source = contributions.add_source(store, case, came, "file", "Blatt 4", "A", paper).ids[0]
    person = subjects.add_node(store, case, "person", [Statement("name", NAME, source)]).ids[0]
    trial = subjects.add_node(
        store, case, "proceeding", [Statement("file_number", "12 Js 34/26", source)]
    ).ids[0]
    said = [Statement("exists", "yes", source), Statement("capacity", "accused", source)]
    subjects.add_link(store, case, "party_to", person, trial, said)
    other = next(s.id for s in cases.records(store, case).subjects if s.type == "person" and s.id != person)
    subjects.add_link(store, case, "contact", person, other, said[:1])
    for about in (person, other):
        findings.record(store, case, about, Statement("note", "gesehen", source, valid_from="2026-02-01"))
    findings.record(store, case, trial, Statement("outcome", "acquittal", source))
    return office


def names_in(folder: Path) -> list[str]:
    """Return the files in which the name stands, in any part of it."""
    needles = [word.encode() for word in NAME.split()]
    return [p.name for p in folder.iterdir() if any(n in p.read_bytes() for n in needles)]


@pytest.mark.parametrize("internal", [True, False])
def test_wenn_ich_eine_unterlage_drucke_dann_fehlt_sie_und_die_zahl_steht_da(
    acquitted: Office, tmp_path: Path, internal: bool
) -> None:
    request = None if internal else acquitted.request()
    made = write_briefing(acquitted.store, acquitted.case_id, request, tmp_path / "u.pdf", language="de")
    assert "Freimuster" not in text_of(made.files[0])
    assert made.withheld[Reason.DELETION_OPEN] >= 4


@pytest.mark.parametrize("internal", [True, False])
def test_wenn_ich_tabellen_und_bilder_schreibe_dann_fehlt_sie_darin(
    acquitted: Office, tmp_path: Path, internal: bool
) -> None:
    store, case, out = acquitted.store, acquitted.case_id, tmp_path / "aus"
    out.mkdir()
    request = None if internal else acquitted.request()
    for kind in (TableKind.SUBJECTS, TableKind.FINDINGS, TableKind.SOURCES):
        wish = TableWish(kind, "csv")
        written = write_table_file(store, case, request, wish, out / f"{kind.value}.csv", reason="Test")
        assert written.withheld[Reason.DELETION_OPEN] >= 1
    for ending in ("svg", "graphml", "gexf"):
        write_chart_file(store, case, request, out / f"bild.{ending}")
    write_timeline_file(store, case, request, out / "zeit.svg")
    assert len(list(out.iterdir())) == 7
    assert names_in(out) == []


def test_wenn_ich_ein_paket_uebergebe_dann_ist_sie_nicht_dabei_bis_entschieden_ist(
    acquitted: Office, partner: Store, tmp_path: Path
) -> None:
    store, case = acquitted.store, acquitted.case_id
    paper = cases.records(store, case).documents[0].id
    request = acquitted.request(documents=frozenset({paper}))
    recipients = [p.keys for p in identities.partners(store)]
    sealed = seal_case(store, case, request, recipients, tmp_path / "x.rundblick-paket")
    assert sealed.withheld[Reason.DELETION_OPEN] >= 4
    there, _intake = merge(partner, tmp_path / "x.rundblick-paket", "new")
    arrived = cases.records(partner, there)
    assert NAME not in str(arrived)
    assert arrived.documents == ()
    (matter,) = outcome_decisions.pending(store)
    outcome_decisions.keep(store, case, matter.person, outcome_decisions.NOT_CLEARED, "Zweifel")
    seal_case(store, case, request, recipients, tmp_path / "y.rundblick-paket")
    merge(partner, tmp_path / "y.rundblick-paket", cases.header(store, case).reference)
    assert NAME in str(cases.records(partner, there))
    # The outcome travels with the findings: the other office has to decide for itself.
    assert [p.person for p in outcome_decisions.pending(partner)] == [matter.person]


def test_wenn_ich_das_schriftstueck_kopieren_will_dann_wird_es_verweigert(
    acquitted: Office, tmp_path: Path
) -> None:
    store, case = acquitted.store, acquitted.case_id
    paper = cases.records(store, case).documents[0].id
    with pytest.raises(UserError) as refused:
        save_copy(store, case, paper, tmp_path / "Akte.txt", "zur Ansicht")
    assert refused.value.key == "outcome.frozen"
    assert not (tmp_path / "Akte.txt").exists()
