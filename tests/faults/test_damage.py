"""A bit flipped, a file cut off, an old page or an old file put back: opening or verify notices it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from app.base.errors import UserError
from app.base.records import CaseRecords
from app.casework import cases, findings
from app.store import head_memory
from app.store.store import Store
from app.store.verify import verify

PAGE = 4096
FROZEN = Path(__file__).resolve().parents[1] / "data" / "stores" / "schema-0002"
KEY = FROZEN.with_name("schema-0002.key.txt")
REFERENCE = "360-2026-002"


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def _open(path: Path) -> Store:
    return Store.open_with_recovery_key(path, KEY.read_text(encoding="utf-8"), "muster")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small store with content, closed, in today's schema."""
    made = tmp_path / "muster.rundblick"
    shutil.copytree(FROZEN, made)
    _open(made).close()
    return made


def _noticed(path: Path, content: bytes) -> list[str]:
    """Put `content` in the place of the database and say what opening or verify finds wrong."""
    for rest in path.glob("store.db-*"):
        rest.unlink()
    (path / "store.db").write_bytes(content)
    try:
        store = _open(path)
    except UserError as refused:
        return [refused.key]
    except DatabaseError as refused:
        return [type(refused).__name__]
    try:
        return [check.name for check in verify(store) if not check.ok]
    finally:
        store.close()


def _records(path: Path) -> CaseRecords:
    store = _open(path)
    try:
        return cases.records(store, cases.find(store, REFERENCE).id)
    finally:
        store.close()


def test_a_whole_store_is_called_whole(path: Path) -> None:
    assert _noticed(path, (path / "store.db").read_bytes()) == []


def test_a_bit_flipped_in_any_page_is_noticed(path: Path) -> None:
    whole = (path / "store.db").read_bytes()
    missed = []
    for page in range(len(whole) // PAGE):
        altered = bytearray(whole)
        # Another byte and bit of each page, so that all parts of a page have their turn.
        altered[page * PAGE + (page * 977) % PAGE] ^= 1 << (page % 8)
        if not _noticed(path, altered):
            missed.append(page)
    assert missed == []


@pytest.mark.parametrize("beyond", [0, 1000], ids=["at a page", "within a page"])
def test_a_file_cut_off_at_any_page_is_noticed(path: Path, beyond: int) -> None:
    whole = (path / "store.db").read_bytes()
    pages = len(whole) // PAGE
    assert [n for n in range(1, pages) if not _noticed(path, whole[: n * PAGE + beyond])] == []


def test_something_appended_is_noticed(path: Path) -> None:
    whole = (path / "store.db").read_bytes()
    assert _noticed(path, whole + whole[-PAGE:]) != []


@pytest.fixture
def before_and_after(path: Path) -> tuple[bytes, bytes]:
    """The database before and after a finding was corrected; the later state has been seen."""
    before = (path / "store.db").read_bytes()
    store = _open(path)
    case_id = cases.find(store, REFERENCE).id
    firm = next(f for f in cases.records(store, case_id).findings if f.value == "Muster Bau GmbH")
    findings.correct(store, case_id, firm.id, "Muster Tief GmbH")
    assert head_memory.remember(store)
    store.close()
    return before, (path / "store.db").read_bytes()


def test_the_whole_database_put_back_is_noticed(path: Path, before_and_after: tuple[bytes, bytes]) -> None:
    assert _noticed(path, before_and_after[1]) == []
    assert _noticed(path, before_and_after[0]) == ["rollback"]


def test_the_whole_folder_put_back_is_noticed(path: Path, tmp_path: Path) -> None:
    shutil.copytree(path, tmp_path / "alt")
    store = _open(path)
    store.consult("", "Protokoll gezeigt")
    assert head_memory.remember(store)
    store.close()
    shutil.rmtree(path)
    (tmp_path / "alt").rename(path)
    assert _noticed(path, (path / "store.db").read_bytes()) == ["rollback"]


def test_an_old_page_put_back_is_noticed_or_changes_nothing_that_is_read(
    path: Path, before_and_after: tuple[bytes, bytes]
) -> None:
    """The encryption takes an old page for a good one; structure, search index or the chain do not."""
    before, after = before_and_after
    expected, noticed = _records(path), 0
    for at in range(0, min(len(before), len(after)), PAGE):
        if before[at : at + PAGE] == after[at : at + PAGE]:
            continue
        found = _noticed(path, after[:at] + before[at : at + PAGE] + after[at + PAGE :])
        assert found or _records(path) == expected, at // PAGE
        noticed += bool(found)
    assert noticed >= 10


def test_a_cut_write_ahead_log_is_noticed(path: Path, tmp_path: Path) -> None:
    """SQLite returns to the last whole commit without a word; the head that was seen says otherwise."""
    store = _open(path)
    store.write_back()
    for _no in range(3):
        store.consult("", "Protokoll gezeigt")
    assert head_memory.remember(store)
    log = (path / "store.db-wal").read_bytes()
    database = (path / "store.db").read_bytes()
    store.close()
    frame = PAGE + 24
    for cut in (len(log) - frame, len(log) // 2, 0):
        (path / "store.db-wal").unlink(missing_ok=True)
        (path / "store.db").write_bytes(database)
        (path / "store.db-wal").write_bytes(log[:cut])
        again = _open(path)
        assert [check.name for check in verify(again) if not check.ok] == ["rollback"]
        again.close()
