"""`keys` as a script calls it: the JSON of the contract, exit codes, no secret on the way."""

import json
import os
import re
from pathlib import Path

import pytest

from app.cli.program import run
from app.store.audit import entries
from app.store.store import Store
from tests.unit.cli.conftest import Answer, Caller
from tests.unit.conftest import PASSPHRASE

ANNA = "annas vier Wörter"
RECOVERY_FORM = re.compile(r"[0-9A-Z]{5}(-[0-9A-Z]{5}){13}")


@pytest.fixture
def anna_file(tmp_path: Path) -> Path:
    file = tmp_path / "anna"
    file.write_text(ANNA + "\n", encoding="utf-8")
    return file


@pytest.fixture
def with_anna(call: Caller, anna_file: Path) -> Answer:
    answer = call("keys", "add", "anna", "--new-passphrase-file", anna_file, "--json")
    assert answer.code == 0, answer.err
    return answer


def _labels(answer: Answer) -> list[str]:
    return [slot["label"] for slot in answer.json["slots"]]


def test_list_gives_the_fields_of_the_contract(call: Caller) -> None:
    slots = call("keys", "list", "--json").json["slots"]
    assert [set(slot) for slot in slots] == [{"id", "label", "kind", "created"}] * 2
    assert [(slot["label"], slot["kind"]) for slot in slots] == [
        ("muster", "passphrase"),
        ("paper", "recovery"),
    ]
    plain = call("keys", "list")
    assert "unlocked just now" in plain.out.splitlines()[0]
    assert PASSPHRASE not in plain.out


def test_a_second_person_comes_in_and_goes(call: Caller, with_anna: Answer, anna_file: Path) -> None:
    assert _labels(with_anna) == ["muster", "paper", "anna"]
    assert ANNA not in with_anna.out + with_anna.err
    assert call("case", "list", "--passphrase-file", anna_file).code == 0
    answer = call("keys", "remove", "anna", "--json")
    assert (answer.code, _labels(answer)) == (0, ["muster", "paper"])
    assert "--rekey" in answer.err
    assert call("case", "list", "--passphrase-file", anna_file).code == 3
    assert call("keys", "remove", "anna").code == 1


def test_a_revoked_person_is_out_and_the_recovery_key_new(
    call: Caller, with_anna: Answer, anna_file: Path, store_path: Path, template: tuple[Path, str]
) -> None:
    answer = call("keys", "remove", "anna", "--rekey", "--json")
    assert (answer.code, _labels(answer)) == (0, ["muster", "paper"])
    recovery = answer.json["recovery_key"]
    assert RECOVERY_FORM.fullmatch(recovery)
    assert recovery != template[1]
    assert call("case", "list").code == 0
    assert call("case", "list", "--passphrase-file", anna_file).code == 3
    assert call("verify").code == 0
    Store.open_with_recovery_key(store_path, recovery).close()


def test_the_last_passphrase_is_refused(call: Caller) -> None:
    for more in ([], ["--rekey"], ["--yes"]):
        answer = call("keys", "remove", "muster", *more)
        assert (answer.code, answer.out) == (2, "")
        assert "no other" in answer.err
    assert call("keys", "list").code == 0


def test_a_person_changes_their_passphrase(call: Caller, anna_file: Path) -> None:
    answer = call("keys", "change", "--new-passphrase-file", anna_file, "--json")
    assert (answer.code, _labels(answer)) == (0, ["paper", "muster"])
    assert call("keys", "list").code == 3
    assert call("keys", "list", "--passphrase-file", anna_file).code == 0


def test_who_forgot_the_passphrase_sets_one_with_the_recovery_key(
    call: Caller, anna_file: Path, tmp_path: Path, template: tuple[Path, str]
) -> None:
    paper = tmp_path / "paper"
    paper.write_text(template[1], encoding="utf-8")
    answer = call(
        "keys", "change", "--user", "muster", "--recovery-key-file", paper, "--new-passphrase-file", anna_file
    )
    assert answer.code == 0, answer.err
    assert call("keys", "list", "--user", "muster", "--passphrase-file", anna_file).code == 0
    assert call("keys", "list").code == 3


def test_a_key_file_is_part_of_the_key(call: Caller, anna_file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.write_bytes(os.urandom(64))
    added = call("keys", "add", "anna", "--new-passphrase-file", anna_file, "--new-key-file", stick)
    assert "passphrase and key file" in added.out
    anna = ["--user", "anna", "--passphrase-file", anna_file]
    assert call("keys", "list", *anna, "--key-file", stick).code == 0
    without = call("keys", "list", *anna)
    assert (without.code, without.out) == (3, "")
    assert "key file" in without.err
    assert call("keys", "list", *anna, "--key-file", tmp_path / "missing").code == 3


def test_a_new_recovery_key_is_printed_once(call: Caller, store_path: Path) -> None:
    answer = call("keys", "recovery", "--json")
    text = answer.json["recovery_key"]
    assert "only now" in answer.err
    Store.open_with_recovery_key(store_path, text).close()
    assert text not in call("keys", "list").out
    assert text not in call("audit", "--json").out


def test_every_operation_is_in_the_log_under_the_slots_name(
    call: Caller, with_anna: Answer, store_path: Path
) -> None:
    call("keys", "remove", "anna", "--rekey")
    store = Store.open(store_path, PASSPHRASE)
    with store.read() as connection:
        log = [(e.actor, e.action, json.loads(e.detail)["label"]) for e in entries(connection)]
    store.close()
    assert [entry for entry in log[1:] if not entry[2].startswith("Key file no.")] == [
        ("muster", "administration", "Key added: anna"),
        ("muster", "administration", "Key revoked: anna; the store is encrypted anew"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["keys", "add", "muster"], 2),
        (["keys", "add", " "], 2),
        (["keys", "add"], 2),
        (["keys", "remove", "niemand"], 1),
        (["keys", "list", "--user", "niemand"], 3),
        (["keys", "charisma"], 2),
    ],
)
def test_wrong_usage_changes_nothing(call: Caller, anna_file: Path, arguments: list[str], code: int) -> None:
    more = ["--new-passphrase-file", anna_file] if "add" in arguments else []
    answer = call(*arguments, *more)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err
    assert _labels(call("keys", "list", "--json")) == ["muster", "paper"]


def test_help_needs_no_store(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "--help"]) == 0
    shown = capfd.readouterr().out
    assert all(name in shown for name in ("list", "add", "remove", "change", "recovery"))
