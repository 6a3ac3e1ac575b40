"""The paper about a site of Communities That Care written as PDF, and logged."""

from dataclasses import dataclass
from pathlib import Path

from app.base.i18n import _, speaking
from app.briefing.ctc_pages import compose_site
from app.briefing.document import write_pdf
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.ctc_site import site_paper
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class SiteFile:
    """The paper that was written, with its SHA-256 (hex)."""

    file: Path
    sha256: str
    pages: int


def write_site(store: Store, site: str, out: Path, *, language: str = "de") -> SiteFile:
    """Write the paper of a site (its name or id); `out` is a file, or a folder for its own name.

    Raises `UserError` (exit 1) if there is no such site, (exit 6) where nothing can be written.
    """
    with speaking(language):
        told = site_paper(store, site)
    briefing = compose_site(told, language)
    path = out / briefing.file_name if out.is_dir() else out
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            pages = write_pdf(briefing, file)
        store.consult("", _("Paper of a CTC site written"))
    return SiteFile(path, sha256_of(path), pages)
