"""Duplicates and judgements of a case: everything is shown, a person decides, nothing is rewritten."""

from dataclasses import replace

import pytest

from app.base.errors import UserError
from app.base.progress import Cancelled, Progress
from app.base.records import CaseRecords, Judgement, Verdict
from app.casework import agencies, cases, contributions, duplicates, findings, judgements, subjects
from app.casework.findings import Statement
from app.store import undo
from tests.unit.casework.conftest import LABEL, Desk


def person(desk: Desk, name: str, **more: str) -> str:
    statements = [Statement("name", name, desk.source_id)]
    statements += [Statement(prop, value, desk.source_id) for prop, value in more.items()]
    return subjects.add_node(desk.store, desk.case_id, "person", statements).ids[0]


def open_pairs(desk: Desk) -> list[set[str]]:
    return [{d.candidate.a, d.candidate.b} for d in duplicates.candidates(desk.store, desk.case_id)]


def other_agency(desk: Desk) -> str:
    return agencies.add(desk.store, "A01", "Polizei Musterstadt").ids[0]


def decide(desk: Desk, a: str, b: str, verdict: Verdict, agency: str = "", reason: str = "Lichtbild") -> None:
    judgements.decide(desk.store, desk.case_id, a, b, verdict, reason, agency or desk.agency_id)


def test_wenn_zwei_personen_gleich_heissen_und_am_gleichen_tag_geboren_sind_dann_stehen_sie_in_der_liste(
    desk: Desk,
) -> None:
    a = person(desk, "Erika Mustermann", birth_date="12.08.1964")
    b = person(desk, "MUSTERMANN, Erika", birth_date="1964")
    person(desk, "Max Beispiel", birth_date="01.01.1970")
    (found,) = duplicates.candidates(desk.store, desk.case_id)
    assert {found.candidate.a, found.candidate.b} == {a, b}
    assert found.candidate.score > 0.9
    assert {reason.supports for reason in found.reasons} == {True}
    assert not found.decided


def test_wenn_ich_urteile_dann_verschwindet_das_paar_und_die_erkenntnisse_bleiben_wie_sie_sind(
    desk: Desk,
) -> None:
    a, b = person(desk, "Erika Mustermann"), person(desk, "Erika Mustermann")
    before = cases.records(desk.store, desk.case_id)
    decide(desk, b, a, Verdict.SAME)
    after = cases.records(desk.store, desk.case_id)
    assert open_pairs(desk) == []
    assert (after.subjects, after.findings) == (before.subjects, before.findings)
    (shown,) = duplicates.candidates(desk.store, desk.case_id, decided=True)
    assert shown.decided
    assert [j.verdict for j in shown.judgements] == [Verdict.SAME]


def test_wenn_ich_das_urteil_zuruecknehme_dann_ist_das_paar_wieder_offen(desk: Desk) -> None:
    a, b = person(desk, "Erika Mustermann"), person(desk, "Erika Mustermann")
    decide(desk, a, b, Verdict.DIFFERENT)
    undo.undo(desk.store, desk.case_id)
    assert open_pairs(desk) == [{a, b}]
    undo.redo(desk.store, desk.case_id)
    assert open_pairs(desk) == []


def test_wenn_zwei_behoerden_verschieden_urteilen_dann_bleiben_beide_urteile(desk: Desk) -> None:
    police = other_agency(desk)
    a, b = person(desk, "Erika Mustermann"), person(desk, "Erika Mustermann")
    decide(desk, a, b, Verdict.SAME)
    decide(desk, a, b, Verdict.DIFFERENT, police)
    (shown,) = duplicates.candidates(desk.store, desk.case_id, decided=True)
    assert shown.disputed
    assert {(j.author_agency_id, j.verdict) for j in shown.judgements} == {
        (desk.agency_id, Verdict.SAME),
        (police, Verdict.DIFFERENT),
    }
    records = cases.records(desk.store, desk.case_id)
    assert judgements.groups(records, desk.agency_id) == (frozenset({a, b}),)
    assert judgements.groups(records, police) == ()
    assert judgements.groups(records) == ()


def test_wenn_eine_behoerde_ihre_meinung_aendert_dann_zaehlt_das_letzte_urteil_und_beide_bleiben(
    desk: Desk,
) -> None:
    a, b = person(desk, "Erika Mustermann"), person(desk, "Erika Mustermann")
    decide(desk, a, b, Verdict.SAME)
    decide(desk, a, b, Verdict.UNDECIDED, reason="Lichtbild war ein anderes")
    assert open_pairs(desk) == [{a, b}]
    all_of_them = judgements.of_case(desk.store, desk.case_id)
    assert len(all_of_them) == 2
    (counting,) = judgements.latest(all_of_them).values()
    assert counting[desk.agency_id].verdict is Verdict.UNDECIDED


def test_wenn_der_grund_fehlt_dann_wird_nicht_geurteilt(desk: Desk) -> None:
    a, b = person(desk, "Erika Mustermann"), person(desk, "Erika Mustermann")
    for bad in (
        (a, b, "  ", desk.agency_id),
        (a, b, "Lichtbild", ""),
        (a, a, "Lichtbild", desk.agency_id),
        (a, "f" * 32, "Lichtbild", desk.agency_id),
    ):
        with pytest.raises(UserError):
            judgements.decide(desk.store, desk.case_id, *bad[:2], Verdict.SAME, *bad[2:])
    assert judgements.of_case(desk.store, desk.case_id) == ()


def test_wenn_eine_erkenntnis_eingeschraenkt_oder_berichtigt_ist_dann_wird_sie_nicht_verglichen(
    desk: Desk,
) -> None:
    person(desk, "Erika Mustermann")
    wrong = person(desk, "Erika Mustermann")
    (name,) = [f for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == wrong]
    findings.restrict(desk.store, desk.case_id, name.id, "bestritten")
    assert open_pairs(desk) == []
    findings.restrict(desk.store, desk.case_id, name.id, "geklärt", restricted=False)
    assert len(open_pairs(desk)) == 1
    findings.correct(desk.store, desk.case_id, name.id, "Max Beispiel")
    assert open_pairs(desk) == []


def test_wenn_dasselbe_in_einem_anderen_fall_steht_dann_erfahre_ich_es_hier_nicht(desk: Desk) -> None:
    other = cases.create(desk.store, "360-2026-901", "Anderer Fall", "Zweck", "Grundlage").ids[0]
    came = contributions.register(desk.store, other, desk.agency_id, "Auszug", label=LABEL).ids[0]
    source = contributions.add_source(desk.store, other, came, "register", "Blatt 1", "A").ids[0]
    person(desk, "Erika Mustermann")
    elsewhere = replace(desk, case_id=other, contribution_id=came, source_id=source)
    person(elsewhere, "Erika Mustermann")
    assert open_pairs(desk) == open_pairs(elsewhere) == []


def test_wenn_wenig_bekannt_ist_und_doch_geurteilt_wurde_dann_steht_da_warum_das_paar_gelistet_ist(
    desk: Desk,
) -> None:
    vans = [
        subjects.add_node(
            desk.store,
            desk.case_id,
            "vehicle",
            [Statement("colour", "weiß", desk.source_id), Statement(*what, desk.source_id)],
        ).ids[0]
        for what in (("plate", "DU-EX 1"), ("statement", "Kastenwagen mit Schramme"))
    ]
    assert duplicates.candidates(desk.store, desk.case_id) == ()
    decide(desk, vans[0], vans[1], Verdict.UNDECIDED)
    (listed,) = duplicates.candidates(desk.store, desk.case_id, decided=True)
    assert not listed.proposed
    assert ["weiß" in reason.text for reason in listed.reasons] == [True]


def test_wenn_beide_dieselbe_firma_fuehren_dann_steht_sie_unter_den_gruenden(desk: Desk) -> None:
    a, b = person(desk, "Erika Mustermann"), person(desk, "E. Mustermann")
    firm = subjects.add_node(
        desk.store, desk.case_id, "organisation", [Statement("name", "Muster Bau GmbH", desk.source_id)]
    ).ids[0]
    for one in (a, b):
        evidence = [Statement("exists", "yes", desk.source_id)]
        subjects.add_link(desk.store, desk.case_id, "manages", one, firm, evidence)
    (found,) = duplicates.candidates(desk.store, desk.case_id)
    assert any("Muster Bau GmbH" in reason.text for reason in found.reasons)


def test_the_count_of_the_work_list_follows_every_change(desk: Desk) -> None:
    def count() -> int | None:
        return duplicates.open_counts(desk.store)[desk.case_id]

    assert count() == 0
    a, b = person(desk, "Erika Mustermann"), person(desk, "Erika Mustermann")
    assert count() == 1
    decide(desk, a, b, Verdict.SAME)
    assert count() == 0
    undo.undo(desk.store, desk.case_id)
    assert count() == 1
    person(desk, "Erika Mustermann")
    assert count() == 3


def test_in_a_large_case_the_work_list_waits_for_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "_COUNT_UP_TO", 1)
    person(desk, "Erika Mustermann")
    person(desk, "Erika Mustermann")
    assert duplicates.open_counts(desk.store)[desk.case_id] is None
    duplicates.candidates(desk.store, desk.case_id)
    assert duplicates.open_counts(desk.store)[desk.case_id] == 1


def test_a_cancelled_search_leaves_nothing(desk: Desk) -> None:
    person(desk, "Erika Mustermann")
    person(desk, "Erika Mustermann")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        duplicates.candidates(desk.store, desk.case_id, progress=progress)


def test_groups_unite_what_is_the_same_but_never_across_a_difference(desk: Desk) -> None:
    def said(no: int, a: str, b: str, verdict: Verdict) -> Judgement:
        moment = f"2026-01-01T00:00:{no:02d}Z"
        return Judgement(f"{no}", desk.case_id, a, b, verdict, "Grund", desk.agency_id, "muster", moment)

    def grouped(*made: Judgement) -> tuple[frozenset[str], ...]:
        records = cases.records(desk.store, desk.case_id)
        return judgements.groups(CaseRecords(records.header, judgements=made), desk.agency_id)

    same, different = Verdict.SAME, Verdict.DIFFERENT
    chain = (said(1, "a", "b", same), said(2, "c", "b", same))
    assert grouped(*chain) == (frozenset("abc"),)
    assert grouped(*chain, said(3, "c", "a", different)) == (frozenset("ab"),)
    assert grouped(*chain, said(4, "b", "a", Verdict.UNDECIDED)) == (frozenset("bc"),)
    assert grouped(said(5, "d", "e", same), *chain) == (frozenset("abc"), frozenset("de"))
