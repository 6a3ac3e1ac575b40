"""Wenn eine Kommune einen Erhebungsbogen bekommt, dann hört jede Vorlesehilfe, was wohin gehört."""

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from app.base.i18n import LANGUAGES
from app.base.survey_records import BODY, MARK, SurveyForm, SurveyQuestion
from app.briefing.survey_sheet import write_survey
from app.exchange.readers.pdf_form_reader import read_pdf_form

with warnings.catch_warnings():
    # The validator's PDF library warns about its own generated types when it is loaded.
    warnings.simplefilter("ignore", DeprecationWarning)
    from outloud import check

HIDDEN, PRINTED = 2, 4
QUESTIONS = (
    SurveyQuestion(1, "Wie viele Betriebe?", "number", (), "Stichtag 1. November"),
    SurveyQuestion(2, "Kohlenmonoxid gemessen?", "yes_no"),
    SurveyQuestion(3, "Wer prüft?", "choice", ("Ordnungsamt", "Bauamt")),
    *(SurveyQuestion(no, f"Was fiel auf ({no})?", "text") for no in range(4, 14)),
)
FORM = SurveyForm(
    "abc", "Shisha-Betriebe", "Überblick", "§ 3 OBG NRW", "2026-12-15", "Geschäftsstelle Muster", QUESTIONS
)
FIELDS = [BODY, *(f"q{q.no}" for q in QUESTIONS)]


def written(language: str = "de") -> bytes:
    out = io.BytesIO()
    write_survey(FORM, out, language)
    return out.getvalue()


@pytest.fixture(scope="module")
def form() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        yield pdf


def errors(data: bytes, folder: Path) -> list[str]:
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert report.rules.total > 50
    file = folder / "bogen.pdf"
    file.write_bytes(data)
    result = check(str(file))
    assert result.error is None
    return [f.rule_id for f in report.failures] + [f"{f.rule}: {f.message}" for f in result.findings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_validators_find_nothing(language: str, tmp_path: Path) -> None:
    assert errors(written(language), tmp_path) == []


def test_the_validators_would_find_a_field_without_its_question(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(written())) as pdf:
        for widget in pdf.pages[0].Annots:
            del widget.TU
        out = io.BytesIO()
        pdf.save(out)
    found = " ".join(errors(out.getvalue(), tmp_path))
    assert "PDFUA1-FORM-FIELD-TU-ALT-001" in found
    assert "FRM-001" in found


def test_each_field_follows_its_question_in_the_order_of_reading(form: pikepdf.Pdf) -> None:
    kids = list(form.Root.StructTreeRoot.K.K)
    tags = [str(kid.S) for kid in kids]
    fields = [kid.K[0].Obj for kid in kids if kid.S == "/Form"]
    assert [str(widget.T) for widget in fields] == FIELDS
    assert tags.count("/H1") == 1
    assert all(tags[at - 1] == "/P" for at, tag in enumerate(tags) if tag == "/Form")
    owners = dict(zip(*[iter(form.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for widget, kid in zip(fields, (k for k in kids if k.S == "/Form"), strict=True):
        assert owners[widget.StructParent].objgen == kid.objgen
        assert widget.F == PRINTED
    assert all(sheet.Tabs == "/S" for sheet in form.pages)
    assert len(form.pages) > 1


def test_fields_and_file_say_what_they_are(form: pikepdf.Pdf) -> None:
    told = {str(field.T): str(field.TU) for field in form.Root.AcroForm.Fields}
    assert told["q1"] == "1. Wie viele Betriebe? Stichtag 1. November"
    assert told["q3"] == "3. Wer prüft?"
    assert told[BODY] == "Kommune oder Stelle"
    assert str(form.Root.Lang) == "de-DE"
    assert form.Root.ViewerPreferences.DisplayDocTitle
    packet = form.Root.Metadata.read_bytes().decode()
    assert "Shisha-Betriebe" in packet
    assert "pdfaid:part>" not in packet
    mark = next(field for field in form.Root.AcroForm.Fields if field.T == MARK)
    assert (mark.F, "/StructParent" in mark) == (HIDDEN, False)


def test_no_field_shares_with_another_what_it_looks_like(form: pikepdf.Pdf) -> None:
    drawn = [field.AP.N.objgen for field in form.Root.AcroForm.Fields]
    assert len(set(drawn)) == len(drawn)
    font = form.Root.AcroForm.DR.Font.NotoSans
    assert font.FontDescriptor.FontFile2.Length1 > 0
    assert all("/Helv" not in str(field.DA) for field in form.Root.AcroForm.Fields)


def test_what_is_typed_in_a_pdf_reader_stands_there_and_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "ausgefüllt.pdf"
    _type_into(written(), {BODY: "Stadt Mülheim", "q1": "12", "q4": "§ 5 fehlt: 500 €"}, {"q2": 1}, out)
    answers = dict(row.cells for row in read_pdf_form(out.read_bytes()).rows)
    said = {name: answers[name] for name in (BODY, "q1", "q2", "q3", "q4")}
    assert said == {BODY: "Stadt Mülheim", "q1": "12", "q2": "ja", "q3": "", "q4": "§ 5 fehlt: 500 €"}
    assert answers[MARK] == FORM.mark
    with pikepdf.open(out) as pdf:
        shown = {str(f.T): f.AP.N.read_bytes() for f in pdf.Root.AcroForm.Fields}
    assert b"(12) Tj" in shown["q1"]
    assert b"(12) Tj" not in shown["q5"]


def _type_into(data: bytes, texts: dict[str, str], chosen: dict[str, int], out: Path) -> None:
    """Fill the first page in as somebody does who clicks into the fields and types."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        places = {str(w.T): [float(side) for side in w.Rect] for w in pdf.pages[0].Annots}
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    sheet, form = document[0], document.formenv
    for name in (*texts, *chosen):
        left, low, _right, high = places[name]
        at = (left + 8, (low + high) / 2)
        pdfium.FORM_OnLButtonDown(form.raw, sheet.raw, 0, *at)
        pdfium.FORM_OnLButtonUp(form.raw, sheet.raw, 0, *at)
        for character in texts.get(name, ""):
            pdfium.FORM_OnChar(form.raw, sheet.raw, ord(character), 0)
        if name in chosen:
            assert pdfium.FORM_SetIndexSelected(form.raw, sheet.raw, chosen[name], True)
        pdfium.FORM_ForceToKillFocus(form.raw)
    document.save(out)
    sheet.close()
    document.close()
