"""From store to store: exactly what was released arrives, and the ledger says so."""

import dataclasses
import io
from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.casework import agencies, cases, contributions, documents, findings, quarantine, subjects
from app.casework.findings import Statement
from app.casework.search import search
from app.exchange.sealing import seal
from app.handover import identities
from app.handover.case_files import write_case_file
from app.handover.charts import write_chart_file
from app.handover.packages import inspect, merge, seal_case
from app.handover.releasing import release_case
from app.policy import ledger
from app.store import audit
from app.store.store import Store
from app.store.verify import verify
from tests.unit.handover.conftest import Office

_ENDINGS = {"package": "rundblick-paket", "xdomea": "zip", "chart": "svg"}


def _seal(office: Office, out: Path, **more: object) -> Path:
    recipients = [p.keys for p in identities.partners(office.store)]
    seal_case(office.store, office.case_id, office.request(**more), recipients, out)  # type: ignore[arg-type]
    return out


def test_exactly_the_released_findings_arrive(office: Office, partner: Store, tmp_path: Path) -> None:
    released = {f.id for f in release_case(office.store, office.case_id, office.request()).view.findings}
    package = _seal(office, tmp_path / "x.rundblick-paket")
    looked = inspect(partner, package)
    assert (len(looked.intake.new), looked.seen_before) == (len(released), False)
    assert cases.list_cases(partner) == ()
    case_id, _intake = merge(partner, package, "new")
    received = cases.records(partner, case_id)
    assert {f.id for f in received.findings} == released
    assert {s.id for s in received.subjects} == {f.subject_id for f in received.findings}
    assert received.header.reference == "360-2026-900"
    for secret in office.secrets:
        assert search(partner, secret).total == 0
        assert search(office.store, secret).total == 1
    assert [c for c in verify(partner, deep=True) if not c.ok] == []


def test_label_grading_and_handling_survive(office: Office, partner: Store, tmp_path: Path) -> None:
    sent = release_case(office.store, office.case_id, office.request()).view
    case_id, _intake = merge(partner, _seal(office, tmp_path / "x.rundblick-paket"), "new")
    received = cases.records(partner, case_id)
    assert {(c.title, c.label) for c in received.contributions} == {
        (c.title, c.label) for c in sent.contributions
    }
    assert {(s.id, s.reliability) for s in received.sources} == {(s.id, s.reliability) for s in sent.sources}
    grading = {(f.id, f.credibility, f.handling, f.standing, f.basis) for f in received.findings}
    assert grading == {(f.id, f.credibility, f.handling, f.standing, f.basis) for f in sent.findings}


def test_what_came_without_its_label_is_held(office: Office, partner: Store, tmp_path: Path) -> None:
    """Wenn in einem Paket die Kennzeichnung fehlt, dann bleibt der Beitrag in Quarantäne."""
    view = release_case(office.store, office.case_id, office.request()).view
    first, *rest = view.contributions
    bare = dataclasses.replace(first, label=None)
    sent = dataclasses.replace(view, contributions=(bare, *rest))
    package = tmp_path / "x.rundblick-paket"
    recipients = [p.keys for p in identities.partners(office.store)]
    with package.open("wb") as out:
        seal(sent, lambda _d: (), identities.own(office.store), recipients, 1, out)
    case_id, _intake = merge(partner, package, "new")
    (held,) = quarantine.listed(partner, case_id)
    assert held.contribution.id == first.id
    came = cases.records(partner, case_id)
    assert first.id not in {c.id for c in came.contributions}
    sources = {s.id for s in view.sources if s.contribution_id == first.id}
    assert not sources & {f.source_id for f in came.findings}


def test_the_ledger_shows_the_hand_over(office: Office, partner: Store, tmp_path: Path) -> None:
    package = _seal(office, tmp_path / "x.rundblick-paket")
    with office.store.read() as connection:
        entries = ledger.entries(connection, case_id=office.case_id)
        actions = [e.action for e in audit.entries(connection, case_id=office.case_id)]
    released = release_case(office.store, office.case_id, office.request()).view
    assert {e.finding_id for e in entries} == {f.id for f in released.findings}
    assert {e.artefact_name for e in entries} == {package.name}
    assert actions[-1] == "disclosure"


def test_merging_again_changes_nothing(office: Office, partner: Store, tmp_path: Path) -> None:
    package = _seal(office, tmp_path / "x.rundblick-paket")
    case_id, _first = merge(partner, package, "new")
    before = cases.records(partner, case_id)
    _case, second = merge(partner, package, "360-2026-900")
    assert second.intake.new == ()
    assert cases.records(partner, case_id) == before
    assert inspect(partner, package).seen_before


def test_a_chosen_document_travels(office: Office, partner: Store, tmp_path: Path) -> None:
    records = cases.records(office.store, office.case_id)
    contribution = records.contributions[0]
    made = documents.attach(
        office.store, office.case_id, contribution.id, "brief.txt", "text/plain", io.BytesIO(b"Brief" * 999)
    )
    package = _seal(office, tmp_path / "x.rundblick-paket", documents=frozenset(made.ids))
    case_id, _intake = merge(partner, package, "new")
    # No released source stands on the document yet, so it stays although it was chosen.
    assert cases.records(partner, case_id).documents == ()


@pytest.mark.parametrize("way", ["package", "xdomea", "chart"])
def test_a_document_that_tells_what_stays_does_not_go_along(
    office: Office, partner: Store, tmp_path: Path, way: str
) -> None:
    store, case_id = office.store, office.case_id
    trade = agencies.find(store, "Gewerbeamt Musterstadt").id
    delivered = next(
        c for c in cases.records(store, case_id).contributions if c.agency_id == trade and c.label
    )
    content = io.BytesIO(b"Lena Beispiel wohnt bei Geheimwort Ulme")
    paper = documents.attach(store, case_id, delivered.id, "brief.txt", "text/plain", content).ids[0]
    source = contributions.add_source(store, case_id, delivered.id, "register", "Brief", "A", paper).ids[0]
    person = subjects.add_node(store, case_id, "person", [Statement("name", "Lena Beispiel", source)]).ids[0]
    hidden = findings.record(
        store, case_id, person, Statement("note", "bei Ulme", source, handling="H2")
    ).ids[0]
    request, out = office.request(documents=frozenset({paper})), tmp_path / f"x.{_ENDINGS[way]}"

    def go() -> None:
        if way == "package":
            seal_case(store, case_id, request, [p.keys for p in identities.partners(store)], out)
        elif way == "xdomea":
            write_case_file(store, case_id, request, way, out)
        else:
            write_chart_file(store, case_id, request, out)

    with pytest.raises(UserError, match="brief") as refused:
        go()
    assert (refused.value.key, refused.value.exit_code) == ("handing_on.document", ExitCode.ANSWER_IS_NO)
    assert not out.exists()
    # What was corrected since is no secret of the document: its correction goes.
    findings.correct(store, case_id, hidden, "bei der Mutter", handling="H0")
    go()
    assert out.exists()


def test_a_stranger_cannot_open_and_nobody_merges_a_stranger(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    package = _seal(office, tmp_path / "x.rundblick-paket")
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    broken = tmp_path / "broken.rundblick-paket"
    broken.write_bytes(data)
    for file in (broken, tmp_path / "fehlt.rundblick-paket"):
        with pytest.raises(UserError) as refused:
            merge(partner, file, "new")
        assert refused.value.exit_code == ExitCode.INPUT_REFUSED
    assert cases.list_cases(partner) == ()


def test_a_folder_that_cannot_be_written_leaves_no_entry(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as refused:
        _seal(office, tmp_path / "fehlt" / "x.rundblick-paket")
    assert refused.value.exit_code == ExitCode.NOT_WRITABLE
    with office.store.read() as connection:
        assert ledger.entries(connection) == ()
