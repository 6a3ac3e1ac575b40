import contextlib
import io
import re
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.base.bounded_process import Limits
from app.base.errors import UserError
from app.reading import reader
from app.reading.kinds import kind_of
from app.reading.reader import LARGEST, page_picture, read_text, words


def read(data: bytes) -> reader.Reading:
    return read_text([data], len(data))


def made_pdf(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 600))
    for words_of_page in pages:
        canvas.drawString(50, 500, words_of_page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def made_docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Vermerk über den Mietwagen")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kennzeichen", "MU-ST 123"
    document.add_paragraph("Ende")
    document.save(out)
    return out.getvalue()


def made_xlsx() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Halter"
    sheet.append(["Name", "Betrag"])
    sheet.append(["Erika Mustermann", 12.5])
    book.create_sheet("Zweites").append(["Schluss"])
    book.save(out)
    return out.getvalue()


def test_pages_of_a_pdf_are_parted_by_form_feeds() -> None:
    assert read(made_pdf("Erste Seite", "Zweite Seite")).text == "Erste Seite\fZweite Seite"


def test_paragraphs_and_tables_of_a_docx_come_in_their_order() -> None:
    text = "Vermerk über den Mietwagen\nKennzeichen\tMU-ST 123\nEnde\n"
    assert read(made_docx()) == reader.Reading("done", "", text)


def test_sheets_of_an_xlsx_are_pages() -> None:
    first, second = read(made_xlsx()).text.split("\f")
    assert first == "Halter\nName\tBetrag\nErika Mustermann\t12.5\n"
    assert second == "Zweites\nSchluss\n"


MAIL = """From: =?utf-8?q?J=C3=BCrgen_Muster?= <muster@example.org>
Subject: Treffen
Date: Mon, 02 Feb 2026 10:00:00 +0100
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

Wir treffen uns in Köln.
"""


def test_heads_and_words_of_a_mail_are_read() -> None:
    text = read(MAIL.encode("latin-1")).text
    assert "From: Jürgen Muster <muster@example.org>" in text
    assert "Wir treffen uns in Köln." in text


def test_messages_of_a_mailbox_are_pages() -> None:
    box = "".join(f"From muster Mon Feb  2 10:00:00 2026\n{MAIL}\n" for _n in range(3))
    assert read(box.encode("latin-1")).text.count("\f") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_any_encoding(encoding: str) -> None:
    text = "Die Übergabe war größer als gedacht, sagte Frau Müller über die Straße.\n" * 5
    assert read(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["Halter: Müller\n", "Straße 5, § 14, 30 €\n", "wählt „später“ – 5°\n"])
def test_a_short_german_note_is_read_as_such(text: str) -> None:
    assert read(text.encode("cp1252")).text == text


def test_other_alphabets_are_still_told_apart() -> None:
    line = "Доклад о встрече в городе: фамилия, адрес, номер машины.\n"  # noqa: RUF001 - Cyrillic is meant
    text = line * 5
    assert read(text.encode("cp1251")).text == text


def test_html_is_read_without_its_scripts() -> None:
    page = b"<!DOCTYPE html><html><script>alert(1)</script><p>Ein <b>Satz</b>.<p>Noch &uuml;ber</html>"
    assert read(page).text == "Ein Satz.\nNoch über\n"


def test_a_kind_is_told_by_content_not_by_name(shared_data: Path) -> None:
    known = {
        "08_anhaenge/pdf/udhr_ger.pdf": "pdf",
        "04_formate/office_mail/hello world word.docx": "docx",
        "04_formate/office_mail/file.xlsx": "xlsx",
        "04_formate/office_mail/testThunderbirdEml.eml": "mail",
        "04_formate/office_mail/countries.csv": "text",
        "05_feindlich/zip/zip-slip.zip": "",
        "08_anhaenge/bilder_gps/DSCN0010.jpg": "image",
    }
    assert {name: kind_of((shared_data / name).read_bytes()) for name in known} == known


@pytest.mark.parametrize(
    ("name", "state", "note"),
    [
        ("08_anhaenge/pdf/libreoffice-writer-password.pdf", "failed", "password"),
        ("05_feindlich/pdf/poppler-395-0-fuzzed.pdf", "failed", "damaged"),
        ("05_feindlich/pdf/GHOSTSCRIPT-698804-1-fuzzed.pdf", "empty", "scan"),
        ("05_feindlich/zip/zip-slip.zip", "unsupported", "kind"),
        ("05_feindlich/bilder/image00971.jpg", "unsupported", "image"),
        ("05_feindlich/xml/xmlbomb.xml", "done", ""),
        ("05_feindlich/blns/blns.txt", "done", ""),
    ],
)
def test_hostile_files_end_in_one_sentence(shared_data: Path, name: str, state: str, note: str) -> None:
    found = read((shared_data / name).read_bytes())
    assert (found.state, found.note) == (state, note)
    assert (found.note == "") == (words(found.state, found.note) == "")


def test_fuzzed_pdfs_end_be_it_as_text_or_as_a_page(shared_data: Path) -> None:
    for number, path in enumerate(sorted((shared_data / "05_feindlich" / "pdf").glob("*.pdf"))):
        data = path.read_bytes()
        if number % 2:
            assert read(data).state in ("done", "empty", "failed")
            continue
        with contextlib.suppress(UserError):
            assert page_picture(data, 0, 40).width > 0


def bomb(member: str, unpacked: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(member, "w", force_zip64=True) as part:
            for _n in range(unpacked // 1_000_000):
                part.write(b"<a/>" * 250_000)
    return out.getvalue()


@pytest.mark.parametrize("member", ["word/document.xml", "xl/workbook.xml"])
def test_an_office_file_that_unpacks_to_too_much_is_refused(member: str) -> None:
    # The directory of the archive says 4 GB; unpacked or not, it is refused by what it says.
    claiming = (2_000_000).to_bytes(4, "little"), (4_000_000_000).to_bytes(4, "little")
    assert read(bomb(member, 2_000_000).replace(*claiming)).note == "bomb"


def test_an_archive_that_lies_about_its_size_only_costs_the_child() -> None:
    whole = bomb("word/document.xml", 60_000_000)
    lying = whole.replace((60_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert read(lying).state == "failed"


def test_entities_of_a_docx_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{entities}]><x>&e11;</x>'
    source, out = io.BytesIO(made_docx()), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    assert read(out.getvalue()).state in ("failed", "empty")


def test_a_sheet_that_lies_about_its_size_is_read_by_its_cells() -> None:
    source, out = io.BytesIO(made_xlsx()), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part))
    assert "Erika Mustermann" in read(out.getvalue()).text


def test_a_mail_nested_a_thousand_deep_ends() -> None:
    mail = b"From: a@example.org\nSubject: tief\n"
    for number in range(1000):
        mail += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    assert read(mail + b"\nInnerstes").state in ("done", "failed")


def test_a_document_too_large_is_not_even_sent() -> None:
    def never() -> bytes:
        raise AssertionError("nobody reads this")

    assert read_text(iter(never, b""), LARGEST + 1).note == "large"


def test_text_is_bounded_and_says_so() -> None:
    found = read(b"Mietwagen und Schl\xc3\xbcssel\n" * 200_000)
    assert found.note == "cut"
    assert len(found.text) <= 2 * 1024 * 1024


def test_a_text_of_200_megabytes_is_read_as_far_as_it_is_kept() -> None:
    pieces = [b"Mietwagen und Schl\xc3\xbcssel\n" * 37_449] * 200
    found = read_text(iter(pieces), sum(map(len, pieces)))
    assert (found.state, found.note) == ("done", "cut")


@pytest.mark.parametrize(
    ("program", "note"),
    [
        ("import ctypes; ctypes.string_at(0)", "crash"),
        ("while True: pass", "time"),
        ("import os; os._exit(77)", "memory"),
        ("print('x' * 200000)", "answer"),
        ("print('kein JSON')", "crash"),
        ('print(\'{"state": "done", "note": "<b>erfunden</b>"}\')', "crash"),
        ("print('[' * 100000)", "crash"),
        ("pass", "crash"),
    ],
)
def test_a_reader_that_was_taken_over_costs_one_sentence(
    monkeypatch: pytest.MonkeyPatch, program: str, note: str
) -> None:
    monkeypatch.setattr(reader, "own_command", lambda _word: [sys.executable, "-c", program])
    limits = Limits(seconds=1.0, answer=150_000)
    assert read_text([b"egal"], 4, limits) == reader.Reading("failed", note)


def test_places_in_the_text_are_places_on_the_page() -> None:
    data = made_pdf("Erika Mustermann")
    text, picture = read(data).text, page_picture(data, 0, 96)
    assert len(picture.letters) == len(text)
    left, top, right, bottom = picture.letters[0]
    assert left == pytest.approx(50 / 400, abs=0.01)
    assert top < 100 / 600 < bottom
    assert right <= picture.letters[1][0] + 0.01


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        page_picture(made_pdf("Nur eine"), 1, 96)
    assert caught.value.key == "document.page"


def test_an_image_is_turned_as_its_camera_noted(shared_data: Path) -> None:
    picture = page_picture((shared_data / "08_anhaenge/bilder_gps/DSCN0010.jpg").read_bytes(), 0, 48)
    assert len(picture.pixels) == picture.width * picture.height * 3
    turned = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(turned, "JPEG", exif=exif)
    picture = page_picture(turned.getvalue(), 0, 96)
    assert picture.width < picture.height


def test_an_image_of_huge_dimensions_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(out, "PNG")
    with pytest.raises(UserError):
        page_picture(out.getvalue(), 0, 96)
