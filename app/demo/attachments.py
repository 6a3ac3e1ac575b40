"""The documents of the demo cases, made when the demo is built: a letter, a table, a page of PDF.

Their bytes depend on their words alone, so that a second build gives the same documents.
"""

import csv
import io
from dataclasses import dataclass
from typing import Any

from app.base.paths import resource
from app.demo.case_script import Part

_MEDIA_TYPES = {"txt": "text/plain", "csv": "text/csv", "pdf": "application/pdf"}
_LEFT, _TOP, _LINE = 62.0, 780.0, 15.0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file with the handle of the contribution that it came with."""

    contribution: str
    name: str
    media_type: str
    content: bytes


def attachment(handle: str, part: Part) -> Attachment:
    """Make the file that a script describes; its ending decides on the form."""
    name: str = part["name"]
    ending = name.rpartition(".")[2]
    made = {"txt": _text, "csv": _table, "pdf": _page}[ending](part)
    return Attachment(part["of"], name, _MEDIA_TYPES[ending], made)


def _text(part: Part) -> bytes:
    return str(part["text"]).encode()


def _table(part: Part) -> bytes:
    """Make a table as German spreadsheet programs write it: semicolons, UTF-8 with a mark."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(part["rows"])
    return out.getvalue().encode("utf-8-sig")


def _page(part: Part) -> bytes:
    out = io.BytesIO()
    canvas = _canvas(out, part["title"])
    canvas.setFont("NotoSans", 14)
    canvas.drawString(_LEFT, _TOP, part["title"])
    canvas.setFont("NotoSans", 10)
    for no, line in enumerate(str(part["text"]).splitlines(), start=2):
        canvas.drawString(_LEFT, _TOP - no * _LINE, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _canvas(out: io.BytesIO, title: str) -> Any:
    from reportlab.pdfbase.pdfmetrics import registerFont  # heavy: loaded on first use
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(TTFont("NotoSans", str(resource("fonts", "NotoSans-Regular.ttf"))))
    canvas = Canvas(out, pagesize=(595.28, 841.89), invariant=1)
    canvas.setTitle(title)
    return canvas
