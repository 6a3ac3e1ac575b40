"""Finding words in the text of an open document. Free of Qt."""

import re

from app.casework.passages import Passage, marked

MOST = 1_000


def occurrences(pages: tuple[str, ...], wanted: str) -> tuple[Passage, ...]:
    """Return where the words stand, in any case and with any blanks between them; at most `MOST` places."""
    words = wanted.split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)
    found: list[Passage] = []
    for number, page in enumerate(pages):
        for match in pattern.finditer(page):
            found.append(marked(number, match.start(), match.end()))
            if len(found) == MOST:
                return tuple(found)
    return tuple(found)
