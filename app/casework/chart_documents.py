"""Charts as whole documents: read, made, renamed, copied, united, deleted.

What happens on a chart stands beside it: `chart_items` (nodes and links), `chart_notes` (notes, frames),
`chart_grouping`, `chart_rules` (rules, filter, settings). Every gesture is one step of the case's history.
"""

from dataclasses import replace

from sqlalchemy import Connection, select

from app.analysis.chart_arrangement import Place, Places, beside
from app.analysis.chart_formatting import over
from app.base.chart_records import SCOPES, ChartDocument, ChartFrame, ChartItem, ChartNote
from app.base.errors import UserError
from app.base.i18n import _
from app.casework import chart_checks
from app.casework.chart_grouping import drop_members, put_members
from app.casework.chart_rows import CHART_PARTS, changing, chart_row, document_of, item_row, ordered, written
from app.casework.chart_rules import rule_row
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def read_document(store: Store, chart_id: str) -> ChartDocument:
    """Return a chart with everything on it; `UserError` if it is not there any more."""
    with store.read() as connection:
        return document_of(connection, chart_id)


def create(
    store: Store,
    case_id: str,
    name: str,
    *,
    places: Places | None = None,
    algorithm: str = "organic",
    scope: str = "case",
) -> Change:
    """Make a chart of a case; `ids[0]` is its id. Only what has a place is on a chart of scope "chosen"."""
    if scope not in SCOPES:
        raise ValueError(scope)
    with store.write(_("Chart made"), Action.COLLECTION, case_id=case_id) as work:
        plain = free_name(work.connection, case_id, name)
        chart_checks.subjects(work.connection, case_id, places or {})
        items = {i: ChartItem(i, float(x), float(y)) for i, (x, y) in (places or {}).items()}
        made = ChartDocument("", case_id, plain, algorithm, items, scope=scope)
        work.about(write_document(work, made))
    return work.done


def rename(store: Store, chart_id: str, name: str) -> Change:
    """Give a chart another name; `UserError` if another chart of the case has it."""
    with changing(store, chart_id, _("Chart renamed")) as work:
        row = chart_row(work.connection, chart_id)
        plain = free_name(work.connection, row.case_id, name, but=chart_id)
        if plain != row.name:
            work.update(tables.chart, chart_id, name=plain)
    return work.done


def duplicate(store: Store, chart_id: str, name: str = "") -> Change:
    """Copy a chart with everything on it; `ids[0]` is the copy's id."""
    with changing(store, chart_id, _("Chart copied"), Action.COLLECTION) as work:
        document = document_of(work.connection, chart_id)
        wanted = name or _numbered(work.connection, document)
        work.about(
            write_document(work, replace(document, name=free_name(work.connection, document.case_id, wanted)))
        )
    return work.done


def delete(store: Store, chart_id: str) -> Change:
    """Delete a chart with everything on it; findings stay. Asking first is the caller's."""
    with changing(store, chart_id, _("Chart deleted")) as work:
        for group in ordered(work.connection, tables.chart_group, chart_id):
            drop_members(work, group.id)
        for table in CHART_PARTS:
            rows = work.connection.execute(select(table.c.id).where(table.c.chart_id == chart_id)).scalars()
            for row_id in rows.all():
                work.delete(table, row_id)
        work.delete(tables.chart, chart_id)
    return work.done


def merge(store: Store, first_id: str, second_id: str, name: str = "") -> Change:
    """Make a third chart of two of the same case; `ids[0]` is its id, and both stay as they are.

    See `merged` for what wins. Raises `UserError` for two charts of different cases.
    """
    with changing(store, first_id, _("Charts united"), Action.COLLECTION) as work:
        first, second = document_of(work.connection, first_id), document_of(work.connection, second_id)
        if first.case_id != second.case_id or first_id == second_id:
            raise UserError(
                "chart.merge",
                _("Only two different charts of the same case can be united."),
                _("Choose another chart of this case."),
            )
        wanted = name or f"{first.name} + {second.name}"[: chart_checks.NAME_LENGTH]
        if not name and _taken(work.connection, first.case_id, wanted):
            wanted = _numbered(work.connection, replace(first, name=wanted))
        plain = free_name(work.connection, first.case_id, wanted)
        work.about(write_document(work, replace(merged(first, second), name=plain)))
    return work.done


def merged(first: ChartDocument, second: ChartDocument) -> ChartDocument:
    """Return both charts in one (id and name of the first).

    The first wins: its places, filter, settings and layout stay, its rules come last, and where both dress
    a thing its parts of the look do. What only the second holds is shifted to the right of the first, with
    its notes, frames and groups. Hidden is what both hide; pinned or locked is what either does. The case
    is shown whole if either shows it.
    """
    shift = beside(_taken_places(first), _places_only_in(second, first))
    items = dict(second.items)
    for i, item in second.items.items():
        if i not in first.items and item.placed:
            items[i] = replace(item, x=item.x + shift[0], y=item.y + shift[1])
    for i, item in first.items.items():
        items[i] = _both(item, second.items[i], shift) if i in second.items else item
    for i, item in items.items():
        if item.hidden and _shows(first, i) | _shows(second, i):
            items[i] = replace(item, hidden=False)
    rules = [*second.rules, *first.rules]
    return replace(
        first,
        items=items,
        notes=(*first.notes, *(replace(n, x=n.x + shift[0], y=n.y + shift[1]) for n in second.notes)),
        frames=(*first.frames, *(replace(f, x=f.x + shift[0], y=f.y + shift[1]) for f in second.frames)),
        groups=(*first.groups, *(replace(g, x=g.x + shift[0], y=g.y + shift[1]) for g in second.groups)),
        rules=tuple(replace(rule, no=no) for no, rule in enumerate(rules, 1)),
        scope="case" if "case" in (first.scope, second.scope) else "chosen",
    )


def write_document(work: UnitOfWork, document: ChartDocument) -> str:
    """Write a document as a new chart with fresh ids, and return its id."""
    chart_id = work.insert(
        tables.chart,
        {
            "case_id": document.case_id,
            "name": document.name,
            "algorithm": document.algorithm,
            "scope": document.scope,
            "filter": written(document.filter),
            "settings": written(document.settings),
        },
    )
    work.insert_many(tables.chart_position, [item_row(chart_id, item) for item in document.items.values()])
    for no, n in enumerate(document.notes, 1):
        own = {"text": n.text, "colour": n.colour, "subject_id": n.subject_id or None}
        room = {"x": n.x, "y": n.y, "width": n.width, "height": n.height}
        work.insert(tables.chart_note, {"chart_id": chart_id, "no": no, **own, **room})
    for no, f in enumerate(document.frames, 1):
        own = {"title": f.title, "colour": f.colour, "line": f.line}
        room = {"x": f.x, "y": f.y, "width": f.width, "height": f.height}
        work.insert(tables.chart_frame, {"chart_id": chart_id, "no": no, **own, **room})
    for no, g in enumerate(document.groups, 1):
        held = {"title": g.title, "colour": g.colour, "collapsed": g.collapsed, "x": g.x, "y": g.y}
        put_members(
            work, work.insert(tables.chart_group, {"chart_id": chart_id, "no": no, **held}), g.members
        )
    for no, rule in enumerate(document.rules, 1):
        work.insert(tables.chart_rule, {"chart_id": chart_id, "no": no, **rule_row(rule)})
    return chart_id


def free_name(connection: Connection, case_id: str, name: str, but: str = "") -> str:
    """Return a name put in order; `UserError` if it is none or another chart of the case has it."""
    plain = chart_checks.name(name)
    if _taken(connection, case_id, plain, but):
        raise UserError(
            "chart.name_taken",
            _("This case has a chart “{name}” already."),
            _("Choose another name."),
            name=plain,
        )
    return plain


def _taken(connection: Connection, case_id: str, name: str, but: str = "") -> bool:
    t = tables.chart
    query = select(t.c.id).where(t.c.case_id == case_id, t.c.name == name, t.c.id != but)
    return connection.execute(query).first() is not None


def _numbered(connection: Connection, document: ChartDocument) -> str:
    number = 2
    while True:
        tail = f" ({number})"
        name = document.name[: chart_checks.NAME_LENGTH - len(tail)] + tail
        if not _taken(connection, document.case_id, name):
            return name
        number += 1


def _both(first: ChartItem, second: ChartItem, shift: Place) -> ChartItem:
    placed = first if first.placed or not second.placed else replace(
        second, x=second.x + shift[0], y=second.y + shift[1]
    )  # fmt: skip
    return replace(
        first,
        x=placed.x,
        y=placed.y,
        placed=placed.placed,
        hidden=first.hidden and second.hidden,
        pinned=first.pinned or second.pinned,
        locked=first.locked or second.locked,
        look=over(second.look, first.look),
    )


def _shows(document: ChartDocument, subject_id: str) -> bool:
    item = document.items.get(subject_id)
    return not item.hidden if item is not None else document.scope == "case"


def _taken_places(document: ChartDocument) -> list[Place]:
    corners = [(item.x, item.y) for item in document.items.values() if item.placed]
    parts: tuple[ChartNote | ChartFrame, ...] = (*document.notes, *document.frames)
    for part in parts:
        corners += [(part.x, part.y), (part.x + part.width, part.y + part.height)]
    return corners


def _places_only_in(document: ChartDocument, other: ChartDocument) -> list[Place]:
    only = {i: item for i, item in document.items.items() if i not in other.items}
    return _taken_places(replace(document, items=only))
