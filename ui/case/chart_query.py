"""A chart of a case: its network, what of it is in sight, and where the nodes stand. Free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from weakref import WeakKeyDictionary

from app.analysis.chart_content import PLAIN_DOCUMENT, ChartContent, chart_content, own_places
from app.analysis.chart_facts import ChartFacts, chart_facts, happenings
from app.analysis.chart_filtering import filters_anything, restricted, visible
from app.analysis.chart_release import without_own_words
from app.analysis.layouts import ALGORITHMS, layout
from app.analysis.network import Network, build_network
from app.base.chart_records import ChartDocument, ChartFilter
from app.base.clock import today
from app.base.i18n import _
from app.casework import chart_documents, chart_items, charts
from app.casework.chart_rows import FirstChart
from app.casework.charts import Chart
from app.exchange.collection_pause import collected_later
from app.handover.releasing import release_case
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData

Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ChartGround:
    """What every chart of a case is drawn from."""

    network: Network
    facts: ChartFacts


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """What the chart tab shows; `chart` is None until somebody changes something for the first time.

    `network` and `facts` are those of the case or, while `recipient` names an agency, of the released view
    alone; then `document` holds no words of the office either. `filter` is the filter as it was chosen,
    `kept_filter` the one in the store, `places` has a place for every node.
    """

    chart: Chart | None
    charts: tuple[Chart, ...]
    network: Network
    places: dict[str, tuple[float, float]]
    document: ChartDocument = PLAIN_DOCUMENT
    facts: ChartFacts = field(default_factory=lambda: ChartFacts({}))
    content: ChartContent = field(default_factory=lambda: ChartContent(Network((), ()), {}))
    filter: ChartFilter = field(default_factory=ChartFilter)
    kept_filter: ChartFilter = field(default_factory=ChartFilter)
    recipient: str = ""
    confirmed: bool = False
    undated: int = 0

    @property
    def seen(self) -> Network:
        """The part of the network in sight, with folded groups opened: what is computed on."""
        return restricted(self.network, visible(self.network, self.facts, self.document))


_grounds: "WeakKeyDictionary[CaseData, ChartGround]" = WeakKeyDictionary()
_making = Lock()


@collected_later()
def ground_of(data: CaseData) -> ChartGround:
    """Return network and facts of a case; worked out once for each reading of the case.

    May be asked from several threads: whoever comes second waits for the first, and there is one copy.
    """
    with _making:
        known = _grounds.get(data)
        if known is None:
            r = data.records
            facts = chart_facts(r.subjects, r.findings, r.sources, r.contributions)
            known = _grounds[data] = ChartGround(build_network(r.subjects, r.findings), facts)
        return known


@collected_later()
def load_chart(
    store: Store,
    data: CaseData,
    chart_id: str = "",
    *,
    tried: ChartFilter | None = None,
    request: ReleaseRequest | None = None,
) -> ChartPicture:
    """Return one chart of a case (the first if none is named) with a place for every node.

    `tried` stands in for the chart's own filter without being kept. While the filter names a recipient, all
    is drawn from what that agency would be given: by `request` if it is for that agency, else with no
    condition confirmed.
    """
    known = charts.list_charts(store, data.header.id)
    chart = next((c for c in known if c.id == chart_id), known[0] if known else None)
    document = _document(store, data.header.id, chart)
    kept = document.filter
    document = document if tried is None else replace(document, filter=tried)
    wanted = document.filter
    ground, recipient, confirmed = ground_of(data), wanted.recipient, False
    if recipient:
        confirmed = request is not None and request.recipient.id == recipient
        r = _released(store, data, recipient, request if confirmed else None)
        ground = ChartGround(
            build_network(r.subjects, r.findings),
            chart_facts(r.subjects, r.findings, r.sources, r.contributions),
        )
        document = without_own_words(document, frozenset(s.id for s in r.subjects))
    places = _places(ground.network, document, data)
    content = chart_content(ground.network, ground.facts, document, places=places)
    return ChartPicture(
        chart=chart,
        charts=known,
        network=ground.network,
        places={**places, **own_places(document)},
        document=document,
        facts=ground.facts,
        content=content,
        filter=wanted,
        kept_filter=kept,
        recipient=recipient,
        confirmed=confirmed,
        undated=_undated(ground, document),
    )


def _document(store: Store, case_id: str, chart: Chart | None) -> ChartDocument:
    if chart is None:
        return replace(PLAIN_DOCUMENT, case_id=case_id, algorithm="organic")
    return chart_documents.read_document(store, chart.id)


def _released(store: Store, data: CaseData, recipient: str, request: ReleaseRequest | None) -> ReleasedView:
    if request is None:
        agency = data.agencies[recipient]
        request = ReleaseRequest(recipient=agency, purpose="", occasion="", as_of=today().isoformat())
    return release_case(store, data.header.id, request).view


def _places(network: Network, document: ChartDocument, data: CaseData) -> dict[str, tuple[float, float]]:
    kept = {i: (item.x, item.y) for i, item in document.items.items() if item.placed}
    if all(node.id in kept for node in network.nodes):
        return kept
    return {**kept, **layout(network, "organic", fixed=kept)}


def _undated(ground: ChartGround, document: ChartDocument) -> int:
    if not (document.filter.since or document.filter.until):
        return 0
    return visible(ground.network, ground.facts, document).undated


def laid_out(data: CaseData, network: Network, algorithm: str, centre: str) -> Places:
    """Return the places that a layout gives; `centre` is the selected node, if any."""
    return layout(network, algorithm, centre=centre or None, dates=dates_of(data))


def dates_of(data: CaseData) -> dict[str, str]:
    """Return by subject the date that a layout by time puts it at."""
    return happenings(ground_of(data).facts)


def keep_places(
    store: Store,
    case_id: str,
    chart: Chart | None,
    moved: Places,
    everything: Places,
    algorithm: str = "",
    parts: Places | None = None,
) -> Change:
    """Keep where nodes and `parts` were moved to; the first time this makes the case's first chart."""
    chart_id = chart_id_for(store, case_id, chart, everything)
    return chart_items.move(store, chart_id, moved, parts=parts, algorithm=algorithm)


def chart_id_for(store: Store, case_id: str, chart: Chart | None, everything: Places) -> str:
    """Return the id of the chart a gesture is for; without one the gesture makes it, as the case looks.

    Asked in the store: two quick gestures must not make two first charts.
    """
    known = (chart,) if chart is not None else charts.list_charts(store, case_id)
    return known[0].id if known else FirstChart.of(case_id, everything)


def algorithm_names() -> tuple[tuple[str, str], ...]:
    """Return the layouts with their names."""
    names = {
        "organic": _("organic"),
        "hierarchy": _("hierarchy"),
        "circle": _("circle"),
        "grouped": _("grouped"),
        "radial": _("radial"),
        "timeline": _("by time"),
        "grid": _("grid"),
        "theme": _("theme lines"),
    }
    return tuple((a, names[a]) for a in ALGORITHMS)


def found_nodes(network: Network, words: str) -> tuple[str, ...]:
    """Return the nodes whose caption contains all words, in the order of the network."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    return tuple(n.id for n in network.nodes if all(w in n.label.casefold() for w in wanted))


def labels_of(network: Network, only: Sequence[str] | None = None) -> dict[str, str]:
    """Return what nodes and links, or `only` these of them, are called in lists; a link with its ends."""
    names = {n.id: n.label for n in network.nodes}
    ties = {
        k.id: f"{names[k.start]} – {k.label} – {names[k.end]}"
        for k in network.links
        if only is None or k.id in only
    }
    both = names | ties
    return both if only is None else {i: both[i] for i in only if i in both}


def is_filtered(picture: ChartPicture) -> bool:
    """Tell whether anything is left out by choice."""
    return filters_anything(picture.filter)


def selected_nodes(picture: ChartPicture, ids: Sequence[str]) -> tuple[str, ...]:
    """Return those of the chosen ids that are nodes of the case, folded groups opened."""
    groups = {g.id: g.members for g in picture.document.groups}
    known = {n.id for n in picture.network.nodes}
    flat = [m for i in ids for m in groups.get(i, (i,))]
    return tuple(dict.fromkeys(i for i in flat if i in known))


def only_places_differ(old: ChartPicture, new: ChartPicture) -> bool:
    """Tell whether two pictures differ in nothing but where nodes stand, so that these can just be moved."""
    before, after = old.content, new.content
    if (old.recipient, before.document.id) != (new.recipient, after.document.id):
        return False
    parts = ("looks", "lines", "rules", "left_out", "network")
    if any(getattr(before, part) != getattr(after, part) for part in parts):
        return False
    if replace(before.document, items={}, algorithm="") != replace(after.document, items={}, algorithm=""):
        return False
    return _manners(before.document) == _manners(after.document)


def _manners(document: ChartDocument) -> dict[str, tuple[bool, bool, bool]]:
    items = document.items.items()
    said = {i: (t.pinned, t.hidden, t.locked) for i, t in items}
    return {i: manner for i, manner in said.items() if any(manner)}
