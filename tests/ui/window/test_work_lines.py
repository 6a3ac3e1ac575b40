"""The work list as people see it: every kind in sight, drafts by the title of their form."""

from sample_case import Sample

from app.casework import cases
from app.casework.work_list import GAPS, PERSONS, REVIEWS, WorkItem
from app.store import drafts
from app.store.store import Store
from ui.shell.work_query import _folded, work_at_hand, work_lines


def items(kind: str, count: int) -> tuple[WorkItem, ...]:
    return tuple(WorkItem(kind, f"c{no}", f"360-{no}", no + 1, f"2026-01-{no + 1:02}") for no in range(count))


def test_wenn_wenig_wartet_dann_steht_jeder_fall_fuer_sich() -> None:
    few = (*items(REVIEWS, 2), *items(GAPS, 1))
    assert _folded(few) == few


def test_wenn_viel_wartet_dann_steht_jede_art_einmal_da() -> None:
    folded = _folded((*items(REVIEWS, 9), *items(GAPS, 1), *items(PERSONS, 4)))
    assert [item.kind for item in folded] == [REVIEWS, GAPS, PERSONS]
    first, second, third = folded
    assert (first.count, first.case_id, first.since) == (45, "", "2026-01-01")
    assert first.reference == "9 cases"
    assert second.case_id == "c0"
    assert third.count == 10


def test_wenn_ein_formular_angefangen_ist_dann_steht_sein_name_dabei(sample: Sample) -> None:
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    drafts.save(store, "node", sample.case_id, "Neuer Knoten", {"value": "Ralf Muster"})
    reference = cases.records(store, sample.case_id).header.reference
    (line,) = [line for line in work_lines(store, sample.case_id).lines if "draft" in line.title]
    store.close()
    assert "Neuer Knoten" in line.detail
    assert reference in line.detail
    assert "Ralf" not in line.detail


def test_wenn_namen_noch_nicht_verglichen_sind_dann_sagt_es_die_liste_und_danach_stehen_die_paare_da(
    sample: Sample,
) -> None:
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    store.claim()
    first = work_at_hand(store)
    whole = work_lines(store)
    second = work_at_hand(store)
    store.close()
    assert (first.uncounted, whole.uncounted, second.uncounted) == (True, False, False)
    assert second == whole
