"""What importing a file would bring into a case; nothing is changed by planning it."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.exchange.cell_values import Writing, find_writing
from app.exchange.columns import meaning_of
from app.exchange.content_reading import ReadFile, read_content
from app.exchange.delivery_builder import Batch, DeliveryBuilder, TooManyProblems
from app.exchange.import_context import ImportContext, ImportPlan, ImportReport
from app.exchange.known import NOTHING_KNOWN, KnownSubjects
from app.exchange.plan_choice import choose, nothing_in_it
from app.exchange.plan_edges import plan_edges
from app.exchange.plan_graph import plan_graph
from app.exchange.plan_mapping import plan_mapping
from app.exchange.plan_matrix import plan_matrix
from app.exchange.plan_nodes import plan_nodes
from app.exchange.problems import refusal
from app.exchange.profile import Profile, Shape
from app.exchange.readers.matrix import as_matrix
from app.exchange.readers.neutral import GraphData, RawTable, TableData
from app.exchange.sniff import read_bounded
from app.exchange.table_settings import TableSettings
from app.exchange.tables import UNTOUCHED, Repairs, as_table

_HASH_SHOWN = 16
_SAMPLE = 5_000


def plan_import(
    path: Path,
    profile: Profile | None,
    context: ImportContext,
    known: KnownSubjects = NOTHING_KNOWN,
    *,
    expected_format: str | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Read a file in this very process and plan its import; all or nothing.

    Without a `profile` one is chosen by the content. `expected_format` (csv, xlsx, graphml, gml ...) refuses
    a file that is something else. Raises `UserError` with a key `import.*`; where single rows are at fault,
    `problems` holds a line for each of the first twenty. Raises `Cancelled` if `progress` was cancelled.
    What comes from outside is read by `app.exchange.bounded_reading` and planned by `plan_content`.
    """
    settings = profile.settings if profile else TableSettings()
    read = read_content(read_bounded(path), settings, expected_format or "")
    return plan_content(path.name, read, profile, context, known, progress=progress)


def plan_content(
    file: str,
    read: ReadFile,
    profile: Profile | None,
    context: ImportContext,
    known: KnownSubjects = NOTHING_KNOWN,
    *,
    repairs: Repairs = UNTOUCHED,
    progress: Progress | None = None,
    sink: Callable[[Batch], None] | None = None,
    tolerant: bool = False,
) -> ImportPlan:
    """Plan the import of a file that has been read; `repairs` are cells put right and rows left out.

    With a `sink` subjects and findings go there in batches, and the delivery of the plan holds none. If
    `tolerant`, reasons against rows come back as `faults` instead of a refusal.
    """
    content = read.content
    if isinstance(content, RawTable) and not content.rows:
        raise nothing_in_it()
    chosen = profile or choose(content)
    reference = _reference(file, chosen, context, read.sha256)
    if any(used == reference or used.endswith(f" · {reference}") for used in known.references):
        raise UserError(
            "import.already",
            _("This file was imported into the case before, with the same profile."),
            _("Nothing needs to be done: what it says is in the case."),
        )
    builder = DeliveryBuilder(context, chosen, known, reference, progress or Progress(), sink)
    builder.by_hand = frozenset(no for no, _column in repairs.cells)
    records = _fill(content, chosen, builder, repairs, tolerant=tolerant)
    builder.finish()
    delivery = builder.delivery()
    report = ImportReport(
        file=file,
        format=read.format,
        profile=chosen.id,
        sha256=read.sha256,
        records=records,
        nodes=builder.nodes,
        links=builder.links,
        findings=builder.findings,
        duplicates_of_known=builder.duplicates_of_known,
        skipped=delivery.skipped,
        merged=tuple(builder.merged.kept),
        notes=(*content.notes, *builder.notes, *_packed(read), *_repaired(repairs)),
        skipped_count=builder.skipped.count,
        merged_count=builder.merged.count,
    )
    return ImportPlan(delivery, report, tuple(builder.faults))


def _packed(read: ReadFile) -> tuple[str, ...]:
    return (_("Read from the packed file {name}.").format(name=read.inner),) if read.inner else ()


def _repaired(repairs: Repairs) -> tuple[str, ...]:
    notes = []
    if repairs.cells:
        cells = [_("row {no}").format(no=no) for no, _column in sorted(repairs.cells)]
        text = _("Put right by hand before the import: {places}.")
        notes.append(text.format(places=", ".join(dict.fromkeys(cells))))
    if repairs.left_out:
        rows = ", ".join(map(str, sorted(repairs.left_out)))
        notes.append(_("Left out by hand: rows {rows}.").format(rows=rows))
    return tuple(notes)


def _fill(
    content: RawTable | GraphData,
    profile: Profile,
    builder: DeliveryBuilder,
    repairs: Repairs,
    *,
    tolerant: bool,
) -> int:
    """Let the profile's shape fill the builder; returns the number of records read."""
    if isinstance(content, GraphData) != (profile.shape is Shape.GRAPH):
        raise UserError(
            "import.wrong_profile",
            _("The profile “{profile}” is not made for this kind of file."),
            _("Name another profile, or none to have one chosen."),
            profile=profile.label,
        )
    try:
        records = (
            _fill_graph(content, profile, builder)
            if isinstance(content, GraphData)
            else (_fill_table(content, profile, builder, repairs, tolerant=tolerant))
        )
    except TooManyProblems:
        records = 0
    if builder.faults and not tolerant:
        raise refusal(
            "import.rows",
            builder.problems,
            _("Correct these places, or ask the agency for a corrected file."),
        )
    if not builder.nodes and not builder.faults:
        raise nothing_in_it()
    return records


def _fill_graph(graph: GraphData, profile: Profile, builder: DeliveryBuilder) -> int:
    builder.skipped.extend(graph.skipped)
    plan_graph(graph, profile, builder)
    return len(graph.nodes) + len(graph.edges)


def _fill_table(
    raw: RawTable, profile: Profile, builder: DeliveryBuilder, repairs: Repairs, *, tolerant: bool
) -> int:
    builder.writing = writing_of(raw, profile.settings)
    matrix = as_matrix(raw, two_mode=profile.two_mode) if profile.shape is Shape.EDGES else None
    if matrix is not None:
        builder.skipped.extend(raw.skipped)
        plan_matrix(matrix, profile, builder)
        return matrix.filled
    table = table_of(raw, profile, repairs, tolerant=tolerant)
    builder.skipped.extend(table.skipped)
    if not table.headed:
        builder.notes.append(_("The file has no header; its columns were recognised by their content."))
    if profile.shape is Shape.EDGES:
        plan_edges(table, profile, builder)
    elif profile.mapping is not None:
        plan_mapping(table, profile, profile.mapping, builder)
    else:
        plan_nodes(table, profile, builder)
    return len(table.rows)


def table_of(
    raw: RawTable, profile: Profile, repairs: Repairs = UNTOUCHED, *, tolerant: bool = False
) -> TableData:
    """The table with its columns, as the profile's settings and the content say."""
    subject_type = profile.link_type if profile.shape is Shape.EDGES else profile.node_type
    mapped = profile.mapping is not None

    def understood(name: str) -> object:
        return not mapped and meaning_of(name, profile, subject_type)

    header = profile.settings.header
    return as_table(raw, understood, header=header, repairs=repairs, tolerant=tolerant)


def writing_of(raw: RawTable, settings: TableSettings) -> Writing:
    """How numbers and dates are written: as set, else as the first rows tell beyond doubt."""
    found = find_writing(cell for row in islice(raw.rows, _SAMPLE) for cell in row.cells)
    dates = settings.dates or ("" if found.doubtful else found.dates)
    # A workbook's own numbers always have a point; what somebody typed as text may have a comma.
    return Writing(settings.decimal or found.decimal, dates)


def _reference(path: str, profile: Profile, context: ImportContext, digest: str) -> str:
    """How the source is cited; the file's hash in it recognises the same file again."""
    cited = f"{path} · {profile.id} · SHA-256 {digest[:_HASH_SHOWN]}"
    return f"{context.source_reference}: {cited}" if context.source_reference else cited
