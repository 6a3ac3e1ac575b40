"""`match` and `duplicates` as a script calls them."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Caller


def table(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_pairs_of_names_are_scored_in_their_order(call: Caller, tmp_path: Path) -> None:
    file = table(tmp_path, 'left,right\nErika Mustermann,"Mustermann, Erika"\nErika Muster,Max Beispiel\n')
    answer = call("match", file, "--json")
    assert answer.code == 0
    first, second = answer.json["pairs"]
    assert set(first) == {"left", "right", "score"}
    assert (first["left"], first["right"]) == ("Erika Mustermann", "Mustermann, Erika")
    assert first["score"] > 0.9 > 0.5 > second["score"]


def test_a_match_needs_no_store(call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUNDBLICK_STORE")
    assert call("match", table(tmp_path, "left;right\nMuster GmbH;Muster mbH\n")).code == 0


def test_pairs_of_records_are_named_by_their_ids(call: Caller, tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "left_id;left_name;left_birth_date;right_id;right_name;right_birth_date\n"
        "1;Erika Muster;01.02.1980;2;Muster, Erika;02.01.1980\n",
    )
    (pair,) = call("match", file, "--json").json["pairs"]
    assert (pair["left"], pair["right"]) == ("1", "2")
    assert 0.8 < pair["score"] < 1.0


def test_two_tables_are_compared_across_and_one_within(call: Caller, tmp_path: Path) -> None:
    one = table(tmp_path, "id,name,dob\n1,Erika Muster,19800201\n2,Erika Muster,1980-02-01\n", "one.csv")
    two = table(tmp_path, "id,vorname,nachname,geburtsdatum\n1,Erika,Muster,1.2.1980\n", "two.csv")
    across = call("match", one, two, "--json").json["pairs"]
    assert {(p["left"], p["right"]) for p in across} == {("1", "1"), ("2", "1")}
    within = call("match", one, "--json").json["pairs"]
    assert [(p["left"], p["right"], p["score"]) for p in within] == [("1", "2", 1.0)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x,y\na,b\n", "has no columns left and right"),
        ("left,right\n", "has no rows"),
        ("left,left\na,b\n", "two columns of the same name"),
        ("left,right\na,b\nc\n", "line 3: 1 cells instead of 2"),
        ("id,name\n1,Erika\n1,Max\n", "An id occurs twice"),
    ],
)
def test_a_bad_table_is_refused_in_a_sentence(call: Caller, tmp_path: Path, text: str, says: str) -> None:
    answer = call("match", table(tmp_path, text))
    assert answer.code == 4
    assert says in answer.err
    assert answer.out == ""


def test_a_missing_or_binary_file_is_refused(call: Caller, tmp_path: Path) -> None:
    assert call("match", tmp_path / "none.csv").code == 4
    assert call("match", tmp_path).code == 4
    (tmp_path / "noise.csv").write_bytes(bytes(range(256)) * 40)
    assert call("match", tmp_path / "noise.csv").code == 4
    assert call("match", table(tmp_path, "left,right\na,b\n"), "--min-score", "3").code == 2


def test_duplicates_of_a_case_come_with_their_reasons(call: Caller, case: str, tmp_path: Path) -> None:
    rows = "name,birth_date\nErika Mustermann,1980-02-01\nMustermann Erika,1980\nMax Beispiel,1970\n"
    assert call("import", table(tmp_path, rows), "--case", case).code == 0
    answer = call("duplicates", case, "--json")
    assert answer.code == 0
    assert set(answer.json) == {"pairs"}
    assert answer.json["pairs"]
    for pair in answer.json["pairs"]:
        assert set(pair) == {"a", "b", "score", "reasons"}
        assert pair["a"] < pair["b"]
        assert pair["score"] >= 0.7
        assert pair["reasons"]


def test_duplicates_of_an_unknown_case_are_no_answer(call: Caller) -> None:
    assert call("duplicates", "360-2026-999").code == 1
    assert call("duplicates", "360-2026-999", "--min-score", "2").code == 2
