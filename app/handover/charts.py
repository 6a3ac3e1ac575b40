"""Pictures and files of a chart: the analyst's own, stamped as internal, or one agency's, released."""

from dataclasses import dataclass, fields, replace
from pathlib import Path

from app.analysis.chart_content import ChartContent
from app.analysis.chart_facts import chart_facts, happenings
from app.analysis.chart_release import without_own_words
from app.analysis.layouts import ALGORITHMS, layout
from app.analysis.network import Network, build_network
from app.base.chart_records import ChartDocument
from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.casework import agencies, chart_documents, charts
from app.exchange.chart_content import content_of, documents_of
from app.exchange.chart_writer import (
    WHOLE,
    ChartResult,
    DrawnChart,
    check_format,
    write_drawn,
)
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.chart_photos import photos_of
from app.handover.ledger_entry import entered
from app.handover.releasing import for_handing_over, internal_view, release_case
from app.policy.ledger import Artefact
from app.policy.release import ReleaseRequest
from app.policy.views import View, WorkingView
from app.store import roles
from app.store.roles import Act
from app.store.store import Store

_STEPS = 10
_BY_TIME = ("timeline", "theme")


@dataclass(frozen=True, slots=True)
class ChartFile:
    """What was written, and its entry in the ledger ("" for the analyst's own)."""

    path: Path
    result: ChartResult
    ledger_id: str


def positions_for(
    view: View, network: Network, algorithm: str, reporter: Progress | None = None
) -> dict[str, tuple[float, float]]:
    """Lay out what the view holds, and only that: positions must not show where something is missing."""
    dates = _dates(view) if algorithm in _BY_TIME else {}
    return layout(network, algorithm, dates=dates, reporter=reporter)


def _dates(view: View) -> dict[str, str]:
    return happenings(chart_facts(view.subjects, view.findings, view.sources, view.contributions))


def write_chart_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    *,
    algorithm: str = "organic",
    chart_name: str = "",
    language: str = "de",
    chart_id: str = "",
    paper: str = WHOLE,
    progress: Progress | None = None,
) -> ChartFile:
    """Write a chart in the format of the file's ending: a case laid out, or a saved chart of it.

    With `chart_id` the saved chart is drawn as it stands - places, looks, notes, filter; for an agency only
    what is released, without the office's own words, and laid out anew where a place would show a gap.
    Without it the case is laid out by `algorithm`; with `chart_name` the positions are also kept under that
    name (only for the analyst's own view). With `paper` "a4" or "a3" a PDF is cut into pages.

    Raises `UserError` for another format, a place that cannot be written, a chart that is not there;
    `Cancelled`, and then nothing is entered or kept and a file of that name is what it was.
    """
    told = progress or Progress()
    fmt = out.suffix.lstrip(".").lower()
    check_format(fmt, paper)
    told.step(0, _STEPS)
    document = _document(store, case_id, chart_id) if chart_id else None
    view = _view(store, case_id, request, document)
    with taken_back_on_failure([out]):
        drawn = (
            _drawn(store, view, document, language, told)
            if document is not None
            else _laid_out(view, algorithm, told)
        )
        with whole_file(out) as file:
            writing = told.stretch(5, _STEPS, _STEPS)
            result = write_drawn(view, drawn, file, fmt, language, paper=paper, progress=writing)
            told.step(_STEPS, _STEPS)
        if document is not None:
            shown = {n.id for n in drawn.content.network.nodes} | {k.id for k in drawn.content.network.links}
            view = replace(view, findings=tuple(f for f in view.findings if f.subject_id in shown))
        made = Artefact("chart", out.name, sha256_of(out))
        ids = entered(store, view, [made], _("Chart handed over"), _("Internal chart written"))
    if chart_name and request is None and document is None:
        _keep(store, case_id, chart_name, algorithm, dict(drawn.positions))
    return ChartFile(out, result, next(iter(ids), ""))


def _drawn(store: Store, view: View, document: ChartDocument, language: str, told: Progress) -> DrawnChart:
    """A saved chart, with a place for every node and the pictures of documents that may be shown."""
    content = _content(view, document, language)
    told.step(1, _STEPS)
    positions = _places(view, content, told.stretch(1, 4, _STEPS))
    return DrawnChart(content, positions, photos_of(store, view, content, told.stretch(4, 5, _STEPS)))


def _laid_out(view: View, algorithm: str, told: Progress) -> DrawnChart:
    network = build_network(view.subjects, view.findings)
    told.step(1, _STEPS)
    positions = positions_for(view, network, algorithm, told.stretch(1, 5, _STEPS))
    dates = _dates(view) if algorithm == "theme" else {}
    return DrawnChart(ChartContent(network, positions, dates=dates), positions)


def find_chart(store: Store, case_id: str, name: str) -> str:
    """Return the id of the chart of a case with this name; `UserError` naming those there are."""
    known = charts.list_charts(store, case_id)
    wanted = name.strip().casefold()
    found = next((c.id for c in known if c.name.casefold() == wanted), "")
    if not found:
        raise UserError(
            "chart.unknown",
            _("This case has no chart “{name}”."),
            _("Its charts: {names}."),
            name=name,
            names=", ".join(c.name for c in known) or "–",
        )
    return found


def _document(store: Store, case_id: str, chart_id: str) -> ChartDocument:
    document = chart_documents.read_document(store, chart_id)
    if document.case_id != case_id:
        raise ValueError("the chart belongs to another case")
    return document


def _view(store: Store, case_id: str, request: ReleaseRequest | None, document: ChartDocument | None) -> View:
    """The view a chart is drawn from; the own chart "as an agency would see it" holds no more than that."""
    if request is not None:
        roles.require(store, Act.RELEASE)
        return for_handing_over(store, case_id, request).view
    day = today().isoformat()
    whole = internal_view(store, case_id, day)
    wanted = document.filter.recipient if document is not None else ""
    if not wanted:
        return whole
    recipient = next(a for a in agencies.all_agencies(store) if a.id == wanted)
    seen = release_case(store, case_id, ReleaseRequest(recipient, purpose="", occasion="", as_of=day)).view
    parts = {f.name: getattr(seen, f.name) for f in fields(View)}
    return WorkingView(**parts)


def _content(view: View, document: ChartDocument, language: str) -> ChartContent:
    """What is drawn, in the language of the file; what an agency would see holds no own words either."""
    if document.filter.recipient:
        document = without_own_words(document, frozenset(s.id for s in view.subjects), documents_of(view))
    with speaking(language):
        return content_of(view, document)


def _places(view: View, content: ChartContent, told: Progress) -> dict[str, tuple[float, float]]:
    """Where the document puts nodes; others come beside them, and where it puts none all are laid out."""
    kept = dict(content.places)
    if all(node.id in kept for node in content.network.nodes):
        return kept
    if kept:
        return {**layout(content.network, "organic", fixed=kept, reporter=told), **kept}
    algorithm = content.document.algorithm
    return positions_for(view, content.network, algorithm if algorithm in ALGORITHMS else "organic", told)


def _keep(
    store: Store, case_id: str, name: str, algorithm: str, positions: dict[str, tuple[float, float]]
) -> None:
    known = [c for c in charts.list_charts(store, case_id) if c.name == name]
    if known:
        charts.move(store, known[0], positions, algorithm=algorithm)
    else:
        charts.create(store, case_id, name, algorithm, positions)
