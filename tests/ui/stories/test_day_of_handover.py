"""Der Nachmittag: abgleichen, weitergeben, prüfen, sichern, weggehen."""

from pathlib import Path

import pytest
from analyst import PASSPHRASE, Analyst

from app.base.errors import UserError
from app.base.records import MeasureState
from app.casework import (
    cases,
    contributions,
    cross_check,
    erasure,
    findings,
    gaps,
    notices,
    reviews,
    work_list,
)
from app.conference import measures
from app.handover.briefings import write_briefing
from app.handover.releasing import internal_view, release_case
from app.policy.release import Reason
from app.store import audit, backup, drafts, lock_file, restore, undo, verify
from app.store.store import Store


def test_andere_faelle(me: Analyst) -> None:
    """Wenn ich in anderen Fällen anfrage, dann erfahre ich nur Treffer und wen ich fragen kann."""
    person = me.person("Erika Geheim", ("birth_date", "1980-05-04"))
    mine = cases.create(me.store, "360-2026-901", "Anderer", "Zweck", "§ 1").ids[0]
    probe = cross_check.typed_probe("name", "Erika Geheim", "1980-05-04")
    answer = cross_check.ask(me.store, mine, probe, "Abgleich vor der Konferenz", "§ 23 PolG NRW")
    assert answer.hit
    assert person not in repr(answer)
    with pytest.raises(UserError):
        cross_check.ask(me.store, mine, probe, "", "§ 23 PolG NRW")


def test_freigabe(me: Analyst) -> None:
    """Wenn ich freigebe, dann geht, was darf, und beim Rest steht ein Grund."""
    person = me.person("Erika Muster")
    held = me.say(person, "note", "nur für uns")
    findings.restrict(me.store, me.case_id, held, "bestritten")
    release = release_case(me.store, me.case_id, me.request())
    by_finding = {d.finding_id: d for d in release.decisions}
    assert by_finding[held].reason is not None
    assert any(d.released for d in release.decisions)
    assert held not in {f.id for f in release.view.findings}


def test_freigabe_ohne_bestaetigung(me: Analyst) -> None:
    """Wenn ich die Voraussetzungen nicht bestätige, dann bleibt alles hier."""
    me.person("Erika Muster")
    release = release_case(me.store, me.case_id, me.request(confirmed=frozenset()))
    assert {d.reason for d in release.decisions} == {Reason.CONDITIONS}


def test_unterlage_mit_nachweis(me: Analyst, tmp_path: Path) -> None:
    """Wenn ich die Besprechungsunterlage schreibe, dann steht jede Weitergabe im Nachweis."""
    me.person("Erika Muster")
    made = write_briefing(me.store, me.case_id, me.request(), tmp_path / "unterlage.pdf")
    assert made.pages > 0
    assert made.ledger_ids
    assert all(file.read_bytes().startswith(b"%PDF") for file in made.files)


def test_unterlage_intern(me: Analyst) -> None:
    """Wenn ich intern ansehe, dann ist alles da, auch das Eingeschränkte."""
    person = me.person("Erika Muster")
    held = me.say(person, "note", "nur für uns")
    findings.restrict(me.store, me.case_id, held, "bestritten")
    assert held in {f.id for f in internal_view(me.store, me.case_id, "2026-06-01").findings}


def test_berichtigung_wird_gemeldet(me: Analyst, tmp_path: Path) -> None:
    """Wenn ich nach der Weitergabe berichtige, dann steht da, wem ich es sagen muss."""
    person = me.person("Erika Muster")
    old = next(f.id for f in me.records().findings if f.subject_id == person)
    write_briefing(me.store, me.case_id, me.request(), tmp_path / "unterlage.pdf")
    findings.correct(me.store, me.case_id, old, "Erika Musterfrau", reason="Tippfehler")
    (notice,) = notices.listed(me.store, case_id=me.case_id)
    assert notice.agency_id == me.police


def test_loeschen(me: Analyst) -> None:
    """Wenn ich lösche, dann brauche ich einen Grund, sehe vorher, was mitgeht, und die Spur bleibt."""
    person = me.person("Erika Muster")
    only = next(f.id for f in me.records().findings if f.subject_id == person)
    with pytest.raises(UserError):
        erasure.erase(me.store, me.case_id, [only], "")
    erasure.foresee(me.store, me.case_id, [only])
    assert me.finding(only)
    erasure.erase(me.store, me.case_id, [only], "nicht mehr erforderlich", compacting=False)
    assert me.records().subjects == ()
    assert all(check.ok for check in verify.verify(me.store))


def test_pruefung(me: Analyst) -> None:
    """Wenn eine Prüfung ansteht, dann verlängere ich nur mit Grund."""
    person = me.person("Erika Muster")
    due = reviews.look(me.store, next(f.id for f in me.records().findings if f.subject_id == person))
    with pytest.raises(UserError):
        reviews.extend(me.store, due.finding_id, "2099-01-01", "")


def test_arbeitsliste(me: Analyst) -> None:
    """Wenn etwas wartet, dann steht es in der Arbeitsliste."""
    measures.create(me.store, me.case_id, "Gewerbe prüfen", me.trade, "§ 35 GewO", "2020-03-01")
    me.arrival("Hinweis", "H 1", None)
    gaps.add(me.store, me.case_id, "who", "Wer fährt?")
    kinds = {item.kind for item in work_list.of_case(me.store, me.case_id)}
    assert len(kinds) >= 3


def test_massnahme_ohne_ergebnis(me: Analyst) -> None:
    """Wenn eine Maßnahme unmöglich war, dann muss ich sagen, warum."""
    measure = measures.create(me.store, me.case_id, "Prüfen", me.trade, "§ 35 GewO", "2099-03-01").ids[0]
    with pytest.raises(UserError):
        measures.set_state(me.store, measure, MeasureState.IMPOSSIBLE)
    measures.set_state(me.store, measure, MeasureState.IMPOSSIBLE, "Betrieb geschlossen")


def test_beitrag_zurueckgezogen(me: Analyst) -> None:
    """Wenn eine Behörde ihren Beitrag zurückzieht, dann geht alles mit, was nur auf ihm ruht."""
    contribution, source = me.arrival("Streifenbericht", "ST 1")
    only_theirs = me.node("person", ("name", "Otto Nurhier"), source=source).ids[0]
    mine = me.person("Erika Muster")
    contributions.withdraw(me.store, contribution, "zurückgezogen")
    left = {s.id for s in me.records().subjects}
    assert mine in left
    assert only_theirs not in left


def test_sicherung(me: Analyst, tmp_path: Path) -> None:
    """Wenn der Rechner stirbt, dann ist aus der Sicherung alles wieder da."""
    me.person("Erika Muster")
    before = me.records()
    made = backup.write_backup(me.store, tmp_path / "tag.rundblick-sicherung")
    restored = tmp_path / "wieder.rundblick"
    restore.restore(made.file, restored, lambda path: Store.open(path, PASSPHRASE, user="muster"))
    again = Store.open(restored, PASSPHRASE, user="muster")
    try:
        assert cases.records(again, me.case_id) == before
    finally:
        again.close()


def test_sperren_und_entwurf(me: Analyst) -> None:
    """Wenn ich mitten im Schreiben sperre, dann ist der Entwurf danach noch da."""
    drafts.save(me.store, "new_finding", me.case_id, "Neue Erkenntnis", {"value": "halb geschrieb"})
    path = me.store.path
    me.store.close()
    me.store = Store.open(path, PASSPHRASE, user="muster")
    found = drafts.find(me.store, "new_finding")
    assert found is not None
    assert found.values["value"] == "halb geschrieb"


def test_zu_zweit(me: Analyst) -> None:
    """Wenn schon jemand im Datenspeicher arbeitet, dann sehe ich, wer."""
    lock_file.claim(me.store.path)
    try:
        holder = lock_file.holder(me.store.path)
        assert holder is not None
        assert holder.user
    finally:
        lock_file.release(me.store.path)


def test_falsche_passphrase(me: Analyst) -> None:
    """Wenn die Passphrase falsch ist, dann bleibt zu, was zu ist."""
    with pytest.raises(UserError) as refused:
        Store.open(me.store.path, "falsch geraten", user="muster")
    assert refused.value.exit_code == 3


def test_protokoll_ist_ganz(me: Analyst) -> None:
    """Wenn ich den ganzen Tag gearbeitet und zurückgenommen habe, dann ist das Protokoll lückenlos."""
    person = me.person("Erika Muster")
    me.say(person, "note", "eins")
    undo.undo(me.store, me.case_id)
    undo.redo(me.store, me.case_id)
    with me.store.read() as connection:
        assert audit.first_break(connection) is None
    assert all(check.ok for check in verify.verify(me.store))
