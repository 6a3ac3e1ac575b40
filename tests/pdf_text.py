"""What stands on the pages of a PDF."""

from pathlib import Path

import pypdfium2


def pages_of(pdf: Path | bytes) -> list[str]:
    """Return the text of each page as the file has it."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts
