"""`review due` and `review run` as a script calls them."""

import json
from pathlib import Path

import pytest

from app.casework import agencies, cases
from app.store import audit, tables
from app.store.store import Store
from tests.unit.cli.conftest import Caller
from tests.unit.conftest import PASSPHRASE

SECRET = "Geheimwort"


@pytest.fixture
def ids(call: Caller, case: str, tmp_path: Path) -> list[str]:
    """The findings of a small case."""
    file = tmp_path / "netz.csv"
    file.write_text(f"source,target\n{SECRET} Muster,Bea Muster\nBea Muster,Cem Muster\n", encoding="utf-8")
    assert call("import", file, "--profile", "treffen", "--case", case).code == 0
    return [d["finding_id"] for d in call("review", "due", "--until", "2099-01-01", "--json").json["due"]]


def test_due_lists_without_values(call: Caller, ids: list[str]) -> None:
    assert call("review", "due", "--json").json == {"due": [], "deletions": []}
    told = call("review", "due", "--until", "2099-01-01", "--json")
    assert SECRET not in told.out
    first = told.json["due"][0]
    assert first["reference"] == "360-2026-003"
    assert set(first["allowed"]) == {"extend", "restrict", "erase"}
    assert "22(2)" in call("review", "due", "--until", "2099-01-01").out
    assert len(ids) == len(told.json["due"])


def test_erasing_is_for_good(call: Caller, ids: list[str]) -> None:
    hit = call("search", SECRET, "--json").json["hits"][0]["id"]
    mine = [
        d["finding_id"]
        for d in call("review", "due", "--until", "2099-01-01", "--json").json["due"]
        if d["subject_id"] == hit
    ]
    erased = call("review", "run", "--erase", mine[0], "--reason", "Frist", "--yes", "--json")
    assert (erased.code, erased.json["compacted"]) == (0, True)
    assert set(mine[:1]) <= set(erased.json["erased"]) <= set(ids)
    assert call("search", SECRET, "--json").json["total"] == 0
    assert call("verify", "--deep").code == 0
    entries = call("audit", "--json").json["entries"]
    assert [e["reason"] for e in entries if e["action"] == "erasure"] == ["Frist"]


def test_other_places_that_repeat_it_are_shown_and_taken_out_by_choice(call: Caller, ids: list[str]) -> None:
    case = call("review", "due", "--until", "2099-01-01", "--json").json["due"][0]["reference"]
    hit = call("search", SECRET, "--json").json["hits"][0]["id"]
    due = call("review", "due", "--until", "2099-01-01", "--json").json["due"]
    mine = [d["finding_id"] for d in due if d["subject_id"] == hit]
    assert call("case", "set", case, f"question=Wo ist {SECRET} Muster?").code == 0
    listed = call("review", "repeats", *mine, "--json").json["repeats"]
    place = next(r["key"] for r in listed if r["table"] == "case_file")
    wrong = call("review", "run", "--erase", mine[0], "--reason", "Frist", "--yes", "--place", "x=leave")
    assert wrong.code == 2
    erase = [a for i in mine for a in ("--erase", i)]
    done = call(
        "review", "run", *erase, "--reason", "Frist", "--yes", "--place", f"{place}=take-out", "--json"
    )
    assert done.code == 0
    assert f"Wo ist {SECRET} Muster?" in done.err
    assert place not in [r["key"] for r in done.json["repeats"]]
    assert call("case", "show", case, "--json").json["question"] == "Wo ist [erased]?"


def test_a_file_of_decisions_is_carried_out_whole_or_not_at_all(
    call: Caller, ids: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "entscheidungen.json"
    decisions = [
        {"finding": ids[0], "decision": "erase", "reason": "nicht mehr erforderlich"},
        {"finding": ids[1], "decision": "extend", "day": "2099-01-01", "reason": "läuft"},
    ]
    file.write_text(json.dumps(decisions), encoding="utf-8")
    refused = call("review", "run", "--decisions", file, "--yes")
    assert (refused.code, refused.out) == (4, "")
    assert "entscheidungen.json: 2" in refused.err
    assert len(call("review", "due", "--until", "2099-01-01", "--json").json["due"]) == len(ids)
    decisions[1] = {"finding": ids[-1], "decision": "restrict", "reason": "Beweiszwecke"}
    file.write_text(json.dumps(decisions[1:]), encoding="utf-8")
    done = call("review", "run", "--decisions", file, "--json")
    assert (done.code, done.json["restricted"]) == (0, [ids[-1]])


def test_what_cannot_be_done_changes_nothing(call: Caller, ids: list[str]) -> None:
    before = call("review", "due", "--until", "2099-01-01", "--json").json
    for arguments, code in (
        (("--erase", ids[0], "--yes"), 4),
        (("--extend", ids[0], "morgen", "--reason", "x"), 4),
        (("--restrict", ids[0]), 4),
        (("--restrict", ids[0], "--erase", ids[0], "--reason", "x", "--yes"), 4),
        (("--erase", "0" * 32, "--reason", "x", "--yes"), 4),
        (("--erase", ids[0], "--reason", "x"), 2),
    ):
        assert call("review", "run", *arguments).code == code, arguments
    assert call("review", "due", "--until", "2099-01-01", "--json").json == before


def test_no_decision_is_wrong_usage(call: Caller) -> None:
    assert call("review", "run").code == 2


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '[{"finding": "x", "decision": "burn"}]', '[{"mist": 1}]',
     '[{"finding": "x", "decision": "extend", "fine": "NaN"}]'],
)  # fmt: skip
def test_a_malformed_file_is_refused(call: Caller, tmp_path: Path, text: str) -> None:
    file = tmp_path / "d.json"
    file.write_text(text, encoding="utf-8")
    refused = call("review", "run", "--decisions", file)
    assert (refused.code, refused.out) == (4, "")


def test_recipients_are_listed_with_a_letter_until_it_was_sent(
    call: Caller, case: str, ids: list[str], store_path: Path
) -> None:
    store = Store.open(store_path, PASSPHRASE, "muster")
    case_id = cases.find(store, case).id
    police = agencies.add(store, "A01", "Polizei Musterstadt").ids[0]
    with store.write("x", audit.Action.DISCLOSURE, case_id=case_id, recipient=police) as work:
        row = {"case_id": case_id, "agency_id": police, "artefact_name": "Lage-001.pdf"}
        handover = work.insert(tables.handover, {**row, "made_at": "2026-03-05T10:00:00Z"})
        work.insert(tables.disclosure, {"handover_id": handover, "finding_id": ids[0]})
    store.close()
    assert call("review", "notices", "--json").json == {"notices": []}
    done = call("review", "run", "--erase", ids[0], "--reason", "Frist", "--yes")
    assert "1 notice is to be sent." in done.err
    (notice,) = call("review", "notices", "--case", case, "--letters", "de", "--json").json["notices"]
    assert (notice["recipient"], notice["act"]) == ("Polizei Musterstadt", "erased")
    assert "Lage-001.pdf" in notice["letter"]
    assert "Polizei Musterstadt" in call("review", "notices", "--letters", "en").out
    assert call("review", "sent", notice["id"], "--reason", "Schreiben vom 01.04.").code == 0
    assert call("review", "notices").out.strip() == "No notice is to be sent."
    assert len(call("review", "notices", "--sent", "--json").json["notices"]) == 1
    assert call("review", "sent", "0", "--reason", "x").code == 1


def test_the_file_can_be_cleaned_at_any_time(call: Caller, ids: list[str]) -> None:
    assert call("review", "clean", "--json").json == {"compacted": True}
