"""Stories of quarantine: what has no label is held, goes into nothing, and comes back whole."""

import datetime as dt

import pytest

from app.base import clock
from app.base.errors import UserError
from app.base.records import CaseRecords, Label, Standing, Verdict
from app.casework import (
    agencies,
    cases,
    charts,
    contributions,
    erasure,
    findings,
    gaps,
    judgements,
    quarantine,
    subjects,
    withdrawal,
)
from app.casework.contributions import Arrival
from app.casework.findings import Statement
from app.casework.search import search
from app.store import undo, verify
from tests.unit.casework.conftest import LABEL, Desk


def arrive(desk: Desk, **more: object) -> tuple[str, str]:
    """Register a delivery as people do; return its contribution and its source."""
    arrival = Arrival(desk.agency_id, "Nachlieferung", "Schreiben", "Az. 12", "B", **more)  # type: ignore[arg-type]
    made = contributions.take_in(desk.store, desk.case_id, arrival).ids
    return made[0], made[1]


def held_with_content(desk: Desk) -> tuple[str, str, str]:
    """A delivery with a person and a remark on a known person, whose label was put in doubt."""
    known = desk.person("Erika Musterfrau")
    contribution, source = arrive(desk, label=LABEL)
    hidden = subjects.add_node(desk.store, desk.case_id, "person", [Statement("name", "Otto Geheim", source)])
    findings.record(desk.store, desk.case_id, known, Statement("note", "Zaunkönig", source))
    subjects.add_link(
        desk.store, desk.case_id, "contact", known, hidden.ids[0], [Statement("exists", "yes", source)]
    )
    quarantine.put(desk.store, contribution, "Herkunft unklar")
    return contribution, source, known


def ids_of(records: CaseRecords) -> set[str]:
    parts = records.contributions, records.sources, records.subjects, records.findings
    return {item.id for part in parts for item in part}


def test_without_a_label_it_goes_into_quarantine_and_says_what_is_missing(desk: Desk) -> None:
    """Wenn ich einen Beitrag ohne Kennzeichnung anlege, dann steht er mit Tag und Grund in Quarantäne."""
    contribution, source = arrive(desk)
    (held,) = quarantine.listed(desk.store, desk.case_id)
    assert (held.contribution.id, held.since) == (contribution, clock.today().isoformat())
    assert held.missing == ("means", "person_category", "interest", "collecting_body")
    assert "Means of collection" in held.why
    assert (held.sources, held.findings) == (1, 0)
    assert not {contribution, source} & ids_of(cases.records(desk.store, desk.case_id))
    assert source in ids_of(quarantine.contents(desk.store, contribution))


def test_with_a_complete_label_it_is_there_at_once(desk: Desk) -> None:
    """Wenn ich die Kennzeichnung gleich mit angebe, dann kann ich sofort damit arbeiten."""
    contribution, source = arrive(desk, label=LABEL)
    assert quarantine.listed(desk.store) == ()
    assert {contribution, source} <= ids_of(cases.records(desk.store, desk.case_id))


def test_the_legal_basis_should_be_added_but_holds_nothing_back(desk: Desk) -> None:
    """Wenn nur die Rechtsgrundlage fehlt, dann reicht die Kennzeichnung nach § 22b Abs. 1 PolG NRW."""
    label = Label("offen: Aktenauskunft", "verdächtige Person", "§ 266a StGB", "Gewerbeamt", "")
    arrive(desk, label=label)
    assert quarantine.listed(desk.store) == ()


def test_one_missing_part_is_enough_to_hold_it(desk: Desk) -> None:
    """Wenn ein Pflichtteil fehlt oder nur aus Leerzeichen besteht, dann bleibt der Beitrag in Quarantäne."""
    arrive(desk, label=Label("offen: Aktenauskunft", "verdächtige Person", "  ", "Gewerbeamt", "§ 14 GewO"))
    assert quarantine.listed(desk.store)[0].missing == ("interest",)


@pytest.mark.parametrize("regime", ["sgb", "gdpr", "owig", "polg_nrw", ""])
@pytest.mark.parametrize("label", [None, Label("", "", "", "Ordnungsamt", "")])
def test_without_a_whole_label_it_is_held_under_every_regime(
    desk: Desk, regime: str, label: Label | None
) -> None:
    """Wenn die Kennzeichnung fehlt oder nur die Stelle nennt, dann hält sie jedes Recht zurück."""
    arrive(desk, regime=regime, label=label)
    assert len(quarantine.listed(desk.store)) == 1


def test_nothing_can_be_recorded_from_it(desk: Desk) -> None:
    """Wenn ich aus einem Beitrag in Quarantäne etwas erfassen will, dann sagt es, was zu tun ist."""
    person = desk.person("Erika Musterfrau")
    _contribution, source = arrive(desk)
    with pytest.raises(UserError) as refused:
        findings.record(desk.store, desk.case_id, person, Statement("note", "x", source))
    assert refused.value.key == "quarantine.source"
    assert "Nachlieferung" in refused.value.text
    with pytest.raises(UserError):
        subjects.add_node(desk.store, desk.case_id, "person", [Statement("name", "Otto", source)])


def test_what_is_held_is_found_nowhere_and_counted_nowhere(desk: Desk) -> None:
    """Wenn ein Beitrag in Quarantäne kommt, dann ist er aus Liste, Suche und Zählung verschwunden."""
    known = desk.person("Erika Musterfrau")
    before = cases.records(desk.store, desk.case_id), cases.list_cases(desk.store)
    contribution, source = arrive(desk, label=LABEL)
    hidden = subjects.add_node(desk.store, desk.case_id, "person", [Statement("name", "Otto Geheim", source)])
    findings.record(desk.store, desk.case_id, known, Statement("note", "Zaunkönig", source))
    assert search(desk.store, "Geheim").total == search(desk.store, "Zaunkönig").total == 1
    quarantine.put(desk.store, contribution, "Herkunft unklar")
    assert search(desk.store, "Geheim").total == search(desk.store, "Zaunkönig").total == 0
    assert search(desk.store, "Nachlieferung").total == search(desk.store, '"Az. 12"').total == 0
    assert search(desk.store, "Musterfrau").total == 1
    assert (cases.records(desk.store, desk.case_id), cases.list_cases(desk.store)) == before
    assert hidden.ids[0] in ids_of(quarantine.contents(desk.store, contribution))
    assert all(check.ok for check in verify.verify(desk.store))


def test_the_label_lets_everything_appear_and_undo_puts_it_back(desk: Desk) -> None:
    """Wenn ich die Kennzeichnung nachtrage, dann ist alles da; Rückgängig stellt sie wieder her."""
    contribution, _source, known = held_with_content(desk)
    held = cases.records(desk.store, desk.case_id)
    change = contributions.set_label(desk.store, contribution, LABEL, "Rückfrage beim Gewerbeamt")
    assert {"contribution", "quarantine"} <= change.touched
    assert search(desk.store, "Geheim").total == 2
    assert search(desk.store, "Zaunkönig").hits[0].id == known
    assert len(cases.records(desk.store, desk.case_id).findings) == len(held.findings) + 3
    undo.undo(desk.store, desk.case_id)
    assert cases.records(desk.store, desk.case_id) == held
    assert search(desk.store, "Geheim").total == 0
    assert quarantine.listed(desk.store)[0].why == "Herkunft unklar"


def test_a_label_in_use_cannot_be_emptied_and_a_change_needs_its_reason(desk: Desk) -> None:
    """Wenn ich die Kennzeichnung eines genutzten Beitrags leere, dann wird das abgelehnt."""
    contribution, _source = arrive(desk, label=LABEL)
    with pytest.raises(UserError, match="Collecting body") as refused:
        contributions.set_label(desk.store, contribution, Label("offen", "x", "y", "", ""), "Irrtum")
    assert refused.value.key == "label.incomplete"
    with pytest.raises(UserError) as refused:
        contributions.set_label(desk.store, contribution, LABEL, " ")
    assert refused.value.key == "contribution.reason"


def test_a_part_of_the_label_can_be_kept_while_it_is_held(desk: Desk) -> None:
    """Wenn ich erst einen Teil der Kennzeichnung weiß, dann bleibt er erhalten und der Rest ist benannt."""
    contribution, _source = arrive(desk)
    contributions.set_label(desk.store, contribution, Label("offen", "", "", "Gewerbeamt", ""), "Anruf")
    assert quarantine.listed(desk.store)[0].missing == ("person_category", "interest")


def test_a_correction_of_the_kept_is_in_force_again_while_the_corrector_is_held(desk: Desk) -> None:
    """Wenn die Berichtigung in Quarantäne kommt, dann gilt wieder, was sie berichtigt hat."""
    person = desk.person("Erika Musterfrau")
    name = cases.records(desk.store, desk.case_id).findings[0]
    contribution, source = arrive(desk, label=LABEL)
    findings.correct(desk.store, desk.case_id, name.id, "Erika Mustermann", source_id=source)
    quarantine.put(desk.store, contribution, "unklar")
    assert search(desk.store, "Musterfrau").hits[0].id == person
    assert search(desk.store, "Mustermann").total == 0
    (left,) = cases.records(desk.store, desk.case_id).findings
    assert (left.value, left.supersedes) == ("Erika Musterfrau", None)


def test_an_assessment_goes_with_what_it_rests_on(desk: Desk) -> None:
    """Wenn eine Bewertung auf einem Beitrag in Quarantäne ruht, dann ruht auch sie."""
    person = desk.person("Erika Musterfrau")
    office = agencies.add(desk.store, "OFFICE", "Geschäftsstelle").ids[0]
    contribution, source = arrive(desk, label=LABEL)
    fact = findings.record(desk.store, desk.case_id, person, Statement("note", "war dort", source)).ids[0]
    findings.record(
        desk.store, desk.case_id, person,
        Statement("note", "Einschätzung Zaunkönig", desk.source_id, standing=Standing.ASSESSMENT,
                  author_agency_id=office, basis=(fact,)),
    )  # fmt: skip
    quarantine.put(desk.store, contribution, "unklar")
    assert [f.property for f in cases.records(desk.store, desk.case_id).findings] == ["name"]
    assert search(desk.store, "Zaunkönig").total == 0
    assert withdrawal.foresee(desk.store, contribution).resting == 1


def test_withdrawing_takes_all_that_came_along_and_undo_brings_it_back(desk: Desk) -> None:
    """Wenn ich einen Beitrag zurücknehme, dann geht alles mit; Rückgängig stellt ihn Byte für Byte her."""
    contribution, _source, known = held_with_content(desk)
    contributions.set_label(desk.store, contribution, LABEL, "geklärt")
    before = cases.records(desk.store, desk.case_id)
    found = withdrawal.foresee(desk.store, contribution)
    assert (found.findings, found.nodes, found.links, found.sources) == (3, 1, 1, 1)
    contributions.withdraw(desk.store, contribution, "Vom Gewerbeamt zurückgerufen")
    left = cases.records(desk.store, desk.case_id)
    assert [f.subject_id for f in left.findings] == [known]
    assert search(desk.store, "Geheim").total == search(desk.store, "Nachlieferung").total == 0
    undo.undo(desk.store, desk.case_id)
    assert cases.records(desk.store, desk.case_id) == before
    assert search(desk.store, "Geheim").total == 2
    undo.redo(desk.store, desk.case_id)
    assert cases.records(desk.store, desk.case_id) == left
    assert all(check.ok for check in verify.verify(desk.store))


def test_what_is_held_can_be_withdrawn_too(desk: Desk) -> None:
    """Wenn ich einen Beitrag aus der Quarantäne zurücknehme, dann ist sie leer."""
    contribution, _source, _known = held_with_content(desk)
    inside = quarantine.contents(desk.store, contribution)
    contributions.withdraw(desk.store, contribution, "falscher Fall")
    assert quarantine.listed(desk.store) == ()
    undo.undo(desk.store, desk.case_id)
    assert quarantine.contents(desk.store, contribution) == inside
    assert search(desk.store, "Geheim").total == 0


@pytest.mark.parametrize(
    ("received", "word"),
    [
        ("2026-06-02", "future"),
        ("1989-12-31", "before"),
        ("2026-05", "whole day"),
        ("gestern", "Received on"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(desk: Desk, received: str, word: str) -> None:
    """Wenn ich einen unmöglichen Eingangstag angebe, dann steht der Fehler am Feld."""
    clock.set_source(lambda: dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC))
    with pytest.raises(UserError, match=word) as refused:
        arrive(desk, received=received)
    assert refused.value.key == "contribution.received"


def test_a_day_as_people_write_it_is_kept_as_iso(desk: Desk) -> None:
    """Wenn ich 05.03.2020 schreibe, dann steht der 5. März in der Akte."""
    contribution, _source = arrive(desk, received="05.03.2020", label=LABEL)
    assert contributions.of(desk.store, contribution).received == "2020-03-05"


def test_secret_material_is_refused_and_the_frame_can_be_corrected(desk: Desk) -> None:
    """Wenn etwas höher eingestuft ist, dann nimmt dieser Arbeitsplatz es nicht an."""
    with pytest.raises(UserError) as refused:
        arrive(desk, classification="GEHEIM")
    assert refused.value.key == "contribution.classification"
    contribution, _source = arrive(desk, label=LABEL)
    change = contributions.edit(desk.store, contribution, "Tippfehler", title="Schreiben vom Mai")
    assert contributions.of(desk.store, contribution).title == "Schreiben vom Mai"
    assert search(desk.store, "Mai").total == 1
    assert change.change_id
    undo.undo(desk.store, desk.case_id)
    assert contributions.of(desk.store, contribution).title == "Nachlieferung"


def test_erasing_what_is_held_ends_its_quarantine(desk: Desk) -> None:
    """Wenn alles aus einem Beitrag in Quarantäne gelöscht ist, dann steht er auch dort nicht mehr."""
    contribution, _source, _known = held_with_content(desk)
    inside = [f.id for f in quarantine.contents(desk.store, contribution).findings]
    erasure.erase(desk.store, desk.case_id, inside, "Frist abgelaufen")
    assert quarantine.listed(desk.store) == ()
    assert all(check.ok for check in verify.verify(desk.store))


def test_citations_places_and_judgements_come_back_with_it(desk: Desk) -> None:
    """Wenn ein zurückgenommener Beitrag zurückkommt, dann auch Platz im Bild, Urteil und Frage dazu."""
    contribution, source = arrive(desk, label=LABEL)
    known = desk.person("Erika Musterfrau")
    hidden = subjects.add_node(
        desk.store, desk.case_id, "person", [Statement("name", "Erika Geheim", source)]
    )
    chart = charts.create(desk.store, desk.case_id, "Bild", "organic", {known: (0, 0), hidden.ids[0]: (9, 9)})
    judgements.judge(
        desk.store, desk.case_id, known, hidden.ids[0], Verdict.SAME, "gleiche Anschrift", desk.agency_id
    )
    gaps.lay_out(desk.store, desk.case_id)
    question = gaps.of_case(desk.store, desk.case_id)[0].id
    gaps.cite(desk.store, question, "known", hidden.ids[1])
    before = cases.records(desk.store, desk.case_id), gaps.of_case(desk.store, desk.case_id)
    places = charts.positions(desk.store, chart.ids[0])
    contributions.withdraw(desk.store, contribution, "falscher Fall")
    assert charts.positions(desk.store, chart.ids[0]).keys() == {known}
    assert cases.records(desk.store, desk.case_id).judgements == ()
    assert search(desk.store, "Anschrift").total == 0
    undo.undo(desk.store, desk.case_id)
    assert (cases.records(desk.store, desk.case_id), gaps.of_case(desk.store, desk.case_id)) == before
    assert charts.positions(desk.store, chart.ids[0]) == places
    quarantine.put(desk.store, contribution, "unklar")
    assert cases.records(desk.store, desk.case_id).judgements == ()
    assert search(desk.store, "Anschrift").total == 0
