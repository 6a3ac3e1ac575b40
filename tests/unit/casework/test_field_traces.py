"""Wenn eine Erkenntnis gelöscht wird, dann bleibt im Verlauf ihres Feldes, dass sie da war - ohne Wert."""

from app.casework import erasure, field_traces, findings
from app.casework.findings import Statement
from tests.unit.casework.conftest import Desk


def test_wenn_ich_loesche_dann_bleibt_feld_und_grund_ohne_wert(desk: Desk) -> None:
    person = desk.person("Anna Muster")
    said = Statement("note", "fuhr den Wagen", desk.source_id)
    note = findings.record(desk.store, desk.case_id, person, said).ids[0]
    newer = findings.correct(desk.store, desk.case_id, note, "fuhr den Lastwagen").ids[0]
    erasure.erase(desk.store, desk.case_id, [newer], "Frist abgelaufen", compacting=False)
    traces = field_traces.of_subject(desk.store, person)
    assert {t.finding_id for t in traces} == {note, newer}
    assert {(t.property, t.reason) for t in traces} == {("note", "Frist abgelaufen")}
    assert "fuhr" not in repr(traces)


def test_wenn_der_gegenstand_ganz_geht_dann_bleibt_auch_die_spur_nicht(desk: Desk) -> None:
    person = desk.person("Anna Muster")
    said = Statement("note", "fuhr den Wagen", desk.source_id)
    note = findings.record(desk.store, desk.case_id, person, said).ids[0]
    erasure.erase(desk.store, desk.case_id, [note], "Frist abgelaufen", compacting=False)
    with desk.store.read() as connection:
        name = connection.exec_driver_sql("SELECT id FROM finding").scalar_one()
    erasure.erase(desk.store, desk.case_id, [name], "Frist abgelaufen", compacting=False)
    assert field_traces.of_subject(desk.store, person) == ()
    with desk.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM meta WHERE id LIKE 'erased:%'").scalar_one()
    assert kept == 0
