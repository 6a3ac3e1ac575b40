"""Who stands behind what: shares multiplied along the layers of ownership, circles included.

For an owner o that nobody owns, z = a_o + z A over the firms between (integrated ownership of ultimate
owners, Brioschi, Buzzacchi, Colombo 1989; Baldone, Brioschi, Paleari 1998), solved exactly in fractions. The
firms that o reaches lose a share to o's own line, so the system has one solution. Where the shares of each
firm add up to at most 100 %, so does what all ultimate owners hold of it; shares that exceed the whole are
scaled down to it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from app.analysis.engines import nx
from app.analysis.money_flows import usable
from app.base.records import Finding, Standing, Subject

MOST_PATHS = 12
"""How many ways through the layers are named of one owner and one firm; the share counts them all."""
_ONE = Fraction(1)
Matrix = Mapping[str, Mapping[str, Fraction]]
"""Owner -> owned -> share between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Share:
    """What findings say one subject holds of another, between 0 and 1; `low` 0 where only opinions say it.

    `high` None: that it is owned is known, how much is not.
    """

    owner: str
    owned: str
    low: Fraction
    high: Fraction | None
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """What an ultimate owner holds in the end; `paths` name the layers.

    `circular`: some of the firms on the way own each other.
    """

    owner: str
    owned: str
    low: Fraction
    high: Fraction
    paths: tuple[tuple[str, ...], ...]
    circular: bool


@dataclass(frozen=True, slots=True)
class Ownership:
    """Shares as stated, and what comes of them.

    `over` are firms whose stated shares exceed the whole, with their sum. `stated` is what sources say
    themselves of beneficial owners: it stands beside what was worked out and is not put into it.
    """

    shares: tuple[Share, ...]
    holdings: tuple[Holding, ...]
    over: tuple[tuple[str, Fraction], ...]
    stated: tuple[Share, ...]
    circles: tuple[tuple[str, ...], ...]


def ownership(subjects: Sequence[Subject], findings: Iterable[Finding]) -> Ownership:
    """Work out who holds what in the end."""
    said = usable(findings)
    shares = _shares(subjects, said, "owns")
    highs, over = _within_whole(shares, high=True)
    lows, _over = _within_whole(shares, high=False)
    circles = _circles(highs)
    held = _held(highs, lows, {n for circle in circles for n in circle})
    return Ownership(shares, held, over, _shares(subjects, said, "beneficial_owner"), circles)


def _shares(subjects: Sequence[Subject], said: Sequence[Finding], kind: str) -> tuple[Share, ...]:
    links = {s.id: s for s in subjects if s.type == kind and s.start and s.end}
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in said:
        if finding.subject_id in links:
            link = links[finding.subject_id]
            groups[(link.start or "", link.end or "")].append(finding)
    return tuple(_share(owner, owned, group) for (owner, owned), group in sorted(groups.items()))


def _share(owner: str, owned: str, group: Sequence[Finding]) -> Share:
    stated = [(f, share) for f in group if f.property == "share" and (share := share_of(f.value)) is not None]
    facts = [share for f, share in stated if f.standing is Standing.FACT]
    ids = tuple(sorted(f.id for f in (x for x, _s in stated))) or tuple(sorted(f.id for f in group))
    if not stated:
        return Share(owner, owned, Fraction(0), None, ids)
    high = max(facts) if facts else max(share for _f, share in stated)
    return Share(owner, owned, min(facts) if facts else Fraction(0), high, ids)


def share_of(value: str) -> Fraction | None:
    """Return a kept percentage such as `50.5` as a fraction of one, None if it is none."""
    try:
        share = Fraction(value) / 100
    except (ValueError, ZeroDivisionError):
        return None
    return share if 0 <= share <= 1 else None


def _within_whole(shares: Iterable[Share], *, high: bool) -> tuple[Matrix, tuple[tuple[str, Fraction], ...]]:
    """Return the shares as a matrix; where those of a firm exceed the whole, scaled down to it and named."""
    columns: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for share in shares:
        value = share.high if high else share.low
        # A firm's shares in itself give it no rights (AktG section 71b): they stay in the list of shares.
        if value and share.owner != share.owned:
            columns[share.owned][share.owner] = value
    over: list[tuple[str, Fraction]] = []
    matrix: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for owned, column in sorted(columns.items()):
        total = sum(column.values(), Fraction(0))
        if total > _ONE:
            over.append((owned, total))
        for owner, value in column.items():
            matrix[owner][owned] = value / max(total, _ONE)
    return matrix, tuple(over)


def _held(highs: Matrix, lows: Matrix, in_circle: set[str]) -> tuple[Holding, ...]:
    owned = {there for row in highs.values() for there in row}
    found: list[Holding] = []
    graph = _graph(highs, owned)
    for owner in sorted(set(highs) - owned):
        high, low = integrated(highs, owner), integrated(lows, owner)
        for firm in sorted(high):
            paths = _paths(graph, owner, firm)
            circular = any(n in in_circle for path in paths for n in path)
            # Where shares exceed the whole, scaling may put the lowest figure above the highest.
            least = min(low.get(firm, Fraction(0)), high[firm])
            found.append(Holding(owner, firm, least, high[firm], paths, circular))
    return tuple(found)


def integrated(matrix: Matrix, owner: str) -> Mapping[str, Fraction]:
    """Return what `owner`, whom nobody owns, holds of each firm in the end, by the firm's id.

    Layer by layer: only firms that own each other in a circle need a system of equations.
    """
    firms = _below(matrix, owner)
    graph = _graph({here: matrix.get(here, {}) for here in firms}, firms)
    held: dict[str, Fraction] = {owner: _ONE}
    layers = nx.condensation(graph)
    for layer in nx.topological_sort(layers):
        circle = sorted(layers.nodes[layer]["members"])
        held |= dict(zip(circle, _solved(_equations(matrix, circle, held)), strict=True))
    del held[owner]
    return held


def _equations(matrix: Matrix, circle: Sequence[str], held: Mapping[str, Fraction]) -> list[list[Fraction]]:
    """Return z - z A = what is held of the firms by those that are worked out, row by row."""
    rows = []
    for firm in circle:
        above = (share * held[other] for other, share in _owners(matrix, firm) if other in held)
        row = [-matrix.get(other, {}).get(firm, Fraction(0)) for other in circle]
        row[circle.index(firm)] += 1
        rows.append([*row, sum(above, Fraction(0))])
    return rows


def _owners(matrix: Matrix, firm: str) -> Iterator[tuple[str, Fraction]]:
    return ((other, row[firm]) for other, row in matrix.items() if firm in row)


def _graph(matrix: Matrix, firms: Collection[str]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(firms))
    graph.add_edges_from((here, there) for here, row in sorted(matrix.items()) for there in sorted(row))
    return graph


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """Gauss-Jordan elimination, exact."""
    size = len(rows)
    for at in range(size):
        pivot = next(n for n in range(at, size) if rows[n][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        lead = rows[at][at]
        rows[at] = [value / lead for value in rows[at]]
        for other in range(size):
            factor = rows[other][at]
            if other != at and factor:
                rows[other] = [v - factor * w for v, w in zip(rows[other], rows[at], strict=True)]
    return [row[size] for row in rows]


def _below(matrix: Matrix, owner: str) -> set[str]:
    found: set[str] = set()
    waiting = [owner]
    while waiting:
        for there in matrix.get(waiting.pop(), {}):
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found - {owner}


def _paths(graph: "nx.DiGraph[str]", owner: str, firm: str) -> tuple[tuple[str, ...], ...]:
    """Return up to `MOST_PATHS` ways that pass no firm twice, the shortest first (Yen 1971).

    Trying out ways until one arrives would not end where many firms own each other.
    """
    found = islice(nx.shortest_simple_paths(graph, owner, firm), MOST_PATHS)
    return tuple(sorted(map(tuple, found), key=lambda path: (len(path), path)))


def _circles(matrix: Matrix) -> tuple[tuple[str, ...], ...]:
    """Return the groups of firms that own each other in circles, each by id."""
    below = {n: _below(matrix, n) for n in matrix}
    groups = {tuple(sorted({n} | {m for m in below[n] if m in below and n in below[m]})) for n in matrix}
    return tuple(sorted(g for g in groups if len(g) > 1))
