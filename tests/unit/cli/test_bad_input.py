"""Whatever is handed in: one clear sentence, the exit code of the contract, and nothing changed."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store import schema
from app.store.audit import Action
from app.store.store import Store
from tests.unit.cli.conftest import Caller

BOMB = """<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">
<node id="&c;"/></graph></graphml>"""


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)


def _slip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.csv", "a,b\n1,2\n")


def _cut(path: Path) -> None:
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    whole = head + '<graph edgedefault="undirected"><node id="1"/>'
    path.write_text(whole)


BAD: dict[str, Callable[[Path], object]] = {
    "empty.csv": lambda p: p.write_bytes(b""),
    "binary.csv": lambda p: p.write_bytes(bytes(range(256)) * 40),
    "picture.xlsx": lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "cut.graphml": _cut,
    "cut.xlsx": lambda p: p.write_bytes(b"PK\x03\x04" + bytes(50)),
    "bomb.graphml": lambda p: p.write_text(BOMB),
    "huge.csv": _sparse,
    "slip.zip": _slip,
    "folder.csv": lambda p: p.mkdir(),
    "words.csv": lambda p: p.write_text("Das ist ein Brief und keine Tabelle.\nMit Gruß\n"),
    "ragged.csv": lambda p: p.write_text("source,target,weight\n1,2,3\n4\n5,6,viel\n"),
}


@pytest.mark.parametrize("name", [*BAD, "missing.csv"])
def test_a_bad_file_is_refused_and_nothing_is_changed(
    call: Caller, case: str, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    if name in BAD:
        BAD[name](file)
    before = call("case", "list", "--json").json
    answer = call("import", file, "--case", case)
    assert answer.code == 4, answer.err
    assert answer.out == ""
    assert answer.err.strip()
    assert len(answer.err.splitlines()[0]) < 400
    assert call("case", "list", "--json").json == before


def test_one_bad_file_of_two_keeps_the_good_one_out(call: Caller, case: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("source,target\n1,2\n2,3\n")
    bad.write_bytes(b"")
    assert call("import", good, bad, "--case", case).code == 4
    assert call("case", "list", "--json").json["cases"][0]["nodes"] == 0


def test_a_formula_in_a_cell_stays_text(call: Caller, case: str, tmp_path: Path) -> None:
    file = tmp_path / "formula.csv"
    file.write_text('name,note\nMaria Exemplo,"=HYPERLINK(""x"")"\n')
    assert call("import", file, "--case", case, "--profile", "personen").code == 0
    assert call("search", "HYPERLINK", "--json").json["total"] == 1


def test_forbidden_columns_are_dropped_and_reported(call: Caller, case: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,Religion,Staatsangehörigkeit,risk_score\nMaria Exemplo,keine,Land Ulme,97\n")
    report = call("import", file, "--case", case, "--profile", "personen", "--json").json["files"][0]
    assert len(report["skipped"]) == 3
    assert call("search", "Ulme").code == 1


def test_wrong_passphrase_is_exit_3(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("falsch falsch falsch")
    answer = call("case", "list", "--passphrase-file", tmp_path / "wrong")
    assert (answer.code, answer.out) == (3, "")
    answer = call("case", "list", "--passphrase-file", tmp_path / "fehlt")
    assert (answer.code, answer.out) == (3, "")


def test_a_missing_store_is_exit_3(call: Caller, tmp_path: Path) -> None:
    assert call("case", "list", "--store", tmp_path / "fehlt.rundblick").code == 3


def test_a_store_from_a_newer_version_is_exit_5(
    call: Caller, store_path: Path, template: tuple[Path, str]
) -> None:
    store = Store.open_with_recovery_key(store_path, template[1])
    with store.write("", Action.ADMINISTRATION, history=False) as work:
        work.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    assert schema.newest() != "9999"
    answer = call("case", "list")
    assert (answer.code, answer.out) == (5, "")
    assert "newer" in answer.err


def test_a_damaged_store_is_exit_5(call: Caller, store_path: Path) -> None:
    data = bytearray((store_path / "store.db").read_bytes())
    data[2000] ^= 255
    (store_path / "store.db").write_bytes(data)
    assert call("case", "list").code == 5


@pytest.mark.parametrize("command", ["briefing", "layout"])
def test_a_folder_that_cannot_be_written_is_exit_6(
    call: Caller, case: str, tmp_path: Path, command: str
) -> None:
    (tmp_path / "edges.csv").write_text("1,2,3\n2,3,4\n3,4,5\n")
    assert call("import", tmp_path / "edges.csv", "--case", case).code == 0
    to = ["--to", "internal"] if command == "briefing" else []
    answer = call(command, case, *to, "--out", tmp_path / "fehlt" / "x.pdf")
    assert (answer.code, answer.out) == (6, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["graph"],
        ["unbekannt"],
        ["graph", "360-2026-003", "--measures", "charisma"],
        ["graph", "360-2026-003", "--layer", "charisma"],
        ["import", "x.csv", "--case", "360-2026-003", "--profile", "charisma"],
        ["release", "360-2026-003", "--to", "Nirgendwo", "--purpose", "x", "--occasion", "y"],
        ["release", "360-2026-003", "--to", "A03"],
        ["import", "x.csv", "--case", "360-2026-003", "--label", "means=open"],
    ],
)
def test_wrong_usage_is_exit_2(call: Caller, case: str, arguments: list[str]) -> None:
    answer = call(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_an_unknown_case_is_exit_1(call: Caller) -> None:
    assert call("graph", "360-0000-000").code == 1
