"""Gestures on the groups of a chart: tie nodes together, fold them to one, let them go."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.base.chart_records import ChartGroup
from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import SubjectKind
from app.casework import chart_checks
from app.casework.chart_notes import change_part, remove_parts
from app.casework.chart_rows import changing, chart_row, items_of, next_no, part_of
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def add_group(
    store: Store,
    chart_id: str,
    title: str,
    members: Iterable[str],
    *,
    collapsed: bool = False,
    place: tuple[float, float] | None = None,
    colour: str = "",
) -> Change:
    """Make a group of nodes; `ids[0]` is its id. Folded it stands in the middle of them, or at `place`.

    Raises `UserError` without a title, without a node, and for what is no node of the case.
    """
    with changing(store, chart_id, _("Group made on the chart"), Action.COLLECTION) as work:
        wanted = _members(work, chart_id, members)
        x, y = place or _middle(work, chart_id, wanted)
        chart_checks.place(x, y)
        row = {
            "chart_id": chart_id,
            "no": next_no(work.connection, tables.chart_group, chart_id),
            "title": chart_checks.title(title, needed=True),
            "colour": chart_checks.colour(colour),
            "collapsed": collapsed,
            "x": float(x),
            "y": float(y),
        }
        group_id = work.insert(tables.chart_group, row)
        put_members(work, group_id, wanted)
        work.about(group_id)
    return work.done


def change_group(store: Store, chart_id: str, group: ChartGroup) -> Change:
    """Write a group of a chart anew: title, members, folded or not, place, colour."""
    with changing(store, chart_id, _("Group on the chart changed")) as work:
        part_of(work.connection, tables.chart_group, group.id, chart_id)
        chart_checks.place(group.x, group.y)
        row = {
            "title": chart_checks.title(group.title, needed=True),
            "colour": chart_checks.colour(group.colour),
            "collapsed": group.collapsed,
            "x": float(group.x),
            "y": float(group.y),
        }
        change_part(work, tables.chart_group, group.id, row)
        wanted = _members(work, chart_id, group.members)
        held = {subject_id: row_id for row_id, subject_id in _rows(work, group.id)}
        for subject_id, row_id in held.items():
            if subject_id not in wanted:
                work.delete(tables.chart_group_member, row_id)
        put_members(work, group.id, [i for i in wanted if i not in held])
    return work.done


def fold(store: Store, chart_id: str, group_ids: Iterable[str], *, collapsed: bool = True) -> Change:
    """Fold groups to one node each, or open them."""
    label = _("Group folded") if collapsed else _("Group opened")
    with changing(store, chart_id, label) as work:
        for group_id in dict.fromkeys(group_ids):
            part_of(work.connection, tables.chart_group, group_id, chart_id)
            change_part(work, tables.chart_group, group_id, {"collapsed": collapsed})
    return work.done


def remove_groups(store: Store, chart_id: str, group_ids: Iterable[str]) -> Change:
    """Let groups go; their nodes stay where they are."""
    with changing(store, chart_id, _("Group let go")) as work:
        for group_id in dict.fromkeys(group_ids):
            part_of(work.connection, tables.chart_group, group_id, chart_id)
            drop_members(work, group_id)
            remove_parts(work, tables.chart_group, chart_id, [group_id])
    return work.done


def put_members(work: UnitOfWork, group_id: str, members: Iterable[str]) -> None:
    """Write the members of a group."""
    work.insert_many(tables.chart_group_member, [{"group_id": group_id, "subject_id": i} for i in members])


def drop_members(work: UnitOfWork, group_id: str) -> None:
    """Delete the members of a group, before the group."""
    for row_id, _subject in _rows(work, group_id):
        work.delete(tables.chart_group_member, row_id)


def _rows(work: UnitOfWork, group_id: str) -> Sequence[tuple[str, str]]:
    m = tables.chart_group_member
    query = select(m.c.id, m.c.subject_id).where(m.c.group_id == group_id)
    return [(row_id, subject_id) for row_id, subject_id in work.connection.execute(query)]


def _members(work: UnitOfWork, chart_id: str, members: Iterable[str]) -> list[str]:
    case_id = chart_row(work.connection, chart_id).case_id
    wanted = sorted(set(members))
    kinds = chart_checks.subjects(work.connection, case_id, wanted)
    if not wanted or any(kind != SubjectKind.NODE for kind in kinds.values()):
        raise UserError(
            "chart.members",
            _("A group needs at least one node, and holds nodes only."),
            _("Select the nodes that belong together."),
        )
    return wanted


def _middle(work: UnitOfWork, chart_id: str, members: Sequence[str]) -> tuple[float, float]:
    items = items_of(work.connection, chart_id)
    placed = [items[i] for i in members if i in items and items[i].placed]
    if not placed:
        return 0.0, 0.0
    return sum(t.x for t in placed) / len(placed), sum(t.y for t in placed) / len(placed)
