"""The newsletter, the daily overview and the plan of an operation written as PDF, and logged."""

from pathlib import Path

from app.base.i18n import _, speaking
from app.base.paper_records import OfficePaper
from app.briefing.document import write_pdf
from app.briefing.office_paper import compose_paper
from app.handover.artefact_file import taken_back_on_failure, whole_file
from app.office.office_issues import newsletter_paper, overview_paper, require_cleared
from app.office.operation_plan import operation_paper
from app.store.store import Store


def write_newsletter(store: Store, entry_id: str, out: Path, *, language: str = "de") -> Path:
    """Write an issue of the newsletter; `out` is a file, or a folder for its own name."""
    with speaking(language):
        return _write(store, newsletter_paper(store, entry_id), out, language)


def write_overview(store: Store, day: str, out: Path, *, language: str = "de") -> Path:
    """Write the overview of a day (ISO) from what is cleared; `UserError` (exit 1) if nothing is."""
    require_cleared(store, day)  # a refusal speaks to whoever asked, not to the reader of the overview
    with speaking(language):
        return _write(store, overview_paper(store, day), out, language)


def write_operation_plan(store: Store, entry_id: str, out: Path, *, language: str = "de") -> Path:
    """Write the plan of a joint operation; `out` is a file, or a folder for its own name."""
    with speaking(language):
        return _write(store, operation_paper(store, entry_id), out, language)


def _write(store: Store, text: OfficePaper, out: Path, language: str) -> Path:
    path = out / f"{text.number}.pdf" if out.is_dir() else out
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            write_pdf(compose_paper(text, language), file)
        store.consult("", _("Written: {title}").format(title=text.title))
    return path
