"""The places of a case for the map and for the table below it. Free of Qt."""

from dataclasses import dataclass

from app.analysis.geo_distance import distance
from app.analysis.map_places import Located, Tie, located, metres_text, narrowed_places, ties
from app.analysis.time_events import Dated
from app.base.i18n import _
from app.base.records import Standing
from app.ontology.catalogue import ontology
from app.ontology.values import display
from ui.case.case_data import CaseData, type_label
from ui.case.timeline_query import AGENCY, DAYS, STANDING, TYPE, narrowing_of
from ui.case.words import standing_text
from ui.shell.day_text import day
from ui.widgets.facet import Facet, RowFilter
from ui.widgets.standing_sign import standing_icon


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
    standing_icon: str
    agency: str


def places_of(data: CaseData) -> tuple[tuple[Located, ...], tuple[Tie, ...]]:
    """Return the places that findings in force give, and what joins them."""
    r = data.records
    places = located(r.subjects, r.findings, r.sources, r.contributions)
    return places, ties(places, r.subjects, r.findings)


def place_facets(data: CaseData) -> tuple[Facet[Located], ...]:
    """Return what the map can be narrowed by; codes and meaning as on the timeline."""
    return (
        Facet(TYPE, lambda: _("Type"), lambda p: p.uses, use_label),
        Facet(
            STANDING,
            lambda: _("Standing"),
            lambda p: (p.standing.value,),
            lambda code: standing_text(Standing(code)),
        ),
        Facet(AGENCY, lambda: _("Agency"), lambda p: (p.agency_id,), data.agency_name),
        Facet(DAYS, lambda: _("Time"), lambda _place: (), day, days=True),
    )


def use_label(code: str) -> str:
    """Return what a place is used as, or the name of its type where nothing is known of its use."""
    return type_label(code) if code in ontology().nodes else display("choice:place_use", code)


def counts_of(
    places: tuple[Located, ...], dated: tuple[Dated, ...], shown: RowFilter, facet: Facet[Located]
) -> dict[str, int]:
    """Return how many places each code of a facet holds for, under what else is chosen."""
    counts: dict[str, int] = {}
    for place in narrowed_places(places, dated, narrowing_of(shown.with_codes(facet.key, ()))):
        for code in facet.values(place):
            counts[code] = counts.get(code, 0) + 1
    return counts


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
                ", ".join(use_label(code) for code in place.uses),
                place.coordinates,
                metres,
                metres_text(metres) if anchor is not None else "",
                standing_text(place.standing),
                standing_icon(place.standing),
                data.agency_name(place.agency_id),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.metres)) if anchor is not None else tuple(rows)
