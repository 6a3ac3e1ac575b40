"""A filled-in PDF form as a table: a row a field, its name and its value (ISO 32000-1, 12.7)."""

import io
from typing import TYPE_CHECKING

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.readers.neutral import RawTable, TableRow
from app.exchange.readers.reader_kind import Head

if TYPE_CHECKING:
    from pikepdf import Pdf

_MOST_FIELDS = 2_000


def is_pdf(head: Head) -> bool:
    """Tell whether the file is a PDF; whether it has fields is seen on reading."""
    return head.data.startswith(b"%PDF")


def read_pdf_form(data: bytes) -> RawTable:
    """Return the fields with a name, in the order of the form; raises `UserError` if there are none."""
    import pikepdf  # heavy: loaded on first use

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = _fields(pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RuntimeError) as error:
        raise UserError(
            "import.broken_pdf",
            _("The PDF is damaged or locked."),
            _("Ask the sender to save the filled-in form again, without a password."),
        ) from error
    if not found:
        raise UserError(
            "import.pdf_without_form",
            _("This PDF has no fields to fill in: there is nothing to read as a table."),
            _("Attach it to its contribution as a document instead."),
        )
    return RawTable(tuple(TableRow(no, cells) for no, cells in enumerate(found, start=1)))


def _fields(pdf: "Pdf") -> list[tuple[str, str]]:
    """Return name and value of the fields that hold something of their own, each once."""
    found: dict[str, str] = {}
    for field in pdf.acroform.fields:
        name = field.fully_qualified_name
        if name and not field.is_pushbutton and len(found) < _MOST_FIELDS:
            found.setdefault(name, field.value_as_string.strip())
    return list(found.items())
