"""The one way by which a map leaves the store as a picture: from a view, as vectors."""

from typing import BinaryIO

from app.base.errors import UserError
from app.base.i18n import _, speaking
from app.exchange.map_sheet import compose_map
from app.exchange.timeline_picture import Shown, check_format, shown, write_sheet
from app.policy.views import View


def write_map(
    view: View, out: BinaryIO, fmt: str, language: str, *, base: bool = True, ties: bool = False
) -> Shown:
    """Write the map of `view` as `fmt` and return what it shows.

    An internal view is stamped so. The same arguments give the same bytes. Raises `UserError` for an
    unknown format, and where no place of the view has coordinates.
    """
    check_format(fmt)
    with speaking(language):
        composed = compose_map(view, base=base, joined=ties)
        if not composed.places:
            raise UserError(
                "map.empty",
                _("No place has coordinates to show."),
                _("Give a place its coordinates, or choose another release."),
            )
        write_sheet(composed.sheet, out, fmt)
    findings = {place.finding_id for place in composed.places}
    findings.update(*(tie.findings for tie in composed.ties))
    named = {finding.subject_id for finding in view.findings if finding.id in findings}
    return shown(view, findings, named)
