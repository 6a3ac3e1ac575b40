"""An earlier key file beside newer data is noticed; backups and whole copies agree with themselves."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import UserError
from app.store import founding, header_memory, keyfile, keys
from app.store.backup import write_backup
from app.store.restore import restore
from app.store.store import Store
from tests.unit.conftest import PASSPHRASE, QUICK

ANNA = "annas vier Wörter"


@pytest.fixture
def begun(store: Store) -> Store:
    """A store that remembers its key header, with a second person."""
    founding.begin(store)
    keys.add(store, "anna", ANNA, cost=QUICK)
    return store


def _headers(path: Path) -> dict[str, bytes]:
    return {name: (path / name).read_bytes() for name in keyfile.COPIES}


def _put_back(path: Path, headers: dict[str, bytes]) -> None:
    for name, data in headers.items():
        (path / name).write_bytes(data)


def test_every_key_operation_is_remembered(begun: Store) -> None:
    numbers = [header_memory.remembered(begun)]
    keys.change(begun, "ganz andere Wörter", label="anna", cost=QUICK)
    numbers.append(header_memory.remembered(begun))
    keys.new_recovery(begun)
    numbers.append(header_memory.remembered(begun))
    keys.rekey(begun)
    numbers.append(header_memory.remembered(begun))
    keys.remove(begun, keys.find(begun, "anna"))
    numbers.append(header_memory.remembered(begun))
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == keyfile.read(begun.path)["sequence"]
    assert header_memory.older_header(begun) == ""


def test_a_person_let_in_again_by_an_old_header_is_noticed(begun: Store) -> None:
    before = _headers(begun.path)
    keys.remove(begun, keys.find(begun, "anna"))
    after = _headers(begun.path)
    _put_back(begun.path, before)
    anna = Store.open(begun.path, ANNA, "anna")
    assert "an earlier one" in header_memory.older_header(anna)
    anna.close()
    _put_back(begun.path, after)
    assert header_memory.older_header(begun) == ""


def test_after_looking_the_next_change_of_keys_ends_the_notice_and_numbers_go_on(begun: Store) -> None:
    before = _headers(begun.path)
    keys.new_recovery(begun)
    highest = header_memory.remembered(begun)
    _put_back(begun.path, before)
    assert header_memory.older_header(begun)
    keys.remove(begun, keys.find(begun, "anna"))
    assert header_memory.older_header(begun) == ""
    assert keyfile.read(begun.path)["sequence"] > highest


def test_an_old_header_from_before_a_rekey_opens_nothing(begun: Store) -> None:
    before = _headers(begun.path)
    keys.rekey(begun, keys.find(begun, "anna"))
    _put_back(begun.path, before)
    with pytest.raises(UserError):
        Store.open(begun.path, ANNA, "anna")


def test_a_restored_backup_opens_without_that_notice(begun: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.rbk"
    write_backup(begun, file)
    keys.new_recovery(begun)
    target = tmp_path / "restored.rundblick"
    restore(file, target, lambda path: Store.open(path, PASSPHRASE, "muster"))
    back = Store.open(target, PASSPHRASE, "muster")
    assert header_memory.older_header(back) == ""
    back.close()


def test_a_store_of_an_earlier_version_says_nothing(store: Store) -> None:
    assert header_memory.remembered(store) == 0
    assert header_memory.older_header(store) == ""


@given(st.lists(st.sampled_from(["recovery", "change"]), min_size=1, max_size=4), st.data())
@settings(max_examples=4)
def test_whichever_earlier_header_is_put_back_is_noticed(
    template: tuple[Path, str], tmp_path: Path, steps: list[str], data: st.DataObject
) -> None:
    folder = tmp_path / "x.rundblick"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template[0], folder)
    opened = Store.open_with_recovery_key(folder, template[1], "muster")
    try:
        founding.begin(opened)
        states = [_headers(folder)]
        for step in steps:
            if step == "recovery":
                keys.new_recovery(opened)
            else:
                keys.change(opened, "ganz andere Wörter", label="muster", cost=QUICK)
            states.append(_headers(folder))
        chosen = data.draw(st.integers(0, len(states) - 1))
        _put_back(folder, states[chosen])
        assert bool(header_memory.older_header(opened)) == (chosen < len(states) - 1)
        # One newer copy is enough: the header with the highest number counts.
        (folder / keyfile.COPIES[1]).write_bytes(states[-1][keyfile.COPIES[1]])
        assert header_memory.older_header(opened) == ""
    finally:
        opened.close()
