"""Words of the library: kinds of documents, states of versions, readers of closed groups."""

from app.base.i18n import _
from app.base.library_records import DocumentKind, LibraryVersion, VersionState
from app.office.library_groups import ReaderKind


def kind_word(kind: DocumentKind) -> str:
    """Return what a document is, in the language in force."""
    return {
        DocumentKind.PROCESS: _("process flow"),
        DocumentKind.PRACTICE: _("good-practice model"),
        DocumentKind.SAMPLE: _("sample"),
        DocumentKind.FACT: _("legal fact"),
    }[kind]


def state_word(version: LibraryVersion, day: str) -> str:
    """Return where a version stands on a day."""
    if version.state is VersionState.DRAFT:
        return _("draft")
    if version.state is VersionState.WITHDRAWN:
        return _("withdrawn")
    if version.valid_until and version.valid_until < day:
        return _("no longer valid")
    if version.valid_from and version.valid_from > day:
        return _("not yet valid")
    return _("in force")


def reader_word(kind: ReaderKind) -> str:
    """Return by what somebody is admitted to a closed group."""
    return {
        ReaderKind.AGENCY: _("home agency"),
        ReaderKind.ROLE: _("role"),
        ReaderKind.PERSON: _("person"),
    }[kind]
