"""Charts as documents of a case: positions over its subjects, never a copy of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.base.i18n import _
from app.casework import chart_documents, chart_items
from app.casework.findings import Statement
from app.casework.subjects import added_label, need_role, put_node
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
    return chart_documents.create(store, case_id, name, places=positions, algorithm=algorithm)


def positions(store: Store, chart_id: str) -> Positions:
    """Return where the nodes of a chart stand, hidden ones too; `UserError` if it is not there any more."""
    items = chart_documents.read_document(store, chart_id).items
    return {i: (item.x, item.y) for i, item in items.items() if item.placed}


def move(
    store: Store, chart: Chart, moved: Mapping[str, tuple[float, float]], *, algorithm: str = ""
) -> Change:
    """Move nodes of a chart; see `app.casework.chart_items.move`."""
    return chart_items.move(store, chart.id, moved, algorithm=algorithm)


def add_node(
    store: Store,
    case_id: str,
    chart: Chart | None,
    places: Positions,
    at: tuple[float, float],
    node_type: str,
    statements: Sequence[Statement],
    *,
    reason: str = "",
) -> Change:
    """Add a node where somebody pointed on a chart: node and place are one step of the history.

    Without a chart the case gets its first one, with `places` for what it shows already. A person comes
    with role and reason of necessity or not at all (`need_role`); `reason` goes to the log.
    """
    need_role(node_type, statements)
    label = added_label(node_type)
    with store.write(label, Action.COLLECTION, case_id=case_id, reason=reason) as work:
        node_id = put_node(work, case_id, node_type, statements)
        chart_id, fresh = (chart.id, {}) if chart else (_first_chart(work, case_id), places)
        chart_items.put(work, chart_id, {**fresh, node_id: at})
    return work.done


def _first_chart(work: UnitOfWork, case_id: str) -> str:
    return work.insert(tables.chart, {"case_id": case_id, "name": _("Chart 1"), "algorithm": "organic"})
