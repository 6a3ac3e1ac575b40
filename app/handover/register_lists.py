"""A register as a list to take along: PDF to read, workbook or CSV to go on with. The office's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext, speaking
from app.base.paper_records import OfficePaper, PaperSection, PaperTable
from app.briefing.bar_picture import write_bars
from app.briefing.document import write_pdf
from app.briefing.office_paper import compose_paper
from app.exchange.table_content import TableContent
from app.exchange.table_export import FORMATS, CsvStyle, write_table
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.entries import Entry, list_entries
from app.office.register_model import register
from app.office.register_statistics import shares
from app.office.register_types import STATE, Register
from app.ontology.values import display, display_for
from app.store.audit import Action
from app.store.store import Store

PICTURES = ("svg", "png")
ENDINGS = (*FORMATS, "pdf", *PICTURES)
_LONG, _SHORT = 3.0, 1.2


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A list that was written: its rows and what the format could not carry."""

    path: Path
    sha256: str
    rows: int
    notes: tuple[str, ...]


def write_register(
    store: Store,
    register_id: str,
    out: Path,
    *,
    ids: Sequence[str] | None = None,
    language: str = "de",
    style: CsvStyle | None = None,
) -> RegisterFile:
    """Write a register to .pdf, .xlsx or .csv; `ids` are the entries in their order, None for all.

    The PDF has the columns of the list, the tables have every field, named as an import understands them.
    As .svg or .png its figures are drawn as bars.
    Raises `UserError` (exit 2) for another ending, (exit 6) where nothing can be written.
    """
    declared = register(register_id)
    ending = out.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise UserError(
            "register.ending",
            _("A list is written as .pdf, .xlsx, .csv, .svg or .png, not as {name}."),
            _("Choose one of these endings."),
            exit_code=ExitCode.USAGE,
            name=out.suffix or out.name,
        )
    known = {e.id: e for e in list_entries(store, register_id)}
    entries = list(known.values()) if ids is None else [known[i] for i in ids if i in known]
    label = _("Register written: {register}").format(register=declared.label)
    notes: tuple[str, ...] = ()
    with taken_back_on_failure([out]):
        with speaking(language), whole_file(out) as file:
            if ending == "pdf":
                write_pdf(compose_paper(_paper(declared, entries), language), file)
            elif ending in PICTURES:
                write_bars(declared.label, shares(declared, entries), file, ending)
            else:
                notes = write_table(_table(declared, entries), file, ending, style or CsvStyle())
        code = sha256_of(out)
        reason = _("list of the office itself")
        with store.write(label, Action.DISCLOSURE, reason=reason, recipient="", history=False) as work:
            work.about(f"sha256:{code}")
    return RegisterFile(out, code, len(entries), notes)


def _paper(declared: Register, entries: Sequence[Entry]) -> OfficePaper:
    widths = {f.id: _LONG if f.long or f.value_type == "name" else _SHORT for f in declared.fields}
    columns = tuple((title(declared, c), widths.get(c, _SHORT)) for c in declared.columns)
    rows = tuple(tuple(text(declared, e, c) for c in declared.columns) for e in entries)
    count = ngettext("{count} entry", "{count} entries", len(rows)).format(count=len(rows))
    sentences = (declared.note,) if declared.note else ()
    day = today().isoformat()
    section = PaperSection(count, sentences, table=PaperTable(columns, rows) if rows else None)
    return OfficePaper(f"{declared.id}-{day}", declared.label, day, (section,))


def _table(declared: Register, entries: Sequence[Entry]) -> TableContent:
    names = [f.id for f in declared.fields] + ([STATE] if declared.states else [])
    day = display("partial_date", today().isoformat())
    marking = " · ".join((_("internal – not for release"), declared.label, day))
    headings = tuple(title(declared, name) for name in names)
    rows = tuple(tuple(text(declared, entry, name) for name in names) for entry in entries)
    return TableContent(declared.label, marking, True, headings, rows)


def title(declared: Register, column: str) -> str:
    """Return the heading of a column in the language in force."""
    field = declared.field(column)
    return field.label if field else _("State")


def text(declared: Register, entry: Entry, column: str) -> str:
    """Return a cell as people read it."""
    field, value = declared.field(column), entry.value(column)
    if field is not None:
        return display_for(field, value) if value else ""
    state = declared.state(value)
    return state.label if state else value
