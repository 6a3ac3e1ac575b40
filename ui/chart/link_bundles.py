"""Several links between the same two nodes as one line with a count, until somebody opens it. Free of Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.analysis.chart_styles import STANDINGS
from app.analysis.network import NetLink

_PREFIX = "bundle:"


@dataclass(frozen=True, slots=True)
class Bundles:
    """The lines to draw, and for each that stands for several links their ids, by its own id."""

    links: tuple[NetLink, ...]
    members: dict[str, tuple[str, ...]]


def bundle_id(start: str, end: str) -> str:
    """Return the id of the line for all links between two nodes, whichever way they run."""
    return _PREFIX + ":".join(sorted((start, end)))


def bundled(links: Iterable[NetLink], opened: frozenset[str] = frozenset()) -> Bundles:
    """Draw all links between two nodes as one, but for the bundles `opened` and single links."""
    pairs: dict[str, list[NetLink]] = {}
    for link in links:
        pairs.setdefault(bundle_id(link.start, link.end), []).append(link)
    drawn: list[NetLink] = []
    members: dict[str, tuple[str, ...]] = {}
    for name, found in pairs.items():
        if len(found) == 1 or name in opened:
            drawn += found
        else:
            drawn.append(_together(name, found))
            members[name] = tuple(link.id for link in found)
    return Bundles(tuple(drawn), members)


def _together(name: str, links: list[NetLink]) -> NetLink:
    """The strongest standing, the sum of weights, and an arrow only if all run the same way."""
    first = links[0]
    one_way = all(link.directed and link.start == first.start for link in links)
    return replace(
        first,
        id=name,
        directed=one_way,
        standing=min((link.standing for link in links), key=STANDINGS.index),
        label=f"{len(links)}×",
        weight=sum(link.weight for link in links),
        findings=tuple(finding for link in links for finding in link.findings),
    )
