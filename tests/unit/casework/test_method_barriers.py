"""Das Barrieremodell: ein Ablauf in Schritten, keine Person darin, Barrieren nur mit Partner und Norm."""

import pytest

from app.analysis import barriers
from app.base.errors import UserError
from app.base.method_records import CELLS, MethodKind, PartKind
from app.base.records import MeasureState
from app.casework import case_erasure, method_parts, methods, own_templates
from app.casework.case_steps import CaseStatus
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
