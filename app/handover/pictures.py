"""Pictures of the timeline and the map: the analyst's own, stamped as internal, or one agency's, released."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from app.analysis.time_events import Grouping, Narrowing
from app.base.clock import today
from app.base.i18n import _
from app.base.records import Finding
from app.exchange.map_picture import write_map
from app.exchange.timeline_picture import check_format, format_of, write_timeline
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.releasing import internal_view, release_case
from app.ontology.catalogue import ontology
from app.policy import ledger
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView, View
from app.store import roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class PictureFile:
    """What was written: how many findings it shows, and its entry in the ledger ("" for the own one)."""

    path: Path
    shown: int
    ledger_id: str


Writer = Callable[[View, BinaryIO], frozenset[str]]


def write_timeline_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    *,
    grouping: Grouping = Grouping.SUBJECT,
    wanted: Narrowing | None = None,
    language: str = "de",
) -> PictureFile:
    """Write the timeline of a case as SVG or PDF, by the file's ending; None is the analyst's own view.

    Raises `UserError` for another format, a place that cannot be written, and where nothing is to show.
    """
    fmt = format_of(out)
    chosen = wanted or Narrowing()
    return _write(
        store,
        case_id,
        request,
        out,
        "timeline",
        lambda view, file: write_timeline(view, grouping, chosen, file, fmt, language),
    )


def write_map_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    out: Path,
    *,
    base: bool = True,
    ties: bool = False,
    language: str = "de",
) -> PictureFile:
    """Write the map of a case as SVG or PDF; `base` draws the outlines, `ties` lines between places.

    Raises `UserError` as `write_timeline_file` does.
    """
    fmt = format_of(out)
    return _write(
        store,
        case_id,
        request,
        out,
        "map",
        lambda view, file: write_map(view, file, fmt, language, base=base, ties=ties),
    )


def _write(
    store: Store, case_id: str, request: ReleaseRequest | None, out: Path, kind: str, write: Writer
) -> PictureFile:
    check_format(format_of(out))
    view: View
    if request is None:
        view = internal_view(store, case_id, today().isoformat())
    else:
        roles.require(store, Act.RELEASE)
        view = release_case(store, case_id, request).view
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            shown = write(view, file)
        entry = _enter(store, view, kind, out, shown)
    return PictureFile(out, len(shown), entry)


def _enter(store: Store, view: View, kind: str, out: Path, shown: frozenset[str]) -> str:
    if not isinstance(view, ReleasedView):
        label = _("Internal timeline written") if kind == "timeline" else _("Internal map written")
        store.consult(view.header.id, label)
        return ""
    with store.write(
        _("Timeline handed over") if kind == "timeline" else _("Map handed over"),
        Action.DISCLOSURE,
        case_id=view.header.id,
        reason=f"{view.purpose}; {view.occasion}",
        recipient=view.recipient.id,
        history=False,
    ) as work:
        disclosed = replace(view, findings=_disclosed(view, shown))
        return ledger.enter(work, disclosed, ledger.Artefact(kind, out.name, sha256_of(out)))


def _disclosed(view: View, shown: frozenset[str]) -> tuple[Finding, ...]:
    """The findings a picture tells of: those it shows, and those that name what it shows them of."""
    told = {f.subject_id for f in view.findings if f.id in shown}
    named = set(told)
    for link in view.subjects:
        ends = {end for end in (link.start, link.end) if end}
        if link.id in told or told & ends:
            named |= ends | ({link.id} if ends else set())
    naming = {name for node in ontology().nodes.values() for name in node.caption} | {"exists"}
    return tuple(
        f for f in view.findings if f.id in shown or (f.subject_id in named and f.property in naming)
    )
