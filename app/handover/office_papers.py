"""A data-protection paper written as PDF, and logged."""

from dataclasses import dataclass
from pathlib import Path

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.briefing.document import write_pdf
from app.briefing.office_paper import compose_paper
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.protection_papers import PAPERS, make_paper
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class PaperResult:
    """The paper that was written."""

    number: str
    file: Path
    sha256: str
    pages: int


def write_paper(store: Store, name: str, out: Path, *, language: str = "de") -> PaperResult:
    """Write the paper of this name (`PAPERS`) as of today; `out` is a file, or a folder for its own name.

    Raises `UserError` (exit 2) for a name there is not, (exit 6) where nothing can be written.
    """
    if name not in PAPERS:
        raise UserError(
            "paper.unknown",
            _("There is no paper “{name}”."),
            _("Use one of: {known}."),
            exit_code=ExitCode.USAGE,
            name=name,
            known=", ".join(PAPERS),
        )
    with speaking(language):
        text = make_paper(store, name, today().isoformat())
    path = out / f"{text.number}.pdf" if out.is_dir() else out
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            pages = write_pdf(compose_paper(text, language), file)
        store.consult("", _("Data-protection paper written: {name}").format(name=_(PAPERS[name])))
    return PaperResult(text.number, path, sha256_of(path), pages)
