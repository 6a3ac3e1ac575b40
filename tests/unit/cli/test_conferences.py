"""Conferences and measures on the command line."""

from pathlib import Path

from app.casework import agencies
from app.store.store import Store
from tests.unit.cli.conftest import Caller
from tests.unit.conftest import PASSPHRASE


def offices(store_path: Path) -> None:
    store = Store.open(store_path, PASSPHRASE)
    for code, name in (
        ("OFFICE", "Geschäftsstelle"),
        ("A01", "Polizei Musterstadt"),
        ("A05", "Zoll Musterstadt"),
    ):
        agencies.add(store, code, name)
    store.close()


def called(call: Caller, case: str) -> None:
    made = call(
        "conference", case, "new", "--on", "2026-12-01T10:00", "--place", "Saal 1", "--chair", "Frau Muster",
        "--lead", "OFFICE", "--person", "A01=Herr Wache", "--person", "A05=Frau Zoll", "--json",
    )  # fmt: skip
    assert (made.code, made.json["no"], made.json["points"], made.json["people"]) == (0, 1, 11, 2)


def test_a_conference_is_called_listed_and_shown(call: Caller, case: str, store_path: Path) -> None:
    offices(store_path)
    called(call, case)
    (row,) = call("conference", case, "list", "--json").json["conferences"]
    assert (row["held_on"], row["state"], row["minutes"]) == ("2026-12-01T10:00", "planned", 120)
    shown = call("conference", case, "show", 1, "--json").json
    assert shown["agenda"][0]["title"] == "Opening, attendance, apologies"
    assert {p["person"] for p in shown["participants"]} == {"Herr Wache", "Frau Zoll"}
    assert "1. Opening" in call("conference", case, "show", 1).out


def test_a_sitting_on_another_case_is_called_with_the_same_people(
    call: Caller, case: str, store_path: Path
) -> None:
    offices(store_path)
    called(call, case)
    assert call("conference", case, "beside", 1, "--json").json == {"beside": []}
    second = ("360-2026-004", "--title", "Zweiter Musterfall", "--purpose", "T", "--legal-basis", "§ 24")
    assert call("case", "new", *second).code == 0
    made = call("conference", case, "beside", 1, "--other", second[0], "--json")
    assert (made.code, made.json) == (0, {"beside": [{"case": second[0], "no": 1, "ended": False}]})
    shown = call("conference", second[0], "show", 1, "--json").json
    assert {p["person"] for p in shown["participants"]} == {"Herr Wache", "Frau Zoll"}
    assert f"{case}: conference 1" in call("conference", second[0], "beside", 1).out
    assert call("conference", case, "beside", 1, "--other", second[0]).code == 4


def test_what_is_wrong_is_one_sentence(call: Caller, case: str, store_path: Path) -> None:
    offices(store_path)
    assert call("conference", case, "show").code == 2
    assert call("conference", case, "show", 7).code == 1
    assert call("conference", case, "new", "--on", "bald", "--place", "S", "--chair", "C").code == 4
    assert call("conference", case, "new", "--on", "2026-12-01", "--person", "A01").code == 2
    called(call, case)
    assert call("conference", case, "invite", 1).code == 2
    refused = call("conference", case, "briefings", 1, "--out", store_path.parent)
    assert refused.code == 1
    assert "Confirm the conditions" in refused.err


def test_readiness_invitation_and_minutes(call: Caller, case: str, store_path: Path, tmp_path: Path) -> None:
    offices(store_path)
    called(call, case)
    ready = call("conference", case, "ready", 1, "--json").json
    assert not ready["ready"]
    assert {m["lack"] for m in ready["missing"]} == {"no_minute_taker", "no_declaration", "checklist"}
    assert "Frau Zoll (Zoll Musterstadt) has not signed" in call("conference", case, "ready", 1).out
    assert call("conference", case, "invite", 1, "--out", tmp_path / "e.ics").code == 0
    assert (tmp_path / "e.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    told = call("conference", case, "confirm", 1, "--to", "A01", "--json")
    assert (told.code, told.json["released"]) == (0, 0)
    paper = call("conference", case, "minutes", 1, "--out", tmp_path / "p.pdf", "--json")
    assert (paper.code, paper.json["agency"], paper.json["ledger_entries"]) == (0, "internal", [])
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    other = call("conference", case, "minutes", 1, "--to", "A05", "--out", tmp_path / "z.pdf", "--json")
    assert (other.json["people"], len(other.json["ledger_entries"])) == (["Frau Zoll"], 1)


def test_measures_are_agreed_followed_and_exported(
    call: Caller, case: str, store_path: Path, tmp_path: Path
) -> None:
    offices(store_path)
    called(call, case)
    made = call(
        "measure", "new", case, "--title", "Kontrolle", "--agency", "A05", "--power", "§ 2 SchwarzArbG",
        "--due", "2020-01-31", "--person", "Frau Zoll", "--conference", 1, "--json",
    )  # fmt: skip
    assert (made.code, made.json["no"], made.json["person"]) == (0, 1, "Frau Zoll")
    assert call("measure", "set", case, 1, "not_done").code == 4
    assert call("measure", "escalate", case, 1, "--to", "Direktion", "--reason", "keine Antwort").code == 0
    (late,) = call("measure", "list", "--overdue", "--json").json["measures"]
    assert [s["kind"] for s in late["steps"]] == ["escalation"]
    assert (
        call("measure", "matrix", "--case", case, "--json").json["matrix"][0]["agency"] == "Zoll Musterstadt"
    )
    assert call("measure", "calendar", "--out", tmp_path / "m.ics", "--json").json["measures"] == 1
    done = call("measure", "set", case, 1, "impossible", "--result", "Betrieb geschlossen", "--json")
    assert done.json == {"no": 1, "state": "impossible"}
    assert call("measure", "list", "--open", "--json").json["measures"] == []


def test_without_measures_the_matrix_says_no(call: Caller, case: str) -> None:
    assert call("measure", "matrix", "--case", case).code == 1
