"""What comes out of a printer is what the PDF shows; nothing else is left behind."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from app.base.errors import UserError
from app.briefing.key_page import KeySheet, key_pages
from app.store import recovery_key
from ui.shell import print_dialog
from ui.shell.recovery_key_page import RecoveryKeyPage

TEXT = recovery_key.to_text(bytes(range(32)))


@pytest.fixture(scope="module")
def pages() -> bytes:
    """Three shares on three pages, as they are printed."""
    return key_pages(KeySheet("Muster", "0" * 32, "2026-11-22", "\n".join([TEXT] * 3), 2))


def into_file(path: Path, *, copies: int = 1, duplex: bool = False) -> QPrinter:
    """A printer that writes a PDF: what it gets is what any other would get."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    print_dialog.prepare(printer, "Muster", copies=copies, duplex=duplex)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_each_page_is_on_paper_as_it_is_in_the_pdf(qtbot: QtBot, pages: bytes, tmp_path: Path) -> None:
    out = tmp_path / "aus.pdf"
    assert print_dialog.draw(into_file(out), pages) == 3
    with pypdfium2.PdfDocument(out) as printed, pypdfium2.PdfDocument(pages) as wanted:
        assert len(printed) == len(wanted) == 3
        for on_paper, page in zip(printed, wanted, strict=True):
            assert on_paper.get_size() == pytest.approx(page.get_size(), abs=2.0)
            seen, meant = (p.render(scale=1.0).to_pil().convert("L") for p in (on_paper, page))
            both = ImageChops.difference(seen.resize(meant.size), meant)
            assert ImageStat.Stat(both).mean[0] < 6, "nothing is moved, cut off or left white"
            assert ImageStat.Stat(seen).mean[0] < 252
    assert [f.name for f in tmp_path.iterdir()] == ["aus.pdf"]


def test_a_range_and_copies_are_kept_to(qtbot: QtBot, pages: bytes, tmp_path: Path) -> None:
    printer = into_file(tmp_path / "aus.pdf", copies=2, duplex=True)
    assert printer.copyCount() == 2
    printer.setFromTo(2, 3)
    made = print_dialog.draw(printer, pages)
    assert made == (2 if printer.supportsMultipleCopies() else 4)
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Portrait


def test_without_a_printer_one_is_told_what_else_to_do(qtbot: QtBot, pages: bytes) -> None:
    page = RecoveryKeyPage()
    qtbot.addWidget(page)
    page.show_key(TEXT)
    if QPrinterInfo.availablePrinterNames():
        assert page.print_button.isEnabled()
        return
    with pytest.raises(UserError) as refused:
        print_dialog.print_pdf(page, pages, "Muster")
    assert refused.value.key == "print.none"
    page.print_page(pages)
    assert "No printer" in page.error.text()
