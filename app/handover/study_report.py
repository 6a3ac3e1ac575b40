"""The report of a study as a tagged PDF, and logged."""

from dataclasses import dataclass
from pathlib import Path

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.briefing.document import write_pdf
from app.briefing.study_pages import compose_study
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office import study_book
from app.store.store import Store
from app.study.study_history import StudyHistory
from app.study.study_results import StudyResults, results
from app.study.study_steps import REPORT


@dataclass(frozen=True, slots=True)
class StudyFile:
    """What was written, with its SHA-256 (hex)."""

    file: Path
    sha256: str
    pages: int = 0


def results_of(store: Store, progress: Progress | None = None) -> tuple[StudyHistory, StudyResults]:
    """Return the aggregated results and note that they were seen; refused until the pairs stand.

    That they were seen is noted before they are computed: who stops them has asked for them.
    """
    pairs = study_book.pairs_of(store)
    told = study_book.history(store)
    used = told.definition
    if used is None:
        raise UserError(
            "study.no_design",
            _("No definition is recorded."),
            _("Fix the definition first (`study design`)."),
        )
    return told, results(pairs, used.definition, progress)


def write_report(
    store: Store, out: Path, *, language: str = "de", progress: Progress | None = None
) -> StudyFile:
    """Write the report; UserError (exit 1) before the pairs stand, (exit 6) where nothing can be written.

    `Cancelled` leaves no file behind.
    """
    whole = progress or Progress()
    told, found = results_of(store, whole.stretch(0, 2, 3))
    report = compose_study(told, found, today().isoformat(), language)
    path = out / report.file_name if out.is_dir() else out
    with taken_back_on_failure([path]):
        with whole_file(path) as file:
            pages = write_pdf(report, file, whole.stretch(2, 3, 3))
        made = StudyFile(path, sha256_of(path), pages)
        study_book.note_written(store, REPORT, made.sha256, _("Report of the study written"))
    return made
