"""Gestures on the nodes and links of a chart: move, align, pin, lock, hide, dress, choose. Each one step."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, replace

from app.analysis.chart_arrangement import (
    AXES,
    EDGES,
    Place,
    Places,
    aligned,
    around,
    distributed,
    neighbours,
)
from app.analysis.network import Network
from app.base.chart_records import SCOPES, ChartItem, Look
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.casework import chart_checks
from app.casework.chart_rows import changing, chart_row, item_row, items_of, ordered, part_of
from app.store import tables
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_LOOK_PARTS = frozenset(f.name for f in fields(Look))
_MOVABLE = (tables.chart_note, tables.chart_frame, tables.chart_group)


def move(
    store: Store, chart_id: str, moved: Places, *, parts: Places | None = None, algorithm: str = ""
) -> Change:
    """Move nodes and, by their ids in `parts`, notes, frames and folded groups; `algorithm` if a layout did.

    Locked nodes stay; before a layout pinned ones do, too. A note tied to a node goes with it. Places are px
    at scale 1. Raises `UserError` for a place that is none and for what is not on the chart.
    """
    label = _("Chart laid out") if algorithm else _("Moved on the chart")
    with changing(store, chart_id, label) as work:
        put(work, chart_id, moved, algorithm=algorithm, parts=parts)
    return work.done


def put(
    work: UnitOfWork, chart_id: str, moved: Places, *, algorithm: str = "", parts: Places | None = None
) -> None:
    """Move within a unit of work under way; see `move`."""
    chart = chart_row(work.connection, chart_id)
    for x, y in (*moved.values(), *(parts or {}).values()):
        chart_checks.place(x, y)
    chart_checks.subjects(work.connection, chart.case_id, moved)
    items = items_of(work.connection, chart_id)
    going = {i: p for i, p in moved.items() if _goes(items.get(i), algorithm)}
    _carry_notes(work, chart_id, items, going, parts or {})
    placed = {i: _at(items.get(i) or ChartItem(i), place) for i, place in going.items()}
    keep(work, chart_id, items, placed)
    for part_id, (x, y) in (parts or {}).items():
        _move_part(work, chart_id, part_id, float(x), float(y))
    if algorithm and algorithm != chart.algorithm:
        work.update(tables.chart, chart_id, algorithm=algorithm)


def keep(
    work: UnitOfWork, chart_id: str, before: Mapping[str, ChartItem], after: Mapping[str, ChartItem]
) -> None:
    """Write the items that are new or differ from before."""
    t = tables.chart_position
    changed = {i: item for i, item in after.items() if before.get(i) != item}
    rows = _row_ids(work, chart_id) if any(i in before for i in changed) else {}
    for i, item in changed.items():
        if i in before:
            row = dict(item_row(chart_id, item))
            del row["chart_id"], row["subject_id"]
            work.update(t, rows[i], **row)
    work.insert_many(t, [item_row(chart_id, item) for i, item in changed.items() if i not in before])


def align(store: Store, chart_id: str, subject_ids: Iterable[str], edge: str) -> Change:
    """Put nodes on one line (`app.analysis.chart_arrangement.EDGES`)."""
    return _arranged(store, chart_id, subject_ids, edge, EDGES, aligned, _("Aligned on the chart"))


def distribute(store: Store, chart_id: str, subject_ids: Iterable[str], axis: str) -> Change:
    """Spread nodes evenly between the outermost two (`app.analysis.chart_arrangement.AXES`)."""
    return _arranged(store, chart_id, subject_ids, axis, AXES, distributed, _("Spread on the chart"))


def pin(store: Store, chart_id: str, subject_ids: Iterable[str], *, pinned: bool = True) -> Change:
    """Pin nodes, so that layouts leave them alone, or let them go."""
    label = _("Pinned on the chart") if pinned else _("No longer pinned")
    return _changed(store, chart_id, label, subject_ids, lambda item: replace(item, pinned=pinned))


def lock(store: Store, chart_id: str, subject_ids: Iterable[str], *, locked: bool = True) -> Change:
    """Lock nodes, so that nothing moves them, or unlock them."""
    label = _("Locked on the chart") if locked else _("Unlocked on the chart")
    return _changed(store, chart_id, label, subject_ids, lambda item: replace(item, locked=locked))


def hide(store: Store, chart_id: str, subject_ids: Iterable[str]) -> Change:
    """Hide nodes and links on this chart; `restore` brings them back where they stood."""
    wanted = list(dict.fromkeys(subject_ids))
    label = ngettext("{count} thing hidden on the chart", "{count} things hidden on the chart", len(wanted))
    shown = label.format(count=len(wanted))
    return _changed(store, chart_id, shown, wanted, lambda item: replace(item, hidden=True))


def restore(store: Store, chart_id: str, subject_ids: Iterable[str] = ()) -> Change:
    """Show these hidden nodes and links again; without any named, all of them."""
    wanted = set(subject_ids)
    with changing(store, chart_id, _("Shown again on the chart")) as work:
        items = items_of(work.connection, chart_id)
        back = {
            i: replace(t, hidden=False) for i, t in items.items() if t.hidden and (not wanted or i in wanted)
        }
        keep(work, chart_id, items, back)
    return work.done


def set_looks(store: Store, chart_id: str, looks: Mapping[str, Look]) -> Change:
    """Give nodes and links these looks in place of their own; a plain `Look()` takes one away."""
    for look in looks.values():
        chart_checks.look(look)
    change = _changed(
        store, chart_id, _("Look changed on the chart"), looks, lambda i: replace(i, look=looks[i.subject_id])
    )
    return change


def change_look(store: Store, chart_id: str, subject_ids: Iterable[str], **parts: str | float) -> Change:
    """Change single parts of the looks of nodes and links (`colour="red"`), the others stay."""
    unknown = sorted(parts.keys() - _LOOK_PARTS)
    if unknown:
        raise TypeError(unknown[0])
    wanted = list(subject_ids)
    with changing(store, chart_id, _("Look changed on the chart")) as work:
        items = _items(work, chart_id, wanted)
        dressed = {i: replace(t, look=_with(t.look, parts)) for i, t in items.items() if i in wanted}
        keep(work, chart_id, items_of(work.connection, chart_id), dressed)
    return work.done


def choose(store: Store, chart_id: str, places: Places) -> Change:
    """Put nodes on a chart, or show them again if they are hidden there."""
    with changing(store, chart_id, _("Put on the chart")) as work:
        _choose(work, chart_id, places)
    return work.done


def drop(store: Store, chart_id: str, subject_ids: Iterable[str]) -> Change:
    """Take nodes and links off a chart: place and look are forgotten, the findings are not touched.

    A chart that shows the whole case goes on showing them, with a place from the next layout.
    """
    wanted = set(subject_ids)
    with changing(store, chart_id, _("Taken off the chart")) as work:
        for subject_id, row_id in _row_ids(work, chart_id).items():
            if subject_id in wanted:
                work.delete(tables.chart_position, row_id)
    return work.done


def set_scope(store: Store, chart_id: str, scope: str, places: Places | None = None) -> Change:
    """Let a chart show the whole case ("case") or only what was chosen; `places` are chosen, too."""
    if scope not in SCOPES:
        raise ValueError(scope)
    label = _("Chart shows what is chosen") if scope == "chosen" else _("Chart shows the whole case")
    with changing(store, chart_id, label) as work:
        if chart_row(work.connection, chart_id).scope != scope:
            work.update(tables.chart, chart_id, scope=scope)
        _choose(work, chart_id, places or {})
    return work.done


def expand(
    store: Store,
    chart_id: str,
    node_id: str,
    network: Network,
    *,
    types: Collection[str] = (),
    layers: Collection[str] = (),
) -> Change:
    """Show the neighbours of a node, of these node types over links of these types (empty: any).

    Hidden ones come back where they stood, with the links to them; one without a place gets one near the
    node. `network` is the case's, not the part in sight.
    """
    with changing(store, chart_id, _("Neighbours shown on the chart")) as work:
        items = items_of(work.connection, chart_id)
        wanted = neighbours(network, node_id, types, layers)
        chart_checks.subjects(work.connection, chart_row(work.connection, chart_id).case_id, wanted)
        new = [i for i in wanted if i not in items or not items[i].placed]
        centre = items.get(node_id) or ChartItem(node_id)
        taken = [(t.x, t.y) for t in items.values() if t.placed and not t.hidden]
        places = around((centre.x, centre.y), new, taken)
        ties = {t.id for t in network.links if node_id in (t.start, t.end) and {t.start, t.end} & set(wanted)}
        ties = {t.id for t in network.links if t.id in ties and (not layers or t.type in layers)}
        shown = {i: replace(t, hidden=False) for i, t in items.items() if i in ties or i in wanted}
        placed = {i: _at(shown.get(i) or ChartItem(i), place) for i, place in places.items()}
        keep(work, chart_id, items, shown | placed)
    return work.done


def _arranged(
    store: Store,
    chart_id: str,
    subject_ids: Iterable[str],
    how: str,
    known: Collection[str],
    arrange: Callable[[Places, str], dict[str, Place]],
    label: str,
) -> Change:
    if how not in known:
        raise ValueError(how)
    with changing(store, chart_id, label) as work:
        items = items_of(work.connection, chart_id)
        places = {i: (items[i].x, items[i].y) for i in subject_ids if i in items and items[i].placed}
        if len(places) < 2:
            raise UserError(
                "chart.few",
                _("At least two nodes with a place are needed for that."),
                _("Select several nodes of the chart."),
                exit_code=ExitCode.USAGE,
            )
        put(work, chart_id, arrange(places, how))
    return work.done


def _changed(
    store: Store, chart_id: str, label: str, subject_ids: Iterable[str], how: Callable[[ChartItem], ChartItem]
) -> Change:
    wanted = list(subject_ids)
    with changing(store, chart_id, label) as work:
        before = items_of(work.connection, chart_id)
        items = _items(work, chart_id, wanted)
        keep(work, chart_id, before, {i: how(items[i]) for i in wanted})
    return work.done


def _items(work: UnitOfWork, chart_id: str, wanted: Iterable[str]) -> dict[str, ChartItem]:
    """Return the items of a chart, and one for each wanted subject that has none yet."""
    case_id = chart_row(work.connection, chart_id).case_id
    known = chart_checks.subjects(work.connection, case_id, wanted)
    fresh = {i: ChartItem(i, placed=False) for i in known}
    return fresh | items_of(work.connection, chart_id)


def _choose(work: UnitOfWork, chart_id: str, places: Places) -> None:
    items = items_of(work.connection, chart_id)
    put(work, chart_id, {i: p for i, p in places.items() if i not in items or not items[i].placed})
    items = items_of(work.connection, chart_id)
    keep(work, chart_id, items, {i: replace(items[i], hidden=False) for i in places})


def _goes(item: ChartItem | None, algorithm: str) -> bool:
    return item is None or not item.placed or not (item.locked or (algorithm and item.pinned))


def _at(item: ChartItem, place: Place) -> ChartItem:
    return replace(item, x=float(place[0]), y=float(place[1]), placed=True)


def _with(look: Look, parts: Mapping[str, str | float]) -> Look:
    said = {f.name: getattr(look, f.name) for f in fields(Look)}
    return chart_checks.look(Look(**{**said, **parts}))


def _carry_notes(
    work: UnitOfWork, chart_id: str, items: Mapping[str, ChartItem], going: Places, parts: Places
) -> None:
    for note in ordered(work.connection, tables.chart_note, chart_id):
        item = items.get(note.subject_id or "")
        if item is not None and item.placed and item.subject_id in going and note.id not in parts:
            x, y = going[item.subject_id]
            if (x, y) != (item.x, item.y):
                work.update(tables.chart_note, note.id, x=note.x + x - item.x, y=note.y + y - item.y)


def _move_part(work: UnitOfWork, chart_id: str, part_id: str, x: float, y: float) -> None:
    for table in _MOVABLE:
        row = work.row(table, part_id)
        if row is not None and row["chart_id"] == chart_id:
            if (row["x"], row["y"]) != (x, y):
                work.update(table, part_id, x=x, y=y)
            return
    part_of(work.connection, tables.chart_note, part_id, chart_id)


def _row_ids(work: UnitOfWork, chart_id: str) -> dict[str, str]:
    t = tables.chart_position
    query = t.select().with_only_columns(t.c.subject_id, t.c.id).where(t.c.chart_id == chart_id)
    return {subject_id: row_id for subject_id, row_id in work.connection.execute(query)}
