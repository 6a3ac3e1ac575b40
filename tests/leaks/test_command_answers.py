"""What commands say while they hand something over may be passed on with it: it holds no marker either."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.program import run
from tests.leaks.conftest import PASSPHRASE, Planted
from tests.leaks.leak_scene import CASE, PARTNER, RECIPIENT, at_the_moment
from tests.leaks.recall_ways import ENQUIRY


@dataclass(frozen=True)
class Said:
    """What a command said on both streams; with `--json` its answer is one document."""

    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Said]


@pytest.fixture
def call(
    planted: Planted, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Call:
    """Run one command on a copy of the planted store and return what it said."""
    path = tmp_path / "x.rundblick"
    planted.store.copy(path).close()
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setenv("RUNDBLICK_STORE", str(path))
    monkeypatch.setenv("RUNDBLICK_PASSPHRASE_FILE", str(tmp_path / "passphrase"))

    def command(*arguments: object) -> Said:
        capfd.readouterr()
        with at_the_moment():
            code = run([str(a) for a in arguments])
        said = Said(*capfd.readouterr())
        assert code == 0, said.err
        return said

    return command


def _wish(planted: Planted) -> tuple[str, ...]:
    """Return the request of the scene as options; a condition of a limit cannot be named there."""
    request = planted.case.planted.request
    ticks = [("--confirm", f"{key}:{no}") for key, no in sorted(request.confirmed)]
    to = ("--to", RECIPIENT, "--purpose", request.purpose, "--occasion", request.occasion)
    return (*to, *(part for tick in ticks for part in tick))


def _hand_over(call: Call, planted: Planted, out: Path) -> list[Said]:
    """Give the recipient everything that a command can give it."""
    wish, chart = _wish(planted), ("--chart", planted.case.chart_name)
    person = planted.case.planted.person
    return [
        call("export", CASE, "--format", "xlsx", "--out", out / "x.xlsx", *wish, "--json"),
        call("export", CASE, "--format", "svg", "--out", out / "c.svg", *chart, *wish, "--json"),
        call("briefing", CASE, "--out", out / "b.pdf", *chart, *wish, "--json"),
        call("seal", CASE, "--recipient", PARTNER, "--out", out / "p", *chart, *wish, "--json"),
        call("career", "print", CASE, person, "--basis", "§ 23", "--out", out / "k.pdf", *wish, "--json"),
    ]


def _meet(call: Call, planted: Planted, out: Path) -> list[Said]:
    listed = call("conference", CASE, "list", "--json").json["conferences"]
    no = next(row["no"] for row in listed if row["id"] == planted.case.conference)
    (out / "papers").mkdir()
    to = ("--to", RECIPIENT)
    return [
        call("conference", CASE, "invite", no, "--out", out / "i.ics", "--json"),
        call("conference", CASE, "briefings", no, "--out", out / "papers", "--json"),
        call("conference", CASE, "minutes", no, *to, "--out", out / "p.pdf", "--json"),
        call("measure", "calendar", "--case", CASE, "--out", out / "d.ics", "--json"),
    ]


def _call_back(call: Call, planted: Planted, out: Path) -> list[Said]:
    (out / "recall").mkdir()
    return [
        call("recall", "demand", CASE, *planted.case.told, "--reason", "Ohne Zustimmung", "--json"),
        call("recall", "prepare", CASE, "--out", out / "recall", "--json"),
    ]


def _reply(call: Call, out: Path) -> list[Said]:
    asked = {"from": ENQUIRY["agency"], "region": ENQUIRY["region"], "basis": ENQUIRY["legal_basis"]}
    options = [part for name, text in asked.items() for part in (f"--{name}", text)]
    made = call("enquiry", "new", *options, "--subject", "Auskunft", "--json")
    answered = ("enquiry", "answer", made.json["number"], "answered", "--out", out, "--json")
    return [made, call(*answered)]


def _hits(planted: Planted, said: Said) -> set[str]:
    return planted.case.withheld.found_in((said.out + said.err).encode())


def test_what_commands_say_holds_no_marker(call: Call, planted: Planted, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    handed = _hand_over(call, planted, out)
    assert all(one.json["sha256"] for one in handed)
    said = [*handed, *_meet(call, planted, out), *_call_back(call, planted, out), *_reply(call, out)]
    assert len(said) == 13
    assert [hits for one in said if (hits := _hits(planted, one))] == []
    # A calendar of due days is for many eyes: it knows measures by number alone.
    assert planted.case.withheld.found_in((out / "d.ics").read_bytes()) == set()


def test_what_they_say_to_people_holds_none(call: Call, planted: Planted, tmp_path: Path) -> None:
    wish = _wish(planted)
    said = [
        call("export", CASE, "--format", "csv", "--out", tmp_path / "x.csv", *wish),
        call("seal", CASE, "--recipient", PARTNER, "--out", tmp_path / "p", *wish),
    ]
    assert [hits for one in said if (hits := _hits(planted, one))] == []
    # The control: a list for the office alone does hold some.
    assert {"title of a measure", "person of a measure"} <= _hits(planted, call("measure", "list", "--json"))
