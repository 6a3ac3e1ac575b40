"""Methods, marks and own provisions go with a package: as released, marked as whose, out again with it."""

from pathlib import Path

import pytest

from app.base.errors import UserError
from app.base.method_records import EXONERATING, FINDING, NULL, Method, MethodKind, PartKind
from app.base.provision_records import APPROVED, DataMark
from app.casework import (
    agencies,
    cases,
    data_marks,
    erasure,
    findings,
    foreign_provisions,
    hypothesis_ratings,
    method_copies,
    method_parts,
    methods,
    own_templates,
    provision_states,
    provision_versions,
    received_grounds,
    subjects,
)
from app.casework.findings import Statement
from app.casework.provision_states import ProvisionStatus
from app.casework.provision_versions import Wording
from app.exchange.payload import payload_of, write_payload
from app.handover import identities
from app.handover.package_extras import NOTHING, extras_of
from app.handover.package_merging import take_out
from app.handover.packages import inspect, merge, open_file, seal_case
from app.handover.releasing import internal_view, release_case
from app.policy import provisions
from app.policy.release import ReleaseRequest
from app.store import undo
from app.store.store import Store
from app.store.verify import verify
from tests.unit.handover.conftest import ALL_CONDITIONS, Office

CASE = "360-2026-900"
OWN = Wording(
    "Kooperationsvereinbarung", "Nr. 4", "Mitteilung bei Verdacht", "Das Gewerbeamt teilt Auffälliges mit.",
    "must", ("A09",), ("A03",), ("die Vereinbarung ist in Kraft",), source="Aktenordner 3",
    note="Bemerkung der Geschäftsstelle", valid_from="2026-01-01",
)  # fmt: skip


def _values(store: Store, case_id: str) -> dict[str, str]:
    return {f.value: f.id for f in cases.records(store, case_id).findings}


def _comparison(office: Office) -> str:
    """Eine Gegenüberstellung: zwei Zeilen, eine davon auf Zurückgehaltenem, und ein Schluss."""
    store, known = office.store, _values(office.store, office.case_id)
    made = methods.create(store, office.case_id, MethodKind.HYPOTHESES, "Arbeitstitel", "Wer steuert?").ids[0]
    named = known["Ayşe Örnek"]
    row = method_parts.add(store, made, PartKind.EVIDENCE, {"role": FINDING}, cites=(named,)).ids[0]
    kept = (known["Geheimwort Esche"],)
    method_parts.add(store, made, PartKind.EVIDENCE, {"role": FINDING, "note": "Ulme"}, cites=kept)
    for role, rater, verdict in ((NULL, "Muster", "II"), (EXONERATING, "Beispiel", "C")):
        held = next(h for h in methods.read(store, made).of(PartKind.HYPOTHESIS) if h.role == role)
        hypothesis_ratings.rate(store, row, held.id, verdict, rater)
    said = {"text": "Der Betrieb ist auf sie angemeldet."}
    method_parts.add(store, made, PartKind.CONCLUSION, said, cites=(named, known["Jan Przykładowy"]))
    method_parts.add(store, made, PartKind.ASSUMPTION, {"text": "Linde meldet sich", "note": "Erfahrung"})
    return made


def _send(
    sender: Store, case_id: str, out: Path, agency: str = "Zoll Musterstadt", key: str = "Zoll"
) -> Path:
    recipient = agencies.find(sender, agency)
    confirmed = ALL_CONDITIONS | {("EIG-1", 1)}
    request = ReleaseRequest(recipient, "Prüfung", "Fallkonferenz", "2026-06-01", confirmed=confirmed)
    seal_case(sender, case_id, request, [identities.recipient(sender, key)], out, choice=NOTHING)
    return out


def _sent(store: Store, case_id: str) -> Method:
    (found,) = [m for m in methods.of_case(store, case_id) if m.sender]
    return found


def _part(method: Method, kind: PartKind) -> object:
    (found,) = method.of(kind)
    return found


def test_a_method_arrives_as_released_and_stays_as_it_came(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    """Titel, Frage, Namen und Zurückgehaltenes bleiben; Bewertungen beider Häuser stehen nebeneinander."""
    _comparison(office)
    path = _send(office.store, office.case_id, tmp_path / "1.rundblick-paket")
    assert open_file(partner, path).methods
    looked = inspect(partner, path)
    assert len(looked.merged.methods) == len(looked.package.methods) == 1
    there, done = merge(partner, path, "new")
    came = _sent(partner, there)
    assert (came.id,) == done.methods
    assert came.sender == "Geschäftsstelle"
    assert came.sender in came.title
    (row,) = came.of(PartKind.EVIDENCE)
    assert row.cites == (_values(partner, there)["Ayşe Örnek"],)
    assert {(r.rater, r.verdict) for r in row.ratings} == {
        ("Geschäftsstelle 1", "C"),
        ("Geschäftsstelle 2", "II"),
    }
    assert [p.text for p in came.of(PartKind.CONCLUSION)] == ["Der Betrieb ist auf sie angemeldet."]
    assert not came.of(PartKind.ASSUMPTION)
    assert not any(
        w in repr(came) for w in (*office.secrets, "Arbeitstitel", "Wer steuert", "Muster'", "Beispiel")
    )
    # Merging the same again changes nothing, whatever a person does to the copy.
    with pytest.raises(UserError) as refused:
        hypothesis_ratings.rate(partner, row.id, came.of(PartKind.HYPOTHESIS)[0].id, "CC")
    assert refused.value.key == "method.sent"
    copy = method_copies.copy(partner, came.id).ids[0]
    own = methods.read(partner, copy)
    assert not own.sender
    (own_row,) = own.of(PartKind.EVIDENCE)
    hypothesis_ratings.rate(partner, own_row.id, own.of(PartKind.HYPOTHESIS)[0].id, "CC")
    before = methods.read(partner, copy)
    merge(partner, path, CASE)
    assert _sent(partner, there) == came
    assert methods.read(partner, copy) == before
    assert [c for c in verify(partner, deep=True) if not c.ok] == []


def test_what_another_office_sent_goes_to_nobody(office: Office, partner: Store, tmp_path: Path) -> None:
    """Ein empfangenes Dokument geht in keine Freigabe; eine Kopie nur mit dem, was sie belegt."""
    _comparison(office)
    there, _done = merge(partner, _send(office.store, office.case_id, tmp_path / "1.rundblick-paket"), "new")
    agencies.add(partner, "A01", "Polizei Musterstadt")
    recipient = agencies.find(partner, "Polizei Musterstadt")
    request = ReleaseRequest(recipient, "Prüfung", "Fall", "2026-06-01", confirmed=ALL_CONDITIONS)
    view = release_case(partner, there, request).view
    assert view.findings
    assert view.methods == ()
    with partner.read() as connection:
        written = write_payload(payload_of(view, extras_of(connection, view, request, NOTHING)))
    assert written["methods.ndjson"] == b""
    method_copies.copy(partner, _sent(partner, there).id)
    (copied,) = release_case(partner, there, request).view.methods
    assert all(p.cites for p in copied.parts)
    assert len(internal_view(partner, there, "2026-06-01").methods) == 2


def test_the_newest_word_of_an_office_holds_in_any_order(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    made = _comparison(office)
    first = _send(office.store, office.case_id, tmp_path / "1.rundblick-paket")
    end = methods.read(office.store, made).of(PartKind.CONCLUSION)[0]
    method_parts.change(office.store, end.id, {"text": "Sie führt ihn auch."})
    second = _send(office.store, office.case_id, tmp_path / "2.rundblick-paket")
    there, _done = merge(partner, second, "new")
    merge(partner, first, CASE)
    assert [p.text for p in _sent(partner, there).of(PartKind.CONCLUSION)] == ["Sie führt ihn auch."]


def test_a_part_loses_what_was_taken_back(office: Office, partner: Store, tmp_path: Path) -> None:
    """Nach dem Rückruf einer Erkenntnis fehlt dieser Beleg, und das ist zu sehen."""
    _comparison(office)
    there, _done = merge(partner, _send(office.store, office.case_id, tmp_path / "1.rundblick-paket"), "new")
    gone = _values(office.store, office.case_id)["Jan Przykładowy"]
    mine = method_copies.copy(partner, _sent(partner, there).id).ids[0]
    erasure.erase(office.store, office.case_id, [gone], "Frist")
    merge(partner, _send(office.store, office.case_id, tmp_path / "2.rundblick-paket"), CASE)
    assert gone not in {f.id for f in cases.records(partner, there).findings}
    (copied,) = methods.read(partner, mine).of(PartKind.CONCLUSION)
    assert (copied.lost, gone in copied.cites) == (1, False)
    # At its office the conclusion rests on less than it says: it is not in what was sent now.
    assert not _sent(partner, there).of(PartKind.CONCLUSION)


def test_taking_a_package_out_takes_its_methods_and_brings_them_back(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    _comparison(office)
    there, _done = merge(partner, _send(office.store, office.case_id, tmp_path / "1.rundblick-paket"), "new")
    came, mine = _sent(partner, there), method_copies.copy(partner, _sent(partner, there).id).ids[0]
    before = methods.read(partner, mine)
    out = take_out(partner, open_file(partner, tmp_path / "1.rundblick-paket").manifest.id, "irrtümlich")
    assert [m.id for m in methods.of_case(partner, there)] == [mine]
    assert not any(p.cites for p in methods.read(partner, mine).parts)
    undo.undo(partner, there)
    assert _sent(partner, there) == came
    assert methods.read(partner, mine) == before
    assert out.case_id == there
    undo.redo(partner, there)
    # The package once more: findings that are back are cited again, in the office's own method as well.
    merge(partner, tmp_path / "1.rundblick-paket", CASE)
    assert {p.id: set(p.cites) for p in methods.read(partner, mine).parts} == {
        p.id: set(p.cites) for p in before.parts
    }
    again = _sent(partner, there)
    assert {(p.id, p.text, frozenset(p.cites), p.ratings) for p in again.parts} == {
        (p.id, p.text, frozenset(p.cites), p.ratings) for p in came.parts
    }


def test_names_of_own_templates_and_their_words_stay(office: Office) -> None:
    store, case_id = office.store, office.case_id
    model = methods.create(store, case_id, MethodKind.BARRIERS).ids[0]
    step = methods.read(store, model).of(PartKind.STEP)[0]
    method_parts.change(store, step.id, {"text": "Absprache im Hinterzimmer"})
    own_templates.keep(store, methods.read(store, model), "Vorlage Kiosk")
    methods.delete(store, model)
    again = methods.create(store, case_id, MethodKind.BARRIERS, "Neu", template="own/Vorlage Kiosk").ids[0]
    trade = next(f.source_id for f in cases.records(store, case_id).findings if f.value == "Ayşe Örnek")
    firm = subjects.add_node(store, case_id, "organisation", [Statement("name", "Kiosk Muster", trade)]).ids[
        0
    ]
    said = findings.record(store, case_id, firm, Statement("statement", "Barzahlung", trade)).ids[0]
    step = methods.read(store, again).of(PartKind.STEP)[0]
    method_parts.add(store, again, PartKind.SIGNAL, {"text": "Bar"}, above_id=step.id, cites=(said,))
    (sent,) = release_case(store, case_id, office.request()).view.methods
    assert "Kiosk" not in sent.template
    assert not any("Hinterzimmer" in p.text for p in sent.parts)
    assert [p.text for p in sent.of(PartKind.SIGNAL)] == ["Bar"]


def test_own_provisions_are_readable_at_the_receiver_and_no_ground_there(
    office: Office, partner: Store, tmp_path: Path
) -> None:
    """Eine Vorschrift der Absender ist zu lesen: Text, Stand, wer sie freigab; sie trägt hier nichts."""
    store = office.store
    provision_versions.add(store, "EIG-1", OWN, "Beschluss")
    provision_states.decide(store, "EIG-1", ProvisionStatus.APPROVED, "geprüft")
    # Nothing rests on this one: it stays.
    provision_versions.add(store, "EIG-2", OWN, "Beschluss")
    path = _send(store, office.case_id, tmp_path / "1.rundblick-paket")
    there, _done = merge(partner, path, "new")
    (kept,) = foreign_provisions.listed(partner)
    words = kept.words
    assert (kept.office, words.id, words.version, words.status) == ("Geschäftsstelle", "EIG-1", 1, APPROVED)
    assert (words.text, words.conditions, words.decided_by) == (OWN.text, OWN.conditions, store.user)
    # Who wrote it and what the office remarked on it stays there.
    assert (words.written_by, words.note) == ("", "")
    named = _values(partner, there)["Ayşe Örnek"]
    (ground,) = received_grounds.of_finding(partner, there, named)
    assert (ground.provision, ground.conditions, ground.words) == ("EIG-1", (1,), kept)
    cases.records(partner, there)
    cited = provisions.cited("EIG-1")
    assert cited is not None
    assert "Geschäftsstelle" in cited.citation
    with pytest.raises(UserError):
        provisions.find("EIG-1")
    assert not provision_states.matrix(partner).standing.own
    # Taken over it waits for the own officer like any other entry.
    provision_versions.add(partner, "EIG-1", provision_versions.wording(words), "übernommen")
    assert not provision_states.matrix(partner).standing.own
    provision_states.decide(partner, "EIG-1", ProvisionStatus.APPROVED, "geprüft")
    assert [p.id for p in provision_states.matrix(partner).standing.own] == ["EIG-1"]


def test_marks_bind_whoever_gets_what_they_are_about(office: Office, partner: Store, tmp_path: Path) -> None:
    """Die Kennzeichnung geschützter Daten reist mit dem Mitgeteilten, und keine geht verloren."""
    store, known = office.store, _values(office.store, office.case_id)
    told = known["Ayşe Örnek"]
    data_marks.mark(store, office.case_id, [told, known["Geheimwort Esche"]], ["contact"], "Akte")
    path = _send(store, office.case_id, tmp_path / "1.rundblick-paket")
    there, _done = merge(partner, path, "new")
    assert cases.records(partner, there).marks == (DataMark(told, ("contact",)),)
    data_marks.mark(partner, there, [told], ["tax"], "Steuerakte")
    merge(partner, path, CASE)
    assert cases.records(partner, there).marks == (DataMark(told, ("contact", "tax")),)
