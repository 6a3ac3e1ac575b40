"""Konkurrierende Hypothesen: Zellen werden bewertet, die am wenigsten widersprochene steht vorn."""

import pytest

from app.analysis.hypotheses import compare, sensitivity, weights
from app.analysis.rater_agreement import agreement
from app.base.errors import UserError
from app.base.method_records import ABSENCE, EXONERATING, NULL, MethodKind, PartKind
from app.casework import (
    cases,
    collection_plan,
    erasure,
    findings,
    gaps,
    method_parts,
    methods,
    quarantine,
)
from app.casework.hypothesis_ratings import rate
from app.casework.search import search
from app.store import undo
from app.store.verify import verify
from tests.unit.casework.conftest import Desk
from tests.unit.casework.method_samples import Table, begun


@pytest.fixture
def table(desk: Desk) -> Table:
    return begun(desk, MethodKind.HYPOTHESES)


def hypotheses(table: Table) -> dict[str, str]:
    return {h.role: h.id for h in table.read().of(PartKind.HYPOTHESIS)}


def test_wenn_ich_beginne_dann_stehen_null_und_entlastende_hypothese_da_und_bleiben(table: Table) -> None:
    known = hypotheses(table)
    assert known.keys() == {NULL, EXONERATING}
    for hypothesis in known.values():
        with pytest.raises(UserError) as refused:
            method_parts.remove(table.store, hypothesis)
        assert refused.value.key == "part.mandatory"
    with pytest.raises(UserError, match="one null hypothesis"):
        table.add(PartKind.HYPOTHESIS, "Noch eine", role=NULL)


def test_wenn_nichts_belegt_ist_dann_sagt_ein_satz_was_fehlt(table: Table) -> None:
    with pytest.raises(UserError) as refused:
        table.add(PartKind.CONCLUSION, "Es war kein Zufall.")
    assert refused.value.key == "method.evidence"
    table.add(PartKind.EVIDENCE, cites=(table.firm,))
    with pytest.raises(UserError) as refused:
        table.add(PartKind.CONCLUSION, "Es war kein Zufall.")
    assert refused.value.key == "method.ratings"
    assert compare(table.read(), {}).ranked == ()
    assert sensitivity(table.read(), {}) == ()


def test_wenn_ich_bewerte_dann_zaehlt_der_widerspruch_nach_der_bewertung_der_erkenntnis(table: Table) -> None:
    store, case = table.store, table.desk.case_id
    own = table.add(PartKind.HYPOTHESIS, "Die Vermietung dient der Verschleierung von Fahrten.")
    strong = table.add(PartKind.EVIDENCE, cites=(table.second,))
    weak = table.add(PartKind.EVIDENCE, cites=(table.firm,))
    null, lawful = hypotheses(table)[NULL], hypotheses(table)[EXONERATING]
    for row, cells in (
        (strong, (own, "CC", null, "II", lawful, "I")),
        (weak, (own, "I", null, "C", lawful, "C")),
    ):
        for hypothesis, verdict in zip(cells[::2], cells[1::2], strict=True):
            rate(store, row, hypothesis, verdict)
    method, records = table.read(), cases.records(store, case)
    weighs = weights(method, records.findings, records.sources)
    assert weighs == {strong: 1.0, weak: 0.75}
    result = compare(method, weighs)
    assert result.inconsistency == {own: -0.75, null: -2.0, lawful: -1.0}
    assert result.ranked == (own, lawful, null)
    turned = {left.part_id: left.turns for left in sensitivity(method, weighs)}
    assert turned == {strong: True, weak: False}
    rate(store, strong, own, "")
    assert compare(table.read(), weighs).unrated[own] == 1
    undo.undo(store, case)
    assert compare(table.read(), weighs).unrated[own] == 0


def test_wenn_mehrere_bewerten_dann_zeigt_sich_wie_einig_sie_sind(table: Table) -> None:
    row = table.add(PartKind.EVIDENCE, cites=(table.firm,))
    other = table.add(PartKind.EVIDENCE, cites=(table.second,))
    null, lawful = hypotheses(table)[NULL], hypotheses(table)[EXONERATING]
    for rater, verdicts in (("A. Muster", "I I C II"), ("B. Muster", "I C C II")):
        cells = ((row, null), (row, lawful), (other, null), (other, lawful))
        for (evidence, hypothesis), verdict in zip(cells, verdicts.split(), strict=True):
            rate(table.store, evidence, hypothesis, verdict, rater)
    told = agreement(table.read())
    assert (told.cells, told.same, told.apart) == (4, 3, ((row, lawful),))
    assert told.alpha is not None
    assert 0 < told.alpha < 1
    assert compare(table.read(), {}).rows[0].scores[lawful] == -0.5


def test_wenn_etwas_fehlt_dann_wird_aus_der_zeile_eine_frage_des_erhebungsplans(table: Table) -> None:
    store, case = table.store, table.desk.case_id
    gap = gaps.add(store, case, "how", "Wie wird abgerechnet?").ids[0]
    task = collection_plan.add(
        store, case, {"requirement": "Kassenbuch", "gap_id": gap, "result": "keins geführt", "rating": "B2"}
    ).ids[0]
    row = table.add(
        PartKind.EVIDENCE, "Kein Kassenbuch", role=ABSENCE, note="Nachschau", gap_id=gap, task_id=task
    )
    part = table.read().part(row)
    assert (part.gap_id, part.task_id) == (gap, task)
    records = cases.records(store, case)
    weighs = weights(table.read(), records.findings, records.sources)
    assert weighs[row] == 0.75
    with pytest.raises(UserError) as refused:
        table.add(PartKind.EVIDENCE, "", role=ABSENCE)
    assert refused.value.key == "part.text"
    with pytest.raises(UserError) as refused:
        table.add(PartKind.EVIDENCE, "x", role=ABSENCE, gap_id="0" * 32)
    assert refused.value.key == "part.gap_id"


def test_wenn_hypothesen_personen_gegeneinander_stellen_dann_wird_nicht_gereiht(table: Table) -> None:
    table.desk.person("Bert Muster")
    table.add(PartKind.HYPOTHESIS, "Erika Mustermann führt den Betrieb nur zum Schein.")
    with pytest.raises(UserError) as refused:
        table.add(PartKind.HYPOTHESIS, "Bert Muster führt den Betrieb.")
    assert refused.value.key == "method.ranking"
    table.add(PartKind.EVIDENCE, cites=(table.firm,))
    with pytest.raises(UserError, match="already"):
        table.add(PartKind.EVIDENCE, cites=(table.firm,))


def test_wenn_die_erkenntnis_geloescht_wird_dann_verliert_die_zeile_ihre_bewertung_und_sagt_es(
    table: Table,
) -> None:
    store, case = table.store, table.desk.case_id
    row = table.add(PartKind.EVIDENCE, cites=(table.second,))
    rate(store, row, hypotheses(table)[NULL], "II")
    erasure.erase(store, case, [table.second], "Frist abgelaufen")
    part = table.read().part(row)
    assert (part.cites, part.ratings, part.lost) == ((), (), 1)
    assert [c for c in verify(store, deep=True) if not c.ok] == []
    method_parts.forget_lost(store, row)
    assert table.read().part(row).lost == 0


def test_wenn_die_erkenntnis_berichtigt_ist_dann_nehme_ich_die_neue_und_bewerte_neu(table: Table) -> None:
    store, case = table.store, table.desk.case_id
    row = table.add(PartKind.EVIDENCE, cites=(table.second,))
    rate(store, row, hypotheses(table)[NULL], "II")
    newer = findings.correct(store, case, table.second, "Rechnungen mit Kilometerstand").ids[0]
    with pytest.raises(UserError, match="corrected"):
        table.add(PartKind.ASSUMPTION, "Annahme", note="Grund", cites=(table.second,))
    method_parts.cite(store, row, newer)
    part = table.read().part(row)
    assert (part.cites, part.ratings) == ((newer,), ())


def test_wenn_ich_suche_dann_finde_ich_annahmen_und_was_uns_umstimmen_wuerde(table: Table) -> None:
    table.add(PartKind.ASSUMPTION, "Die Halterdaten sind vollständig", note="Register", role="unsupported")
    table.add(PartKind.MILESTONE, "Ein Fahrtenbuch taucht auf", note="dann stimmt der Kilometerstand")
    for word in ("Halterdaten", "Fahrtenbuch"):
        (hit,) = search(table.store, word).hits
        assert (hit.kind, hit.id) == ("method", table.method)
    with pytest.raises(UserError) as refused:
        table.add(PartKind.ASSUMPTION, "Ohne Grund")
    assert refused.value.key == "part.note"


def test_wenn_die_lieferung_in_quarantaene_kommt_dann_fehlt_die_zeile_bis_sie_wieder_frei_ist(
    table: Table,
) -> None:
    store, case = table.store, table.desk.case_id
    table.add(PartKind.EVIDENCE, cites=(table.second,))
    before = table.read()
    quarantine.put(store, table.desk.contribution_id, "Kennzeichnung bestritten")
    assert table.read().of(PartKind.EVIDENCE) == ()
    undo.undo(store, case)
    assert table.read() == before


def test_wenn_ein_wert_geloescht_wird_der_in_einer_annahme_steht_dann_wird_nach_ihr_gefragt(
    table: Table,
) -> None:
    table.add(PartKind.ASSUMPTION, "Muster Vermietung GmbH führt ein Fahrtenbuch", note="Branche")
    repeats = erasure.foresee(table.store, table.desk.case_id, [table.firm]).repeats
    assert "method_part" in {r.table for r in repeats}


def test_was_einem_anderen_fall_gehoert_wird_nicht_zitiert(table: Table) -> None:
    store = table.store
    other = cases.create(store, "360-2026-901", "Anderer Fall", "Zweck", "Grundlage").ids[0]
    theirs = methods.create(store, other, MethodKind.HYPOTHESES).ids[0]
    hypothesis = methods.read(store, theirs).of(PartKind.HYPOTHESIS)[0].id
    row = table.add(PartKind.EVIDENCE, cites=(table.second,))
    ways = (
        lambda: method_parts.cite(store, hypothesis, table.second),
        lambda: rate(store, row, hypothesis, "II"),
        lambda: method_parts.add(store, theirs, PartKind.EVIDENCE, {"role": "finding"}, cites=(table.firm,)),
    )
    for way in ways:
        with pytest.raises(UserError):
            way()
    assert methods.read(store, theirs).part(hypothesis).cites == ()
