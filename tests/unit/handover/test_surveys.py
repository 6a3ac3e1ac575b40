"""Wenn ein Erhebungsbogen hinausgeht und zurückkommt, dann zählt genau, was ausgefüllt wurde."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from app.base.errors import UserError
from app.handover import surveys
from app.office import entries
from app.store.keyslots import KdfCost
from app.store.store import Store

TITLE = "Shisha-Betriebe"


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Store]:
    cost = KdfCost(128 * 1024, 1, 1)
    store, _key = Store.create(tmp_path / "s.rundblick", "muster-passphrase", user="muster", cost=cost)
    entries.add(store, "surveys", {"title": TITLE, "purpose": "Überblick", "legal_basis": "§ 3 OBG NRW"})
    for no, (text, kind, options) in enumerate(
        [("Wie viele Betriebe?", "number", ""), ("Kohlenmonoxid gemessen?", "yes_no", ""),
         ("Wer prüft?", "choice", "Ordnungsamt\nBauamt"), ("Was fiel auf?", "text", "")], start=1
    ):  # fmt: skip
        values = {"survey": TITLE, "no": str(no), "title": text, "kind": kind, "options": options}
        entries.add(store, "survey_questions", values)
    yield store
    store.close()


def fill_pdf(path: Path, answers: dict[str, str]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for field in pdf.acroform.fields:
            if field.fully_qualified_name in answers:
                field.obj["/V"] = pikepdf.String(answers[field.fully_qualified_name])
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def fill_workbook(path: Path, answers: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if row[0].value in answers:
            row[2].value = answers[str(row[0].value)]
    book.save(path)


FILLED = {
    "rundblick_body": "Stadt Musterstadt",
    "q1": "12",
    "q2": "ja",
    "q3": "Bauamt",
    "q4": "Lüftung fehlt",
}


@pytest.mark.parametrize(("ending", "fill"), [("pdf", fill_pdf), ("xlsx", fill_workbook)])
def test_a_form_goes_out_and_comes_back(
    asking: Store, tmp_path: Path, ending: str, fill: Callable[[Path, dict[str, str]], None]
) -> None:
    out = tmp_path / f"bogen.{ending}"
    surveys.write_form(asking, TITLE, out, language="de")
    fill(out, FILLED)
    surveys.take_in(asking, out)
    total, counted = surveys.results(asking, TITLE)
    assert total == 1
    assert [one.answers for one in counted] == [
        (("12", 1),), (("ja", 1),), (("Bauamt", 1),), (("Lüftung fehlt", 1),)
    ]  # fmt: skip
    with pytest.raises(UserError, match="already"):
        surveys.take_in(asking, out)


def test_what_cannot_be_read_is_named_and_nothing_is_taken_in(asking: Store, tmp_path: Path) -> None:
    out = tmp_path / "bogen.xlsx"
    surveys.write_form(asking, TITLE, out)
    fill_workbook(out, {"q1": "viele", "q3": "Zoll"})
    with pytest.raises(UserError) as refused:
        surveys.take_in(asking, out)
    assert [line.split(":")[0] for line in refused.value.problems] == [
        "It does not say which municipality or body answers.", "1. Wie viele Betriebe?", "3. Wer prüft?",
    ]  # fmt: skip
    assert entries.count(asking, "survey_returns") == 0


def test_a_form_of_other_questions_is_refused(asking: Store, tmp_path: Path) -> None:
    out = tmp_path / "bogen.xlsx"
    surveys.write_form(asking, TITLE, out)
    fill_workbook(out, FILLED)
    entries.add(asking, "survey_questions", {"survey": TITLE, "no": "5", "title": "Neu?", "kind": "text"})
    with pytest.raises(UserError, match="before the questions"):
        surveys.take_in(asking, out)


def test_a_strange_file_is_no_form(asking: Store, tmp_path: Path) -> None:
    strange = tmp_path / "liste.csv"
    strange.write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(UserError, match="no form"):
        surveys.take_in(asking, strange)


def test_a_survey_without_questions_is_not_sent(asking: Store, tmp_path: Path) -> None:
    entries.add(asking, "surveys", {"title": "Leer", "purpose": "x", "legal_basis": "y"})
    with pytest.raises(UserError, match="asks nothing"):
        surveys.write_form(asking, "Leer", tmp_path / "leer.pdf")
