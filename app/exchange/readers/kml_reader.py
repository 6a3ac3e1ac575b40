"""KML 2.0 to 2.3 (OGC 12-007r2), also packed as KMZ: each placemark a place, with its times.

Network links, pictures laid over the ground and the look of things are not followed.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.base.i18n import _
from app.exchange.readers.archive import open_archive, read_member
from app.exchange.readers.geometry import Point, middle, point_text, shape_note, valid_point
from app.exchange.readers.graph_collector import GraphCollector, said_of
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.plain_words import plain_words
from app.exchange.readers.reader_kind import Head
from app.exchange.readers.xml_tree import all_of, child_text, parse_xml

_NOT_FOLLOWED = ("NetworkLink", "GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Tour", "Model")
_ROOTS = frozenset(("kml", "Placemark"))


def is_kml(head: Head) -> bool:
    """Tell by the root element, or by the file inside a KMZ."""
    return head.root in _ROOTS or any(name.lower().endswith(".kml") for name in head.members)


def read_kml(data: bytes) -> GraphData:
    """Read all placemarks, in a KMZ those of every KML in it.

    Raises `UserError`: `import.xml_entities`, `import.broken_xml`, `import.too_large`, `import.archive_*`.
    """
    graph = GraphCollector()
    numbers: dict[str, int] = {}
    shapes = 0
    for root in _roots(data):
        for mark in all_of(root, "Placemark"):
            shapes += _take(mark, graph, numbers)
        for name in _NOT_FOLLOWED:
            count = sum(1 for _element in all_of(root, name))
            if count:
                graph.skip(f"{name} ({count})", _("What lies elsewhere or is only drawn is not read."))
    if shapes:
        graph.notes.append(shape_note(shapes))
    return graph.graph()


def _roots(data: bytes) -> Iterator[Element]:
    if not data.startswith(b"PK"):
        yield parse_xml(data)
        return
    with open_archive(data) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".kml"):
                yield parse_xml(read_member(archive, name))


def _take(mark: Element, graph: GraphCollector, numbers: dict[str, int]) -> int:
    name = child_text(mark, "name")
    begin = child_text(mark, "TimeStamp", "when") or child_text(mark, "TimeSpan", "begin")
    end = child_text(mark, "TimeStamp", "when") or child_text(mark, "TimeSpan", "end")
    points = [point for element in all_of(mark, "coordinates") for point in _points(element.text or "")]
    key = _key(mark.get("id", ""), graph, numbers)
    said = said_of(
        (
            ("name", name),
            ("address", child_text(mark, "address")),
            ("note", plain_words(child_text(mark, "description") or child_text(mark, "Snippet"))),
        )
    )
    for item in all_of(mark, "Data", "SimpleData"):
        title = item.get("name", "")
        value = child_text(item, "value") or " ".join((item.text or "").split())
        graph.unread(title)
        said += said_of(((title, value),))
    good = [point for point in points if point is not None]
    if len(good) < len(points):
        graph.skip(name or key, _("Its coordinates are no place on earth."))
    elif good:
        place = middle(good)
        said += [Said("coordinates", point_text(place), _moment(begin), _moment(end))] if place else []
    graph.node(key, "place", name or _("Placemark {no}").format(no=key), said)
    return int(len(good) > 1)


def _key(own: str, graph: GraphCollector, numbers: dict[str, int]) -> str:
    """Return the mark's own id or a free one; `numbers` keeps where counting for an id has come to."""
    if own and own not in graph:
        return own
    number = numbers.get(own, 1)
    while f"{own}{number}" in graph:
        number += 1
    numbers[own] = number
    return f"{own}{number}"


def _points(text: str) -> Iterator[Point | None]:
    for word in text.split():
        try:
            yield valid_point([float(part) for part in word.split(",")])
        except ValueError:
            yield None


def _moment(text: str) -> str:
    """KML writes moments as `2007-01-14T21:05:02Z`, with or without a part of a second."""
    head, dot, rest = text.partition(".")
    zone = rest.lstrip("0123456789")
    return f"{head}{zone}" if dot else text
