"""Der Vormittag: ein Fall, was dazu kommt, und was ich daraus festhalte."""

import pytest
from analyst import LABEL, Analyst

from app.analysis.timeline import events
from app.base.errors import UserError
from app.base.records import Standing, Verdict
from app.casework import (
    assessments,
    cases,
    contributions,
    duplicates,
    findings,
    free_text,
    judgements,
    passage_findings,
    quarantine,
    reviews,
    subjects,
)
from app.casework.assessments import Opinion
from app.casework.findings import Statement
from app.casework.passages import Passage, parse
from app.casework.search import search
from app.store import undo


def test_fall_ohne_zweck(me: Analyst) -> None:
    """Wenn ich einen Fall ohne Zweck anlege, dann wird er nicht angelegt, und es steht da, was fehlt."""
    with pytest.raises(UserError) as refused:
        cases.create(me.store, "360-2026-901", "Neu", "", "§ 1 PolG NRW", status="running")
    assert refused.value.sentence
    assert len(cases.list_cases(me.store)) == 1


def test_beitrag_mit_kennzeichnung(me: Analyst) -> None:
    """Wenn ich einen gekennzeichneten Beitrag aufnehme, dann kann ich gleich mit seiner Quelle arbeiten."""
    _contribution, source = me.arrival("Streifenbericht", "ST 4711")
    person = me.person("Erika Muster")
    me.say(person, "note", "am Tatort gesehen", source)
    assert source in {s.id for s in me.records().sources}


def test_beitrag_ohne_kennzeichnung(me: Analyst) -> None:
    """Wenn die Kennzeichnung fehlt, dann bleibt der Beitrag in Quarantäne, und nichts ruht auf ihm."""
    _contribution, source = me.arrival("Anonymer Hinweis", "ohne", None)
    person = me.person("Erika Muster")
    with pytest.raises(UserError):
        me.say(person, "note", "soll gefährlich sein", source)
    assert len(quarantine.listed(me.store, me.case_id)) == 1


def test_kennzeichnung_nachgetragen(me: Analyst) -> None:
    """Wenn ich die Kennzeichnung mit Grund nachtrage, dann verlässt der Beitrag die Quarantäne."""
    contribution, source = me.arrival("Hinweis", "H 1", None)
    contributions.set_label(me.store, contribution, LABEL, "nachgereicht")
    assert quarantine.listed(me.store) == ()
    assert source in {s.id for s in me.records().sources}


def test_stelle_im_dokument(me: Analyst) -> None:
    """Wenn ich eine Stelle im Dokument markiere, dann wird sie zur Erkenntnis und führt dorthin zurück."""
    text = "Am 3. Mai fuhr der Wagen MU-ST 123 vor."
    document = me.document("Bericht.txt", text)
    vehicle = me.node("vehicle", ("plate", "MU-ST 123")).ids[0]
    first = text.index("MU-ST") + 1
    made = passage_findings.record(
        me.store, me.case_id, document, Passage(1, first, first + 8), vehicle,
        Statement("note", "vorgefahren", ""),
    )  # fmt: skip
    finding = next(f for i in made.ids for f in me.records().findings if f.id == i)
    passage = parse(finding.place_in_source)
    assert passage is not None
    assert passage.cut((text,)) == "MU-ST 123"


def test_gegenstand_steht_auf_erkenntnissen(me: Analyst) -> None:
    """Wenn ich eine Firma anlege, dann steht jeder Wert als Erkenntnis mit Quelle da."""
    company = me.node("organisation", ("name", "Muster GmbH")).ids[0]
    (finding,) = [f for f in me.records().findings if f.subject_id == company]
    assert (finding.value, finding.source_id) == ("Muster GmbH", me.source)


def test_knoten_ohne_erkenntnis(me: Analyst) -> None:
    """Wenn ich nichts über einen Gegenstand sage, dann gibt es ihn nicht."""
    with pytest.raises(UserError):
        subjects.add_node(me.store, me.case_id, "person", [])
    assert me.records().subjects == ()


def test_zwei_sagen_verschiedenes(me: Analyst) -> None:
    """Wenn zwei Behörden Verschiedenes sagen, dann bleibt beides stehen."""
    _contribution, source = me.arrival("Melderegister", "M 1")
    person = me.person("Erika Muster", ("birth_date", "1980-05-04"))
    me.say(person, "birth_date", "1981-05-04", source)
    dates = {f.value for f in me.records().findings if f.property == "birth_date"}
    assert dates == {"1980-05-04", "1981-05-04"}


def test_berichtigen(me: Analyst) -> None:
    """Wenn ich berichtige, dann gilt die neue Erkenntnis, und die alte bleibt lesbar."""
    person = me.person("Erika Mustermann")
    old = next(f.id for f in me.records().findings if f.subject_id == person)
    new = findings.correct(me.store, me.case_id, old, "Erika Musterfrau", reason="Tippfehler").ids[0]
    assert me.finding(new).supersedes == old
    assert me.finding(old).value == "Erika Mustermann"


def test_einschraenken_und_aufheben(me: Analyst) -> None:
    """Wenn etwas bestritten ist, dann schränke ich es mit Grund ein und hebe es später auf."""
    person = me.person("Erika Muster")
    disputed = me.say(person, "note", "war dabei")
    with pytest.raises(UserError):
        reviews.restrict(me.store, disputed, " ")
    findings.restrict(me.store, me.case_id, disputed, "bestritten")
    assert me.finding(disputed).restricted
    findings.restrict(me.store, me.case_id, disputed, "geklärt", restricted=False)
    assert not me.finding(disputed).restricted


def test_entlastend(me: Analyst) -> None:
    """Wenn etwas entlastet, dann kennzeichne ich es, und es bleibt bei jeder Ansicht dabei."""
    person = me.person("Erika Muster")
    alibi = me.say(person, "note", "war nachweislich verreist")
    findings.mark_exonerating(me.store, me.case_id, alibi)
    assert me.finding(alibi).exonerating


def test_dubletten(me: Analyst) -> None:
    """Wenn zwei Personen dieselbe sein können, dann werden sie vorgeschlagen; entscheiden muss ich."""
    one = me.person("Erika Mustermann", ("birth_date", "1980-05-04"))
    other = me.person("Mustermann, Erika", ("birth_date", "1980-05-04"))
    (found,) = duplicates.candidates(me.store, me.case_id)
    assert {found.candidate.a, found.candidate.b} == {one, other}
    judgements.decide(me.store, me.case_id, one, other, Verdict.SAME, "gleicher Ausweis", me.trade)
    assert duplicates.candidates(me.store, me.case_id) == ()
    assert len([s for s in me.records().subjects if s.type == "person"]) == 2


def test_zwei_urteile(me: Analyst) -> None:
    """Wenn zwei Behörden über dieselben zwei verschieden urteilen, dann bleiben beide Urteile."""
    one, other = me.person("Erika Muster"), me.person("Erika Muster")
    judgements.decide(me.store, me.case_id, one, other, Verdict.SAME, "Foto", me.trade)
    judgements.decide(me.store, me.case_id, one, other, Verdict.DIFFERENT, "Fingerabdruck", me.police)
    assert {j.verdict for j in me.records().judgements} == {Verdict.SAME, Verdict.DIFFERENT}


def test_bewertung(me: Analyst) -> None:
    """Wenn ich bewerte, dann steht dabei, worauf es ruht und wie wahrscheinlich ich es halte."""
    person = me.person("Erika Muster")
    ground = me.say(person, "statement", "trat als Chefin auf")
    opinion = Opinion(
        text="Sie führt den Betrieb wahrscheinlich.", source_id=me.source, author_agency_id=me.trade,
        basis=(ground,), likelihood="likely", confidence="low", would_change="ein Registerauszug",
        alternative="Sie ist angestellt.", ground="nur eine Quelle",
    )  # fmt: skip
    made = assessments.record(me.store, me.case_id, opinion)
    said = next(f for i in made.ids for f in me.records().findings if f.id == i and f.basis)
    assert (said.standing, said.basis) == (Standing.ASSESSMENT, (ground,))


def test_bewertung_ohne_grund(me: Analyst) -> None:
    """Wenn ich ohne jede Erkenntnis bewerten will, dann wird es nicht angenommen."""
    with pytest.raises(UserError):
        assessments.record(me.store, me.case_id, Opinion("Das ist so.", me.source, me.trade, ()))
    assert me.records().findings == ()


def test_zeitstrahl(me: Analyst) -> None:
    """Wenn ich nur das Jahr weiß, dann steht es als Spanne auf dem Zeitstrahl."""
    me.person("Erika Muster", ("birth_date", "1980"))
    records = me.records()
    (event,) = events(records.subjects, records.findings)
    assert event.begin.startswith("1980-01-01")
    assert event.end.startswith("1980-12-31")


def test_suche(me: Analyst) -> None:
    """Wenn ich einen Teil des Namens tippe, dann finde ich die Person und ihren Fall."""
    person = me.person("Erika Musterfrau")
    result = search(me.store, "musterfr")
    assert person in {hit.id for hit in result.hits}
    assert {hit.case_id for hit in result.hits} == {me.case_id}


def test_herkunftswort(me: Analyst) -> None:
    """Wenn ich im Freitext die Herkunft nenne, dann werde ich gefragt, ob das hier nötig ist."""
    words = free_text.named(["Der türkische Zeuge sah den Wagen."])
    assert words
    with pytest.raises(UserError):
        free_text.confirmed(["Der türkische Zeuge sah den Wagen."], "")


def test_rueckgaengig(me: Analyst) -> None:
    """Wenn ich mich vertan habe, dann nehme ich es zurück und hole es wieder."""
    person = me.person("Erika Muster")
    assert undo.undo(me.store, me.case_id) is not None
    assert me.records().subjects == ()
    assert undo.redo(me.store, me.case_id) is not None
    assert [s.id for s in me.records().subjects] == [person]
