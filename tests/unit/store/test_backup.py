"""Backups hold one moment of a store in use; a restored store was verified before it has a name."""

import os
import shutil
import tarfile
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from app.base.errors import ExitCode, UserError
from app.casework import cases
from app.store import backup_file, head_memory
from app.store.audit import Action
from app.store.backup import own_backups, rotate, write_backup
from app.store.restore import OpenStore, restore
from app.store.store import Store
from app.store.verify import verify
from tests.unit.conftest import PASSPHRASE


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def opener(template: tuple[Path, str]) -> OpenStore:
    return lambda path: Store.open_with_recovery_key(path, template[1], "muster")


def _case(store: Store, no: int = 0) -> str:
    return cases.create(store, f"360-2026-{no:03}", "Musterfall Ölmühle", "Zweck", "Grundlage").ids[0]


def test_what_was_backed_up_is_restored(store: Store, tmp_path: Path, opener: OpenStore) -> None:
    _case(store)
    made = write_backup(store, tmp_path / "a.rbbackup")
    assert made.manifest.counts["cases"] == 1
    assert made.sha256 == backup_file.sha256_of(made.file)
    _case(store, 1)
    restored = restore(made.file, tmp_path / "neu.rundblick", opener)
    assert restored.manifest == made.manifest
    # In the order in which a damaged store is looked at.
    assert [c.name for c in restored.checks][:3] == ["keys", "pages", "structure"]
    again = opener(restored.path)
    assert [c.header.reference for c in cases.list_cases(again)] == ["360-2026-000"]
    assert [c for c in verify(again, deep=True) if not c.ok] == []
    _case(again, 2)
    again.close()
    assert sorted(p.name for p in restored.path.iterdir()) == ["schluessel.1", "schluessel.2", "store.db"]
    assert [c.header.reference for c in cases.list_cases(store)] == ["360-2026-000", "360-2026-001"]


def test_nothing_in_a_backup_is_plaintext(store: Store, tmp_path: Path) -> None:
    _case(store)
    content = write_backup(store, tmp_path / "a.rbbackup").file.read_bytes()
    assert not [word for word in ("Musterfall", "Ölmühle", "SQLite format") if word.encode() in content]
    with tarfile.open(tmp_path / "a.rbbackup") as archive:
        assert archive.getnames() == ["manifest.json", "schluessel", "store.db"]


def test_a_backup_of_a_store_in_use_is_one_moment(store: Store, tmp_path: Path, opener: OpenStore) -> None:
    enough, stop = threading.Event(), threading.Event()

    def work() -> None:
        no = 0
        while not stop.is_set():
            _case(store, no)
            no += 1
            if no == 3:
                enough.set()

    writer = threading.Thread(target=work)
    writer.start()
    try:
        assert enough.wait(60)
        made = [write_backup(store, tmp_path / f"{no}.rbbackup").manifest for no in range(4)]
    finally:
        stop.set()
        writer.join()
    for no, manifest in enumerate(made):
        # One entry for the new store, one per case, one per backup before this one.
        assert manifest.entries == manifest.counts["audit entries"] == 1 + manifest.counts["cases"] + no
    assert restore(tmp_path / "3.rbbackup", tmp_path / "neu", opener).manifest == made[3]


def test_an_existing_file_stays_unless_told_otherwise(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.rbbackup"
    file.write_text("wichtig")
    with pytest.raises(UserError) as refused:
        write_backup(store, file)
    assert refused.value.key == "backup.exists"
    assert file.read_text() == "wichtig"
    write_backup(store, file, overwrite=True)
    with backup_file.opened(file) as (manifest, _archive):
        assert manifest.entries == 1


def test_a_place_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    blocked = tmp_path / "datei"
    blocked.write_text("keine Mappe")
    for file in (tmp_path / "fehlt" / "a.rbbackup", blocked / "a.rbbackup"):
        with pytest.raises(UserError) as refused:
            write_backup(store, file)
        assert refused.value.exit_code == ExitCode.NOT_WRITABLE
    assert sorted(p.name for p in tmp_path.iterdir()) == ["datei", "muster.rundblick"]


def test_a_damaged_store_gives_no_backup_and_keeps_the_older_one(
    store: Store, tmp_path: Path, opener: OpenStore
) -> None:
    made = write_backup(store, tmp_path / "a.rbbackup")
    before = made.file.read_bytes()
    path = tmp_path / "schlecht.rundblick"
    with store.read() as connection:
        page = connection.execute(
            text("SELECT rootpage FROM sqlite_master WHERE name = 'register_entry'")
        ).scalar_one()
    store.write_back()
    shutil.copytree(store.path, path)
    content = bytearray((path / "store.db").read_bytes())
    content[(page - 1) * 4096 + 2000] ^= 1
    (path / "store.db").write_bytes(content)
    damaged = opener(path)
    with pytest.raises(UserError) as refused:
        write_backup(damaged, made.file, overwrite=True)
    damaged.close()
    assert refused.value.exit_code == ExitCode.STORE_DAMAGED
    assert made.file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.fixture(scope="module")
def whole(template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(template[0], folder / "muster.rundblick")
    store = Store.open_with_recovery_key(folder / "muster.rundblick", template[1], "muster")
    write_backup(store, folder / "a.rbbackup")
    store.close()
    return folder / "a.rbbackup"


def _refused(file: Path, folder: Path, opener: OpenStore) -> UserError:
    with pytest.raises(UserError) as refused:
        restore(file, folder, opener)
    assert not folder.exists()
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".")] == []
    return refused.value


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_cut_or_altered_backup_is_refused(
    whole: Path, tmp_path: Path, opener: OpenStore, place: float, bit: int, cut: bool
) -> None:
    content = bytearray(whole.read_bytes())
    at = int(place * len(content))
    content[at] ^= 1 << bit
    file = tmp_path / "b.rbbackup"
    file.write_bytes(content[:at] if cut else content)
    error = _refused(file, tmp_path / "neu", opener)
    assert (error.key, error.exit_code) == ("backup.damaged", ExitCode.INPUT_REFUSED)
    file.unlink()


@pytest.mark.parametrize("content", [b"", b"Brief", b"PK\x03\x04" + bytes(500), bytes(20_000)])
def test_another_file_is_refused(tmp_path: Path, opener: OpenStore, content: bytes) -> None:
    (tmp_path / "b").write_bytes(content)
    assert _refused(tmp_path / "b", tmp_path / "neu", opener).key == "backup.damaged"
    assert _refused(tmp_path / "fehlt", tmp_path / "neu", opener).key == "backup.missing"


def _resealed(whole: Path, target: Path, page: int) -> None:
    """Alter a page of the database on purpose and make all plain SHA-256s fit again."""
    with backup_file.opened(whole) as (manifest, archive):
        folder = target.parent / "stück"
        folder.mkdir()
        backup_file.unpack(archive, manifest, folder)
    content = bytearray((folder / "store.db").read_bytes())
    content[page * 4096 + 100] ^= 1
    (folder / "store.db").write_bytes(content)
    keys = (folder / "schluessel.1").read_bytes()
    code = backup_file.sha256_of(folder / "store.db")
    said = {f: getattr(manifest, f) for f in ("store", "created", "schema", "head", "entries", "counts")}
    forged = backup_file.Manifest(**said, sha256={**manifest.sha256, "store.db": code})
    with target.open("w+b") as out:
        backup_file.write(out, forged, keys, folder / "store.db")
    shutil.rmtree(folder)


@pytest.mark.parametrize("page", [*range(12), 20, 40, 60, 80, 100])
def test_a_backup_altered_with_fitting_checksums_is_refused(
    whole: Path, tmp_path: Path, opener: OpenStore, page: int
) -> None:
    _resealed(whole, tmp_path / "b.rbbackup", page)
    assert _refused(tmp_path / "b.rbbackup", tmp_path / "neu", opener).exit_code == ExitCode.INPUT_REFUSED


def test_a_wrong_passphrase_leaves_nothing(whole: Path, tmp_path: Path) -> None:
    error = _refused(whole, tmp_path / "neu", lambda path: Store.open(path, "falsches-passwort"))
    assert error.exit_code == ExitCode.CANNOT_UNLOCK
    made = restore(whole, tmp_path / "neu", lambda path: Store.open(path, PASSPHRASE))
    assert made.path == tmp_path / "neu"


def test_a_folder_in_use_is_not_restored_into(whole: Path, tmp_path: Path, opener: OpenStore) -> None:
    folder = tmp_path / "voll"
    folder.mkdir()
    (folder / "datei").write_text("wichtig")
    with pytest.raises(UserError) as refused:
        restore(whole, folder, opener)
    assert refused.value.exit_code == ExitCode.USAGE
    assert [p.name for p in folder.iterdir()] == ["datei"]
    (folder / "datei").unlink()
    restore(whole, folder, opener)
    assert (folder / "store.db").exists()


def test_rotation_keeps_the_newest_of_this_store_only(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "sicherung"
    folder.mkdir()
    (folder / "fremd.rbbackup").write_bytes(b"etwas anderes")
    made = []
    for no in range(5):
        _case(store, no)
        made.append(rotate(store, folder, keep=3).file)
    assert own_backups(folder, head_memory.store_id(store.path)) == made[:1:-1]
    assert (folder / "fremd.rbbackup").exists()
    assert len(os.listdir(folder)) == 4


def test_a_store_put_back_is_noticed(store: Store, tmp_path: Path, opener: OpenStore) -> None:
    _case(store)
    store.write_back()
    old = (store.path / "store.db").read_bytes()
    store.consult("", "Protokoll gezeigt")
    assert [c for c in verify(store) if not c.ok] == []
    store.close()
    (store.path / "store.db").write_bytes(old)
    again = opener(store.path)
    assert [c.name for c in verify(again) if not c.ok] == ["rollback"]
    # Going on in the old store does not hide it: the entry that was seen is another one.
    for no in range(1, 4):
        _case(again, no)
    assert [c.name for c in verify(again) if not c.ok] == ["rollback"]
    again.close()


def test_a_moved_store_is_still_known_and_a_copy_has_a_history_of_its_own(
    store_path: Path, tmp_path: Path, opener: OpenStore
) -> None:
    store = opener(store_path)
    old = (store.path / "store.db").read_bytes()
    shutil.copytree(store.path, tmp_path / "kopie")
    store.consult("", "Protokoll gezeigt")
    assert head_memory.remember(store)
    store.close()
    copy = opener(tmp_path / "kopie")
    assert head_memory.rolled_back(copy) == ""
    copy.close()
    store.path.rename(tmp_path / "umgezogen")
    (tmp_path / "umgezogen" / "store.db").write_bytes(old)
    moved = opener(tmp_path / "umgezogen")
    assert head_memory.rolled_back(moved) != ""
    moved.close()


def test_a_restored_store_is_not_called_rolled_back_but_what_it_lacks_is_said(
    store: Store, tmp_path: Path, opener: OpenStore
) -> None:
    made = write_backup(store, tmp_path / "a.rbbackup")
    _case(store)
    assert head_memory.remember(store)
    store.close()
    shutil.rmtree(store.path)
    restored = restore(made.file, store.path, opener)
    assert restored.newer is not None
    assert (restored.manifest.entries, restored.newer.seq) == (1, 3)
    again = opener(store.path)
    assert [c for c in verify(again) if not c.ok] == []
    again.close()


@pytest.mark.parametrize("content", ["", "[]", '{"format": "rundblick-heads/1", "stores": {"x": 3}}', "\x00"])
def test_an_unreadable_memory_starts_anew(store: Store, content: str) -> None:
    file = head_memory.memory_file()
    file.parent.mkdir(parents=True)
    file.write_text(content)
    assert [c for c in verify(store) if not c.ok] == []
    seen = head_memory.remembered(head_memory.store_id(store.path), store.path)
    assert seen is not None
    assert seen.hash == store.head()


def test_a_state_folder_that_cannot_be_written_stops_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "datei").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "datei"))
    assert not head_memory.remember(store)
    assert [c for c in verify(store) if not c.ok] == []


def test_the_memory_holds_no_content(store: Store) -> None:
    _case(store)
    store.consult("", "Protokoll gezeigt")
    head_memory.remember(store)
    text = head_memory.memory_file().read_text(encoding="utf-8")
    assert "360-2026" not in text
    assert "Protokoll" not in text


def test_verifying_leaves_the_store_as_it_is(store: Store) -> None:
    with store.write("Versuch", Action.ADMINISTRATION, history=False):
        pass
    head = store.head()
    assert [c.name for c in verify(store, deep=True)] == [
        "keys", "pages", "structure", "references", "audit chain", "search index", "documents",
        "case numbers", "key file", "rollback",
    ]  # fmt: skip
    assert store.head() == head
