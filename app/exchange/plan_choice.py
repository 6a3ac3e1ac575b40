"""Which shipped profile fits a file, told by its columns; asked where nobody named one."""

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.columns import meaning_of
from app.exchange.identity_keys import identity_keys
from app.exchange.profile import SOURCE, TARGET, Profile, Shape, profiles
from app.exchange.readers.matrix import is_matrix
from app.exchange.readers.neutral import GraphData, RawTable
from app.exchange.tables import find_header, is_edge_list
from app.ontology.catalogue import ontology


def choose(content: RawTable | GraphData) -> Profile:
    """The shipped profile that understands most of the columns; edge lists go before lists of things.

    Raises `UserError` `import.columns` if none does, `import.empty` for a table without rows.
    """
    offered = [p for p in profiles().values() if p.auto]
    if isinstance(content, GraphData):
        return next(p for p in offered if p.shape is Shape.GRAPH)
    if not content.rows:
        raise nothing_in_it()
    edges = [p for p in offered if p.shape is Shape.EDGES]
    if is_matrix(content):
        return edges[0]
    for header in _headers(content):
        found = _by_header(header, offered)
        if found is not None:
            return found
    if is_edge_list(content):
        return edges[0]
    raise UserError(
        "import.columns",
        _("No import profile understands the columns of the file: {columns}."),
        _("Name one of the profiles {known}, or name the columns in the first row."),
        columns=", ".join(" ".join(cell.split()) for cell in content.rows[0].cells)[:200],
        known=", ".join(profiles()),
    )


def _headers(content: RawTable) -> list[tuple[str, ...]]:
    """The first row, and the one that looks like the header if titles stand above it."""
    first = content.rows[0]
    number = find_header(content)
    if number in (0, first.no):
        return [first.cells]
    return [first.cells, next(row.cells for row in content.rows if row.no == number)]


def _by_header(header: tuple[str, ...], offered: list[Profile]) -> Profile | None:
    for profile in offered:
        if profile.shape is Shape.EDGES:
            meanings = {meaning_of(name, profile, profile.link_type) for name in header}
            if {SOURCE, TARGET} <= meanings:
                return profile
    lists = [p for p in offered if p.shape is Shape.NODES]
    scores = {p.id: _understood(header, p) for p in lists}
    best = max(lists, key=lambda p: scores[p.id])
    return best if scores[best.id] > 0 else None


def _understood(header: tuple[str, ...], profile: Profile) -> int:
    """How many columns a list profile understands; 0 unless that is enough to be sure of what the rows are.

    A lone number column in a table of something else must not turn its rows into persons.
    """
    named = [name for name in header if name.strip()]
    meanings = {meaning_of(name, profile, profile.node_type) for name in named} - {None}
    naming = {*ontology().nodes[profile.node_type].caption, *identity_keys(profile.node_type)}
    sure = len(meanings) >= 2 or len(meanings) == len(named)
    return len(meanings) if sure and meanings & naming else 0


def nothing_in_it() -> UserError:
    """The refusal of a file without content."""
    return UserError(
        "import.empty",
        _("The file holds no row or node that could be imported."),
        _("Check that the export went through and try again."),
    )
