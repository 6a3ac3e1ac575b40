"""One drawing, many numbered copies; the archive edition and the dispatch edition."""

import io
from dataclasses import replace

import pikepdf
import pytest
from briefing_factory import released, working_view
from pdf_checks import failures, page_texts, pdf_of

from app.briefing.compose import compose
from app.briefing.document import DrawnBriefing, draw_pdf
from app.briefing.options import BriefingOptions

_WORD = "Schlüssel für Musterstadt"


@pytest.fixture(scope="module")
def drawn() -> DrawnBriefing:
    return draw_pdf(compose(released(working_view()), BriefingOptions(language="de", copies=8)))


def test_every_copy_says_its_own_number_on_every_page_and_no_other(drawn: DrawnBriefing) -> None:
    for number in (1, 5, 8):
        pages = page_texts(drawn.written(number))
        assert all(f"{number}/8" in text for text in pages)
        assert all(f"Ausfertigung {number} von 8" in text for text in pages)
        for other in set(range(1, 9)) - {number}:
            assert not any(f"{other}/8" in text or f"Ausfertigung {other} von" in text for text in pages)


def test_no_copy_holds_the_marks_of_another_in_its_bytes(drawn: DrawnBriefing) -> None:
    with pikepdf.Pdf.open(io.BytesIO(drawn.written(3))) as pdf:
        forms = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    marked = [data for data in forms if b"%copy-mark" in data]
    assert marked
    assert all(b"%copy-mark 3 " in data for data in marked)


def test_a_copy_out_of_one_drawing_is_valid_and_the_same_each_time(
    drawn: DrawnBriefing, tmp_path: object
) -> None:
    first = drawn.written(4)
    drawn.written(7)
    assert drawn.written(4) == first
    again = draw_pdf(compose(released(working_view()), BriefingOptions(language="de", copies=8)))
    assert again.written(4) == first
    assert failures(first, tmp_path) == []


def test_the_dispatch_edition_is_aes_256_of_revision_6(drawn: DrawnBriefing) -> None:
    data = drawn.written(2, _WORD)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.Pdf.open(io.BytesIO(data))
    with pikepdf.Pdf.open(io.BytesIO(data), password=_WORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert pdf.encryption.stream_method is pikepdf.models.encryption.EncryptionMethod.aesv3
        assert pdf.allow.accessibility
        assert pdf.allow.print_highres
        assert not pdf.allow.extract
        assert not pdf.allow.modify_other
        assert len(pdf.pages) == drawn.pages
        assert pdf.Root.MarkInfo.Marked
    assert "Muster".encode("utf-16-be") not in data


def test_an_edition_after_the_other_leaves_no_trace(drawn: DrawnBriefing) -> None:
    before = drawn.written(2)
    drawn.written(2, _WORD)
    assert drawn.written(2) == before


def test_the_office_itself_has_no_numbered_copies() -> None:
    own = draw_pdf(compose(working_view(), BriefingOptions(language="en", copies=3)))
    assert not any("Copy 1 of" in text for text in page_texts(own.written()))


def test_a_table_of_links_faces_the_chart() -> None:
    pages = page_texts(pdf_of(working_view(), language="en"))
    chart = next(n for n, text in enumerate(pages, 1) if "The links drawn" in text)
    table = next(n for n, text in enumerate(pages, 1) if "The links in words" in text)
    assert chart % 2 == 1
    assert chart == table + 1


def test_the_situation_stays_on_one_page_however_much_is_judged() -> None:
    view = working_view()
    matter = next(f for f in view.findings if f.property == "key_judgement")
    more = [replace(matter, id=f"{n:032x}", value=f"Kernaussage {n}: " + "viel Text " * 40) for n in range(9)]
    header = replace(view.header, question="Wer führt die Betriebe? " * 20)
    full = replace(view, header=header, findings=(*view.findings, *more))
    pages = page_texts(pdf_of(full, language="en"))
    start = next(n for n, text in enumerate(pages) if "Situation on one page" in text and n)
    assert "What this rests on" in pages[start]
