"""Outlines of symbols and ways of links, as the few path commands that SVG and PDF both know.

Chart files and the printed briefing draw from here, so that both show the same shapes and bows.
"""

from collections.abc import Iterable, Sequence
from math import atan2, cos, hypot, pi, sin, tan

Point = tuple[float, float]
Command = tuple[str, tuple[float, ...]]
Outline = tuple[Command, ...]
"""Commands with absolute coordinates: M x y, L x y, C x1 y1 x2 y2 x y, Z. y grows downwards."""

FAN_GAP, FAN_FLATTEST = 19.5, 0.28
"""How far the tops of neighbouring bows are apart on paper, in points; at most this share of the length."""
_ROUND = 0.5522847498
_CORNERS = {"triangle": 3, "diamond": 4, "pentagon": 5, "hexagon": 6, "octagon": 8}
_TURNED = ("hexagon", "octagon")
_CIRCLE_SIDES = 48


def polygon(points: Sequence[Point]) -> Outline:
    """Return the closed outline through `points`."""
    first, *rest = points
    return (("M", first), *(("L", point) for point in rest), ("Z", ()))


def ellipse(x: float, y: float, rx: float, ry: float) -> Outline:
    """Return an ellipse of four cubic curves around (x, y)."""
    kx, ky = rx * _ROUND, ry * _ROUND
    return (
        ("M", (x + rx, y)),
        ("C", (x + rx, y + ky, x + kx, y + ry, x, y + ry)),
        ("C", (x - kx, y + ry, x - rx, y + ky, x - rx, y)),
        ("C", (x - rx, y - ky, x - kx, y - ry, x, y - ry)),
        ("C", (x + kx, y - ry, x + rx, y - ky, x + rx, y)),
        ("Z", ()),
    )


def symbol(shape: str, x: float, y: float, radius: float) -> Outline:
    """Return the outline of a node's symbol; an unknown shape is drawn as a circle."""
    if shape == "ellipse":
        return ellipse(x, y, 1.3 * radius, 0.86 * radius)
    corners = _corners(shape)
    if not corners:
        return ellipse(x, y, radius, radius)
    return polygon([(x + radius * dx, y + radius * dy) for dx, dy in corners])


def symbol_middle(shape: str) -> Point:
    """Return where the room for a glyph is, off the middle in radii: (sideways, downwards)."""
    return (0.0, 0.24) if shape == "triangle" else (0.0, 0.04) if shape == "star" else (0.0, 0.0)


def reach(shape: str, dx: float, dy: float) -> float:
    """Return how far, in radii, the symbol extends from its middle in direction (dx, dy)."""
    if shape == "ellipse":
        length = hypot(dx, dy) or 1.0
        return 1 / hypot(dx / length / 1.3, dy / length / 0.86)
    corners = _corners(shape)
    if not corners:
        return 1.0
    angle = atan2(dy, dx)
    ray = (cos(angle), sin(angle))
    hits = [_hit(ray, a, b) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    return max(hits) or 1.0


def _hit(ray: Point, a: Point, b: Point) -> float:
    """How far along `ray` from the origin it meets the side a-b; 0 if it does not."""
    side = (b[0] - a[0], b[1] - a[1])
    cross = ray[0] * side[1] - ray[1] * side[0]
    if abs(cross) < 1e-12:
        return 0.0
    along = (a[0] * side[1] - a[1] * side[0]) / cross
    part = (a[0] * ray[1] - a[1] * ray[0]) / cross
    return along if along > 0 and -1e-9 <= part <= 1 + 1e-9 else 0.0


def _corners(shape: str) -> list[Point]:
    """The corners of a symbol of radius 1, none for round ones."""
    if shape in _CORNERS:
        count = _CORNERS[shape]
        size = {"triangle": 1.28, "diamond": 1.24}.get(shape, 1.1)
        turn = pi / count if shape in _TURNED else 0.0
        return [_on_circle(size, turn + 2 * pi * k / count) for k in range(count)]
    if shape == "square":
        return [(-0.92, -0.92), (0.92, -0.92), (0.92, 0.92), (-0.92, 0.92)]
    if shape == "bar":
        return [(-1.25, -0.72), (1.25, -0.72), (1.25, 0.72), (-1.25, 0.72)]
    if shape == "document":
        return [(-0.8, -1.05), (0.35, -1.05), (0.8, -0.6), (0.8, 1.05), (-0.8, 1.05)]
    if shape == "star":
        return [_on_circle(1.3 if k % 2 == 0 else 0.78, pi * k / 6) for k in range(12)]
    if shape == "cross":
        arm = 0.62
        quarter = [(-arm, -1.08), (arm, -1.08), (arm, -arm)]
        turned = [quarter]
        for _turn in range(3):
            turned.append([(-y, x) for x, y in turned[-1]])
        return [point for part in turned for point in part]
    return []


def _on_circle(radius: float, angle: float) -> Point:
    return radius * sin(angle), -radius * cos(angle)


def curve(start: Point, control: Point, end: Point) -> Outline:
    """Return the quadratic curve with this control point, as a cubic one."""
    (x0, y0), (x, y), (x1, y1) = start, control, end
    first = (x0 + 2 / 3 * (x - x0), y0 + 2 / 3 * (y - y0))
    second = (x1 + 2 / 3 * (x - x1), y1 + 2 / 3 * (y - y1))
    return (("M", start), ("C", (*first, *second, x1, y1)))


def curve_point(start: Point, control: Point, end: Point, part: float) -> Point:
    """Return the point at `part` (0 to 1) of the quadratic curve."""
    a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return (a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1])


def arrow_head(tip: Point, origin: Point, length: float, width: float) -> Outline:
    """Return a filled triangle that points from `origin` to `tip`."""
    dx, dy = tip[0] - origin[0], tip[1] - origin[1]
    size = hypot(dx, dy) or 1.0
    ux, uy = dx / size, dy / size
    base = (tip[0] - length * ux, tip[1] - length * uy)
    half = width / 2
    return polygon(
        [tip, (base[0] - half * uy, base[1] + half * ux), (base[0] + half * uy, base[1] - half * ux)]
    )


def moved(outline: Iterable[Command], scale: float, dx: float, dy: float) -> Outline:
    """Return the outline scaled about the origin and shifted."""
    return tuple(
        (name, tuple(value * scale + (dx if i % 2 == 0 else dy) for i, value in enumerate(numbers)))
        for name, numbers in outline
    )


def arc_curves(
    start: Point, rx: float, ry: float, turn: float, flags: tuple[bool, bool], end: Point
) -> Outline:
    """Return an elliptic arc of SVG 1.1 (appendix F.6) as cubic curves.

    `turn` is in radians, `flags` are large arc and sweep.
    """
    if start == end:
        return ()
    if not rx or not ry:
        return (("L", end),)
    cs, sn = cos(turn), sin(turn)
    hx, hy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = cs * hx + sn * hy, -sn * hx + cs * hy
    grow = max(1.0, hypot(px / rx, py / ry))
    rx, ry = rx * grow, ry * grow
    bottom = (rx * py) ** 2 + (ry * px) ** 2
    root = max(0.0, ((rx * ry) ** 2 - bottom) / bottom) ** 0.5 * (-1 if flags[0] == flags[1] else 1)
    qx, qy = root * rx * py / ry, -root * ry * px / rx
    cx = cs * qx - sn * qy + (start[0] + end[0]) / 2
    cy = sn * qx + cs * qy + (start[1] + end[1]) / 2
    begin = atan2((py - qy) / ry, (px - qx) / rx)
    sweep = atan2((-py - qy) / ry, (-px - qx) / rx) - begin
    sweep += 2 * pi if flags[1] and sweep < 0 else -2 * pi if not flags[1] and sweep > 0 else 0.0
    return _arc_pieces((cx, cy), (rx, ry), (cs, sn), begin, sweep)


def _arc_pieces(centre: Point, radii: Point, turned: Point, begin: float, sweep: float) -> Outline:
    count = max(1, round(abs(sweep) / (pi / 2) + 0.499))
    step = sweep / count
    k = 4 / 3 * tan(step / 4)

    def place(x: float, y: float) -> Point:
        x, y = x * radii[0], y * radii[1]
        return (centre[0] + turned[0] * x - turned[1] * y, centre[1] + turned[1] * x + turned[0] * y)

    pieces: list[Command] = []
    for i in range(count):
        a, b = begin + i * step, begin + (i + 1) * step
        first = place(cos(a) - k * sin(a), sin(a) + k * cos(a))
        second = place(cos(b) + k * sin(b), sin(b) - k * cos(b))
        pieces.append(("C", (*first, *second, *place(cos(b), sin(b)))))
    return tuple(pieces)
