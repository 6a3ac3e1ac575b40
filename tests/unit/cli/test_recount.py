"""`verify` names a case that is counted wrongly, and `verify --recount` puts it right."""

from pathlib import Path

import pytest

from app.store.store import Store
from tests.unit.cli.conftest import Caller


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def miscounted(call: Caller, case: str, store_path: Path, template: tuple[Path, str]) -> str:
    """The reference of a case that the store keeps a wrong number of."""
    assert call("case", "list").code == 0
    store = Store.open_with_recovery_key(store_path, template[1], "muster")
    with store.aside() as connection:
        connection.exec_driver_sql(
            "INSERT INTO case_tally (id, revision, nodes, links, findings, due, due_day, roleless) "
            "SELECT id, 1, 3, 0, 0, 0, '2026-01-01', 0 FROM case_file"
        )
    store.close()
    return case


def test_a_wrong_number_is_named_and_counted_anew(call: Caller, miscounted: str) -> None:
    found = call("verify")
    assert found.code == 1
    line = next(line for line in found.out.splitlines() if line.startswith("DAMAGED"))
    assert line == (
        f"DAMAGED  numbers kept of cases  {miscounted}: lists show other numbers than a count gives; "
        "“verify --recount” counts anew"
    )
    assert call("verify", "--recount").code == 0
    assert call("verify", "--deep").code == 0
    assert "Numbers kept of cases dropped" in call("audit").out


def test_the_finding_speaks_german(call: Caller, miscounted: str) -> None:
    found = call("verify", "--lang", "de")
    assert f"gemerkte Zahlen der Fallakten  {miscounted}: " in found.out
    assert "„verify --recount“" in found.out


def test_a_script_reads_which_check_it_was(call: Caller, miscounted: str) -> None:
    found = call("verify", "--deep", "--json")
    assert (found.code, found.json["ok"]) == (1, False)
    assert [c["name"] for c in found.json["checks"] if not c["ok"]] == ["case numbers"]
    assert "duplicates" in {c["name"] for c in found.json["checks"]}
