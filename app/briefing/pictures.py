"""Pictures that another engine drew as PDF: placed while pages are drawn, put in when the file is finished.

They stay vectors, with their hatches and fonts, as form XObjects (ISO 32000-1, 8.10).
"""

import io

from pikepdf import Dictionary, Name, Pdf
from reportlab.pdfgen.canvas import Canvas


class Pictures:
    """The pictures of one document and the pages they stand on."""

    def __init__(self) -> None:
        self._placed: list[tuple[int, bytes]] = []

    def place(self, canvas: Canvas, picture: bytes) -> None:
        """Show the first page of `picture`, a PDF file, with its lower left corner at the canvas's origin."""
        canvas.addLiteral(f"/{_name(len(self._placed))} Do")
        self._placed.append((canvas.getPageNumber(), picture))

    def put_in(self, pdf: Pdf) -> None:
        """Give the pages of the drawn document the pictures that they name."""
        for place, (page, picture) in enumerate(self._placed):
            with Pdf.open(io.BytesIO(picture)) as source:
                form = pdf.copy_foreign(source.pages[0].as_form_xobject())
            resources = pdf.pages[page - 1].obj.Resources
            if Name.XObject not in resources:
                resources.XObject = Dictionary()
            resources.XObject[Name(f"/{_name(place)}")] = form


def _name(place: int) -> str:
    return f"Picture{place}"
