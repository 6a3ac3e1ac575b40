"""The places of a case for the map and for the table below it. Free of Qt."""

from dataclasses import dataclass

from app.analysis.geo_distance import distance
from app.analysis.map_places import Located, Tie, located, metres_text, ties
from app.base.i18n import _
from ui.case.case_data import CaseData
from ui.case.words import standing_text


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place; `metres` is the distance from where it is measured, -1 where nothing is measured."""

    id: str
    subject_id: str
    place: str
    type_label: str
    coordinates: str
    metres: float
    distance: str
    standing: str
    agency: str


def places_of(data: CaseData) -> tuple[tuple[Located, ...], tuple[Tie, ...]]:
    """Return the places that findings in force give, and what joins them."""
    r = data.records
    places = located(r.subjects, r.findings, r.sources, r.contributions)
    return places, ties(places, r.subjects, r.findings)


def place_rows(
    data: CaseData, places: tuple[Located, ...], anchor: Located | None, radius: float
) -> tuple[PlaceRow, ...]:
    """Return the places as rows; with an anchor and a radius (metres) those within, nearest first."""
    rows = []
    for place in places:
        metres = distance(anchor.point, place.point) if anchor is not None else -1.0
        if anchor is not None and radius > 0 and metres > radius:
            continue
        marks = " (" + _("restricted") + ")" if place.restricted else ""
        rows.append(
            PlaceRow(
                place.finding_id,
                place.subject_id,
                place.subject + marks,
                data.type_label(place.subject_id),
                place.coordinates,
                metres,
                metres_text(metres) if anchor is not None else "",
                standing_text(place.standing),
                data.agency_name(place.agency_id),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.metres)) if anchor is not None else tuple(rows)
