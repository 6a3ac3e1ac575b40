"""`review deletions` and `review decide` as a script calls them."""

from pathlib import Path

import pytest

from app.casework import cases, findings, subjects
from app.casework.findings import Statement
from app.store.store import Store
from tests.unit.cli.conftest import Caller
from tests.unit.conftest import PASSPHRASE


@pytest.fixture
def accused(call: Caller, case: str, tmp_path: Path, store_path: Path) -> str:
    """Somebody from an import, acquitted in a proceeding."""
    file = tmp_path / "netz.csv"
    file.write_text("source,target\nAnna Muster,Bea Muster\n", encoding="utf-8")
    assert call("import", file, "--profile", "treffen", "--case", case).code == 0
    store = Store.open(store_path, PASSPHRASE)
    try:
        case_id = cases.find(store, case).id
        records = cases.records(store, case_id)
        source = records.sources[0].id
        person = next(f.subject_id for f in records.findings if f.value == "Anna Muster")
        trial = subjects.add_node(
            store, case_id, "proceeding", [Statement("file_number", "12 Js 34/26", source)]
        ).ids[0]
        subjects.add_link(store, case_id, "party_to", person, trial, [Statement("exists", "yes", source)])
        findings.record(store, case_id, trial, Statement("outcome", "acquittal", source))
    finally:
        store.close()
    return person


def test_what_is_open_is_listed_without_values(call: Caller, accused: str, case: str) -> None:
    (matter,) = call("review", "deletions", "--case", case, "--json").json["deletions"]
    assert (matter["person"], matter["reference"]) == (accused, case)
    assert [outcome for _about, outcome in matter["outcomes"]] == ["acquittal"]
    assert call("review", "due", "--json").json["deletions"] == [matter]
    told = call("review", "due")
    assert accused in told.out
    assert "Muster" not in told.out


def test_an_import_about_the_person_waits(call: Caller, accused: str, case: str, tmp_path: Path) -> None:
    file = tmp_path / "mehr.csv"
    file.write_text("source,target\nAnna Muster,Cem Muster\nBea Muster,Dora Muster\n", encoding="utf-8")
    refused = call("import", file, "--profile", "treffen", "--case", case)
    assert refused.code == 4
    assert "decision on deletion is open" in refused.err
    assert "Cem" not in call("search", "Cem", "--json").out


def test_keeping_takes_its_ground_and_is_logged(call: Caller, accused: str) -> None:
    assert call("review", "decide", accused, "--reason", "x").code == 2
    assert call("review", "decide", accused, "--erase", "--keep", "not_final", "--reason", "x").code == 2
    kept = call("review", "decide", accused, "--keep", "not_cleared", "--reason", "Zweifel", "--json")
    assert (kept.code, kept.json) == (0, {"kept": accused, "ground": "not_cleared"})
    assert call("review", "deletions", "--json").json == {"deletions": []}
    reasons = [e["reason"] for e in call("audit", "--json").json["entries"]]
    assert any(reason.endswith(": Zweifel") for reason in reasons)
    assert call("review", "decide", accused, "--keep", "not_final", "--reason", "x").code == 1


def test_erasing_takes_all_that_is_held_of_the_person(call: Caller, accused: str) -> None:
    done = call("review", "decide", accused, "--erase", "--reason", "Unschuld erwiesen", "--yes", "--json")
    assert done.code == 0
    assert accused in done.json["subjects"]
    assert call("search", "Anna", "--json").json["total"] == 0
    assert call("verify", "--deep").code == 0
