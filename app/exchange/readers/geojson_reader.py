"""GeoJSON (RFC 7946): each feature a place, its properties what is said of it; outlines become a point.

The program's own files also hold links and things without a place (features without geometry).
"""

import re
from typing import Any

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.readers.geometry import Point, middle, point_text, shape_note, valid_point
from app.exchange.readers.graph_collector import GraphCollector, text_of
from app.exchange.readers.json_tree import objects, parse_json
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.own_statements import STATEMENTS, own_statements_of
from app.exchange.readers.reader_kind import Head
from app.ontology.catalogue import ontology

_START = re.compile(r'\s*\{.{0,4000}?"type"\s*:\s*"(?:FeatureCollection|Feature)"', re.DOTALL)
_NAMES = ("name", "title", "label", "bezeichnung")
# Administrative areas name what they are in after themselves: the highest number is the area's own.
_NUMBERED = re.compile(r"name_\d")
_GEOMETRIES = frozenset(
    "Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection".split()
)


def is_geojson(head: Head) -> bool:
    """Tell by the type of the outermost object."""
    return _START.match(head.text) is not None


def read_geojson(data: bytes) -> GraphData:
    """Read the features of a collection, or the one feature.

    Raises `UserError`: `import.broken_json`, `import.broken_geojson` for what is no GeoJSON.
    """
    root = parse_json(data)
    features = root.get("features", [root]) if isinstance(root, dict) else []
    graph = GraphCollector()
    shapes = 0
    for no, feature in enumerate(objects(features), 1):
        if feature.get("type") != "Feature":
            raise _broken(no)
        shapes += _take(feature, no, graph)
    if shapes:
        graph.notes.append(shape_note(shapes))
    return graph.graph()


def _take(feature: dict[str, Any], no: int, graph: GraphCollector) -> int:
    """Take one feature; returns 1 if an outline was reduced to its middle."""
    given = feature.get("properties")
    values: dict[str, Any] = given if isinstance(given, dict) else {}
    own = values.get(STATEMENTS)
    kind = text_of(values.get("type", ""))
    key = text_of(feature.get("id", "")) or str(no)
    if isinstance(own, list) and "start" in values:
        graph.edge(str(values["start"]), str(values.get("end", "")), kind, own_statements_of(own))
        return 0
    node_type = kind if kind in ontology().nodes else "place"
    label = _label(values)
    point, shape = _place(feature.get("geometry"), no)
    if isinstance(own, list):
        graph.node(key, node_type, "", own_statements_of(own))
        return 0
    said = [Said(name, text_of(value)) for name, value in values.items() if not isinstance(value, dict)]
    graph.unread(*values)
    if point is not None and node_type == "place":
        said.append(Said("coordinates", point_text(point)))
    elif feature.get("geometry") and point is None:
        graph.skip(_("feature {no}").format(no=no), _("Its coordinates are no place on earth."))
    graph.node(_free(key, graph), node_type, label or key, said)
    return int(shape)


def _label(values: dict[str, Any]) -> str:
    plain = {name.lower(): text_of(value) for name, value in values.items() if value}
    numbered = sorted((name for name in plain if _NUMBERED.fullmatch(name)), reverse=True)
    return next((plain[name] for name in (*_NAMES, *numbered) if plain.get(name)), "")


def _free(key: str, graph: GraphCollector) -> str:
    """Two features with one number are two places all the same."""
    while key in graph:
        key += "'"
    return key


def _place(geometry: object, no: int) -> tuple[Point | None, bool]:
    if geometry is None:
        return None, False
    if not isinstance(geometry, dict) or geometry.get("type") not in _GEOMETRIES:
        raise _broken(no)
    points = _points(geometry)
    if any(point is None for point in points):
        return None, False
    return middle(point for point in points if point is not None), geometry["type"] != "Point"


def _points(geometry: dict[str, Any]) -> list[Point | None]:
    inner = geometry.get("geometries")
    if isinstance(inner, list):
        return [point for item in objects(inner) for point in _points(item)]
    found: list[Point | None] = []
    stack: list[object] = [geometry.get("coordinates")]
    while stack:
        item = stack.pop()
        if not isinstance(item, list):
            continue
        if item and not isinstance(item[0], list):
            found.append(valid_point(item))
        else:
            stack += item
    return found


def _broken(no: int) -> UserError:
    return UserError(
        "import.broken_geojson",
        _("Feature {no} of the file is not GeoJSON."),
        _("Ask the sender to export it again as GeoJSON (RFC 7946)."),
        no=no,
    )
