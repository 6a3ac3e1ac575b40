"""What stands in a table that leaves the program: made of a view, and of nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.base.i18n import _, mark
from app.base.progress import Progress
from app.base.words import agency_name, classification_word
from app.exchange.table_columns import (
    DELIVERY,
    DOCUMENT,
    FINDING,
    SOURCE,
    SUBJECT,
    Cell,
    Columns,
    World,
    all_findings,
    all_subjects,
)
from app.exchange.table_selection import TableKind
from app.ontology.values import display
from app.policy.views import ReleasedView, View

T = TypeVar("T")
_TITLES = {
    TableKind.FINDINGS: mark("Findings"),
    TableKind.SUBJECTS: mark("Subjects"),
    TableKind.SOURCES: mark("Sources"),
    TableKind.CONTRIBUTIONS: mark("Contributions"),
    TableKind.DOCUMENTS: mark("Documents"),
}


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table ready to be written: the line that says whose it is, the titles, the rows."""

    title: str
    marking: str
    internal: bool
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def content(
    view: View, kind: TableKind, ids: Collection[str] | None, progress: Progress | None = None
) -> TableContent:
    """Return the rows with these ids in the order given (all with None), as far as the view has them."""
    world = World(view)
    headings, rows = _table(world, kind, ids, progress or Progress())
    return TableContent(_(_TITLES[kind]), marking(view), view.internal, headings, rows)


def marking(view: View) -> str:
    """Return the first line of a table: for whom it is, of which case, how it is classified."""
    header = view.header
    day = display("partial_date", view.as_of)
    parts = (header.reference, classification_word(header.classification), day)
    if not isinstance(view, ReleasedView):
        return " · ".join((_("internal – not for release"), *parts))
    to = _("for {agency}").format(agency=agency_name(view.recipient))
    purpose = _("purpose: {purpose}").format(purpose=view.purpose)
    return " · ".join((to, *parts, purpose, _("occasion: {occasion}").format(occasion=view.occasion)))


_Made = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]


def _table(world: World, kind: TableKind, ids: Collection[str] | None, told: Progress) -> _Made:
    if kind is TableKind.FINDINGS:
        return _made(world, FINDING, all_findings(world), ids, told)
    if kind is TableKind.SUBJECTS:
        return _made(world, SUBJECT, all_subjects(world), ids, told)
    if kind is TableKind.SOURCES:
        return _made(world, SOURCE, world.sources, ids, told)
    if kind is TableKind.CONTRIBUTIONS:
        return _made(world, DELIVERY, world.contributions, ids, told)
    return _made(world, DOCUMENT, world.documents, ids, told)


def _made(
    world: World, columns: Columns[T], known: Mapping[str, T], ids: Collection[str] | None, told: Progress
) -> _Made:
    things = list(known.values()) if ids is None else [known[row] for row in ids if row in known]
    headings = tuple(_(title) for title, _cell in columns)
    return headings, tuple(
        tuple(make(world, thing) for _title, make in columns) for thing in told.each(things)
    )
