"""Eine Studie vom leeren Bestand bis zum Bericht, wie ein Skript sie führt."""

from pathlib import Path

from tests.unit.cli.conftest import Caller
from tests.unit.study.invented_careers import invented, write_files

NEW = ("study", "new", "Lebensläufe Muster", "--provider", "LKA Muster", "--end", "2099-12-31")


def test_a_study_from_the_command_line(call: Caller, tmp_path: Path) -> None:
    files = write_files(invented(), tmp_path)
    assert call("study", "results").code == 2
    assert call(*NEW).code == 0
    assert "workspace of a study" in call("register").err
    assert call("study", "import", *files, "--json").json["careers"] == 30
    shown = call(
        "study", "design", "--group-a", "mit", "--group-b", "ohne", "--resamples", 1000, "--bands", "14,18",
        "--desistance", "2,5", "--json",
    ).json  # fmt: skip
    assert shown["definitions"][0]["definition"]["desistance"] == [2, 5]
    assert set(shown["groups"][0]) == {"group", "careers", "birth_year", "onset", "first_severity", "sexes"}
    assert call("study", "match", "--json").json["pairs"] == 15
    found = call("study", "results")
    assert "n = 30 is exploratory" in found.out
    assert "A01" not in found.out
    assert call("study", "design", "--outcomes", "onset,luck", "--reason", "Probe").code == 2
    fewer = call(
        "study", "design", "--outcomes", "onset,frequency", "--main", "frequency", "--reason", "Probe"
    )
    assert "Main outcome, fixed beforehand: Frequency" in fewer.out
    assert call("study", "match").code == 0
    told = call("study", "results", "--json").json
    assert ([p["id"] for p in told["parameters"]], told["next_offence"]) == (["onset", "frequency"], None)
    assert len(told["changed_after_results"]) == 1
    made = call("study", "report", "--out", tmp_path, "--lang", "de", "--json").json
    assert Path(made["file"]).is_file()
