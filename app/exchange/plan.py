"""What importing a file would bring into a case; nothing is changed by planning it."""

import hashlib
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.exchange.columns import meaning_of
from app.exchange.delivery_builder import DeliveryBuilder, TooManyProblems
from app.exchange.identity_keys import identity_keys
from app.exchange.import_context import ImportContext, ImportPlan, ImportReport
from app.exchange.known import NOTHING_KNOWN, KnownSubjects
from app.exchange.plan_edges import plan_edges
from app.exchange.plan_graph import plan_graph
from app.exchange.plan_matrix import plan_matrix
from app.exchange.plan_nodes import plan_nodes
from app.exchange.problems import refusal
from app.exchange.profile import SOURCE, TARGET, Profile, Shape, profiles
from app.exchange.readers.csv_reader import read_csv
from app.exchange.readers.gml_reader import read_gml
from app.exchange.readers.graphml_reader import read_graphml
from app.exchange.readers.matrix import as_matrix, is_matrix
from app.exchange.readers.neutral import GraphData, RawTable, TableData
from app.exchange.readers.xlsx_reader import read_xlsx
from app.exchange.sniff import Format, Sniffed, sniff
from app.exchange.tables import as_table, is_edge_list
from app.ontology.catalogue import ontology

_HASH_SHOWN = 16


def plan_import(
    path: Path,
    profile: Profile | None,
    context: ImportContext,
    known: KnownSubjects = NOTHING_KNOWN,
    *,
    expected_format: str | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Read a file and plan its import; all or nothing.

    Without a `profile` one is chosen by the content. `expected_format` (csv, xlsx, graphml, gml) refuses
    a file that is something else. Raises `UserError` with a key `import.*`; where single rows are at fault,
    `problems` holds a line for each of the first twenty. Raises `Cancelled` if `progress` was cancelled.
    """
    sniffed = _sniffed(path, expected_format)
    digest = hashlib.sha256(sniffed.data).hexdigest()
    content = _read(sniffed)
    chosen = profile or _choose(content)
    reference = _reference(path, chosen, context, digest)
    if reference in known.references:
        raise UserError(
            "import.already",
            _("This file was imported into the case before, with the same profile."),
            _("Nothing needs to be done: what it says is in the case."),
        )
    builder = DeliveryBuilder(context, chosen, known, reference, progress or Progress())
    records = _fill(content, chosen, builder)
    delivery = builder.delivery()
    report = ImportReport(
        file=path.name,
        format=sniffed.format.value,
        profile=chosen.id,
        sha256=digest,
        records=records,
        nodes=len(builder.node_ids),
        links=len(builder.link_ids),
        findings=len(delivery.findings),
        duplicates_of_known=builder.duplicates_of_known,
        skipped=delivery.skipped,
        merged=tuple(builder.merged),
        notes=(*content.notes, *builder.notes, *_packed(sniffed)),
    )
    return ImportPlan(delivery, report)


def _sniffed(path: Path, expected_format: str | None) -> Sniffed:
    sniffed = sniff(path)
    if expected_format is not None and sniffed.format != expected_format:
        raise UserError(
            "import.other_format",
            _("The content of the file is {found}, not {expected}."),
            _("Leave out the format to have it recognised."),
            found=sniffed.format.value,
            expected=expected_format,
        )
    return sniffed


def _packed(sniffed: Sniffed) -> tuple[str, ...]:
    return (_("Read from the packed file {name}.").format(name=sniffed.inner),) if sniffed.inner else ()


def _read(sniffed: Sniffed) -> RawTable | GraphData:
    if sniffed.format is Format.GRAPHML:
        return read_graphml(sniffed.data)
    if sniffed.format is Format.GML:
        return read_gml(sniffed.data)
    table = read_csv(sniffed.data) if sniffed.format is Format.CSV else read_xlsx(sniffed.data)
    if not table.rows:
        raise _nothing_in_it()
    return table


def _fill(content: RawTable | GraphData, profile: Profile, builder: DeliveryBuilder) -> int:
    """Let the profile's shape fill the builder; returns the number of records read."""
    if isinstance(content, GraphData) != (profile.shape is Shape.GRAPH):
        raise UserError(
            "import.wrong_profile",
            _("The profile “{profile}” is not made for this kind of file."),
            _("Name another profile, or none to have one chosen."),
            profile=profile.id,
        )
    builder.skipped += content.skipped
    try:
        records = (
            _fill_graph(content, profile, builder)
            if isinstance(content, GraphData)
            else (_fill_table(content, profile, builder))
        )
    except TooManyProblems:
        records = 0
    if builder.problems:
        raise refusal(
            "import.rows",
            builder.problems,
            _("Correct these places, or ask the agency for a corrected file."),
        )
    if not builder.node_ids:
        raise _nothing_in_it()
    return records


def _fill_graph(graph: GraphData, profile: Profile, builder: DeliveryBuilder) -> int:
    plan_graph(graph, profile, builder)
    return len(graph.nodes) + len(graph.edges)


def _fill_table(raw: RawTable, profile: Profile, builder: DeliveryBuilder) -> int:
    matrix = as_matrix(raw, two_mode=profile.two_mode) if profile.shape is Shape.EDGES else None
    if matrix is not None:
        plan_matrix(matrix, profile, builder)
        return matrix.filled
    table = _table(raw, profile)
    if not table.headed:
        builder.notes.append(_("The file has no header; its columns were recognised by their content."))
    if profile.shape is Shape.EDGES:
        plan_edges(table, profile, builder)
    else:
        plan_nodes(table, profile, builder)
    return len(table.rows)


def _table(raw: RawTable, profile: Profile) -> TableData:
    subject_type = profile.link_type if profile.shape is Shape.EDGES else profile.node_type
    return as_table(raw, lambda name: meaning_of(name, profile, subject_type))


def _choose(content: RawTable | GraphData) -> Profile:
    """The shipped profile that understands most of the columns; edge lists go before lists of things."""
    offered = [p for p in profiles().values() if p.auto]
    if isinstance(content, GraphData):
        return next(p for p in offered if p.shape is Shape.GRAPH)
    header = content.rows[0].cells
    edges = [p for p in offered if p.shape is Shape.EDGES]
    if is_matrix(content):
        return edges[0]
    for profile in edges:
        meanings = {meaning_of(name, profile, profile.link_type) for name in header}
        if {SOURCE, TARGET} <= meanings:
            return profile
    lists = [p for p in offered if p.shape is Shape.NODES]
    scores = {p.id: _understood(header, p) for p in lists}
    best = max(lists, key=lambda p: scores[p.id])
    if scores[best.id] > 0:
        return best
    if is_edge_list(content):
        return edges[0]
    raise UserError(
        "import.columns",
        _("No import profile understands the columns of the file: {columns}."),
        _("Name one of the profiles {known}, or name the columns in the first row."),
        columns=", ".join(" ".join(cell.split()) for cell in header)[:200],
        known=", ".join(profiles()),
    )


def _understood(header: tuple[str, ...], profile: Profile) -> int:
    """How many columns a list profile understands; 0 unless that is enough to be sure of what the rows are.

    A lone number column in a table of something else must not turn its rows into persons.
    """
    named = [name for name in header if name.strip()]
    meanings = {meaning_of(name, profile, profile.node_type) for name in named} - {None}
    naming = {*ontology().nodes[profile.node_type].caption, *identity_keys(profile.node_type)}
    sure = len(meanings) >= 2 or len(meanings) == len(named)
    return len(meanings) if sure and meanings & naming else 0


def _reference(path: Path, profile: Profile, context: ImportContext, digest: str) -> str:
    """How the source is cited; the file's hash in it recognises the same file again."""
    cited = f"{path.name} · {profile.id} · SHA-256 {digest[:_HASH_SHOWN]}"
    return f"{context.source_reference}: {cited}" if context.source_reference else cited


def _nothing_in_it() -> UserError:
    return UserError(
        "import.empty",
        _("The file holds no row or node that could be imported."),
        _("Check that the export went through and try again."),
    )
