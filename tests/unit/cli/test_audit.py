"""`audit` on the command line: as documented, page by page, with purpose, cut, retention and paper."""

import datetime as dt
import json
import shutil
from pathlib import Path

from app.base import clock
from tests.unit.cli.conftest import Caller


def later(year: int) -> None:
    moment = dt.datetime(year, 6, 15, 12, tzinfo=dt.UTC)
    clock.set_source(lambda: moment)


def test_the_log_as_scripts_know_it(call: Caller, case: str) -> None:
    answer = call("audit", "--case", case, "--json")
    assert answer.code == 0
    assert answer.json["chain_ok"] is True
    assert answer.json["total"] == len(answer.json["entries"])
    last = answer.json["entries"][-1]
    assert (last["action"], json.loads(last["detail"])["label"]) == ("consultation", "Log consulted")
    assert last["reason"] == "self-monitoring"


def test_pages_kinds_and_purposes(call: Caller, case: str) -> None:
    for _round in range(3):
        call("case", "show", case)
    whole = call("audit", "--json", "--purpose", "integrity", "--note", "Az. 7").json["entries"]
    assert whole[-1]["reason"] == "integrity and security of the data and the system; Az. 7"
    paged = call("audit", "--json", "--limit", "2", "--offset", "1").json
    assert [e["seq"] for e in paged["entries"]] == [2, 3]
    assert paged["total"] == len(whole) + 1
    shown = call("audit", "--json", "--action", "consultation", "--text", "Case shown").json["entries"]
    assert len(shown) == 3
    assert call("audit", "--json", "--until", "2001-01-01").json["entries"] == []


def test_wrong_words_are_wrong_usage(call: Caller) -> None:
    assert call("audit", "--purpose", "curiosity").code == 2
    assert call("audit", "--since", "gestern").code == 2
    assert call("audit", "--head", "no head").code == 4


def test_an_export_is_written_once(call: Caller, tmp_path: Path) -> None:
    out = tmp_path / "log.csv"
    answer = call("audit", "--out", out, "--json")
    assert answer.code == 0
    assert answer.json["written"] == out.read_text(encoding="utf-8-sig").count("\n") - 2
    assert call("audit", "--out", out).code == 2
    assert call("audit", "--out", out, "--yes").code == 0


def test_a_head_on_paper_is_held_against_the_store(call: Caller) -> None:
    head = call("audit", "--json").json["head"]
    answer = call("audit", "--head", head)
    assert answer.code == 0
    assert "is in the chain" in answer.out
    number, rest = head.split(" ", 1)
    older = call("audit", "--head", f"{int(number) + 900} {rest}", "--json")
    assert (older.code, older.json["found"]) == (1, "older_store")


def test_a_cut_is_shown_first_and_done_with_yes(call: Caller, case: str) -> None:
    assert call("audit", "cut", "--json").json["entries"] == 0
    this_year = clock.today().year
    later(this_year + 2)
    dry = call("audit", "cut", "--json")
    assert dry.json["entries"] > 0
    assert dry.json["erased"] is False
    assert "--yes" in dry.err
    done = call("audit", "cut", "--yes", "--json")
    assert done.json["erased"] is True
    after = call("audit", "--json").json
    assert after["chain_ok"] is True
    assert after["entries"][0]["seq"] == done.json["last_seq"] + 1
    assert after["cut"]["reason"] == "§ 55 DSG NRW"
    assert call("verify").code == 0
    assert f"begins with entry {done.json['last_seq'] + 1}" in call("audit").out


def test_the_retention_is_set_with_a_reason_and_marked(call: Caller) -> None:
    rule = call("audit", "retention")
    assert "To be confirmed by the office's data protection officer." in rule.out
    assert call("audit", "retention", "--years", "2").code == 4
    assert call("audit", "retention", "--years", "99", "--reason", "x").code == 2
    told = call("audit", "retention", "--years", "2", "--reason", "§ 55", "--confirmed", "--json").json
    assert told == {"years": 2, "rule": "§ 55 DSG NRW", "confirmed": True, "reason": "§ 55"}
    assert "Retention of the log set: 2" in call("audit").out
    later(clock.today().year + 2)
    assert call("audit", "cut", "--json").json["entries"] == 0


def test_a_wrong_clock_is_put_right(call: Caller) -> None:
    later(2040)
    call("case", "list")
    call("audit")
    clock.set_source(None)
    assert call("audit", "clock", "--reason", "battery replaced").code == 0
    assert call("audit", "--json").json["chain_ok"] is True
    assert call("audit", "clock").code == 2


def test_a_store_put_back_is_said_at_every_opening_until_somebody_confirms_it(
    call: Caller, store_path: Path, tmp_path: Path, case: str
) -> None:
    shutil.copytree(store_path, tmp_path / "older")
    call("audit", "--case", case)
    shutil.rmtree(store_path)
    shutil.copytree(tmp_path / "older", store_path)
    # Work in it writes entries of its own and does not wipe out what was seen before.
    for arguments in (["case", "list"], ["audit"], ["search", "Muster"], ["case", "list"]):
        assert "earlier state" in call(*arguments).err
    assert call("verify").code == 1
    assert call("audit", "rollback", "--reason", " ").code == 4
    assert call("audit", "rollback", "--reason", "restored by hand").code == 0
    assert "earlier state" not in call("case", "list").err
    assert call("verify").code == 0
    assert "restored by hand" in call("audit").out
    assert call("audit", "rollback", "--reason", "again").code == 1
