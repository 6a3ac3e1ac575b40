"""The disk gets full while something large is written: one sentence, nothing half, and it works later."""

import io
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_disk import SmallDisk, needs_mount, small_disk

from app.base.errors import ExitCode, UserError
from app.base.ids import id_of_agency
from app.base.records import Agency
from app.casework import agencies, cases, contributions, documents
from app.handover.importing import Origin, import_file
from app.store.backup import write_backup
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.verify import examine

ROWS = 600
MIB = 1024 * 1024


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


@pytest.fixture
def store(disk: SmallDisk) -> Iterator[Store]:
    """A store on the small disk with one case and one contribution."""
    made, _key = Store.create(
        disk.path / "x.rundblick", "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
    )
    agency = agencies.add(made, "A03", "Gewerbeamt Musterstadt").ids[0]
    case = cases.create(made, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
    contributions.register(made, case, agency, "Musterlieferung")
    yield made
    made.close()


def _import(store: Store, tmp_path: Path) -> Callable[[], object]:
    file = tmp_path / "treffen.csv"
    rows = [f"Muster{no},Muster{no + 1},1\n" for no in range(ROWS)]
    file.write_text("source,target,weight\n" + "".join(rows), encoding="utf-8")
    name = "Geschäftsstelle"
    origin = Origin(Agency(id_of_agency("OFFICE", name), "OFFICE", name, name))
    case_id = cases.find(store, "360-1").id
    return lambda: import_file(store, case_id, file, origin, profile="treffen")


def _attach(store: Store, _tmp_path: Path) -> Callable[[], object]:
    records = cases.records(store, cases.find(store, "360-1").id)
    where = records.header.id, records.contributions[0].id
    data = os.urandom(3 * MIB)
    return lambda: documents.attach(store, *where, "a.bin", "application/octet-stream", io.BytesIO(data))


def _counts(store: Store) -> list[int]:
    tables = ("contribution", "source", "subject", "finding", "document", "document_chunk", "audit")
    with store.read() as connection:
        return [
            int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()) for table in tables
        ]


@needs_mount
@pytest.mark.parametrize("work", [_import, _attach], ids=["import", "document"])
def test_a_full_disk_leaves_nothing_half(
    store: Store, disk: SmallDisk, tmp_path: Path, work: Callable[[Store, Path], Callable[[], object]]
) -> None:
    do, before = work(store, tmp_path), _counts(store)
    disk.leave(MIB // 4)
    with pytest.raises(UserError) as refused:
        do()
    assert refused.value.exit_code == ExitCode.NOT_WRITABLE
    assert _counts(store) == before
    assert [check for check in examine(store) if not check.ok] == []
    disk.make_room()
    do()
    assert _counts(store) > before
    assert [check for check in examine(store, deep=True) if not check.ok] == []


@needs_mount
def test_a_backup_onto_a_full_disk_leaves_no_file(store: Store, disk: SmallDisk) -> None:
    target = disk.path / "sicherung"
    target.mkdir()
    disk.leave(MIB // 4)
    with pytest.raises(UserError) as refused:
        write_backup(store, target / "a.rbbackup")
    assert refused.value.exit_code == ExitCode.NOT_WRITABLE
    assert list(target.iterdir()) == []
    disk.make_room()
    assert write_backup(store, target / "a.rbbackup").size > MIB // 4


def test_a_folder_renamed_while_the_store_is_open_loses_nothing(tmp_path: Path) -> None:
    made, key = Store.create(
        tmp_path / "x.rundblick", "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
    )
    cases.create(made, "360-1", "Musterfall", "Zweck", "Grundlage")
    made.path.rename(tmp_path / "y.rundblick")
    # The files are the same whatever the folder is called; only what is opened anew does not find them.
    cases.create(made, "360-2", "Musterfall", "Zweck", "Grundlage")
    assert _refused_beside(made) == {ExitCode.NOT_WRITABLE}
    made.close()
    assert not (tmp_path / "x.rundblick").exists()
    again = Store.open_with_recovery_key(tmp_path / "y.rundblick", key, "muster")
    assert {case.header.reference for case in cases.list_cases(again)} == {"360-1", "360-2"}
    assert [check for check in examine(again) if not check.ok] == []
    again.close()


def _refused_beside(store: Store) -> set[ExitCode]:
    """Read on a second thread, which needs a connection of its own, and return what it was refused with."""
    refused: set[ExitCode] = set()

    def read() -> None:
        try:
            cases.list_cases(store)
        except UserError as error:
            refused.add(error.exit_code)

    with store.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM case_file")
        reader = threading.Thread(target=read)
        reader.start()
        reader.join()
    return refused
