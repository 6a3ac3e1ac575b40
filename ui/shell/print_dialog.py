"""Printing pages of a PDF through the dialog of the system, without a file in between.

Loaded when first used. The pages are drawn as pictures: what is on paper is what the PDF shows, whatever
fonts the printer has.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.reading.page_images import Drawn, pdf_page

# Fine enough for the smallest type and for QR codes; an A4 page is 26 MB while it is drawn.
_DOTS_PER_INCH = 300.0
_MM_PER_INCH = 25.4


def print_pdf(
    parent: QWidget, pdf: bytes, title: str, *, copies: int = 1, duplex: bool = False, pages: int = 0
) -> bool:
    """Ask for the printer, then print; False if somebody gave up.

    `title` names the job, `copies` and `duplex` (both sides, turned over the long edge) are what the dialog
    begins with, `pages` how many there are (0: not known). Printing into a file is not offered: whoever wants
    a file saves it. Raises `UserError` where there is no printer, and for one that does not take the job.
    """
    printer = ask(parent, title, copies=copies, duplex=duplex, pages=pages)
    if printer is None:
        return False
    draw(printer, pdf)
    return True


def ask(
    parent: QWidget, title: str, *, copies: int = 1, duplex: bool = False, pages: int = 0
) -> QPrinter | None:
    """Ask for the printer as `print_pdf` does, and print nothing yet; None if somebody gave up."""
    if not QPrinterInfo.availablePrinterNames():
        raise UserError(
            "print.none",
            _("No printer is set up on this workstation."),
            _("Save the page as a file, print it elsewhere, then delete the file."),
            exit_code=ExitCode.NOT_WRITABLE,
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, title, copies=copies, duplex=duplex)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    if pages:
        dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def prepare(printer: QPrinter, title: str, *, copies: int = 1, duplex: bool = False) -> None:
    """Set a printer as the dialog is to begin with: A4, without margins of its own."""
    printer.setDocName(title)
    printer.setCopyCount(copies)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if duplex else QPrinter.DuplexMode.DuplexNone)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    # The pages of a briefing bring their margins along.
    printer.setFullPage(True)


def draw(printer: QPrinter, pdf: bytes) -> int:
    """Draw the chosen pages of a PDF on a printer, and return how many sheets' sides were drawn.

    Copies that the printer cannot make itself are drawn one after the other.
    """
    first = pdf_page(pdf, 0, _DOTS_PER_INCH)
    chosen = _chosen(printer, first.count)
    repeats = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    _turn(printer, first if chosen[0] == 0 else pdf_page(pdf, chosen[0], _DOTS_PER_INCH))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    done = 0
    try:
        for number in chosen * repeats:
            page = first if number == 0 else pdf_page(pdf, number, _DOTS_PER_INCH)
            if done:
                _turn(printer, page)
                if not printer.newPage():
                    raise _refused()
            _put(painter, printer, page)
            done += 1
    finally:
        painter.end()
    return done


def draw_all(printer: QPrinter, pdfs: Sequence[bytes]) -> int:
    """Draw several PDFs one after the other, each a job of its own; return how many sides were drawn."""
    return sum(draw(printer, pdf) for pdf in pdfs)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """Return the numbers of the pages that were chosen, from 0; all of them if none were."""
    start, end = printer.fromPage(), printer.toPage()
    if not start:
        return list(range(count))
    return list(range(start - 1, min(end or count, count))) or list(range(count))


def _turn(printer: QPrinter, page: Drawn) -> None:
    wide = page.size[0] > page.size[1]
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)


def _put(painter: QPainter, printer: QPrinter, page: Drawn) -> None:
    """Draw a page in its own size; smaller where the paper is smaller."""
    image = QImage(page.pixels, page.width, page.height, page.width * 3, QImage.Format.Format_BGR888)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    across, down = (mm / _MM_PER_INCH * printer.resolution() for mm in page.size)
    fit = min(1.0, paper.width() / across, paper.height() / down)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, across * fit, down * fit), image)


def _refused() -> UserError:
    return UserError(
        "print.refused",
        _("The printer does not take the job."),
        _("Choose another printer, or save the page as a file."),
        exit_code=ExitCode.NOT_WRITABLE,
    )
