"""The handbook of provisions as a book, per agency: in one language, free of any layout."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandbookEntry:
    """One provision, told once in the book.

    `marks` say what is not settled about it (text not verified, proposed ...), `facts` are further names and
    values: conditions stand in `conditions`, in the order in which they are confirmed.
    """

    id: str
    citation: str
    title: str
    kind: str
    text: str
    conditions: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandbookLine:
    """A provision as a chapter names it: `others` are the agencies at the other end, by name."""

    entry: HandbookEntry
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandbookPart:
    """Provisions under one heading; `end` names the column of the others, `empty` stands for no provision."""

    heading: str
    end: str
    lines: tuple[HandbookLine, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class HandbookChapter:
    """What one agency may give and get, and what stands against it."""

    code: str
    title: str
    parts: tuple[HandbookPart, ...]

    @property
    def count(self) -> int:
        """How many provisions the chapter shows; one may stand in several parts."""
        return sum(len(part.lines) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Handbook:
    """The book: `preface` is to be read first, `counts` say how much of it is settled; `day` is ISO.

    `entries` are all provisions that the chapters name, each once, in the order of the matrix.
    """

    number: str
    title: str
    subtitle: str
    day: str
    preface: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]
    chapters: tuple[HandbookChapter, ...]
    entries: tuple[HandbookEntry, ...]
