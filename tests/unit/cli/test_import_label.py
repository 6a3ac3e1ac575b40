"""What becomes of a delivery without its label on the command line."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Caller

LABEL = ("means=offen", "person_category=suspect", "interest=§ 263 StGB", "collecting_body=Polizei",
         "legal_basis=§ 24 PolG NRW")  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "leute.csv"
    made.write_text("name,birth_date\nErika Musterfrau,1990-01-02\nOtto Mustermann,1985-05-06\n", "utf-8")
    return made


def nodes(call: Caller) -> int:
    return int(call("case", "list", "--json").json["cases"][0]["nodes"])


def test_without_a_label_it_can_be_worked_with_and_says_that_it_cannot_leave(
    call: Caller, case: str, file: Path
) -> None:
    """Wenn ich eine Datei ohne Kennzeichnung einlese, dann arbeite ich gleich damit."""
    answer = call("import", file, "--case", case, "--json")
    assert answer.code == 0
    assert "no label" in answer.err
    assert answer.json["files"][0]["nodes"] == nodes(call) == 2
    assert call("search", "Musterfrau", "--json").json["total"] == 1


def test_quarantine_holds_it_everywhere(call: Caller, case: str, file: Path) -> None:
    """Wenn ich sie mit --quarantine einlese, dann findet sie nichts und niemand."""
    answer = call("import", file, "--case", case, "--quarantine")
    assert "quarantine" in answer.err
    assert nodes(call) == 0
    assert call("search", "Musterfrau", "--json").code == 1
    assert call("graph", case, "--json").json["nodes"] == 0
    assert call("verify", "--deep").code == 0


def test_a_labelled_delivery_needs_no_word(call: Caller, case: str, file: Path) -> None:
    """Wenn die Kennzeichnung vollständig ist, dann ist nichts zu sagen."""
    parts = [argument for part in LABEL for argument in ("--label", part)]
    answer = call("import", file, "--case", case, "--quarantine", *parts)
    assert (answer.code, answer.err) == (0, "")
    assert nodes(call) == 2
