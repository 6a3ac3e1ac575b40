"""Documents of a delivered area beside those that are here: what is new or newer, text beside text."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.base.i18n import _
from app.base.library_records import AreaDelivery, AreaDocument, LibraryVersion
from app.office import library
from app.office.library_groups import hidden_documents
from app.store.store import Store


class Standing(StrEnum):
    """How a delivered document stands to the one that is here."""

    NEW = "new"
    NEWER = "newer"
    DIVERGED = "diverged"
    SAME = "same"
    OLDER = "older"
    CLOSED = "closed"


TAKEN = frozenset({Standing.NEW, Standing.NEWER, Standing.DIVERGED})
"""What can be taken over."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A delivered document; `mine` is the newest version here, None if there is none to be shown."""

    document: AreaDocument
    standing: Standing
    mine: LibraryVersion | None

    @property
    def theirs(self) -> LibraryVersion:
        """The newest version that was delivered."""
        return self.document.versions[0]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line beside a line; `kind` is same, changed, left (only there before) or right (only there now)."""

    left: str
    right: str
    kind: str


def standing_word(standing: Standing) -> str:
    """Return how a document stands, in the language in force."""
    return {
        Standing.NEW: _("new"),
        Standing.NEWER: _("newer version"),
        Standing.DIVERGED: _("changed on both sides"),
        Standing.SAME: _("same"),
        Standing.OLDER: _("older than here"),
        Standing.CLOSED: _("closed to you here"),
    }[standing]


def compare(store: Store, delivery: AreaDelivery) -> tuple[Compared, ...]:
    """Compare a delivered area with the library, document by document, by their titles.

    A document that is here but closed to the person is not shown beside the other one.
    """
    hidden = hidden_documents(store)
    with store.read() as connection:
        here = {d.id: d.versions for d in library.documents_in(connection)}
    found = []
    for one in delivery.documents:
        if one.id in hidden:
            found.append(Compared(one, Standing.CLOSED, None))
        elif one.id not in here:
            found.append(Compared(one, Standing.NEW, None))
        else:
            found.append(Compared(one, _standing(here[one.id], one.versions), here[one.id][0]))
    return tuple(sorted(found, key=lambda c: (c.theirs.title.casefold(), c.document.id)))


def _standing(mine: tuple[LibraryVersion, ...], theirs: tuple[LibraryVersion, ...]) -> Standing:
    """Judge by ids: a version keeps its id wherever it goes, and is never changed once approved."""
    here, there = {v.id for v in mine}, {v.id for v in theirs}
    if mine[0].id == theirs[0].id:
        return Standing.SAME
    if theirs[0].id in here:
        return Standing.OLDER
    return Standing.NEWER if mine[0].id in there else Standing.DIVERGED


def side_by_side(before: str, after: str) -> tuple[DiffLine, ...]:
    """Return two texts line beside line, in order, nothing left out."""
    left, right = before.splitlines(), after.splitlines()
    return tuple(
        line
        for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        for line in _stretch(tag, left[a:b], right[c:d])
    )


def _stretch(tag: str, left: list[str], right: list[str]) -> Iterator[DiffLine]:
    if tag == "equal":
        yield from (DiffLine(text, text, "same") for text in left)
        return
    for no in range(max(len(left), len(right))):
        one = left[no] if no < len(left) else None
        other = right[no] if no < len(right) else None
        kind = "right" if one is None else "left" if other is None else "changed"
        yield DiffLine(one or "", other or "", kind)


def head_lines(version: LibraryVersion | None) -> str:
    """Return a version as text to be compared: what it is called and how long it holds, then what it says."""
    if version is None:
        return ""
    until = version.valid_until or _("open")
    lines = [
        version.title,
        _("Author agency: {agency}").format(agency=version.author_agency or "–"),
        _("Valid: {begin} – {end}").format(begin=version.valid_from or "–", end=until),
        _("File: {name}").format(name=version.file_name or "–"),
        "",
        version.text,
    ]
    return "\n".join(lines)
