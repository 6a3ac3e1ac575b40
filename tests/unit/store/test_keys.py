"""Who gets in, who does not, and what an altered key file does."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import ExitCode, UserError
from app.store import audit, keyfile, recovery_key
from app.store.store import DATABASE, Store
from tests.unit.conftest import PASSPHRASE, QUICK


def _opens(store: Store) -> bool:
    """Whether an opened store can be read; closes it."""
    with store.read() as connection:
        readable = audit.first_break(connection) is None
    store.close()
    return readable


def test_passphrase_and_recovery_key_both_open(store_path: Path, template: tuple[Path, str]) -> None:
    assert _opens(Store.open(store_path, PASSPHRASE))
    assert _opens(Store.open_with_recovery_key(store_path, template[1].lower().replace("-", " ")))


def test_a_wrong_passphrase_is_one_sentence_and_exit_3(store_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        Store.open(store_path, "falsch falsch")
    assert refused.value.exit_code == ExitCode.CANNOT_UNLOCK
    assert "passphrase" in refused.value.text


def test_unicode_forms_of_a_passphrase_are_the_same(tmp_path: Path) -> None:
    store, _key = Store.create(tmp_path / "x.rundblick", "Schl\u00fcssel", user="muster", cost=QUICK)
    store.close()
    assert _opens(Store.open(tmp_path / "x.rundblick", "Schlu\u0308ssel"))


def test_a_short_passphrase_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        Store.create(tmp_path / "x.rundblick", "kurz")
    assert not (tmp_path / "x.rundblick").exists()


def test_the_database_is_encrypted_and_so_is_its_log(store: Store) -> None:
    with store.write("Musterwort im Protokoll", "administration", history=False):
        pass
    for file in store.path.iterdir():
        data = file.read_bytes()
        assert not data.startswith(b"SQLite format 3")
        assert b"Musterwort" not in data


def _edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    for name in keyfile.COPIES:
        header = json.loads((path / name).read_text())
        change(header)
        body = {k: v for k, v in header.items() if k != "checksum"}
        header["checksum"] = sha256(keyfile.canonical(body)).hexdigest()
        (path / name).write_text(json.dumps(header))


@pytest.mark.parametrize(
    "attack",
    [
        lambda h: h["slots"][0]["kdf"].update(passes=2),
        lambda h: h["slots"][0]["kdf"].update(memory_kib=8),
        lambda h: h["slots"][0]["kdf"].update(memory_kib=2**40),
        lambda h: h["slots"][0].update(label="eve"),
        lambda h: h["slots"].pop(1),
        lambda h: h["slots"].append({**h["slots"][0], "id": "ff"}),
        lambda h: h.update(store="0" * 32),
        lambda h: h["slots"][0].pop("kdf"),
    ],
)
def test_an_altered_header_never_opens(store_path: Path, attack: Callable[[dict[str, Any]], object]) -> None:
    _edit(store_path, attack)
    with pytest.raises(UserError) as refused:
        Store.open(store_path, PASSPHRASE)
    assert refused.value.exit_code in (ExitCode.CANNOT_UNLOCK, ExitCode.STORE_DAMAGED)


def test_one_damaged_copy_is_healed_by_the_other(store_path: Path) -> None:
    (store_path / keyfile.COPIES[0]).write_bytes(b"\x00" * 100)
    assert _opens(Store.open(store_path, PASSPHRASE))


def test_two_damaged_copies_are_reported(store_path: Path) -> None:
    for name in keyfile.COPIES:
        (store_path / name).write_bytes(b"{")
    with pytest.raises(UserError) as refused:
        Store.open(store_path, PASSPHRASE)
    assert refused.value.exit_code == ExitCode.STORE_DAMAGED


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no store at"):
        Store.open(tmp_path / "fehlt", PASSPHRASE)


def test_a_damaged_database_is_exit_5(store_path: Path) -> None:
    data = bytearray((store_path / DATABASE).read_bytes())
    data[100] ^= 1
    (store_path / DATABASE).write_bytes(data)
    with pytest.raises(UserError) as refused:
        Store.open(store_path, PASSPHRASE)
    assert refused.value.exit_code == ExitCode.STORE_DAMAGED


@given(st.binary(min_size=32, max_size=32))
def test_the_recovery_key_survives_paper(key: bytes) -> None:
    text = recovery_key.to_text(key)
    assert recovery_key.from_text(text) == key
    assert recovery_key.from_text(f"  {text.lower().replace('-', ' ')} ") == key


@given(
    st.binary(min_size=32, max_size=32),
    st.integers(0, 69),
    st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
)
def test_a_mistyped_character_is_noticed(key: bytes, place: int, typed: str) -> None:
    plain = recovery_key.to_text(key).replace("-", "")
    wrong = plain[:place] + typed + plain[place + 1 :]
    if wrong != plain:
        with pytest.raises(UserError):
            recovery_key.from_text(wrong)
