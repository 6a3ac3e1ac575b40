"""The handbook of provisions written as PDF, and logged."""

from dataclasses import dataclass
from pathlib import Path

from app.base.i18n import _, speaking
from app.briefing.document import write_pdf
from app.briefing.handbook_pages import compose_handbook
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.handbook import handbook
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class HandbookFile:
    """The book that was written, and how many chapters it has."""

    file: Path
    sha256: str
    pages: int
    chapters: int


def write_handbook(
    store: Store, out: Path, *, agency: str = "", topic: str = "", language: str = "de"
) -> HandbookFile:
    """Write the book; `out` is a file, or a folder for its own name. "" is every agency, every topic.

    Raises `UserError` (exit 2) for an agency or a topic that there is not, (exit 6) where nothing can be
    written.
    """
    with speaking(language):
        book = handbook(store, agency, topic)
    path = out / f"{book.number}.pdf" if out.is_dir() else out
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            pages = write_pdf(compose_handbook(book, language), file)
        store.consult("", _("Handbook of provisions written"))
    return HandbookFile(path, sha256_of(path), pages, len(book.chapters))
