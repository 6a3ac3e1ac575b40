"""A chart of a case: its network, and where the nodes stand, by hand or by a layout. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.layouts import ALGORITHMS, layout
from app.analysis.network import Network, build_network
from app.base.i18n import _
from app.casework import charts
from app.casework.charts import Chart
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData

Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """What the chart tab shows; `chart` is None until somebody moves something for the first time."""

    chart: Chart | None
    charts: tuple[Chart, ...]
    network: Network
    places: dict[str, tuple[float, float]]


def load_chart(store: Store, data: CaseData, chart_id: str = "") -> ChartPicture:
    """Return one chart of a case (the first if none is named) with a place for every node."""
    known = charts.list_charts(store, data.header.id)
    chart = next((c for c in known if c.id == chart_id), known[0] if known else None)
    network = build_network(data.records.subjects, data.records.findings)
    kept = charts.positions(store, chart.id) if chart else {}
    missing = any(node.id not in kept for node in network.nodes)
    places = layout(network, "organic", fixed=kept) if missing else kept
    return ChartPicture(chart, known, network, dict(places))


def laid_out(data: CaseData, network: Network, algorithm: str, centre: str) -> Places:
    """Return the places that a layout gives; `centre` is the selected node, if any."""
    dates = {f.subject_id: f.valid_from for f in data.current if f.valid_from}
    for finding in data.current:
        declared = data.property(finding)
        if declared is not None and declared.value_type == "partial_date" and finding.property == "date":
            dates[finding.subject_id] = finding.value
    return layout(network, algorithm, centre=centre or None, dates=dates)


def keep_places(
    store: Store, case_id: str, chart: Chart | None, moved: Places, everything: Places, algorithm: str = ""
) -> Change:
    """Keep where nodes were moved to; the first time this makes the case's first chart."""
    if chart is None:
        places = {**everything, **moved}
        return charts.create(store, case_id, _("Chart 1"), algorithm or "organic", places)
    return charts.move(store, chart, moved, algorithm=algorithm)


def algorithm_names() -> tuple[tuple[str, str], ...]:
    """Return the layouts with their names."""
    names = {
        "organic": _("organic"),
        "hierarchy": _("hierarchy"),
        "circle": _("circle"),
        "grouped": _("grouped"),
        "radial": _("radial"),
        "timeline": _("by time"),
    }
    return tuple((a, names[a]) for a in ALGORITHMS)


def found_nodes(network: Network, words: str) -> tuple[str, ...]:
    """Return the nodes whose caption contains all words, in the order of the network."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    return tuple(n.id for n in network.nodes if all(w in n.label.casefold() for w in wanted))
