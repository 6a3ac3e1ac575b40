"""The glyphs inside symbols: the shipped Lucide icons, read as outlines for every kind of picture."""

import re
from functools import cache
from math import radians

from defusedxml.ElementTree import fromstring

from app.analysis.chart_outlines import Command, Outline, Point, arc_curves, curve, ellipse, polygon
from app.base.paths import resource

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_FLAG = re.compile(r"[\s,]*([01])")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
SIZE = 24.0


@cache
def glyph(name: str) -> Outline:
    """Return the outline of an icon in a square of 24 x 24, to be stroked; empty if it is not shipped."""
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        return ()
    commands: list[Command] = []
    for element in fromstring(path.read_text(encoding="utf-8")).iter():
        tag = element.tag.rpartition("}")[2]
        commands += _element(tag, {key: value for key, value in element.attrib.items()})
    return tuple(commands)


def _element(tag: str, given: dict[str, str]) -> Outline:
    def number(key: str) -> float:
        return float(given.get(key, "0"))

    if tag == "path":
        return _Path(given["d"]).commands()
    if tag == "circle":
        return ellipse(number("cx"), number("cy"), number("r"), number("r"))
    if tag == "ellipse":
        return ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
    if tag == "line":
        return (("M", (number("x1"), number("y1"))), ("L", (number("x2"), number("y2"))))
    if tag in ("polyline", "polygon"):
        values = [float(v) for v in _TOKEN.findall(given["points"])]
        points = list(zip(values[::2], values[1::2], strict=True))
        return polygon(points) if tag == "polygon" else polygon(points)[:-1]
    if tag == "rect":
        return _rectangle(number("x"), number("y"), number("width"), number("height"), number("rx"))
    return ()


def _rectangle(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    right, bottom, r = x + width, y + height, radius
    arc = f"a{r} {r} 0 0 1"
    return _Path(
        f"M{x + r} {y}H{right - r}{arc} {r} {r}V{bottom - r}{arc} {-r} {r}"
        f"H{x + r}{arc} {-r} {-r}V{y + r}{arc} {r} {-r}Z"
    ).commands()


class _Path:
    """Reads the path data of SVG 1.1 (section 8.3), but for the smooth quadratic T, which Lucide lacks."""

    def __init__(self, data: str) -> None:
        self._data = data
        self._at = 0
        self._here: Point = (0.0, 0.0)
        self._begin: Point = (0.0, 0.0)
        self._mirror: Point = (0.0, 0.0)
        self._found: list[Command] = []

    def commands(self) -> Outline:
        """Return the path in absolute M, L, C and Z."""
        name = "M"
        while (token := self._next()) is not None:
            if token.isalpha():
                name = token
            else:
                self._at -= len(token)
            self._step(name)
            name = {"M": "L", "m": "l"}.get(name, name)
        return tuple(self._found)

    def _next(self) -> str | None:
        match = _TOKEN.search(self._data, self._at)
        if match is None:
            return None
        self._at = match.end()
        return match.group()

    def _numbers(self, name: str) -> list[float]:
        values: list[float] = []
        for i in range(_NUMBERS[name]):
            flag = _FLAG.match(self._data, self._at) if name == "A" and i in (3, 4) else None
            if flag:
                self._at = flag.end()
                values.append(float(flag.group(1)))
            else:
                values.append(float(self._next() or 0))
        return values

    def _step(self, name: str) -> None:
        upper = name.upper()
        values = self._numbers(upper)
        ox, oy = self._here if name.islower() else (0.0, 0.0)
        if upper == "Z":
            self._found.append(("Z", ()))
            self._here = self._begin
        elif upper in ("H", "V"):
            end = (values[0] + ox, self._here[1]) if upper == "H" else (self._here[0], values[0] + oy)
            self._line("L", end)
        elif upper in ("M", "L"):
            self._line(upper, (values[0] + ox, values[1] + oy))
        elif upper == "A":
            end = (values[5] + ox, values[6] + oy)
            flags = (bool(values[3]), bool(values[4]))
            self._found += arc_curves(self._here, values[0], values[1], radians(values[2]), flags, end)
            self._here = self._mirror = end
        else:
            self._bend(upper, [v + (ox if i % 2 == 0 else oy) for i, v in enumerate(values)])

    def _line(self, name: str, end: Point) -> None:
        self._found.append((name, end))
        self._here = self._mirror = end
        if name == "M":
            self._begin = end

    def _bend(self, upper: str, v: list[float]) -> None:
        if upper == "Q":
            v = list(curve(self._here, (v[0], v[1]), (v[2], v[3]))[1][1])
        elif upper == "S":
            v = [2 * self._here[0] - self._mirror[0], 2 * self._here[1] - self._mirror[1], *v]
        self._found.append(("C", tuple(v)))
        self._mirror, self._here = (v[2], v[3]), (v[4], v[5])
