"""The recovery key from `init` and `keys recovery` to paper and back, as a script and as a person."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminal_run import converse

from app.cli import recovery_paper
from app.cli.session import Session
from app.store import key_rehearsal, keys
from app.store.keyslots import KdfCost
from app.store.store import Store
from tests.pdf_text import pages_of
from tests.unit.cli.conftest import Answer, Caller
from tests.unit.conftest import PASSPHRASE, QUICK

GROUP = re.compile(r"\b[0-9A-Z]{5}\b")
FORM = re.compile(r"\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){13}\b")


@pytest.fixture
def new_store(
    call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Answer, Path]]:
    """Run `init` with further arguments; the key derivation is the quickest that is allowed."""
    monkeypatch.setattr(KdfCost, "calibrated", staticmethod(lambda seconds=1.0: QUICK))

    def init(*more: object) -> tuple[Answer, Path]:
        path = tmp_path / "neu.rundblick"
        return call("init", "--store", path, "--user", "muster", *more), path

    return init


def test_init_writes_a_page_with_the_key(
    new_store: Callable[..., tuple[Answer, Path]], tmp_path: Path
) -> None:
    page = tmp_path / "seite.pdf"
    answer, path = new_store("--recovery-page", page, "--json")
    assert answer.code == 0, answer.err
    assert set(answer.json) == {"store", "recovery_key"}
    (text,) = pages_of(page)
    assert "-".join(GROUP.findall(text)) == answer.json["recovery_key"]
    assert "not rehearsed" in answer.err
    store = Store.open_with_recovery_key(path, answer.json["recovery_key"])
    assert key_rehearsal.state(store).state == "open"
    store.close()


@pytest.mark.parametrize(("place", "code"), [("da.pdf", 2), ("fehlt/seite.pdf", 6)])
def test_a_page_that_cannot_be_written_makes_no_store(
    new_store: Callable[..., tuple[Answer, Path]], tmp_path: Path, place: str, code: int
) -> None:
    (tmp_path / "da.pdf").write_text("schon da")
    answer, path = new_store("--recovery-page", tmp_path / place)
    assert (answer.code, answer.out) == (code, "")
    assert not path.exists()
    assert (tmp_path / "da.pdf").read_text() == "schon da"


def test_who_makes_a_store_has_every_role(
    new_store: Callable[..., tuple[Answer, Path]], call: Caller
) -> None:
    answer, path = new_store()
    assert answer.code == 0
    (user,) = call("users", "list", "--store", path, "--json").json["users"]
    assert user == {
        "user": "muster",
        "roles": ["analyst", "reviewer", "data-protection", "head"],
        "key": True,
    }


def test_a_new_key_on_a_page_is_rehearsed_from_a_file(call: Caller, tmp_path: Path) -> None:
    page, paper = tmp_path / "seite.pdf", tmp_path / "paper"
    answer = call("keys", "recovery", "--page", page, "--json")
    assert answer.json["page"] == str(page)
    paper.write_text(" ".join(GROUP.findall(pages_of(page)[0])).lower())
    done = call("keys", "rehearse", "--recovery-key-file", paper, "--json")
    assert done.code == 0, done.err
    assert done.json["rehearsal"]["state"] == "done"
    listed = call("keys", "list", "--json").json
    assert listed["rehearsal"] == done.json["rehearsal"]
    assert "rehearsed on" in call("keys", "list").out


def test_a_split_key_is_shown_on_its_pages_only(call: Caller, tmp_path: Path, store_path: Path) -> None:
    page, paper = tmp_path / "teile.pdf", tmp_path / "paper"
    answer = call("keys", "recovery", "--split", "2of3", "--page", page, "--json")
    assert answer.code == 0, answer.err
    assert not {"recovery_key", "recovery_shares"} & set(answer.json)
    assert [s["label"] for s in answer.json["slots"] if s["kind"] == "recovery"] == ["2of3"]
    pages = pages_of(page)
    assert len(pages) == 3
    shares = []
    for text in pages:
        words = dict(re.findall(r"^(\d{1,2}) ([a-z]+)\s*$", text, re.MULTILINE))
        shares.append(" ".join(words[str(n)] for n in range(1, 34)))
    paper.write_text(f"{shares[2]}\n{shares[0]}\n")
    assert call("keys", "rehearse", "--recovery-shares-file", paper).code == 0
    paper.write_text(f"{shares[2]}\n")
    refused = call("keys", "rehearse", "--recovery-shares-file", paper)
    assert (refused.code, refused.out) == (3, "")
    assert "2 different shares are needed, and 1 are here" in refused.err
    assert len(refused.err.splitlines()) == 1


def test_a_page_that_fails_late_does_not_lose_the_new_key(
    call: Caller, tmp_path: Path, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    made = keys.new_recovery

    def pulled_out(*arguments: Any) -> str:
        text = made(*arguments)
        folder.rmdir()
        return text

    monkeypatch.setattr(keys, "new_recovery", pulled_out)
    answer = call("keys", "recovery", "--split", "2of3", "--page", folder / "teile.pdf", "--json")
    assert answer.code == 6
    Store.open_with_recovery_key(store_path, "\n".join(answer.json["recovery_shares"])).close()


def test_shares_let_a_person_back_in(call: Caller, tmp_path: Path) -> None:
    shares = call("keys", "recovery", "--split", "2of2", "--json").json["recovery_shares"]
    paper, fresh = tmp_path / "paper", tmp_path / "fresh"
    paper.write_text("\n".join(shares))
    fresh.write_text("ganz neue Wörter", encoding="utf-8")
    more = ["--user", "muster", "--recovery-shares-file", paper, "--new-passphrase-file", fresh]
    assert call("keys", "change", *more).code == 0
    assert call("keys", "list").code == 3
    assert call("keys", "list", "--passphrase-file", fresh).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["keys", "recovery", "--split", "1of3"],
        ["keys", "recovery", "--split", "viele"],
        ["keys", "rehearse", "--recovery-key-file", "a", "--recovery-shares-file", "b"],
        ["keys", "add", "anna", "--role", "king"],
        ["users", "set", "muster", "--role", "king"],
        ["users", "set", "niemand", "--role", "head"],
        ["users", "set", "muster", "--role", "analyst"],
    ],
)
def test_wrong_usage_changes_nothing(call: Caller, arguments: list[str]) -> None:
    before = call("keys", "list", "--json").json
    answer = call(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert call("keys", "list", "--json").json == before


@pytest.fixture
def terminal(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of somebody who sits at a terminal: no passphrase file."""
    monkeypatch.delenv("RUNDBLICK_PASSPHRASE_FILE")


def _key(shown: str) -> str:
    return FORM.findall(shown)[0]


def test_a_person_is_asked_until_it_is_right(terminal: None, store_path: Path) -> None:
    code, shown = converse(
        ["keys", "recovery"],
        [
            ("Passphrase", lambda _shown: PASSPHRASE),
            ("Type the recovery key back", lambda shown: _key(shown)[:-1] + "!"),
            (">", lambda shown: _key(shown).lower().replace("-", " ")),
        ],
    )
    assert code == 0, shown
    assert "Type all 14 groups" in shown
    assert "It is right and opens the store" in shown
    store = Store.open_with_recovery_key(store_path, _key(shown))
    assert key_rehearsal.state(store).state == "done"
    store.close()


def test_a_person_may_put_it_off_for_a_reason(terminal: None, store_path: Path) -> None:
    code, shown = converse(
        ["keys", "recovery"],
        [
            ("Passphrase", lambda _shown: PASSPHRASE),
            ("Type the recovery key back", lambda _shown: ""),
            ("Why later", lambda _shown: "no printer"),
        ],
    )
    assert code == 0, shown
    store = Store.open_with_recovery_key(store_path, _key(shown))
    assert key_rehearsal.state(store).reason == "no printer"
    store.close()


def test_with_yes_nothing_is_asked_on_a_terminal_either(terminal: None, store_path: Path) -> None:
    code, shown = converse(["keys", "recovery", "--yes"], [("Passphrase", lambda _shown: PASSPHRASE)])
    assert code == 0, shown
    assert "was not rehearsed" in shown


def test_without_terminal_and_file_there_is_nothing_to_rehearse(call: Caller) -> None:
    answer = call("keys", "rehearse")
    assert (answer.code, answer.out) == (3, "")
    assert "--recovery-key-file" in answer.err


def test_a_script_is_asked_nothing(tmp_path: Path) -> None:
    for session in (
        Session(None, tmp_path / "passphrase", "", None, False, False),
        Session(None, None, "", None, False, True),
        Session(None, None, "", None, False, False),
    ):
        assert not recovery_paper.asks(session)


def test_a_role_refuses_on_the_command_line(call: Caller, tmp_path: Path) -> None:
    anna = tmp_path / "anna"
    anna.write_text("annas vier Wörter", encoding="utf-8")
    added = call("keys", "add", "anna", "--role", "analyst", "--new-passphrase-file", anna)
    assert added.code == 0, added.err
    as_anna = ["--user", "anna", "--passphrase-file", anna]
    for refused in (
        call("keys", "recovery", *as_anna),
        call("keys", "remove", "muster", *as_anna),
        call("users", "set", "anna", "--role", "head", *as_anna),
    ):
        assert (refused.code, refused.out) == (2, "")
        assert "head of office" in refused.err
    assert call("users", "list", *as_anna).code == 0
    changed = call("users", "set", "anna", "--role", "reviewer", "--role", "data-protection", "--json")
    assert changed.json["users"][0]["roles"] == ["reviewer", "data-protection"]
    assert PASSPHRASE not in changed.out
