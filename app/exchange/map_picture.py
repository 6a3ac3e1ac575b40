"""The one way by which a map leaves the store as a picture: from a view, as vectors."""

from typing import BinaryIO

from app.analysis.time_events import Narrowing
from app.base.errors import UserError
from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.exchange.map_sheet import compose_map
from app.exchange.timeline_picture import Shown, check_format, shown, write_sheet
from app.policy.views import View


def write_map(
    view: View,
    out: BinaryIO,
    fmt: str,
    language: str,
    *,
    wanted: Narrowing | None = None,
    base: bool = True,
    ties: bool = False,
    progress: Progress | None = None,
) -> Shown:
    """Write the map of `view`, or of what is `wanted` of it, as `fmt` and return what it shows.

    An internal view is stamped so. The same arguments give the same bytes. Raises `UserError` for an
    unknown format, and where no place of the view has coordinates.
    """
    check_format(fmt)
    told = progress or Progress()
    told.step(0, 3)
    with speaking(language):
        composed = compose_map(view, wanted or Narrowing(), base=base, joined=ties)
        if not composed.places:
            raise UserError(
                "map.empty",
                _("No place has coordinates to show."),
                _("Give a place its coordinates, or choose another release."),
            )
        told.step(1, 3)
        write_sheet(composed.sheet, out, fmt)
    told.step(2, 3)
    findings = {place.finding_id for place in composed.places}
    findings.update(*(tie.findings for tie in composed.ties))
    named = {finding.subject_id for finding in view.findings if finding.id in findings}
    return shown(view, findings, named)
