"""What readers share: how much text is taken, until when, and why a document is not read."""

import re
import time
from collections.abc import Iterable

from app.base.bounded_process import Limits

TEXT_LIMIT = 2 * 1024 * 1024
"""So many characters of a document's text are kept and found; further ones are not."""
LIMITS = Limits(seconds=40.0, memory=2 * 1024**3, answer=4 * TEXT_LIMIT + 65536)
"""What the child may use for one document."""
# Everything below the space but tab and line feed; form feeds part pages and must not come from outside.
_CONTROLS = {code: " " for code in (*range(9), *range(11, 32), 127)}


class Unreadable(Exception):
    """A document that is understood and yet not read; `note` says why in one word."""

    def __init__(self, state: str, note: str) -> None:
        super().__init__(note)
        self.state = state
        self.note = note


class Budget:
    """So many characters and so many seconds for one document; what comes after them is left out."""

    def __init__(self, characters: int, seconds: float) -> None:
        self._left = characters
        self._until = time.monotonic() + seconds
        self.cut = False

    def spent(self) -> bool:
        """Tell whether nothing more is wanted; then the text counts as cut."""
        spent = self._left <= 0 or time.monotonic() > self._until
        self.cut = self.cut or spent
        return spent

    def take(self, text: str) -> str:
        """Return as much of a text as there is room for."""
        if len(text) > self._left:
            self.cut = True
            text = text[: self._left]
        self._left -= len(text)
        return text

    def lines(self, lines: Iterable[str]) -> str:
        """Return lines joined, as many as there is room and time for."""
        taken: list[str] = []
        for line in lines:
            if self.spent():
                break
            taken.append(self.take(clean(line) + "\n"))
        return "".join(taken)


def clean(text: str) -> str:
    """Return a text with line feeds alone between lines, without control characters and lone surrogates."""
    text = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text)
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")
