"""`backup` and `restore` as a script calls them."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Caller


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_store_goes_into_a_file_and_comes_back(call: Caller, case: str, tmp_path: Path) -> None:
    file, folder = tmp_path / "a.rbbackup", tmp_path / "neu.rundblick"
    made = call("backup", file, "--json")
    assert made.code == 0, made.err
    assert made.json["counts"]["cases"] == 1
    assert call("case", "show", case).code == 0
    assert call("verify").code == 0
    back = call("restore", file, "--to", folder, "--json")
    assert back.code == 0, back.err
    assert back.json["head"] == made.json["head"]
    assert back.json["newer"]["seq"] == made.json["entries"] + 2
    assert "went on after this backup" in back.err
    assert call("verify", "--deep", "--store", folder).code == 0
    listed = call("case", "list", "--json", "--store", folder).json
    assert [entry["reference"] for entry in listed["cases"]] == [case]


def test_people_read_the_head_of_the_log(call: Caller, tmp_path: Path) -> None:
    answer = call("backup", tmp_path / "a.rbbackup")
    assert "Head of the audit log: " in answer.out
    assert "SHA-256: " in answer.out


def test_what_is_there_is_only_replaced_on_demand(call: Caller, tmp_path: Path) -> None:
    file = tmp_path / "a.rbbackup"
    assert call("backup", file).code == 0
    before = file.read_bytes()
    again = call("backup", file)
    assert (again.code, again.out) == (2, "")
    assert file.read_bytes() == before
    assert call("backup", file, "--yes").code == 0
    assert file.read_bytes() != before
    assert call("restore", file, "--to", tmp_path / "muster.rundblick").code == 2


def test_a_bad_backup_and_a_bad_place_have_their_exit_codes(call: Caller, tmp_path: Path) -> None:
    file = tmp_path / "a.rbbackup"
    assert call("backup", file).code == 0
    file.write_bytes(file.read_bytes()[:-4096])
    cut = call("restore", file, "--to", tmp_path / "neu")
    assert (cut.code, cut.err.count("\n")) == (4, 1)
    assert not (tmp_path / "neu").exists()
    assert call("backup", tmp_path / "fehlt" / "a.rbbackup").code == 6


def test_a_backup_that_is_not_there_is_said_to_be_not_there(call: Caller, tmp_path: Path) -> None:
    file = tmp_path / "fehlt" / "a.rbbackup"
    for arguments in (("backup", file, "--rehearse"), ("restore", file, "--to", tmp_path / "neu")):
        refused = call(*arguments)
        assert (refused.code, refused.out) == (4, ""), arguments
        assert refused.err.startswith(f"The backup {file} is not there.")
        assert "Check the name" in refused.err
    asked = call("backup", file, "--rehearse", "--passphrase-file", tmp_path / "keine")
    assert asked.err.startswith(f"The backup {file} is not there."), "said before a passphrase is asked for"
    assert sorted(tmp_path.glob("*.rbbackup")) == []


def test_a_wrong_passphrase_is_said(call: Caller, tmp_path: Path) -> None:
    file, wrong = tmp_path / "a.rbbackup", tmp_path / "falsch"
    assert call("backup", file).code == 0
    wrong.write_text("ganz-anderes-passwort\n")
    assert call("restore", file, "--to", tmp_path / "neu", "--passphrase-file", wrong).code == 3
    assert not (tmp_path / "neu").exists()


def test_verify_names_a_store_that_was_put_back(call: Caller, store_path: Path, case: str) -> None:
    old = (store_path / "store.db").read_bytes()
    assert call("case", "show", case).code == 0
    assert call("verify").code == 0
    (store_path / "store.db").write_bytes(old)
    answer = call("verify", "--json")
    assert answer.code == 1
    assert [check["name"] for check in answer.json["checks"] if not check["ok"]] == ["rollback"]


def test_the_recovery_key_opens_a_backup(call: Caller, template: tuple[Path, str], tmp_path: Path) -> None:
    file, key = tmp_path / "a.rbbackup", tmp_path / "schluessel.txt"
    assert call("backup", file).code == 0
    key.write_text(template[1] + "\n")
    assert call("restore", file, "--to", tmp_path / "neu", "--recovery-key-file", key).code == 0
    assert call("verify", "--store", tmp_path / "neu").code == 0


def test_verify_says_that_a_page_is_damaged(call: Caller, store_path: Path, case: str) -> None:
    content = bytearray((store_path / "store.db").read_bytes())
    content[len(content) // 2] ^= 4
    (store_path / "store.db").write_bytes(content)
    answer = call("verify", "--deep", "--json")
    assert answer.code == 1, case
    assert "pages" in [check["name"] for check in answer.json["checks"] if not check["ok"]]


def test_a_restore_is_rehearsed_and_leaves_nothing(call: Caller, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "sicherungen"
    folder.mkdir()
    made = call("backup", folder, "--keep", 2, "--json").json
    for arguments in (("backup", made["file"], "--rehearse"), ("restore", made["file"], "--rehearse")):
        tried = call(*arguments, "--json")
        assert tried.code == 0, tried.err
        assert (tried.json["head"], tried.json["counts"]) == (made["head"], made["counts"])
        assert all(check["ok"] for check in tried.json["checks"])
    assert [str(p) for p in folder.iterdir()] == [made["file"]]
    assert "whole" in call("backup", made["file"], "--rehearse").out
    for _no in range(2):
        assert call("backup", folder, "--keep", 2).code == 0
    assert len(list(folder.iterdir())) == 2


def test_contradictions_are_wrong_usage(call: Caller, tmp_path: Path) -> None:
    assert call("backup", tmp_path).code == 2
    assert call("backup", tmp_path / "a", "--keep", 1).code == 2
    assert call("restore", tmp_path / "a").code == 2
    assert call("restore", tmp_path / "a", "--rehearse", "--to", tmp_path / "b").code == 2
