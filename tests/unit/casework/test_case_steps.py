"""Wo ein Fall steht: was jeder Schritt verlangt, was er hinterlässt, und was die Bearbeitung zulässt."""

import io

import pytest

from app.base.errors import UserError
from app.base.records import AgendaItem, Participant
from app.casework import (
    agencies,
    case_erasure,
    case_frame,
    case_parties,
    case_steps,
    cases,
    charts,
    documents,
    gaps,
)
from app.casework.case_steps import CaseStatus
from app.casework.search import search
from app.conference import conferences, measures
from app.store import audit, tables, undo
from app.store.store import Store
from app.store.verify import verify
from tests.unit.casework.conftest import Desk

FRAME = {"question": "Wer führt die Läden?", "controller": "PP Musterstadt", "review_due": "2099-01-01"}
OUTCOME = "investigation_supported"


def running(desk: Desk) -> None:
    case_frame.edit(desk.store, desk.case_id, FRAME)
    case_steps.take(desk.store, desk.case_id, CaseStatus.RUNNING, "Auftrag der Leitung")


def completed(desk: Desk) -> None:
    running(desk)
    case_steps.take(desk.store, desk.case_id, CaseStatus.COMPLETED, "beantwortet", outcome=OUTCOME)


def hand_over(desk: Desk) -> None:
    with desk.store.write("Übergabe", audit.Action.DISCLOSURE, case_id=desk.case_id) as work:
        row = {"case_id": desk.case_id, "agency_id": desk.agency_id, "kind": "briefing", "copies": 1}
        work.insert(tables.handover, row)


def status(desk: Desk) -> CaseStatus:
    return case_steps.status_of(cases.header(desk.store, desk.case_id))


def test_wenn_ich_jedes_feld_des_falls_aendere_dann_steht_es_da_und_ein_schritt_zurueck_nimmt_alles(
    desk: Desk,
) -> None:
    before = cases.header(desk.store, desk.case_id)
    said = {
        "title": "Neuer Titel", "question": "Wer?", "purpose": "Neuer Zweck", "legal_basis": "§ 15 PolG NRW",
        "regime": "stpo", "controller": "PP Musterstadt", "pillar": "Networking", "topic": "barbershops",
        "classification": "VS-NfD", "review_due": "2099-06-30",
    }  # fmt: skip
    assert set(said) == set(case_frame.EDITABLE)
    case_frame.edit(desk.store, desk.case_id, said)
    after = cases.header(desk.store, desk.case_id)
    assert {k: getattr(after, k) for k in said} == said
    undo.undo(desk.store, desk.case_id)
    assert cases.header(desk.store, desk.case_id) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("purpose", ""), ("legal_basis", ""), ("review_due", "2001-01-01"),
     ("classification", "GEHEIM")],
)  # fmt: skip
def test_wenn_ich_ein_feld_falsch_fuelle_dann_nennt_die_absage_dieses_feld(
    desk: Desk, field: str, value: str
) -> None:
    with pytest.raises(UserError) as refused:
        case_frame.edit(desk.store, desk.case_id, {field: value})
    assert refused.value.key == f"case.field.{field}"


def test_wenn_der_fall_laeuft_dann_kann_ich_die_frage_nicht_mehr_leeren(desk: Desk) -> None:
    case_frame.edit(desk.store, desk.case_id, FRAME)
    case_frame.edit(desk.store, desk.case_id, {"question": ""})
    running(desk)
    with pytest.raises(UserError, match="Question"):
        case_frame.edit(desk.store, desk.case_id, {"question": ""})


def test_wenn_im_entwurf_etwas_fehlt_dann_nennt_die_absage_alles_und_den_ort(desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        case_steps.take(desk.store, desk.case_id, CaseStatus.RUNNING, "los")
    assert refused.value.key == "case.step"
    assert "Question" in refused.value.text
    assert "Controller" in refused.value.text
    assert "Edit the case" in refused.value.text
    assert status(desk) is CaseStatus.DRAFT
    assert case_steps.steps(desk.store, desk.case_id) == ()


def test_wenn_ich_einen_schritt_tue_dann_steht_er_mit_grund_im_fall_und_im_protokoll(desk: Desk) -> None:
    running(desk)
    (step,) = case_steps.steps(desk.store, desk.case_id)
    assert (step.status, step.reason, step.actor) == ("running", "Auftrag der Leitung", "muster")
    with desk.store.read() as connection:
        last = list(audit.entries(connection, case_id=desk.case_id))[-1]
    assert last.reason == "Auftrag der Leitung"
    undo.undo(desk.store, desk.case_id)
    assert status(desk) is CaseStatus.DRAFT
    assert case_steps.steps(desk.store, desk.case_id) == ()


def test_wenn_ich_keinen_grund_nenne_dann_geht_kein_schritt(desk: Desk) -> None:
    case_frame.edit(desk.store, desk.case_id, FRAME)
    with pytest.raises(UserError) as refused:
        case_steps.take(desk.store, desk.case_id, CaseStatus.RUNNING, "  ")
    assert refused.value.key == "case.reason"


@pytest.mark.parametrize("way", ["conference", "party"])
def test_wenn_eine_besprechung_geplant_ist_oder_behoerden_teilnehmen_dann_kann_der_fall_in_die_besprechung(
    desk: Desk, way: str
) -> None:
    running(desk)
    with pytest.raises(UserError, match="conference"):
        case_steps.take(desk.store, desk.case_id, CaseStatus.CONFERENCE, "Einladung")
    if way == "conference":
        conferences.create(desk.store, desk.case_id, "2099-01-01", "Essen", "Vorsitz", desk.agency_id)
    else:
        case_parties.put(desk.store, desk.case_id, desk.agency_id, "contributing")
    case_steps.take(desk.store, desk.case_id, CaseStatus.CONFERENCE, "Einladung")
    assert status(desk) is CaseStatus.CONFERENCE


def test_wenn_pruefungen_ueberfaellig_sind_dann_wird_der_fall_nicht_abgeschlossen(desk: Desk) -> None:
    running(desk)
    desk.person("Muster")
    finding = cases.records(desk.store, desk.case_id).findings[0].id
    with desk.store.write("fällig", audit.Action.ALTERATION, case_id=desk.case_id) as work:
        work.update(tables.finding, finding, review_due="2020-01-01")
    found = case_steps.missing(desk.store, desk.case_id, CaseStatus.COMPLETED)
    assert [(m.field, m.tab) for m in found] == [("outcome", ""), ("", "reviews")]
    undo.undo(desk.store, desk.case_id)
    assert not case_steps.missing(desk.store, desk.case_id, CaseStatus.COMPLETED, outcome=OUTCOME)


def test_wenn_nichts_uebergeben_wurde_dann_ist_der_fall_nicht_uebergeben(desk: Desk) -> None:
    completed(desk)
    with pytest.raises(UserError, match="ledger"):
        case_steps.take(desk.store, desk.case_id, CaseStatus.HANDED_OVER, "Übergabe")
    hand_over(desk)
    case_steps.take(desk.store, desk.case_id, CaseStatus.HANDED_OVER, "Übergabe")
    assert case_steps.outcome_of(case_steps.steps(desk.store, desk.case_id)) == OUTCOME


def test_wenn_ich_zurueckgehe_dann_gilt_das_ergebnis_nicht_mehr(desk: Desk) -> None:
    completed(desk)
    case_steps.take(desk.store, desk.case_id, CaseStatus.RUNNING, "neue Erkenntnis")
    assert case_steps.outcome_of(case_steps.steps(desk.store, desk.case_id)) == ""
    with pytest.raises(UserError, match="cannot become"):
        case_steps.take(desk.store, desk.case_id, CaseStatus.HANDED_OVER, "zu früh")


def test_wenn_der_fall_aus_einem_aelteren_speicher_kommt_dann_laeuft_er(store: Store) -> None:
    case = cases.create(store, "360-1", "Alt", "Zweck", "Grundlage", status="active").ids[0]
    assert case_steps.status_of(cases.header(store, case)) is CaseStatus.RUNNING


def write_around(desk: Desk) -> None:
    """Writes a conference, two measures, a document, a chart and an agency into the case."""
    store, case = desk.store, desk.case_id
    findings = cases.records(store, case).findings
    met = conferences.create(
        store, case, "2026-01-01", "Essen", "Vorsitz", desk.agency_id,
        [AgendaItem(1, "Löschbar", "Was tun?")], [Participant(desk.agency_id, "Frau Muster", "", "invited")],
    ).ids[0]  # fmt: skip
    first = measures.create(
        store, case, "Maßnahme gegen Löschbar", desk.agency_id, "§ 35 GewO", "",
        conference_id=met, cites=[findings[0].id],
    ).ids[0]  # fmt: skip
    measures.create(store, case, "Danach", desk.agency_id, "§ 35 GewO", "", depends_on=first)
    content = io.BytesIO("Löschbar im Wortlaut".encode())
    documents.attach(store, case, desk.contribution_id, "Blatt.txt", "text/plain", content)
    charts.create(store, case, "Bild", "organic", {findings[0].subject_id: (1.0, 2.0)})
    case_parties.put(store, case, desk.agency_id, "lead")


def test_wenn_ich_den_fall_loesche_dann_bleibt_nur_der_rahmen(desk: Desk) -> None:
    desk.person("Löschbar Muster")
    completed(desk)
    write_around(desk)
    gap = gaps.add(desk.store, desk.case_id, "who", "Wo wohnt Löschbar?").ids[0]
    gaps.note(desk.store, gap, gaps.UNKNOWN, "Anschrift")
    with pytest.raises(UserError, match="Status of the case"):
        case_steps.take(desk.store, desk.case_id, CaseStatus.ERASED, "Frist")
    case_erasure.erase(desk.store, desk.case_id, "Frist abgelaufen")
    records = cases.records(desk.store, desk.case_id)
    for held in ("findings", "contributions", "documents", "measures", "conferences", "subjects"):
        assert getattr(records, held) == (), held
    with desk.store.read() as connection:
        for table in (tables.document_chunk, tables.chart, tables.case_party, tables.agenda_item):
            assert connection.execute(table.select()).all() == []
    assert (records.header.title, records.header.question) == ("", "")
    assert records.header.legal_basis == "Grundlage"
    assert status(desk) is CaseStatus.ERASED
    assert gaps.of_case(desk.store, desk.case_id) == ()
    assert undo.history(desk.store, desk.case_id) == ()
    assert search(desk.store, "Löschbar").total == 0
    assert [c for c in verify(desk.store, deep=True) if not c.ok] == []
    with pytest.raises(UserError, match="cannot become"):
        case_steps.take(desk.store, desk.case_id, CaseStatus.RUNNING, "doch nicht")


def test_wenn_der_fall_noch_laeuft_dann_wird_er_nicht_geloescht(desk: Desk) -> None:
    desk.person("Bleibt")
    with pytest.raises(UserError, match="cannot become"):
        case_erasure.erase(desk.store, desk.case_id, "Frist abgelaufen")
    assert cases.records(desk.store, desk.case_id).findings


def test_wenn_eine_behoerde_teilnimmt_dann_mit_rolle_und_vorschrift_und_nur_eine_fuehrt(desk: Desk) -> None:
    other = agencies.add(desk.store, "A03", "Finanzamt Musterstadt").ids[0]
    case_parties.put(desk.store, desk.case_id, desk.agency_id, "contributing", "GewO-14-6")
    case_parties.put(desk.store, desk.case_id, other, "lead")
    assert [p.role for p in case_parties.of_case(desk.store, desk.case_id)] == ["lead", "contributing"]
    with pytest.raises(UserError, match="lead"):
        case_parties.put(desk.store, desk.case_id, desk.agency_id, "lead")
    case_parties.put(desk.store, desk.case_id, other, "observer")
    case_parties.remove(desk.store, desk.case_id, case_parties.of_case(desk.store, desk.case_id)[-1].id)
    assert [p.agency_id for p in case_parties.of_case(desk.store, desk.case_id)] == [desk.agency_id]
    undo.undo(desk.store, desk.case_id)
    assert len(case_parties.of_case(desk.store, desk.case_id)) == 2
    assert all(p.verified or "not verified" in p.citation for p in case_parties.offered("A09"))


def test_wenn_der_fall_geloescht_ist_dann_steht_auch_im_verzeichnis_der_woerter_nichts_mehr(
    desk: Desk,
) -> None:
    desk.person("Muster")
    completed(desk)
    measures.create(desk.store, desk.case_id, "Quittenbaum fällen", desk.agency_id, "§ 35 GewO", "")
    assert search(desk.store, "Quittenbaum").total == 1
    case_erasure.erase(desk.store, desk.case_id, "Frist abgelaufen")
    with desk.store.read() as connection:
        blocks = connection.exec_driver_sql("SELECT block FROM search_index_data").scalars()
        assert not [block for block in blocks if b"quitten" in bytes(block)]
