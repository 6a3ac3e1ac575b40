"""GeoJSON (RFC 7946): things with a place as points, links between two of them as lines.

What has no place stands in the file as a feature without geometry, as the standard allows: maps pass over
it, and bringing the file back loses nothing.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.exchange.readers.own_statements import STATEMENTS, statements_list
from app.exchange.table_content import marking
from app.exchange.writers.carried import Carried, CarriedCase, carried
from app.exchange.writers.losses import everywhere, own_field
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy.views import View


def write_geojson(view: View, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write a feature collection; its member `marking` says whose it is."""
    case = carried(view)
    points = _points(case)
    head = {"type": "FeatureCollection", "marking": marking(view)}
    out.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "features": [\n')
    told = progress or Progress()
    first = True
    for feature in told.each(tuple(_features(case, points))):
        out.write((b"" if first else b",\n") + json.dumps(feature, ensure_ascii=False).encode())
        first = False
    out.write(b"\n]}\n")


def geojson_losses(view: View) -> tuple[str, ...]:
    """Return what would be lost, a sentence each."""
    case = carried(view)
    points = _points(case)
    without = sum(node.id not in points for node in case.nodes)
    lines = []
    if without:
        text = ngettext(
            "{count} thing has no coordinates; it is in the file, but no map shows it.",
            "{count} things have no coordinates; they are in the file, but no map shows them.",
            without,
        )
        lines.append(text.format(count=without))
    if case.links:
        lines.append(_("Links are lines between places on a map; what they mean stands in their properties."))
    return (*lines, *own_field(view, f"“{STATEMENTS}”"), *everywhere(view))


def _points(case: CarriedCase) -> dict[str, list[float]]:
    points = {}
    for node in case.nodes:
        lat, comma, lon = node.one("coordinates").partition(",")
        if comma:
            points[node.id] = [float(lon), float(lat)]
    return points


def _features(case: CarriedCase, points: dict[str, list[float]]) -> Iterator[dict[str, Any]]:
    for node in case.nodes:
        point = points.get(node.id)
        yield _feature(node, {"type": "Point", "coordinates": point} if point else None, {})
    for link in case.links:
        ends = [points.get(link.start), points.get(link.end)]
        line = {"type": "LineString", "coordinates": ends} if all(ends) else None
        yield _feature(link, line, {"start": link.start, "end": link.end})


def _feature(thing: Carried, geometry: dict[str, Any] | None, more: dict[str, str]) -> dict[str, Any]:
    shown = {}
    for name, values in thing.values.items():
        if name not in {"coordinates", "exists"}:
            declared = ontology().property(thing.type, name)
            shown[declared.label] = "; ".join(display_for(declared, value) for value in values)
    properties = {
        "type": thing.type,
        "label": thing.label,
        **more,
        **{name: text for name, text in shown.items() if name not in {"type", "label", "start", "end"}},
        STATEMENTS: statements_list(thing.said),
    }
    return {"type": "Feature", "id": thing.id, "geometry": geometry, "properties": properties}
