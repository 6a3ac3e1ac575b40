"""`enquiry`, `access` and `papers` as a script calls them."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Caller

NEW = ("enquiry", "new", "--from", "LKA Beispielland", "--region", "Hessen", "--basis", "§ 163 StPO")


@pytest.fixture
def number(call: Caller) -> str:
    made = call(*NEW, "--subject", "Auskunft", "--received", "2026-11-02", "--json")
    assert made.code == 0
    return str(made.json["number"])


def test_an_enquiry_is_entered_searched_answered_and_counted(
    call: Caller, number: str, tmp_path: Path
) -> None:
    assert call("enquiry", "list", "--state", "open").out.startswith(number)
    asked = call("enquiry", "search", number, "plate", "MU-ST 123", "--json")
    assert (asked.code, asked.json["hit"], asked.json["ask"]) == (1, False, [])
    letter = call("enquiry", "answer", number, "answered", "--out", tmp_path, "--json").json
    assert Path(letter["file"]).name == f"{number}.pdf"
    (kept,) = call("enquiry", "list", "--json").json["enquiries"]
    assert (kept["state"], kept["sha256"], kept["deadline"]) == ("answered", letter["sha256"], "2026-11-16")
    assert "MU-ST" not in str(kept)
    (year,) = call("enquiry", "stats", "--json").json["years"]
    assert (year["total"], year["months"][10], year["outcomes"]) == (1, 1, {"answered": 1})
    (reply,) = call("disclosures", "--json").json["replies"]
    assert (reply["number"], reply["agency"]) == (number, "LKA Beispielland")
    assert (
        call("enquiry", "answer", number, "declined", "--reason", "Doch nicht", "--out", tmp_path).code == 1
    )


def test_what_an_answer_needs_is_asked_for(call: Caller, number: str, tmp_path: Path) -> None:
    assert call("enquiry", "answer", number, "referred", "--out", tmp_path).code == 2
    assert call("enquiry", "search", number, "name", "Anna Muster").code == 2
    assert call("enquiry", "answer", "AN-1", "answered", "--out", tmp_path).code == 1
    assert list(tmp_path.glob("AN-*")) == []


def test_a_person_gets_everything_or_what_is_decided(call: Caller, case: str, tmp_path: Path) -> None:
    file = tmp_path / "netz.csv"
    file.write_text("source,target\nAnna Muster,Bea Beispiel\n", encoding="utf-8")
    assert call("import", file, "--profile", "treffen", "--case", case).code == 0
    (found,) = call("access", "find", "Anna", "--json").json["people"]
    held = call("access", "preview", found["id"], "--json").json["held"]
    assert "Beispiel" not in str(held)
    report = ("access", "report", found["id"], "--name", "Anna Muster", "--out", tmp_path, "--json")
    identity = ("--identity", "Personalausweis gesehen")
    assert call(*report, "--identity", "ja").code == 2
    one = call(*report, *identity, "--withhold", held[0]["finding"], "others", "Hinweisgeber erkennbar").json
    assert (one["given"], one["kept_back"]) == (len(held) - 1, 1)
    whole = call(*report, *identity, "--withhold-all", "safety", "laufende Maßnahme").json
    assert (whole["given"], whole["ledger_ids"]) == (0, [])
    entries = call("disclosures", "--json").json["entries"]
    assert len(entries) == len(held) - 1
    assert {e["agency"] for e in entries} == {"Betroffene Person (Auskunft nach § 57 BDSG)"}
    assert call("access", "find", "Niemand").out.strip() == "Nobody of this name is held."


@pytest.mark.parametrize("name", ["processing", "joint", "breach", "log", "bias"])
def test_a_paper_is_written_under_its_own_number(call: Caller, case: str, tmp_path: Path, name: str) -> None:
    made = call("papers", name, "--out", tmp_path, "--json").json
    assert Path(made["file"]).name == f"{made['number']}.pdf"
    assert made["pages"] >= 1
