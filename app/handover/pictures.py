"""Pictures of the timeline and the map: the analyst's own, stamped as internal, or one agency's, released."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from app.analysis.time_events import Grouping, Narrowing
from app.base.clock import today
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Finding
from app.exchange.map_picture import write_map
from app.exchange.timeline_picture import WHOLE, Shown, check_format, format_of, write_timeline
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.ledger_entry import entered
from app.handover.releasing import for_handing_over, internal_view
from app.ontology.catalogue import ontology
from app.policy.ledger import Artefact
from app.policy.release import ReleaseRequest
from app.policy.views import View
from app.store import roles
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class PictureFile:
    """What was written: how many findings it shows, and its entry in the ledger ("" for the own one)."""

    path: Path
    shown: int
    ledger_id: str


Writer = Callable[[View, BinaryIO, Progress], Shown]


def write_timeline_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    *,
    grouping: Grouping = Grouping.SUBJECT,
    wanted: Narrowing | None = None,
    language: str = "de",
    paper: str = WHOLE,
    progress: Progress | None = None,
) -> PictureFile:
    """Write the timeline of a case as SVG or PDF, by the file's ending; None is the analyst's own view.

    With `paper` "a4" or "a3" a PDF is cut into pages to be put together.

    Raises `UserError` for another format, a place that cannot be written, and where nothing is to show;
    `Cancelled`, and then nothing is entered and a file of that name is what it was.
    """
    fmt = format_of(out)
    chosen = wanted or Narrowing()
    return _write(
        store,
        case_id,
        request,
        out,
        "timeline",
        lambda view, file, told: write_timeline(view, grouping, chosen, file, fmt, language, paper, told),
        progress or Progress(),
    )


def write_map_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    *,
    wanted: Narrowing | None = None,
    base: bool = True,
    ties: bool = False,
    language: str = "de",
    progress: Progress | None = None,
) -> PictureFile:
    """Write the map of a case as SVG or PDF; `wanted` narrows its places (types are uses).

    `base` draws the outlines, `ties` lines between places.

    Raises `UserError` and `Cancelled` as `write_timeline_file` does.
    """
    fmt = format_of(out)
    return _write(
        store,
        case_id,
        request,
        out,
        "map",
        lambda view, file, told: write_map(
            view, file, fmt, language, wanted=wanted, base=base, ties=ties, progress=told
        ),
        progress or Progress(),
    )


def _write(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    kind: str,
    write: Writer,
    told: Progress,
) -> PictureFile:
    check_format(format_of(out))
    told.step(0, 5)
    view: View
    if request is None:
        view = internal_view(store, case_id, today().isoformat())
    else:
        roles.require(store, Act.RELEASE)
        view = for_handing_over(store, case_id, request).view
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            shown = write(view, file, told.stretch(1, 5, 5))
            told.step(5, 5)
        entry = _enter(store, view, kind, out, shown)
    return PictureFile(out, len(shown.findings), entry)


def _enter(store: Store, view: View, kind: str, out: Path, shown: Shown) -> str:
    if kind == "timeline":
        words = _("Timeline handed over"), _("Internal timeline written")
    else:
        words = _("Map handed over"), _("Internal map written")
    disclosed = replace(view, findings=_disclosed(view, shown))
    ids = entered(store, disclosed, [Artefact(kind, out.name, sha256_of(out))], *words)
    return next(iter(ids), "")


def _disclosed(view: View, shown: Shown) -> tuple[Finding, ...]:
    """The findings a picture tells of: those it shows, and those that name what it shows them of."""
    types = {subject.id: subject.type for subject in view.subjects}
    of_subject: dict[str, list[Finding]] = {}
    for finding in view.findings:
        of_subject.setdefault(finding.subject_id, []).append(finding)
    naming: dict[str, str] = {}
    for subject_id in shown.subjects:
        kind = ontology().nodes.get(types.get(subject_id, ""))
        stated = {f.property for f in of_subject.get(subject_id, ())}
        wanted = kind.caption if kind else ("exists",)
        naming[subject_id] = next((name for name in wanted if name in stated), "")
    return tuple(f for f in view.findings if f.id in shown.findings or naming.get(f.subject_id) == f.property)
