"""Stores of earlier versions, kept as they were written: today's program opens, verifies and reads them."""

from pathlib import Path

import pytest

from app.base.records import SubjectKind
from app.casework import cases, documents, duplicates, work_list
from app.casework.search import search
from app.store import audit, kept_counts, schema, searchindex, undo
from app.store.store import Store
from app.store.verify import verify
from tests.faults.frozen_stores import STORES, copied
from tests.faults.store_rows import index_of, lost, rows_at, rows_of

HEADS = {
    "0002": (10, "bfb7039b1b29f6c67334613cf8897b519393f4e0ec952f040ea54a5ba0ea1ab7"),
    "0003": (10, "09ed0d6b367174e8fcf1d7ea5e7d6984fe74a44be8a6911a3a67708054b736af"),
    "0004": (10, "99649f71c705c07b2709ba3b72ef13899e044fc457b80c004e79b8655ceb344b"),
    "0006": (11, "07ad3f66dd4bb8489c1855915c1fecbbb26fe3cf6b00fa5e4fdbb6c50ac75931"),
    "0007": (11, "48a713809a3e28b02bc9267209bd179534dd583fcf197aafe6cf5f23c32aad3e"),
    "0008": (11, "e857e51bd7cb59dfce31b62bfc19514437b27ab95cbd3c6062445d93fe116c4e"),
    "0011": (13, "7d68f88a1d692b282557eb3e92edeb8c3849a98cdaf4e0b6e18ee745724d707f"),
    "0012": (13, "9a0292af4d953fa74b5b0a1c65cfdc3352457202252a0bf775da1f66d73d2a51"),
    "0013": (19, "23a642a9468875c2d5abb00834f66695bc751652a681909f798b5eb5373eb489"),
    "0014": (22, "d2faf3c99ef30fa14bee5110b3e4b5f0d488b341e00ede37e8664d1a400ceeb8"),
    "0015": (28, "1c4e32b000882d2d4e6d06b5d8cba9a6bad45ae489ca6e5b1b5b331ff13d57cd"),
    "0016": (31, "dc3c5273e7dd4c553f95bade93658360e89ee43efd2b13285687e0c613312c35"),
}


@pytest.mark.parametrize("version", HEADS)
def test_a_store_of_an_earlier_version_opens_and_reads(version: str, tmp_path: Path) -> None:
    path, key = copied(version, tmp_path)
    before = rows_at(path, key)
    # The passphrase of that day still opens it.
    store = Store.open(path, "muster-passphrase")
    try:
        with store.read() as connection:
            assert schema.current(connection) == schema.newest()
            assert lost(before, rows_of(connection)) == []
            log = list(audit.entries(connection))
        entries, head = HEADS[version]
        assert (len(log), log[entries - 1].hash) == (entries, head)
        assert [c for c in verify(store, deep=True) if not c.ok] == []
        _is_indexed_as_today(store)
        _counts(store)
        _reads(store)
    finally:
        store.close()


def _is_indexed_as_today(store: Store) -> None:
    with store.read() as connection:
        found = index_of(connection)
    with store.aside() as connection:
        searchindex.rebuild(connection)
        assert index_of(connection) == found


def _counts(store: Store) -> None:
    """What lists show is what the cases hold, and verify finds the same in what is kept of it then."""
    for case in cases.list_cases(store):
        records = cases.records(store, case.header.id)
        kinds = [s.kind for s in records.subjects]
        counted = (kinds.count(SubjectKind.NODE), kinds.count(SubjectKind.LINK), len(records.findings))
        assert (case.nodes, case.links, case.findings) == counted
    work_list.of_store(store)
    with store.read() as connection:
        assert all(None not in (n.due_day, n.pairs) for n in kept_counts.kept(connection))
    again = verify(store, also=(("duplicates", duplicates.miscounted),))
    assert [c for c in again if not c.ok] == []


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


def test_there_is_one_for_every_released_version() -> None:
    assert {p.name for p in STORES.iterdir() if p.is_dir()} == {f"schema-{version}" for version in HEADS}
