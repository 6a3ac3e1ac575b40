"""The reproducible bundle of a study: dictionary, design, results, versions in one file, and logged."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.study_report import StudyFile, results_of
from app.office import study_book
from app.store.store import Store
from app.study.study_export import study_files

# The earliest moment a zip file can hold: the time of writing is no part of a result.
_MOMENT = (1980, 1, 1, 0, 0, 0)


BUNDLE = "bundle"


def write_bundle(store: Store, out: Path, *, progress: Progress | None = None) -> StudyFile:
    """Write the bundle as .zip; the same study gives the same bytes. Refused until the pairs stand.

    `Cancelled` leaves no file behind.
    """
    if out.suffix.lower() != ".zip":
        raise UserError(
            "study.bundle_ending",
            _("A bundle is written as .zip, not as {name}."),
            _("Choose this ending."),
            exit_code=ExitCode.USAGE,
            name=out.name,
        )
    files = study_files(*results_of(store, progress))
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            _write(file, files)
        made = StudyFile(out, sha256_of(out))
        study_book.note_written(store, BUNDLE, made.sha256, _("Bundle of the study written"))
    return made


def _write(out: BinaryIO, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.external_attr = 0o600 << 16
            info.create_system = 3
            bundle.writestr(info, data)
