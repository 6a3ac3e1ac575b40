"""Networks for the tests of the chart."""

import math

import numpy as np

from app.analysis.network import NetLink, NetNode, Network
from app.base.records import Standing


def link(number: int, start: str, end: str, **more: object) -> NetLink:
    given = {
        "type": "contact",
        "directed": False,
        "standing": Standing.FACT,
        "label": "Contact",
        "weight": 1,
        "findings": ("f",),
    } | more
    return NetLink(id=f"k{number}", start=start, end=end, **given)


def small() -> tuple[Network, dict[str, tuple[float, float]]]:
    """A square of four nodes with a diagonal of three parallel links and a lone fifth node."""
    places = {"a": (0.0, 0.0), "b": (200.0, 0.0), "c": (200.0, 200.0), "d": (0.0, 200.0), "e": (400.0, 400.0)}
    types = {"a": "person", "b": "organisation", "c": "vehicle", "d": "place", "e": "event"}
    nodes = tuple(NetNode(i, types[i], f"Muster {i.upper()}") for i in places)
    links = (
        link(1, "a", "b", directed=True),
        link(2, "b", "c", standing=Standing.ASSESSMENT),
        link(3, "c", "d", standing=Standing.HYPOTHESIS, weight=9),
        link(4, "a", "c"),
        link(5, "c", "a", directed=True),
        link(6, "a", "c", weight=3),
    )
    return Network(nodes, links), places


def large(count: int, links: int) -> tuple[Network, dict[str, tuple[float, float]]]:
    """A deterministic network of any size in a square."""
    random = np.random.default_rng(7)
    side = 90 * math.sqrt(count)
    xy = random.uniform(0, side, (count, 2))
    ends = random.integers(0, count, (links, 2))
    standings = tuple(Standing)
    types = ("person", "organisation", "vehicle", "place", "account", "event")
    nodes = tuple(NetNode(f"n{i}", types[i % 6], f"Muster {i:05d}") for i in range(count))
    made = tuple(
        link(k, f"n{a}", f"n{b}", standing=standings[k % 3], directed=bool(k % 2), weight=1 + k % 9)
        for k, (a, b) in enumerate(ends.tolist())
    )
    return Network(nodes, made), {f"n{i}": (float(x), float(y)) for i, (x, y) in enumerate(xy)}


def grouped(count: int, links: int) -> tuple[Network, dict[str, tuple[float, float]]]:
    """A deterministic network as layouts leave it: groups of about 40 in a disc, most links inside them."""
    random = np.random.default_rng(11)
    groups = max(count // 40, 1)
    turn, radius = np.arange(groups) * 2.399963, np.sqrt(np.arange(groups) + 0.5)
    middles = np.stack([np.cos(turn), np.sin(turn)], axis=1) * radius[:, None] * 90 * math.sqrt(40 / math.pi)
    group = np.arange(count) % groups
    xy = middles[group] + random.normal(0, 1, (count, 2)) * 90 * math.sqrt(40) / 3.2
    start = random.integers(0, count, links)
    near = (start + groups * random.integers(1, 40, links)) % count
    end = np.where(random.uniform(size=links) < 0.85, near, random.integers(0, count, links))
    standings = tuple(Standing)
    types = ("person", "organisation", "vehicle", "place", "account", "event")
    nodes = tuple(NetNode(f"n{i}", types[i % 6], f"Muster {i:05d}") for i in range(count))
    made = tuple(
        link(k, f"n{a}", f"n{b}", standing=standings[k % 3], directed=bool(k % 2), weight=1 + k % 9)
        for k, (a, b) in enumerate(zip(start.tolist(), end.tolist(), strict=True))
    )
    return Network(nodes, made), {f"n{i}": (float(x), float(y)) for i, (x, y) in enumerate(xy)}
