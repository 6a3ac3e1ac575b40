"""The printed recovery key: what stands on the page is what opens the store, in both languages."""

import io
import re
from itertools import pairwise

import pypdfium2
import pytest
import segno

from app.base import i18n
from app.briefing.key_page import KeySheet, key_pages
from app.briefing.qr_code import QUIET, qr_rows
from tests.pdf_text import pages_of

GROUPS = "000GC-40R4G-0M30B-E209Q-185GA-R38E0-1W81D-24GK7-2GAHC-C5RRF-34D1A-P70XP-3RFG6-CC6WK"
WORDS = " ".join(f"academic{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(33))
KEY = KeySheet("Geschäftsstelle Ü", "ab12cd34ef567890", "2026-11-22", GROUPS)
SHARES = KeySheet("Geschäftsstelle", "ab12cd34ef567890", "2026-11-22", f"{WORDS}\n{WORDS}\n{WORDS}", 2)


def _dark_squares(pdf: bytes, count: int, scale: float = 6.0) -> list[list[bool]]:
    """The code as a scanner sees it: the middle of each square of the rendered page."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=scale).to_pil().convert("L")
    # The code is the only thing whose finder patterns are black over so wide a stretch at the left.
    side = 52 / 25.4 * 72 * scale
    square = side / (count + 2 * QUIET)
    left = 25 / 25.4 * 72 * scale + QUIET * square
    column = round(left + square / 2)
    finder = 7 * square * 0.9
    dark = [picture.getpixel((column, y)) < 128 for y in range(picture.height)]
    changes = [y for y, (a, b) in enumerate(pairwise(dark), 1) if a != b]
    top = next(y for y, end in pairwise(changes) if dark[y] and end - y > finder)
    middles = [n * square + square / 2 for n in range(count)]
    return [[picture.getpixel((round(left + x), round(top + y))) < 128 for x in middles] for y in middles]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_key_can_be_read_back_from_the_text(language: str) -> None:
    i18n.set_language(language)
    (text,) = pages_of(key_pages(KEY))
    assert re.findall(r"\b[0-9A-Z]{5}\b", text) == GROUPS.split("-")
    assert "Geschäftsstelle Ü" in text
    assert "ab12cd34" in text
    assert "ef567890" not in text
    assert "2026" in text
    assert "keys recovery" in " ".join(text.split())


def test_the_code_on_the_page_holds_the_same_text() -> None:
    wanted = [list(row) for row in qr_rows(GROUPS)]
    assert _dark_squares(key_pages(KEY), len(wanted)) == wanted


def test_the_code_is_the_standard_one() -> None:
    code = segno.make_qr(GROUPS, error="m", boost_error=False)
    assert [list(map(bool, row)) for row in code.matrix] == [list(row) for row in qr_rows(GROUPS)]
    assert code.mode == "alphanumeric"


def test_each_share_has_its_page() -> None:
    pages = pages_of(key_pages(SHARES))
    assert len(pages) == 3
    for number, text in enumerate(pages, 1):
        assert f"share {number} of 3" in text
        assert "Any 2 of them" in " ".join(text.split())
        assert [w for w in text.split() if w.startswith("academic")] == WORDS.split()
        assert GROUPS[:5] not in text


def test_the_same_sheet_gives_the_same_bytes_and_names_no_secret_outside_the_page() -> None:
    first = key_pages(KEY)
    assert first == key_pages(KEY)
    assert GROUPS.encode() not in first
    with pypdfium2.PdfDocument(io.BytesIO(first)) as document:
        said = document.get_metadata_dict()
    assert said["Title"] == "Recovery key of Geschäftsstelle Ü"
    assert not any(GROUPS[:11] in value for value in said.values())


def test_it_is_black_and_white() -> None:
    with pypdfium2.PdfDocument(key_pages(KEY)) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    assert all(max(colour) - min(colour) < 8 for _count, colour in picture.getcolors(100_000))
