"""Pseudonymised careers from two tables into a study's store: all of them or none."""

from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.exchange.bounded_reading import read_file
from app.exchange.readers.neutral import RawTable
from app.exchange.table_settings import FOUND, TableSettings
from app.handover.artefact_file import sha256_of
from app.office import study_book
from app.office.study_book import KeptCareers
from app.store.store import Store
from app.study.career_rows import RowTable, careers_of

CAREERS_SHEET, EVENTS_SHEET = "careers", "events"


def import_careers(
    store: Store,
    careers: Path,
    events: Path | None = None,
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> KeptCareers:
    """Read careers and their events from CSV or XLSX files, in ages in days, and keep them.

    Without `events` the first file is a workbook with the sheets `careers` and `events`. Refuses columns that
    look as if they told who somebody is, and every wrong row, by name; then nothing is kept. `progress`
    can stop it until all is read.
    """
    study_book.history(store)
    if events is None:
        sheets = (CAREERS_SHEET, EVENTS_SHEET)
        tables = [_table(careers, TableSettings(sheet=name), progress) for name in sheets]
    else:
        tables = [_table(careers, FOUND, progress), _table(events, FOUND, progress)]
    found = careers_of(*tables)
    # The names of the files are the provider's and may tell something: their fingerprints are enough.
    files = [(f"file {no}", sha256_of(p)) for no, p in enumerate(filter(None, (careers, events)), start=1)]
    return study_book.keep_careers(store, found, files, replace=replace)


def _table(path: Path, settings: TableSettings, progress: Progress | None) -> RowTable:
    content = read_file(path, settings, progress=progress).content
    if not isinstance(content, RawTable):
        raise UserError(
            "study.no_table",
            _("{file} is not a table."),
            _("Save careers and events as CSV or XLSX and try again."),
            file=path.name,
        )
    name = f"{path.name} ({settings.sheet})" if settings.sheet else path.name
    return RowTable(name, [(row.no, row.cells) for row in content.rows])
