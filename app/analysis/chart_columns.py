"""The facts of one network as arrays, so that a filter over 10,000 nodes answers while a slider moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from app.analysis.chart_facts import DIGITS, LETTERS, as_good_as
from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.chart_facts import ChartFacts
    from app.analysis.engines import Flags, Indices
    from app.analysis.network import Network

_GRADINGS = tuple(letter + digit for letter in LETTERS for digit in DIGITS)
_KEPT = "last"


@dataclass(frozen=True, slots=True)
class Columns:
    """One row per node, then one per link, in the order of the network.

    `ids` are objects (text); `start` and `end` are rows of the ends of each link. `types`, `agencies`,
    `standings`, `handlings`, `gradings` map each value there is to the rows that have it ("B2": whose best
    gradings reach B2). `first`, `last` are days of the spans, `owner` the row each span belongs to. `dated`
    are rows with a span. `known` are rows of which there are facts.
    """

    network: Network
    count: int
    ids: tuple[str, ...]
    row: dict[str, int]
    start: Indices
    end: Indices
    types: dict[str, Flags]
    agencies: dict[str, Flags]
    standings: dict[str, Flags]
    handlings: dict[str, Flags]
    gradings: dict[str, Flags]
    first: Indices
    last: Indices
    owner: Indices
    dated: Flags
    known: Flags
    folded_labels: tuple[str, ...] = field(repr=False)

    @property
    def size(self) -> int:
        """The number of rows."""
        return len(self.ids)


def columns(network: Network, facts: ChartFacts) -> Columns:
    """Return the arrays of this network; made once, as long as the same network is asked about."""
    kept = facts.kept.get(_KEPT)
    if not isinstance(kept, Columns) or kept.network is not network:
        kept = _made(network, facts)
        facts.kept[_KEPT] = kept
    return kept


def _made(network: Network, facts: ChartFacts) -> Columns:
    ids = (*(n.id for n in network.nodes), *(n.id for n in network.links))
    row = {i: at for at, i in enumerate(ids)}
    types = (*(n.type for n in network.nodes), *(n.type for n in network.links))
    found = [facts.of.get(i) for i in ids]
    # A link is drawn by its own standing; a released one may be weaker than what the case knows.
    drawn = [f.standing if f else None for f in found]
    drawn[len(network.nodes) :] = [link.standing for link in network.links]
    spans = [(at, s) for at, f in enumerate(found) if f for s in f.spans]
    owner = np.array([at for at, _s in spans], np.int64)
    dated = np.zeros(len(ids), bool)
    dated[owner] = True
    return Columns(
        network=network,
        count=len(network.nodes),
        ids=ids,
        row=row,
        start=np.array([row[n.start] for n in network.links], np.int64),
        end=np.array([row[n.end] for n in network.links], np.int64),
        types=_flags(len(ids), ((at, (t,)) for at, t in enumerate(types))),
        agencies=_flags(len(ids), ((at, f.agencies) for at, f in enumerate(found) if f)),
        standings=_flags(len(ids), ((at, (s,)) for at, s in enumerate(drawn) if s)),
        handlings=_flags(len(ids), ((at, f.handlings) for at, f in enumerate(found) if f)),
        gradings=_flags(len(ids), ((at, _reached(f.gradings)) for at, f in enumerate(found) if f)),
        first=np.array([s[0] for _at, s in spans], np.int64),
        last=np.array([s[1] for _at, s in spans], np.int64),
        owner=owner,
        dated=dated,
        known=np.array([f is not None for f in found], bool),
        folded_labels=tuple(n.label.casefold() for n in network.nodes),
    )


@lru_cache(maxsize=4096)
def _reached(gradings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(lowest for lowest in _GRADINGS if any(as_good_as(g, lowest) for g in gradings))


def _flags(size: int, values: Iterable[tuple[int, Iterable[str]]]) -> dict[str, Flags]:
    rows: dict[str, list[int]] = {}
    for at, held in values:
        for value in held:
            rows.setdefault(str(value), []).append(at)
    made: dict[str, Flags] = {}
    for value, where in rows.items():
        flags = np.zeros(size, bool)
        flags[where] = True
        made[value] = flags
    return made
