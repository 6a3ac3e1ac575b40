"""What the tables of a case ask of the rooms: saved views, edits over many rows, files. Free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.base.words import classification_word
from app.casework import bulk_edits, saved_views
from app.casework.bulk_edits import Edit, EditKind, Preview
from app.casework.saved_views import SavedView
from app.exchange.table_export import CsvStyle
from app.exchange.table_selection import TableKind
from app.handover.tables import TableFile, TableWish, internal_name, write_table_file
from app.policy.release import Reason, ReleaseRequest
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.words import reason_text

Values = Mapping[str, str]
EXCEL, PLAIN, WORKBOOK = "excel", "plain", "xlsx"
_FIELD_OF = {
    "form.reason": "reason",
    "form.source": "source",
    "finding.handling": "handling",
    "finding.handling_note": "note",
    "finding.credibility": "credibility",
    "person.role": "role",
    "review.past": "day",
    "review.day": "day",
    "view.name": "name",
    "view.unknown": "name",
}


def field_of(error: UserError) -> str:
    """Return the key of the field that a refusal is about, "" if it is about none."""
    return _FIELD_OF.get(error.key, "")


def edit_from(values: Values) -> Edit:
    """Return the edit that a form describes."""
    return Edit(
        EditKind(values["kind"]),
        values.get("reason", ""),
        values.get("handling", ""),
        values.get("note", ""),
        values.get("day", ""),
        values.get("approved_by", ""),
        values.get("role", ""),
        values.get("source", ""),
        values.get("credibility", "") or "4",
    )


def preview(store: Store, case_id: str, values: Values, ids: Sequence[str]) -> Preview:
    """Say what an edit would do."""
    return bulk_edits.preview(store, case_id, edit_from(values), ids)


def apply(
    store: Store, case_id: str, values: Values, ids: Sequence[str], progress: Progress | None = None
) -> Change:
    """Do an edit to all of these rows."""
    return bulk_edits.apply(store, case_id, edit_from(values), ids, progress=progress)


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What somebody wants as a file: which table, which rows in their order, how it is written."""

    kind: TableKind
    ids: tuple[str, ...]
    style: str

    @property
    def ending(self) -> str:
        """The ending of the file."""
        return "xlsx" if self.style == WORKBOOK else "csv"


def export(
    store: Store,
    case_id: str,
    wish: ExportWish,
    request: ReleaseRequest | None,
    out: Path,
    reason: str,
    progress: Progress | None = None,
) -> TableFile:
    """Write the file: released for the recipient of `request`, or internal, and then named so."""
    style = CsvStyle() if wish.style == EXCEL else CsvStyle(",", bom=False)
    table = TableWish(wish.kind, wish.ending, wish.ids, style)
    path = out if out.suffix else out.with_suffix(f".{wish.ending}")
    path = internal_name(path) if request is None else path
    return write_table_file(store, case_id, request, table, path, reason=reason, progress=progress)


def report(written: TableFile) -> tuple[str, ...]:
    """Return what is to be said about a file, a sentence each: what is in it, what stayed and why."""
    count = written.rows
    rows = ngettext("{count} row written to {file}.", "{count} rows written to {file}.", count)
    lines = [rows.format(count=count, file=written.path.name)]
    if written.withheld:
        total = sum(written.withheld.values())
        stays = ngettext("{count} finding stays: {why}.", "{count} findings stay: {why}.", total)
        ordered = sorted(written.withheld.items(), key=lambda item: -item[1])
        why = ", ".join(f"{reason_text(Reason(reason))} ({number})" for reason, number in ordered)
        lines.append(stays.format(count=total, why=why))
    if written.left_out:
        left = ngettext("{count} row is not in it.", "{count} rows are not in it.", written.left_out)
        lines.append(left.format(count=written.left_out))
    entered = _("Entered in the ledger.") if written.ledger_id else _("Internal; entered in the log.")
    return (*lines, entered, *written.notes, f"SHA-256 {' '.join(wrap(written.sha256, 16))}")


def marking(data: CaseData) -> str:
    """Return the line that stands above everything copied from a table of a case."""
    words = classification_word(data.header.classification)
    return " · ".join((_("internal – not for release"), data.header.reference, words))


def views(store: Store, place: str) -> tuple[SavedView, ...]:
    """Return the saved views of a table."""
    return saved_views.of_place(store, place)


def save_view(store: Store, place: str, name: str, data: Mapping[str, object]) -> None:
    """Keep a view of a table."""
    saved_views.save(store, place, name, data)


def rename_view(store: Store, place: str, name: str, new_name: str) -> None:
    """Give a view another name."""
    saved_views.rename(store, place, name, new_name)


def remove_view(store: Store, place: str, name: str) -> None:
    """Forget a view."""
    saved_views.remove(store, place, name)


def make_default(store: Store, place: str, name: str) -> None:
    """Show a view first, none with ""."""
    saved_views.make_default(store, place, name)
