"""Briefing templates and the dispatch edition from the command line."""

from pathlib import Path

import pikepdf
import pytest

from tests.unit.cli.conftest import Caller

_SHORT = "name: Kurz\nparts: [cover, sources]\n"


@pytest.fixture
def declared(tmp_path: Path) -> Path:
    file = tmp_path / "kurz.yaml"
    file.write_text(_SHORT, encoding="utf-8")
    return file


def test_a_template_is_saved_listed_shown_used_and_removed(
    call: Caller, case: str, declared: Path, tmp_path: Path
) -> None:
    assert call("template", "save", declared, "--json").json["parts"] == ["cover", "sources"]
    assert call("template", "list", "--json").json == {"templates": ["Kurz"]}
    assert call("template", "show", "Kurz").out == "Kurz: cover, sources\n"
    (tmp_path / "edges.csv").write_text("1,2,3\n2,3,4\n3,4,5\n")
    assert call("import", tmp_path / "edges.csv", "--case", case).code == 0
    pages = {}
    for wish in ((), ("--template", "Kurz"), ("--template", declared)):
        answer = call("briefing", case, "--to", "internal", "--out", tmp_path / "x.pdf", *wish, "--json")
        assert answer.code == 0
        pages[len(pages)] = answer.json["pages"]
    assert pages[1] == pages[2] < pages[0]
    assert call("template", "remove", "Kurz").code == 0
    refused = call("briefing", case, "--to", "internal", "--out", tmp_path / "y.pdf", "--template", "Kurz")
    assert (refused.code, refused.out) == (2, "")
    assert "“Kurz”" in refused.err


def test_a_wrong_template_is_refused_with_its_place(call: Caller, declared: Path) -> None:
    declared.write_text("name: x\nparts: [facts]\n", encoding="utf-8")
    answer = call("template", "save", declared)
    assert (answer.code, answer.out) == (4, "")
    assert "parts, 1" in answer.err
    assert call("template", "show").code == 2


def test_the_dispatch_edition_opens_with_the_passphrase_of_the_file(
    call: Caller, case: str, tmp_path: Path
) -> None:
    (tmp_path / "edges.csv").write_text("1,2,3\n2,3,4\n3,4,5\n")
    assert call("import", tmp_path / "edges.csv", "--case", case).code == 0
    (tmp_path / "wort").write_text("ein langes Passwort\n", encoding="utf-8")
    out = ("--out", tmp_path / "x.pdf", "--lock-with", tmp_path / "wort")
    assert call("briefing", case, "--to", "internal", *out).code == 0
    with pikepdf.Pdf.open(tmp_path / "x.pdf", password="ein langes Passwort") as pdf:
        assert pdf.encryption.R == 6
    (tmp_path / "wort").write_text("kurz\n", encoding="utf-8")
    assert call("briefing", case, "--to", "internal", *out).code == 2
    (tmp_path / "wort").write_bytes(b"\xff\xfe\xfa")
    answer = call("briefing", case, "--to", "internal", *out)
    assert answer.code in (2, 4)
    (tmp_path / "wort").write_text("\n", encoding="utf-8")
    assert call("briefing", case, "--to", "internal", *out).code == 2
