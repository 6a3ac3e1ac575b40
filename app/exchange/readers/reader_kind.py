"""What every reader of a foreign format declares: how its files are told, and how they are read.

A reader is one module in this folder with a function `read_<format>(data) -> RawTable | GraphData` that
raises `UserError` with a key `import.*` for everything it does not read, and stands with a `Reader` in
`foreign_readers.FOREIGN`. It runs in the bounded child process (`app.exchange.bounded_reading`): it may be
slow, it may even fall over, but it opens no file and no connection. What it delivers is checked like any
other input: texts are values yet to be normalised, never values of the ontology taken on trust.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.exchange.readers.neutral import GraphData, RawTable

Content = RawTable | GraphData


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, by which its format is told.

    `data` is the whole file, `text` its first 64,000 characters without mark and leading blanks ("" where
    it is no text), `root` the local name of the XML root element and `namespace` its namespace ("" for
    none), `members` the names of the files inside a zip.
    """

    data: bytes
    text: str = ""
    root: str = ""
    namespace: str = ""
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: `id` for `--format` and reports, `name` for people (marked for translation, or a name)."""

    id: str
    name: str
    matches: Callable[[Head], bool]
    read: Callable[[bytes], Content]
