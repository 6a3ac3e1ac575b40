"""Pictures and files of a chart: the analyst's own, stamped as internal, or one agency's, released."""

from dataclasses import dataclass
from pathlib import Path

from app.analysis.layouts import layout
from app.analysis.network import Network, build_network
from app.analysis.timeline import events
from app.base.clock import today
from app.base.i18n import _
from app.casework import charts
from app.exchange.chart_writer import ChartResult, write_chart
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.releasing import internal_view, release_case
from app.policy import ledger
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView, View
from app.store import roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class ChartFile:
    """What was written, and its entry in the ledger ("" for the analyst's own)."""

    path: Path
    result: ChartResult
    ledger_id: str


def positions_for(view: View, network: Network, algorithm: str) -> dict[str, tuple[float, float]]:
    """Lay out what the view holds, and only that: positions must not show where something is missing."""
    dates: dict[str, str] = {}
    if algorithm == "timeline":
        for event in events(view.subjects, view.findings):
            dates.setdefault(event.subject_id, event.begin or event.end)
    return layout(network, algorithm, dates=dates)


def write_chart_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    *,
    algorithm: str,
    chart_name: str = "",
    language: str = "de",
) -> ChartFile:
    """Lay out a case and write the chart in the format of the file's ending.

    With `chart_name` the positions are also kept under that name (only for the analyst's own view).
    """
    view: View
    if request is None:
        view = internal_view(store, case_id, today().isoformat())
    else:
        roles.require(store, Act.RELEASE)
        view = release_case(store, case_id, request).view
    network = build_network(view.subjects, view.findings)
    positions = positions_for(view, network, algorithm)
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            result = write_chart(view, network, positions, file, out.suffix.lstrip(".").lower(), language)
        entry = _enter(store, view, out)
    if chart_name and request is None:
        _keep(store, case_id, chart_name, algorithm, positions)
    return ChartFile(out, result, entry)


def _enter(store: Store, view: View, out: Path) -> str:
    if not isinstance(view, ReleasedView):
        store.consult(view.header.id, _("Internal chart written"))
        return ""
    with store.write(
        _("Chart handed over"),
        Action.DISCLOSURE,
        case_id=view.header.id,
        reason=f"{view.purpose}; {view.occasion}",
        recipient=view.recipient.id,
        history=False,
    ) as work:
        return ledger.enter(work, view, ledger.Artefact("chart", out.name, sha256_of(out)))


def _keep(
    store: Store, case_id: str, name: str, algorithm: str, positions: dict[str, tuple[float, float]]
) -> None:
    known = [c for c in charts.list_charts(store, case_id) if c.name == name]
    if known:
        charts.move(store, known[0], positions, algorithm=algorithm)
    else:
        charts.create(store, case_id, name, algorithm, positions)
