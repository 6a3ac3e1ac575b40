"""Das Barrieremodell: ein Ablauf in Schritten, keine Person darin, Barrieren nur mit Partner und Norm."""

import pytest

from app.analysis import barriers
from app.base.errors import UserError
from app.base.method_records import CELLS, MethodKind, PartKind
from app.base.records import MeasureState
from app.casework import (
    case_erasure,
    cases,
    method_copies,
    method_parts,
    methods,
    own_templates,
    quality_gate,
)
from app.casework.case_steps import CaseStatus
from app.casework.quality_gate import Check
from app.conference import barrier_measures, measures
from app.store import tables, undo
from app.store.audit import Action
from app.store.verify import verify
from tests.unit.casework.conftest import Desk
from tests.unit.casework.method_samples import Table, begun


@pytest.fixture
def table(desk: Desk) -> Table:
    return begun(desk, MethodKind.BARRIERS)


def test_wenn_ich_ein_modell_beginne_dann_stehen_die_sieben_schritte_da_und_alle_sind_ungedeckt(
    table: Table,
) -> None:
    covers = barriers.coverage(table.read())
    assert [c.step.no for c in covers] == [1, 2, 3, 4, 5, 6, 7]
    assert not any(c.covered for c in covers)
    assert all(c.empty == CELLS for c in covers)
    undo.undo(table.store, table.desk.case_id)
    assert methods.of_case(table.store, table.desk.case_id) == ()
    undo.redo(table.store, table.desk.case_id)
    assert len(table.read().parts) == 7


def test_wenn_eine_person_hinein_soll_dann_sagt_ein_satz_nein_und_nichts_geht_verloren(table: Table) -> None:
    before = table.read()
    ways = (
        lambda: table.add(PartKind.FACILITATOR, "Erika Mustermann vermittelt", at=table.step()),
        lambda: table.add(PartKind.ACTIVITY, "Mustermann, Erika holt ab", at=table.step()),
        lambda: table.add(PartKind.ACTIVITY, "Abholung", at=table.step(), cites=(table.person,)),
        lambda: table.add(PartKind.STEP, "Übergabe an Erika  MUSTERMANN"),
        lambda: methods.change(table.store, table.method, "Modell Erika Mustermann", ""),
    )
    for way in ways:
        with pytest.raises(UserError) as refused:
            way()
        assert refused.value.key == "method.person"
    assert table.read() == before
    table.add(PartKind.FACILITATOR, "Vermieter ohne Ausweiskontrolle", at=table.step(), cites=(table.firm,))


@pytest.mark.parametrize(
    ("recorded", "text"),
    [
        ("Mustermann, Erika", "Mustermann holt die Fahrzeuge ab"),
        ("Mustermann, Erika", "Abholung in Mustermanns Halle"),
        ("Mustermann, Erika", "mustermann holt ab"),
        ("Müstermann, Erika", "Fahrzeuge der MUESTERMANN-Gruppe"),
        ("Örnekoğlu, Ali", "Oernekoglu vermittelt"),
        ("Yusuf Örnekli", "Jussuf vermittelt"),
        ("Пример, Иван", "Primer vermittelt"),
        ("Koch, Eva", "Frau Koch vermittelt"),
        ("Koch, Eva", "Übergabe an E. Koch"),
        ("Öke, Ali", "Abholung durch Öke"),
    ],
)
def test_wenn_nur_der_familienname_dasteht_dann_ist_auch_das_eine_person(
    desk: Desk, recorded: str, text: str
) -> None:
    made = begun(desk, MethodKind.BARRIERS)
    desk.person(recorded)
    before = made.read()
    for field in ("text", "note", "partner"):
        values = {"text": "Vermittlung", field: text}
        with pytest.raises(UserError) as refused:
            method_parts.add(
                desk.store, made.method, PartKind.FACILITATOR, values, above_id=before.of(PartKind.STEP)[0].id
            )
        assert refused.value.key == "method.person"
        assert "nobody can be placed" in refused.value.text
    assert made.read() == before


@pytest.mark.parametrize(
    ("recorded", "text"),
    [
        ("Koch, Eva", "Ein Koch arbeitet ohne Anmeldung"),
        ("Lang, Eva", "Fahrzeuge werden lang gemietet"),
        ("Halter, Eva", "Der Halter des Fahrzeugs wechselt"),
        ("Beispiel, Bo", "Zum Beispiel werden Ausweise nicht geprüft"),
        ("Muster, Bo", "Vorlage und Muster eines Vertrags"),
        ("August, Bo", "Im August wird mehr vermietet"),
        ("van der Beek, Bo", "Der Vermieter von Fahrzeugen"),
        ("Mustermann, Erika", "Ein Mann holt das Muster ab"),
    ],
)
def test_wenn_ein_name_auch_ein_gewoehnliches_wort_ist_dann_darf_das_wort_stehen(
    desk: Desk, recorded: str, text: str
) -> None:
    desk.person(recorded)
    made = begun(desk, MethodKind.BARRIERS)
    part = made.add(PartKind.ACTIVITY, text, at=made.step())
    assert made.read().part(part).text == text


def test_wenn_die_person_erst_spaeter_erfasst_wird_dann_nennt_die_pruefliste_den_namen(desk: Desk) -> None:
    made = begun(desk, MethodKind.BARRIERS)
    made.add(PartKind.FACILITATOR, "Vermittlung durch Beispielmann", at=made.step())
    before = quality_gate.of_case(desk.store, desk.case_id)
    desk.person("Beispielmann, Bo")
    after = quality_gate.of_case(desk.store, desk.case_id)
    stale = [
        {h.text for r in said if r.check is Check.METHOD_STALE for h in r.hints} for said in (before, after)
    ]
    assert stale[0] == set()
    assert [text.rpartition(": ")[2] for text in stale[1]] == ["Beispielmann"]


def test_wenn_eine_eigene_vorlage_eine_person_dieses_falls_nennt_dann_beginnt_kein_modell_damit(
    desk: Desk,
) -> None:
    made = begun(desk, MethodKind.BARRIERS)
    made.add(PartKind.STEP, "Übergabe an Beispielmann")
    own_templates.keep(desk.store, made.read(), "Übergabe")
    desk.person("Beispielmann, Bo")
    for way in (
        lambda: methods.create(
            desk.store, desk.case_id, MethodKind.BARRIERS, template=own_templates.PREFIX + "Übergabe"
        ),
        lambda: method_copies.copy(desk.store, made.method),
        lambda: made.add(
            PartKind.BARRIER, "Widerruf", at=made.step(), provision="§ 35 GewO gegen Beispielmann"
        ),
    ):
        with pytest.raises(UserError) as refused:
            way()
        assert refused.value.key == "method.person"
    assert [m.id for m in methods.of_case(desk.store, desk.case_id)] == [made.method]


def test_wer_in_einem_anderen_fall_steht_ist_hier_kein_name(desk: Desk) -> None:
    other = cases.create(desk.store, "360-2026-777", "Anderer Fall", "Zweck", "Grundlage").ids[0]
    model = methods.create(desk.store, other, MethodKind.BARRIERS).ids[0]
    desk.person("Mustermann, Erika")
    step = methods.read(desk.store, model).of(PartKind.STEP)[0]
    said = {"text": "Mustermann holt ab"}
    made = method_parts.add(desk.store, model, PartKind.ACTIVITY, said, above_id=step.id)
    assert methods.read(desk.store, model).part(made.ids[0]).text == said["text"]


def test_wenn_eine_barriere_wirken_soll_dann_braucht_sie_partner_und_norm(table: Table) -> None:
    step = table.step()
    barrier = table.add(PartKind.BARRIER, "Erlaubnis widerrufen", at=step, role="deny_permit")
    for missing, values in (
        ("part.agency_id", {"status": "active", "provision": "§ 35 GewO"}),
        ("part.provision", {"status": "active", "agency_id": table.desk.agency_id}),
    ):
        with pytest.raises(UserError) as refused:
            method_parts.change(table.store, barrier, values)
        assert refused.value.key == missing
    with pytest.raises(UserError, match="35"):
        method_parts.change(table.store, barrier, {"provision": "35 GewO"})
    assert not barriers.coverage(table.read())[0].covered
    whole = {"status": "active", "agency_id": table.desk.agency_id, "provision": "GewO-14-6"}
    method_parts.change(table.store, barrier, whole)
    assert barriers.covered_steps(table.read()) == (1, 7)
    with pytest.raises(UserError, match="cannot be active"):
        method_parts.change(table.store, barrier, {"provision": ""})


def test_wenn_niemand_ein_anzeichen_sehen_darf_dann_ist_es_verwaist(table: Table) -> None:
    step = table.step()
    unseen = table.add(PartKind.SIGNAL, "Barzahlung", at=step)
    seen = table.add(PartKind.SIGNAL, "Zweite Anmietung am Tag", at=step, agency_id=table.desk.agency_id)
    found = {o.signal.id: o.reason for o in barriers.orphan_signals(table.read())}
    assert found == {unseen: barriers.UNSEEN, seen: barriers.UNANSWERED}
    table.add(PartKind.PARTNER, "Gewerbeamt", at=step, agency_id=table.desk.agency_id)
    method_parts.change(table.store, unseen, {"agency_id": table.desk.agency_id})
    assert barriers.orphan_signals(table.read()) == ()


def test_wenn_ich_den_plan_beschliesse_dann_werden_alle_fertigen_barrieren_mit_einem_befehl_massnahmen(
    table: Table,
) -> None:
    store, case, who = table.store, table.desk.case_id, table.desk.agency_id
    with pytest.raises(UserError, match="no barrier"):
        barrier_measures.agree_all(store, table.method)
    ready = table.add(
        PartKind.BARRIER, "Nachschau im Betrieb", at=table.step(3), agency_id=who, provision="§ 29 GewO",
        due="2027-02-01", effort="2", effect="4", cites=(table.firm,),
    )  # fmt: skip
    lacking = table.add(PartKind.BARRIER, "Verbandsregel", at=table.step(4), partner="Verband der Vermieter")
    plan = {p.barrier.id: p.missing for p in barriers.action_plan(table.read())}
    assert plan == {ready: (), lacking: ("agency", "provision")}
    barrier_measures.agree_all(store, table.method)
    (measure,) = measures.of_case(store, case)
    assert (measure.title, measure.legal_power, measure.due) == (
        "Nachschau im Betrieb", "§ 29 GewO", "2027-02-01"
    )  # fmt: skip
    assert measure.state is MeasureState.PROPOSED
    assert measure.cites == (table.firm,)
    assert table.read().part(ready).measure_id == measure.id
    with pytest.raises(UserError, match="no barrier"):
        barrier_measures.agree_all(store, table.method)
    undo.undo(store, case)
    assert measures.of_case(store, case) == ()
    assert table.read().part(ready).measure_id == ""
    assert [b.id for b in barriers.quadrants(table.read())[barriers.EASY]] == [ready]


def test_wenn_ich_umstelle_und_herausnehme_dann_zaehlt_es_durch_und_ein_schritt_nimmt_alles_mit(
    table: Table,
) -> None:
    first, second = table.step(1), table.step(2)
    table.add(PartKind.ACTIVITY, "Buchung im Netz", at=first, cites=(table.firm,))
    method_parts.move(table.store, second, 1)
    assert [s.id for s in table.read().of(PartKind.STEP)][:2] == [second, first]
    method_parts.remove(table.store, first)
    assert len(table.read().parts) == 6
    undo.undo(table.store, table.desk.case_id)
    assert table.read().of(PartKind.ACTIVITY, first)[0].cites == (table.firm,)


def test_wenn_ich_die_schritte_als_vorlage_behalte_dann_kommt_nichts_vom_fall_mit(table: Table) -> None:
    method_parts.change(table.store, table.step(1), {"text": "Anmietung"})
    table.add(PartKind.ACTIVITY, "Geheimes aus dem Fall", at=table.step(1))
    own_templates.keep(table.store, table.read(), "Anmietungen")
    assert own_templates.names(table.store) == ("Anmietungen",)
    made = methods.create(
        table.store, table.desk.case_id, MethodKind.BARRIERS, template=f"{own_templates.PREFIX}Anmietungen"
    )
    fresh = methods.read(table.store, made.ids[0])
    assert fresh.parts[0].text == "Anmietung"
    assert not any("Geheim" in p.text for p in fresh.parts)
    own_templates.remove(table.store, "Anmietungen")
    with pytest.raises(UserError, match="no template"):
        own_templates.read(table.store, f"{own_templates.PREFIX}Anmietungen")


def test_wenn_etwas_nicht_an_seinen_platz_gehoert_dann_sagt_ein_satz_wohin(table: Table) -> None:
    for key, way in (
        ("part.above_id", lambda: table.add(PartKind.ACTIVITY, "ohne Schritt")),
        ("part.kind", lambda: table.add(PartKind.HYPOTHESIS, "falsch hier")),
        ("part.text", lambda: table.add(PartKind.ACTIVITY, "  ", at=table.step())),
        ("part.effort", lambda: table.add(PartKind.BARRIER, "x", at=table.step(), effort="9")),
        ("part.role", lambda: table.add(PartKind.BARRIER, "x", at=table.step(), role="nix")),
        ("part.cites", lambda: method_parts.cite(table.store, table.step(), "0" * 32)),
        ("part.text", lambda: table.add(PartKind.ACTIVITY, "x" * 2001, at=table.step())),
    ):
        with pytest.raises(UserError) as refused:
            way()
        assert refused.value.key == key


def test_wenn_der_fall_geloescht_wird_dann_gehen_auch_seine_methoden(table: Table) -> None:
    store, case = table.store, table.desk.case_id
    table.add(PartKind.ACTIVITY, "Abholung ohne Mieter", at=table.step(), cites=(table.firm,))
    with store.write("geschlossen", Action.ALTERATION, case_id=case) as work:
        work.update(tables.case_file, case, status=str(CaseStatus.COMPLETED))
    case_erasure.erase(store, case, "Frist abgelaufen")
    assert methods.of_case(store, case) == ()
    assert [c for c in verify(store, deep=True) if not c.ok] == []
