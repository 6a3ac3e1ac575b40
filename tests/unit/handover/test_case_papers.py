"""Papers about money, a career or one method: handed over like a briefing, entered with what they tell."""

from pathlib import Path

import pytest

from app.base.errors import UserError
from app.base.method_records import MethodKind, PartKind
from app.briefing.career_pages import compose_career
from app.briefing.case_sheets import CaseSheets
from app.briefing.method_paper import compose_method
from app.briefing.money_pages import compose_money
from app.casework import cases, contributions, findings, method_parts, methods, subjects
from app.casework.findings import Statement
from app.handover.briefings import write_briefing
from app.handover.case_papers import Compose, write_case_paper
from app.handover.case_sheets import career_wish
from app.handover.releasing import release_case
from app.policy import ledger
from app.store import audit
from tests.pdf_text import pages_of
from tests.unit.handover.conftest import LABEL, Office


def _text(path: Path) -> str:
    return " ".join(pages_of(path))


@pytest.fixture
def person(office: Office) -> str:
    """A payment, a share and a barrier model in the office's case; the person is one of its people."""
    store, case_id = office.store, office.case_id
    known = cases.records(store, case_id)
    trade = next(a.id for a in known.agencies if a.class_code == "A09")
    given = contributions.register(store, case_id, trade, "Auszug", label=LABEL).ids[0]
    source = contributions.add_source(store, case_id, given, "register", "Blatt 9", "A").ids[0]
    firms = [
        subjects.add_node(store, case_id, "organisation", [Statement("name", name, source)]).ids[0]
        for name in ("Muster A GmbH", "Muster B GmbH")
    ]
    yes = [Statement("exists", "yes", source)]
    paid = subjects.add_link(store, case_id, "pays", *firms, yes).ids[0]
    findings.record(store, case_id, paid, Statement("amount", "500,25 EUR", source, valid_from="2026-01"))
    rich = next(f.subject_id for f in known.findings if f.value == "Jan Przykładowy")
    owned = subjects.add_link(store, case_id, "owns", rich, firms[0], yes).ids[0]
    findings.record(store, case_id, owned, Statement("share", "40", source))
    model = methods.create(store, case_id, MethodKind.BARRIERS, "Nur hier so genannt").ids[0]
    step = methods.read(store, model).of(PartKind.STEP)[0]
    finding = next(f for f in cases.records(store, case_id).findings if f.subject_id == firms[0])
    method_parts.add(
        store,
        model,
        PartKind.SIGNAL,
        {"text": "Gewerbe ohne Betrieb", "agency_id": trade},
        above_id=step.id,
        cites=(finding.id,),
    )
    return rich


def _papers(office: Office, person: str) -> dict[str, Compose]:
    known = methods.of_case(office.store, office.case_id)
    model = next(m.id for m in known if m.kind is MethodKind.BARRIERS)
    wish = career_wish(office.store, office.case_id, person, "§ 23 PolG NRW", named=True)
    return {
        "money": lambda view, options: compose_money(view, options, about=person),
        "career": lambda view, options: compose_career(view, options, wish),
        "method": lambda view, options: compose_method(view, options, model),
    }


@pytest.mark.parametrize("kind", ["money", "career", "method"])
def test_the_ledger_has_what_the_paper_tells_and_nothing_else(
    office: Office, person: str, kind: str, tmp_path: Path
) -> None:
    compose = _papers(office, person)[kind]
    release = release_case(office.store, office.case_id, office.request())
    result = write_case_paper(
        office.store, office.case_id, office.request(), tmp_path / "x.pdf", kind, compose
    )
    with office.store.read() as connection:
        entered = ledger.entries(connection)
    said = {f.id for f in release.view.findings}
    assert {e.kind for e in entered} == {kind}
    assert {e.sha256 for e in entered} == {result.sha256}
    assert 0 < len(entered) == result.released < len(said)
    assert {e.finding_id for e in entered} < said
    text = _text(tmp_path / "x.pdf")
    assert "Nur hier so genannt" not in text
    assert not any(secret in text for secret in office.secrets)


def test_a_method_alone_goes_only_where_something_of_it_goes(
    office: Office, person: str, tmp_path: Path
) -> None:
    store, case_id = office.store, office.case_id
    bare = methods.create(store, case_id, MethodKind.ASSUMPTIONS).ids[0]
    with pytest.raises(UserError) as refused:
        write_case_paper(
            store,
            case_id,
            office.request(),
            tmp_path / "x.pdf",
            "method",
            lambda view, options: compose_method(view, options, bare),
        )
    assert refused.value.key == "method.not_released"
    assert not (tmp_path / "x.pdf").exists()
    with store.read() as connection:
        assert ledger.entries(connection) == ()
    own = _papers(office, person)["method"]
    write_case_paper(store, case_id, None, tmp_path / "own.pdf", "method", own, language="en")
    text = _text(tmp_path / "own.pdf")
    for words in ("Nur hier so genannt", "Gewerbe ohne Betrieb", "Orphan signals", "nobody at this step"):
        assert words in text


def test_a_briefing_with_a_career_is_logged_with_its_legal_basis(
    office: Office, person: str, tmp_path: Path
) -> None:
    store, case_id = office.store, office.case_id
    with pytest.raises(UserError, match="legal basis"):
        career_wish(store, case_id, person, " ")
    wish = career_wish(store, case_id, person, "§ 23 PolG NRW")
    sheets = CaseSheets(wealth_of=(person,), careers=(wish,))
    write_briefing(store, case_id, office.request(), tmp_path / "x.pdf", language="de", sheets=sheets)
    text = _text(tmp_path / "x.pdf")
    assert "§ 23 PolG NRW" in text
    assert "500,25" in text
    with store.read() as connection:
        assert any("§ 23 PolG NRW" in e.reason for e in audit.entries(connection))


def test_somebody_of_whom_nothing_is_released_is_refused_before_anything_is_written(
    office: Office, tmp_path: Path
) -> None:
    nobody = CaseSheets(wealth_of=("0" * 32,))
    with pytest.raises(UserError, match="Nothing about this person"):
        write_briefing(office.store, office.case_id, office.request(), tmp_path / "x.pdf", sheets=nobody)
    assert not (tmp_path / "x.pdf").exists()
    with office.store.read() as connection:
        assert ledger.entries(connection) == ()
