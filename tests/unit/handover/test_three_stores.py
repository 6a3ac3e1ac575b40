"""Three stores: what goes round comes back as it went, and what is taken back disappears everywhere."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.base.chart_records import ChartFilter
from app.base.errors import UserError
from app.base.records import Participant, Verdict
from app.casework import (
    agencies,
    cases,
    chart_documents,
    chart_rules,
    charts,
    contributions,
    duplicates,
    erasure,
    findings,
    judgements,
    notices,
    recalls,
)
from app.casework.findings import Statement
from app.conference import agenda, conferences
from app.exchange.keys import new_identity
from app.exchange.revocation import write as write_revocation
from app.handover import identities, key_trust
from app.handover.package_extras import NOTHING, Choice
from app.handover.package_merging import merged_packages, take_out
from app.handover.packages import inspect, merge, seal_case
from app.policy import ledger
from app.policy.release import ReleaseRequest
from app.store import tables
from app.store.store import Store
from app.store.verify import verify
from tests.unit.handover.conftest import ALL_CONDITIONS, LABEL, Office

CASE = "360-2026-900"


@pytest.fixture
def third(template: tuple[Path, str], tmp_path: Path, partner: Store) -> Iterator[Store]:
    """A police workstation that customs exchanges packages with."""
    path = tmp_path / "third.rundblick"
    shutil.copytree(template[0], path)
    other = Store.open_with_recovery_key(path, template[1], "third")
    here, there = identities.own(partner).public(), identities.make_own(other, "Polizei").public()
    key_trust.trust(partner, there.to_text())
    key_trust.trust(other, here.to_text())
    yield other
    other.close()


def _send(sender: Store, case_id: str, agency: str, key: str, out: Path, choice: Choice = NOTHING) -> Path:
    recipient = agencies.find(sender, agency)
    request = ReleaseRequest(recipient, "Prüfung", "Fallkonferenz", "2026-06-01", confirmed=ALL_CONDITIONS)
    keys = [identities.recipient(sender, key)]
    seal_case(sender, case_id, request, keys, out, choice=choice)
    return out


def _said(store: Store, case_id: str) -> set[tuple[object, ...]]:
    records = cases.records(store, case_id)
    label = {c.id: c.label for c in records.contributions}
    source = {s.id: (s.reliability, label[s.contribution_id]) for s in records.sources}
    return {
        (f.id, f.value, f.credibility, f.handling, f.handling_note, f.standing, f.basis, source[f.source_id])
        for f in records.findings
    }


def test_round_trip_and_recall_over_three_stores(
    office: Office, partner: Store, third: Store, tmp_path: Path
) -> None:
    """Kennzeichnung und Verwendungsvorbehalt überstehen drei Bestände; ein Rückruf erreicht jeden."""
    first = _send(office.store, office.case_id, "Zoll Musterstadt", "Zoll", tmp_path / "1.rundblick-paket")
    there, _done = merge(partner, first, "new")
    went = _said(partner, there)
    assert went
    agencies.add(partner, "A01", "Polizei Musterstadt")
    agencies.add(third, "A03", "Zoll Musterstadt")
    second = _send(partner, there, "Polizei Musterstadt", "Polizei", tmp_path / "2.rundblick-paket")
    far, _done = merge(third, second, "new")
    carried = _said(third, far)
    assert carried <= went
    assert carried
    _disagree_and_judge(third, far)
    # It comes home as it went out.
    back = _send(
        third, far, "Zoll Musterstadt", "Zoll", tmp_path / "3.rundblick-paket", Choice(all_judgements=True)
    )
    looked = inspect(partner, back)
    (field,) = looked.disagreements
    assert {side.value for side in field.sides} == {"Ayşe Örnek", "Aysche Oernek"}
    assert len(field.agencies()) == 2
    merge(partner, back, CASE)
    assert went <= _said(partner, there)
    assert len(cases.records(partner, there).judgements) == 1
    assert any(d.judgements for d in duplicates.candidates(partner, there, decided=True))
    _recalled_everywhere(office, partner, there, third, far, tmp_path)


def _disagree_and_judge(third: Store, far: str) -> None:
    police = agencies.find(third, "Polizei Musterstadt").id
    named = {f.value: f for f in cases.records(third, far).findings if f.property == "name"}
    own = contributions.register(third, far, police, "Vermerk der Polizei", label=LABEL)
    source = contributions.add_source(third, far, own.ids[0], "report", "Vermerk 7", "B").ids[0]
    findings.record(third, far, named["Ayşe Örnek"].subject_id, Statement("name", "Aysche Oernek", source))
    people = [named["Ayşe Örnek"].subject_id, named["Jan Przykładowy"].subject_id]
    judgements.decide(third, far, *people, Verdict.DIFFERENT, "Lichtbild verglichen", police)


def _recalled_everywhere(
    office: Office, partner: Store, there: str, third: Store, far: str, tmp_path: Path
) -> None:
    """Die Herkunft ruft zurück, der Empfänger gibt es weiter; das Übermittlungsbuch weiß es."""
    records = cases.records(office.store, office.case_id)
    (wrong,) = [f.id for f in records.findings if f.value == "Jan Przykładowy"]
    recalls.demand(office.store, office.case_id, [wrong], "hätte nicht übermittelt werden dürfen")
    call = _send(office.store, office.case_id, "Zoll Musterstadt", "Zoll", tmp_path / "4.rundblick-paket")
    looked = inspect(partner, call)
    assert looked.merged.taken_back == (wrong,)
    assert wrong in {f.id for f in cases.records(partner, there).findings}
    merge(partner, call, CASE)
    assert wrong not in {f.id for f in cases.records(partner, there).findings}
    assert [c for c in verify(partner, deep=True) if not c.ok] == []
    (told,) = [n for n in notices.listed(partner) if wrong in n.findings]
    onward = _send(partner, there, "Polizei Musterstadt", "Polizei", tmp_path / "5.rundblick-paket")
    assert notices.find(partner, told.id).state == notices.SENT
    merge(third, onward, CASE)
    assert wrong not in {f.id for f in cases.records(third, far).findings}
    # An older package does not bring it back.
    _case, again = merge(third, tmp_path / "2.rundblick-paket", CASE)
    assert wrong in again.intake.erased
    with partner.read() as connection:
        assert wrong in {e.finding_id for e in ledger.entries(connection, case_id=there)}


def test_erased_and_restricted_are_honoured_and_a_package_goes_out_again(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    first = _send(office.store, office.case_id, "Zoll Musterstadt", "Zoll", tmp_path / "1.rundblick-paket")
    there, done = merge(partner, first, "new")
    records = cases.records(office.store, office.case_id)
    by_value = {f.value: f.id for f in records.findings}
    findings.restrict(office.store, office.case_id, by_value["Ayşe Örnek"], "bestritten")
    erasure.erase(office.store, office.case_id, [by_value["Jan Przykładowy"]], "Frist abgelaufen")
    second = _send(office.store, office.case_id, "Zoll Musterstadt", "Zoll", tmp_path / "2.rundblick-paket")
    _case, changed = merge(partner, second, CASE)
    assert set(changed.restricted) == {by_value["Ayşe Örnek"]}
    here = {f.id: f for f in cases.records(partner, there).findings}
    assert by_value["Jan Przykładowy"] not in here
    assert here[by_value["Ayşe Örnek"]].restricted
    assert [c for c in verify(partner, deep=True) if not c.ok] == []
    (package,) = [p for p in merged_packages(partner, there) if p.contributions]
    assert set(package.contributions) == set(done.contributions)
    with pytest.raises(UserError):
        take_out(partner, package.package_id, " ")
    take_out(partner, package.package_id, "versehentlich vereinigt")
    assert cases.records(partner, there).findings == ()
    with pytest.raises(UserError) as refused:
        take_out(partner, package.package_id, "noch einmal")
    assert refused.value.key == "merge.nothing_left"


def test_a_package_of_another_case_is_refused(office: Office, partner: Store, tmp_path: Path) -> None:
    package = _send(office.store, office.case_id, "Zoll Musterstadt", "Zoll", tmp_path / "1.rundblick-paket")
    merge(partner, package, "new")
    other = cases.create(partner, "360-2026-901", "Anderer Fall", "Zweck", "Grundlage").ids[0]
    with pytest.raises(UserError) as refused:
        merge(partner, package, other)
    assert refused.value.key == "merge.other_case"
    assert cases.records(partner, other).findings == ()


def test_keys_end_are_replaced_and_revoked(office: Office, partner: Store, tmp_path: Path) -> None:
    """Abgelaufene, ersetzte und widerrufene Schlüssel öffnen und siegeln nichts mehr."""
    early = _send(office.store, office.case_id, "Zoll Musterstadt", "Zoll", tmp_path / "1.rundblick-paket")
    old = identities.own(office.store)
    fresh, told = identities.replace_own(office.store, "Rechner verloren", revoked=True)
    assert fresh.sign_public != old.sign_public
    assert told == write_revocation(old, told.split("revoked: ")[1][:10])
    with pytest.raises(UserError) as refused:
        key_trust.trust(partner, fresh.public().to_text())
    assert refused.value.key == "identity.same_name"
    key_trust.trust(partner, fresh.public().to_text(), compared="Telefon", replaces=old.name)
    key_trust.take_revocation(partner, told)
    with pytest.raises(UserError) as refused:
        merge(partner, early, "new")
    assert refused.value.key == "package.key"
    late = _send(office.store, office.case_id, "Zoll Musterstadt", "Zoll", tmp_path / "2.rundblick-paket")
    merge(partner, late, "new")
    with pytest.raises(UserError):
        key_trust.take_revocation(partner, told.replace("revoked: 2", "revoked: 3"))
    key_trust.revoke(office.store, "Zoll", "am Telefon gesagt")
    opener = key_trust.openers(
        office.store, "x", [p.keys for p in identities.partners(office.store, former=True)]
    )
    assert [o.obstacle for o in opener] == [key_trust.Obstacle.REVOKED]
    with pytest.raises(UserError) as refused:
        key_trust.refuse_obstacles(opener)
    assert refused.value.key == "seal.key"


def test_a_key_of_another_agency_opens_nothing(office: Office, partner: Store, tmp_path: Path) -> None:
    trade = agencies.find(office.store, "Gewerbeamt Musterstadt").id
    other = new_identity("Gewerbeamt Raum 1", "2031-01-01").public()
    key_trust.trust(office.store, other.to_text(), trade)
    with pytest.raises(UserError) as refused:
        _send(office.store, office.case_id, "Zoll Musterstadt", other.name, tmp_path / "x.rundblick-paket")
    assert refused.value.key == "seal.key"
    assert not (tmp_path / "x.rundblick-paket").exists()


def test_charts_and_closed_points_go_to_whom_they_may_go(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    """Ein geschlossener Punkt geht nur zu dem, der ihn hören darf; ein Bild nur mit Freigegebenem."""
    store, case_id = office.store, office.case_id
    customs, trade = (agencies.find(store, n).id for n in ("Zoll Musterstadt", "Gewerbeamt Musterstadt"))
    people = [Participant(a, "Muster", "representative", "invited") for a in (customs, trade)]
    met = conferences.create(store, case_id, "2026-05-01", "Saal", "Muster", trade, (), people).ids[0]
    agenda.add(store, met, {"title": "Für alle"})
    readers = agenda.Clearance(frozenset({customs}))
    agenda.add(store, met, {"title": "Nur Zoll", "decision": "prüfen"}, [customs], readers)
    agenda.add(store, met, {"title": "Nur Gewerbe"}, [trade])
    subjects = {s.id: (1.5, -2.25) for s in cases.records(store, case_id).subjects if s.start is None}
    chart = chart_documents.create(store, case_id, "Netz um Geheimwort Linde", places=subjects).ids[0]
    # It looks for findings of two agencies; nothing of one of them is released.
    hidden = agencies.add(store, "A12", "Geheimwort Kasse").ids[0]
    chart_rules.set_filter(store, chart, ChartFilter(agencies=(hidden, trade)))
    out = tmp_path / "1.rundblick-paket"
    package = _send(store, case_id, "Zoll Musterstadt", "Zoll", out, Choice(charts=(chart,)))
    for target in ("new", CASE):
        there, _done = merge(partner, package, target)
    with partner.read() as connection:
        point = tables.agenda_point
        titles = connection.execute(select(point.c.title, point.c.decision)).all()
    assert [tuple(row) for row in titles] == [("Nur Zoll", "prüfen")]
    (drawn,) = charts.list_charts(partner, there)
    assert drawn.name == "Chart 1 (Geschäftsstelle 1)"
    assert chart_documents.read_document(partner, drawn.id).filter.agencies == (trade,)
    known = {s.id for s in cases.records(partner, there).subjects}
    assert set(chart_documents.read_document(partner, drawn.id).items) <= known
    assert set(subjects) - known
