"""A key file written by an enemy: one sentence, no more memory than the limit, nothing opened."""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.store import keyfile, keyslots
from app.store.keyslots import FLOOR_KIB, PASSPHRASE, RECOVERY
from app.store.store import Store
from tests.unit.conftest import PASSPHRASE as MUSTER

_numbers = st.one_of(
    st.integers(max_value=FLOOR_KIB - 1),
    st.integers(min_value=keyslots.CEILING_KIB + 1),
    st.floats(),
    st.booleans(),
)
_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary().map(repr)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)
_slots = st.fixed_dictionaries(
    {},
    optional={
        "id": _values,
        "kind": st.sampled_from([PASSPHRASE, RECOVERY, "", 5, None]),
        "label": st.one_of(st.just("muster"), _values),
        "salt": st.one_of(st.just("AAAA"), _values),
        "kdf": st.one_of(
            _values,
            st.fixed_dictionaries(
                {
                    "name": st.just("argon2id"),
                    "memory_kib": _numbers,
                    "passes": st.one_of(st.integers(), _values),
                    "lanes": st.one_of(st.integers(), _values),
                    "salt": st.one_of(st.just("AAAAAAAAAAAAAAAAAAAAAA=="), _values),
                }
            ),
        ),
        "key_file": _values,
        "public": _values,
        "ephemeral": st.one_of(st.just("A" * 43 + "="), _values),
        "nonce": st.one_of(st.just("AAAAAAAAAAAAAAAA"), _values),
        "wrapped": st.one_of(st.just("A" * 64), _values),
    },
)
_headers = st.fixed_dictionaries(
    {"format": st.one_of(st.just(keyslots.FORMAT), _values)},
    optional={
        "store": st.one_of(st.text(), _values),
        "sequence": st.one_of(st.integers(), _values),
        "slots": st.one_of(st.lists(st.one_of(_slots, _values), max_size=40), _values),
        "previous": _values,
        "mac": _values,
    },
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def _never_more_than_a_refusal(folder: Path, data: bytes, recovery: str) -> None:
    for name in keyfile.COPIES:
        (folder / name).write_bytes(data)
    for opening in (
        lambda: Store.open(folder, MUSTER),
        lambda: Store.open(folder, MUSTER, "muster"),
        lambda: Store.open_with_recovery_key(folder, recovery),
    ):
        with pytest.raises(UserError):
            opening()


@given(header=_headers)
def test_a_hostile_header_is_refused_in_one_sentence(
    hostile: Path, template: tuple[Path, str], header: dict[str, Any]
) -> None:
    try:
        header["checksum"] = sha256(keyfile.canonical(header)).hexdigest()
    except UnicodeEncodeError:
        header["checksum"] = ""
    _never_more_than_a_refusal(hostile, json.dumps(header).encode(), template[1])


@given(data=st.binary(max_size=300))
def test_hostile_bytes_are_refused_in_one_sentence(
    hostile: Path, template: tuple[Path, str], data: bytes
) -> None:
    _never_more_than_a_refusal(hostile, data, template[1])


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 500_000,
        b'{"a":' * 200_000,
        b"9" * 900_000,
        b'{"sequence": Infinity, "slots": [], "checksum": ""}',
        b"\x00" * 1_000_000,
        b"\xff\xfe",
    ],
)
def test_a_header_made_to_choke_the_reader_is_refused(
    hostile: Path, template: tuple[Path, str], data: bytes
) -> None:
    _never_more_than_a_refusal(hostile, data, template[1])


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read the Linux way")
@pytest.mark.parametrize("memory_kib", [keyslots.CEILING_KIB + 1, 2**31, 2**62])
def test_no_header_makes_the_program_ask_for_more_memory(store: Store, memory_kib: int) -> None:
    header = keyfile.read(store.path)
    header["slots"][0]["kdf"]["memory_kib"] = memory_kib
    keyfile.write(store.path, header, store.data_key)
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UserError):
        Store.open(store.path, MUSTER)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
