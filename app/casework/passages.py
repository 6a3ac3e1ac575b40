"""A marked passage of a document as a finding keeps it: `p3:120-164`, the same in every language.

Page 3, its characters 120 to 164, counted from 1 in the text that was read from the document, both
included. Documents without pages have one; a sheet of a workbook and a message of a mailbox are pages.
What people write into the same field by hand ("Blatt 3") is no passage and is shown as it is.
"""

import re
from dataclasses import dataclass

from app.base.i18n import _

_FORM = re.compile(r"p([1-9][0-9]{0,6}):([1-9][0-9]{0,8})-([1-9][0-9]{0,8})")
PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `first` to `last` of a page, all counted from 1, both included."""

    page: int
    first: int
    last: int

    def __post_init__(self) -> None:
        """Refuse what no document has."""
        if not (self.page >= 1 and 1 <= self.first <= self.last):
            raise ValueError("a passage has a page, a first and a last character")

    def cut(self, pages: tuple[str, ...]) -> str:
        """Return the words of the passage, "" if the document has no such place."""
        if self.page > len(pages):
            return ""
        return pages[self.page - 1][self.first - 1 : self.last]


def marked(page: int, start: int, end: int) -> Passage:
    """Return the passage for a page counted from 0 and a range of it as Python counts (end not included)."""
    return Passage(page + 1, start + 1, end)


def to_text(passage: Passage) -> str:
    """Return the form that a finding keeps."""
    return f"p{passage.page}:{passage.first}-{passage.last}"


def parse(text: str) -> Passage | None:
    """Return the passage that a finding keeps, None if its place was written by hand."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    page, first, last = (int(number) for number in found.groups())
    return Passage(page, first, last) if first <= last else None


def display(text: str) -> str:
    """Return a place in a source as people read it; what was written by hand stays."""
    passage = parse(text)
    if passage is None:
        return text
    return _("p. {page}, ch. {first}–{last}").format(
        page=passage.page, first=passage.first, last=passage.last
    )
