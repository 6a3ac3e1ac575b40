"""A paper of the office as text: what its sections say, free of any layout and in one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table: columns as (title, share of the width), rows as texts."""

    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section under a heading: sentences, names with values, a table, and empty `lines` to write on."""

    heading: str
    sentences: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    table: PaperTable | None = None
    lines: int = 0


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """A paper: `number` names it in title and file name, `day` is the ISO day it speaks of."""

    number: str
    title: str
    day: str
    sections: tuple[PaperSection, ...]
    signatures: tuple[str, ...] = ()
