"""Roles and the number of the key file, where other rooms ask for them."""

from pathlib import Path

import pytest

from app.store import founding, keyfile, keys
from app.store.store import Store
from tests.unit.cli.conftest import Caller
from tests.unit.conftest import QUICK

ANNA = "annas vier Wörter"


@pytest.fixture
def as_anna(store_path: Path, template: tuple[Path, str], tmp_path: Path) -> list[object]:
    """The arguments of an analyst called anna, in a store with roles."""
    store = Store.open_with_recovery_key(store_path, template[1], "muster")
    founding.begin(store)
    keys.add(store, "anna", ANNA, cost=QUICK)
    store.close()
    file = tmp_path / "anna"
    file.write_text(ANNA, encoding="utf-8")
    return ["--user", "anna", "--passphrase-file", file]


def test_an_analyst_does_not_hand_over_erase_or_read_the_log(
    call: Caller, case: str, as_anna: list[object], tmp_path: Path
) -> None:
    request = ["--to", "A01", "--purpose", "Test", "--occasion", "Test"]
    for command in (
        ["briefing", case, *request, "--out", tmp_path / "a.pdf"],
        ["audit", "--purpose", "lawfulness"],
    ):
        refused = call(*command, *as_anna)
        assert (refused.code, refused.out) == (2, ""), refused.err
        assert len(refused.err.splitlines()) == 1
    assert not (tmp_path / "a.pdf").exists()
    assert call("briefing", case, "--to", "internal", "--out", tmp_path / "b.pdf", *as_anna).code == 0


def test_an_earlier_key_file_is_told_and_found_by_verify(
    call: Caller, as_anna: list[object], store_path: Path
) -> None:
    before = {name: (store_path / name).read_bytes() for name in keyfile.COPIES}
    assert call("keys", "remove", "anna").code == 0
    assert call("verify").code == 0
    for name, data in before.items():
        (store_path / name).write_bytes(data)
    listed = call("case", "list", *as_anna)
    assert listed.code == 0
    assert "an earlier one" in listed.err
    found = call("verify", "--json")
    assert found.code == 1
    assert [c["name"] for c in found.json["checks"] if not c["ok"]] == ["key file"]
