"""The text of a PDF, page by page, with one character of text for each character PDFium counts.

So a place in the text is also a place on the page (`pdf_pages`). PDFium's own text range leaves some
characters out and would shift all places after them.
"""

from typing import Any

from app.reading.pieces import Budget, Unreadable

_PASSWORD = 4
_REPLACED = "\N{REPLACEMENT CHARACTER}"
# The hyphen at the end of a line comes as one of these.
_HYPHENS = (0x02, 0xFFFE)


def opened(data: bytes) -> Any:
    """Open a PDF; `Unreadable` for one with a password or one that PDFium cannot make sense of."""
    import pypdfium2  # heavy: loaded on first use

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        raise Unreadable("failed", "password" if locked else "damaged") from error


def pages(data: bytes, budget: Budget) -> list[str]:
    """Return the text of the pages of a PDF; a page that cannot be read is empty."""
    import pypdfium2  # heavy: loaded on first use

    document = opened(data)
    texts: list[str] = []
    for number in range(len(document)):
        if budget.spent():
            break
        try:
            page = document[number]
            texts.append(budget.take(page_text(page.get_textpage())))
            page.close()
        except pypdfium2.PdfiumError:
            texts.append("")
    return texts


def page_text(textpage: Any) -> str:
    """Return the characters of a page, one for each that PDFium counts."""
    import pypdfium2  # heavy: loaded on first use

    code_of, handle = pypdfium2.raw.FPDFText_GetUnicode, textpage.raw
    return "".join(_character(code_of(handle, n)) for n in range(textpage.count_chars()))


def _character(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code in (9, 10):
        return chr(code)
    if code < 32 or code == 127:
        return " "
    return _REPLACED if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
