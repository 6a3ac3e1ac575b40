"""Lückentabelle, Erhebungsplan, Beteiligte und Schritte bleiben im Haus."""

from pathlib import Path

import pytest

from app.casework import agencies, case_frame, case_parties, case_steps, cases, collection_plan, gaps
from app.casework.case_steps import CaseStatus
from app.handover import identities
from app.handover.briefings import write_briefing
from app.handover.packages import merge, seal_case
from app.handover.releasing import internal_view, release_case
from app.store.store import Store
from tests.unit.handover.conftest import Office
from tests.unit.handover.test_briefings import _text as text_of

WORDS = ("Kastanie", "Birke", "Ahorn", "Pappel", "Weide")


@pytest.fixture
def noted(office: Office) -> Office:
    """The office's case with something in each internal table."""
    store, case_id = office.store, office.case_id
    gap = gaps.add(store, case_id, "who", "Wer ist Kastanie?").ids[0]
    fact = next(f for f in cases.records(store, case_id).findings if f.standing == "fact")
    gaps.cite(store, gap, gaps.KNOWN, fact.id)
    gaps.note(store, gap, gaps.UNKNOWN, "Wohnung von Birke")
    collection_plan.add(store, case_id, {"requirement": "Auskunft zu Ahorn", "gap_id": gap})
    agency = agencies.find(store, "Gewerbeamt Musterstadt").id
    case_parties.put(store, case_id, agency, "contributing", "", "Ansprechpartner Pappel")
    case_frame.edit(store, case_id, {"question": "Wer?", "controller": "PP Musterstadt"})
    case_steps.take(store, case_id, CaseStatus.RUNNING, "auf Weisung Weide")
    return office


def test_wenn_ich_freigebe_dann_enthaelt_keine_sicht_die_luecken(noted: Office) -> None:
    released = str(release_case(noted.store, noted.case_id, noted.request()).view)
    working = str(internal_view(noted.store, noted.case_id, "2026-06-01"))
    for word in WORDS:
        assert word not in released
        assert word not in working


def test_wenn_ich_ein_paket_uebergebe_dann_hat_der_empfaenger_keine_luecken(
    noted: Office, partner: Store, tmp_path: Path
) -> None:
    recipients = [p.keys for p in identities.partners(noted.store)]
    package = tmp_path / "x.rundblick-paket"
    seal_case(noted.store, noted.case_id, noted.request(), recipients, package)
    case_id, _intake = merge(partner, package, "new")
    assert cases.records(partner, case_id).findings
    assert gaps.of_case(partner, case_id) == ()
    assert collection_plan.of_case(partner, case_id) == ()
    assert case_parties.of_case(partner, case_id) == ()
    assert case_steps.steps(partner, case_id) == ()


@pytest.mark.parametrize("internal", [True, False])
def test_wenn_ich_eine_unterlage_drucke_dann_stehen_die_luecken_nicht_darin(
    noted: Office, tmp_path: Path, internal: bool
) -> None:
    request = None if internal else noted.request()
    made = write_briefing(noted.store, noted.case_id, request, tmp_path / "u.pdf", language="de")
    text = text_of(made.files[0])
    for word in WORDS:
        assert word not in text
