"""Documents of the knowledge library and what travels of them, free of store and layout."""

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document of the library is."""

    PROCESS = "process_flow"
    PRACTICE = "good_practice"
    SAMPLE = "sample"
    FACT = "legal_fact"


class VersionState(StrEnum):
    """Where a version stands; one that was approved is never changed again, only withdrawn."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LibraryVersion:
    """One version; days are ISO texts, "" for none, `valid_until` is the last day.

    `origin` names the partner whose package brought it, and who approved it there. `sha256`, `size` and
    `file_name` are those of an attached file, "" and 0 without one.
    """

    id: str
    no: int
    title: str
    text: str
    note: str
    author_agency: str
    valid_from: str
    valid_until: str
    state: VersionState
    written_by: str
    written_on: str
    approved_by: str = ""
    approved_on: str = ""
    withdrawn_on: str = ""
    origin: str = ""
    file_name: str = ""
    sha256: str = ""
    size: int = 0

    def in_force(self, day: str) -> bool:
        """Tell whether it is approved and valid on a day."""
        begun = not self.valid_from or self.valid_from <= day
        over = bool(self.valid_until) and self.valid_until < day
        return self.state is VersionState.APPROVED and begun and not over


@dataclass(frozen=True, slots=True)
class LibraryDocument:
    """A document with all its versions, the newest first; `area` is the name of its subject area."""

    id: str
    area_id: str
    area: str
    kind: DocumentKind
    group_id: str
    group: str
    versions: tuple[LibraryVersion, ...]

    def shown(self, day: str) -> LibraryVersion:
        """Return what is read on a day: the version in force, else the newest approved, else the newest."""
        held = [v for v in self.versions if v.in_force(day)]
        approved = [v for v in self.versions if v.state is VersionState.APPROVED]
        return (held or approved or list(self.versions))[0]

    @property
    def draft(self) -> LibraryVersion | None:
        """The version that is being written, None if there is none."""
        newest = self.versions[0]
        return newest if newest.state is VersionState.DRAFT else None


@dataclass(frozen=True, slots=True)
class AreaDocument:
    """A document as it travels: approved versions only, the newest first."""

    id: str
    kind: DocumentKind
    versions: tuple[LibraryVersion, ...]


@dataclass(frozen=True, slots=True)
class AreaDelivery:
    """What a package of the library holds: an area by its names and its documents."""

    area: str
    area_en: str
    documents: tuple[AreaDocument, ...]
