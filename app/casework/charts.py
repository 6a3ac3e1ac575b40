"""Charts as documents of a case: positions over its subjects, never a copy of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.base.i18n import _
from app.casework.findings import Statement
from app.casework.subjects import added_label, put_node
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

Positions = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a case; `algorithm` is the layout it was last laid out with."""

    id: str
    case_id: str
    name: str
    algorithm: str


def list_charts(store: Store, case_id: str) -> tuple[Chart, ...]:
    """Return the charts of a case, by name."""
    table = tables.chart
    query = select(table.c.id, table.c.case_id, table.c.name, table.c.algorithm)
    with store.read() as connection:
        rows = connection.execute(query.where(table.c.case_id == case_id).order_by(table.c.name))
        return tuple(Chart(*row) for row in rows)


def create(store: Store, case_id: str, name: str, algorithm: str, positions: Positions) -> Change:
    """Make a chart with these positions (px at scale 1, by node id)."""
    with store.write(_("Chart made"), Action.COLLECTION, case_id=case_id) as work:
        chart_id = work.insert(tables.chart, {"case_id": case_id, "name": name, "algorithm": algorithm})
        _insert_positions(work, chart_id, positions)
        work.about(chart_id)
    return work.done


def positions(store: Store, chart_id: str) -> Positions:
    """Return where the nodes of a chart stand."""
    table = tables.chart_position
    query = select(table.c.subject_id, table.c.x, table.c.y).where(table.c.chart_id == chart_id)
    with store.read() as connection:
        return {subject_id: (x, y) for subject_id, x, y in connection.execute(query)}


def move(
    store: Store, chart: Chart, moved: Mapping[str, tuple[float, float]], *, algorithm: str = ""
) -> Change:
    """Move nodes of a chart (one gesture, one step of the history); `algorithm` if a layout did it."""
    label = _("Chart laid out") if algorithm else _("Moved on the chart")
    table = tables.chart_position
    with store.write(label, Action.ALTERATION, case_id=chart.case_id) as work:
        query = select(table.c.subject_id, table.c.id).where(table.c.chart_id == chart.id)
        known = {subject_id: row_id for subject_id, row_id in work.connection.execute(query)}
        for subject_id, (x, y) in moved.items():
            if subject_id in known:
                work.update(table, known[subject_id], x=x, y=y)
        fresh = {i: p for i, p in moved.items() if i not in known}
        _insert_positions(work, chart.id, fresh)
        if algorithm and algorithm != chart.algorithm:
            work.update(tables.chart, chart.id, algorithm=algorithm)
        work.about(chart.id)
    return work.done


def add_node(
    store: Store,
    case_id: str,
    chart: Chart | None,
    places: Positions,
    at: tuple[float, float],
    node_type: str,
    statements: Sequence[Statement],
) -> Change:
    """Add a node where somebody pointed on a chart: node and place are one step of the history.

    Without a chart the case gets its first one, with `places` for what it shows already.
    """
    with store.write(added_label(node_type), Action.COLLECTION, case_id=case_id) as work:
        node_id = put_node(work, case_id, node_type, statements)
        chart_id, fresh = (chart.id, {}) if chart else (_first_chart(work, case_id), places)
        _insert_positions(work, chart_id, {**fresh, node_id: at})
    return work.done


def _first_chart(work: UnitOfWork, case_id: str) -> str:
    row = {"case_id": case_id, "name": _("Chart 1"), "algorithm": "organic"}
    return work.insert(tables.chart, row)


def _insert_positions(work: UnitOfWork, chart_id: str, moved: Mapping[str, tuple[float, float]]) -> None:
    work.insert_many(
        tables.chart_position,
        [
            {"chart_id": chart_id, "subject_id": s, "x": float(x), "y": float(y), "pinned": False}
            for s, (x, y) in moved.items()
        ],
    )
