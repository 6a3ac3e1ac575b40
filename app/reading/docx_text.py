"""The text of a DOCX: headers, paragraphs and tables in their order; cells are parted by tabs."""

import io
from collections.abc import Iterator
from typing import Any

from app.reading.pieces import Budget
from app.reading.zip_check import check_archive


def pages(data: bytes, budget: Budget) -> list[str]:
    """Return the text as one page: a DOCX has none until it is laid out."""
    import docx  # heavy: loaded on first use

    check_archive(data)
    return [budget.lines(_lines(docx.Document(io.BytesIO(data))))]


def _lines(document: Any) -> Iterator[str]:
    seen: set[str] = set()
    for section in document.sections:
        for text in (line for part in (section.header, section.footer) for line in _content(part)):
            if text.strip() and text not in seen:
                seen.add(text)
                yield text
    yield from _content(document)


def _content(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                # A merged cell comes once per column that it spans.
                cells = dict.fromkeys(cell.text.replace("\n", " ") for cell in row.cells)
                yield "\t".join(cells)
        else:
            yield block.text
