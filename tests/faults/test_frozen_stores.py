"""Stores of earlier versions, kept as they were written: today's program opens, verifies and reads them."""

import shutil
from pathlib import Path

import pytest

from app.base.chart_records import ChartFilter
from app.casework import cases, chart_items, charts, collection_plan, documents
from app.casework.chart_documents import read_document
from app.casework.search import search
from app.conference import plan_rows
from app.store import audit, schema, undo
from app.store.store import Store
from app.store.verify import verify

STORES = Path(__file__).resolve().parents[1] / "data" / "stores"
HEADS = {
    "0002": (10, "bfb7039b1b29f6c67334613cf8897b519393f4e0ec952f040ea54a5ba0ea1ab7"),
    "0003": (10, "09ed0d6b367174e8fcf1d7ea5e7d6984fe74a44be8a6911a3a67708054b736af"),
    "0004": (10, "99649f71c705c07b2709ba3b72ef13899e044fc457b80c004e79b8655ceb344b"),
    "0006": (11, "07ad3f66dd4bb8489c1855915c1fecbbb26fe3cf6b00fa5e4fdbb6c50ac75931"),
    "0007": (11, "48a713809a3e28b02bc9267209bd179534dd583fcf197aafe6cf5f23c32aad3e"),
    "0008": (11, "e857e51bd7cb59dfce31b62bfc19514437b27ab95cbd3c6062445d93fe116c4e"),
    "0011": (13, "7d68f88a1d692b282557eb3e92edeb8c3849a98cdaf4e0b6e18ee745724d707f"),
}


@pytest.mark.parametrize("version", HEADS)
def test_a_store_of_an_earlier_version_opens_and_reads(version: str, tmp_path: Path) -> None:
    path = tmp_path / "muster.rundblick"
    shutil.copytree(STORES / f"schema-{version}", path)
    key = (STORES / f"schema-{version}.key.txt").read_text(encoding="utf-8")
    store = Store.open_with_recovery_key(path, key, "muster")
    try:
        with store.read() as connection:
            assert schema.current(connection) == schema.newest()
            log = list(audit.entries(connection))
        entries, head = HEADS[version]
        assert log[entries - 1].hash == head
        assert [c for c in verify(store, deep=True) if not c.ok] == []
        _reads(store)
    finally:
        store.close()


def _reads(store: Store) -> None:
    case = cases.find(store, "360-2026-002")
    records = cases.records(store, case.id)
    assert {f.value for f in records.findings} >= {
        "Erika Mustermann", "Erika Mustermann-Beispiel", "Muster Bau GmbH"
    }  # fmt: skip
    assert len(records.subjects) == 3
    assert [d.name for d in records.documents] == ["auszug.txt"]
    with store.read() as connection:
        text = documents.content(connection, records.documents[0].sha256).decode()
    assert text.startswith("Auszug aus dem Gewerberegister (erfunden)")
    assert search(store, "Beispiel").total >= 1
    assert undo.undo(store, case.id) is not None


@pytest.mark.parametrize("version", HEADS)
def test_the_passphrase_of_that_day_still_opens_it(version: str, tmp_path: Path) -> None:
    path = tmp_path / "muster.rundblick"
    shutil.copytree(STORES / f"schema-{version}", path)
    Store.open(path, "muster-passphrase").close()


def test_a_chart_of_an_earlier_version_is_a_document_that_takes_gestures(tmp_path: Path) -> None:
    path = tmp_path / "muster.rundblick"
    shutil.copytree(STORES / "schema-0006", path)
    key = (STORES / "schema-0006.key.txt").read_text(encoding="utf-8")
    store = Store.open_with_recovery_key(path, key, "muster")
    try:
        case = cases.find(store, "360-2026-002")
        (chart,) = charts.list_charts(store, case.id)
        document = read_document(store, chart.id)
        assert (document.name, document.scope, document.filter) == ("Übersicht", "case", ChartFilter())
        assert sorted((t.x, t.y, t.placed, t.hidden) for t in document.items.values()) == [
            (10.0, 20.0, True, False),
            (210.0, 20.0, True, False),
        ]
        undo.undo(store, case.id)
        # The step that made the chart, as version 0006 remembered it.
        undo.undo(store, case.id)
        assert charts.list_charts(store, case.id) == ()
        undo.redo(store, case.id)
        assert read_document(store, chart.id) == document
        chart_items.hide(store, chart.id, document.items)
    finally:
        store.close()


def test_a_collection_task_of_an_earlier_version_has_no_owner_and_takes_one(tmp_path: Path) -> None:
    path = tmp_path / "muster.rundblick"
    shutil.copytree(STORES / "schema-0007", path)
    key = (STORES / "schema-0007.key.txt").read_text(encoding="utf-8")
    store = Store.open_with_recovery_key(path, key, "muster")
    try:
        case = cases.find(store, "360-2026-002")
        (task,) = collection_plan.of_case(store, case.id)
        assert task.reason == "bis zur Konferenz"
        assert (task.owner, task.rating, task.stop_criterion) == ("", "", "")
        collection_plan.change(store, task.id, {"owner": "M. Beispiel", "result": "ja", "rating": "B2"})
        undo.undo(store, case.id)
        assert collection_plan.of_case(store, case.id) == (task,)
        # The step that made the task, as version 0007 remembered it.
        undo.undo(store, case.id)
        assert collection_plan.of_case(store, case.id) == ()
        undo.redo(store, case.id)
        assert collection_plan.of_case(store, case.id) == (task,)
    finally:
        store.close()


def test_a_collection_task_keeps_its_owner_and_its_rating(tmp_path: Path) -> None:
    path = tmp_path / "muster.rundblick"
    shutil.copytree(STORES / "schema-0008", path)
    key = (STORES / "schema-0008.key.txt").read_text(encoding="utf-8")
    store = Store.open_with_recovery_key(path, key, "muster")
    try:
        case = cases.find(store, "360-2026-002")
        (task,) = collection_plan.of_case(store, case.id)
        assert (task.owner, task.rating, task.stop_criterion) == ("M. Beispiel", "B2", "Auszug liegt vor")
    finally:
        store.close()


def test_a_planned_conference_keeps_its_agenda_and_what_was_decided(tmp_path: Path) -> None:
    path = tmp_path / "muster.rundblick"
    shutil.copytree(STORES / "schema-0011", path)
    key = (STORES / "schema-0011.key.txt").read_text(encoding="utf-8")
    store = Store.open_with_recovery_key(path, key, "muster")
    try:
        (plan,) = plan_rows.plans_of_case(store, cases.find(store, "360-2026-002").id)
        (point,) = plan.points
        assert (plan.no, plan.minutes, point.title, point.minutes) == (1, 45, "Betriebsprüfung Muster", 15)
        assert (point.decision, point.note) == ("Gemeinsamer Termin", "ohne Gegenstimme")
        # The letters that a person types first find what stood in the index of that version.
        for typed in ("B", "Be", "Betriebspr"):
            assert "conference" in {hit.kind for hit in search(store, typed).hits}
    finally:
        store.close()


def test_there_is_one_for_every_released_version() -> None:
    assert {p.name for p in STORES.iterdir() if p.is_dir()} == {f"schema-{version}" for version in HEADS}
