"""Erasing on a disk without room to clean the file: erased all the same, told so, and cleaned later."""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from small_disk import needs_mount, small_disk

from app.base.errors import ExitCode, UserError
from app.casework import agencies, cases, contributions, erasure, subjects
from app.casework.findings import Statement
from app.casework.search import search
from app.store import compaction, tables
from app.store.audit import Action
from app.store.backup import write_backup
from app.store.keyslots import KdfCost
from app.store.rehearsal import rehearse, with_keys_of
from app.store.store import Store
from app.store.verify import verify

MIB = 1024 * 1024


class Plenty(NamedTuple):
    """What a quota that nobody can see looks like."""

    free: int


@needs_mount
@pytest.mark.parametrize("seen_before", [True, False])
def test_what_is_erased_is_gone_and_the_file_is_cleaned_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen_before: bool
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        store, _key = Store.create(
            disk.path / "x.rundblick", "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
        )
        agency = agencies.add(store, "A03", "Gewerbeamt Musterstadt").ids[0]
        case = cases.create(store, "360-1", "Musterfall", "Zweck", "Grundlage").ids[0]
        delivered = contributions.register(store, case, agency, "Lieferung").ids[0]
        source = contributions.add_source(store, case, delivered, "register", "S. 1", "A").ids[0]
        person = subjects.add_node(store, case, "person", [Statement("name", "Geheimwort", source)])
        subjects.add_node(store, case, "person", [Statement("name", "Bleibewort", source)])
        with store.write("x", Action.ADMINISTRATION, history=False) as work:
            rows = [{"id": f"{n:032x}", "sha256": "x", "no": n, "data": os.urandom(MIB)} for n in range(8)]
            work.connection.execute(tables.document_chunk.insert(), rows)
            kept = {"id": "1" * 32, "contribution_id": delivered, "sha256": "x", "size": 8 * MIB}
            work.connection.execute(tables.document.insert(), {**kept, "state": "complete"})
        store.write_back()
        disk.leave(4 * MIB)
        if not seen_before:
            monkeypatch.setattr(shutil, "disk_usage", lambda _path: Plenty(10**12))
        done = erasure.erase(store, case, [person.ids[1]], "Frist abgelaufen")
        assert not done.compacted
        assert (search(store, "Geheimwort").total, search(store, "Bleibewort").total) == (0, 1)
        outcome = compaction.compact(store)
        refusal = compaction.refusal(store, outcome)
        assert (outcome.why, refusal.exit_code) == ("full", ExitCode.NOT_WRITABLE)
        assert compaction.wanted_since(store)
        monkeypatch.undo()
        disk.make_room()
        assert compaction.compact(store).done
        assert not compaction.wanted_since(store)
        assert [c for c in verify(store) if not c.ok] == []
        store.close()


@needs_mount
def test_a_rehearsal_on_a_full_disk_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        store, _key = Store.create(
            tmp_path / "x.rundblick", "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
        )
        file = write_backup(store, disk.path / "a.rbbackup").file
        disk.leave(100_000)
        with pytest.raises(UserError) as refused:
            rehearse(file, with_keys_of(store), store=store)
        assert refused.value.exit_code == ExitCode.NOT_WRITABLE
        assert sorted(p.name for p in disk.path.iterdir()) == ["a.rbbackup", "ballast"]
        disk.make_room()
        assert rehearse(file, with_keys_of(store), store=store).manifest.entries > 0
        store.close()
