"""Where in a long document a search matched: the index keeps only its beginning to show.

Measured: 20,000 characters take 5 to 20 ms, so one search looks through 240,000 at most.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.store import tables
from app.store.search_snippets import snippet

_WINDOW = 18_000
MOST_WINDOWS = 12


class DeepSnippets:
    """Looks into the texts of the documents that one search found, as far as its budget goes."""

    def __init__(self, connection: Connection, stems: Sequence[str]) -> None:
        self._connection = connection
        self._stems = tuple(stems)
        self._left = MOST_WINDOWS

    def find(self, document_id: str) -> str:
        """Return the best line of the first part of the text that matches, "" if none was come by."""
        if not self._left:
            return ""
        said, document = tables.document_text, tables.document
        query = select(said.c.text).join(document, document.c.sha256 == said.c.sha256)
        text = self._connection.execute(query.where(document.c.id == document_id)).scalar()
        for part in _parts(text or ""):
            if not self._left:
                break
            self._left -= 1
            shown = snippet(part, self._stems, lambda _name, value: value)
            if "[" in shown:
                return shown
        return ""


def _parts(text: str) -> list[str]:
    """Return a text in parts of whole lines, as the index keeps lines."""
    parts: list[str] = []
    lines: list[str] = []
    length = 0
    for line in text.splitlines():
        words = " ".join(line.split())
        if words:
            lines.append(f"text\t{words}")
            length += len(words) + 6
        if length > _WINDOW:
            parts.append("\n".join(lines))
            lines, length = [], 0
    return [*parts, "\n".join(lines)] if lines else parts
