"""Payments that come back to where they began: one circle for each knot of flows, as short as there is."""

from collections import deque
from collections.abc import Iterable, Mapping

from app.analysis.money_flows import Payment


def payment_circles(known: Iterable[Payment]) -> tuple[tuple[str, ...], ...]:
    """Return a shortest circle of each group of nodes that pay each other in circles.

    A circle names each node once and begins with the smallest id; a node that pays itself is one of one.
    """
    out: dict[str, set[str]] = {}
    for payment in known:
        out.setdefault(payment.start, set()).add(payment.end)
        out.setdefault(payment.end, set())
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for node in sorted(out):
        if node in seen:
            continue
        circle = _back_to(node, out)
        if circle:
            found.append(circle)
            seen |= _reached(node, out) & _reaching(node, out)
    return tuple(found)


def _back_to(node: str, out: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Breadth first from `node` until it is met again."""
    before: dict[str, str] = {}
    queue = deque([node])
    while queue:
        here = queue.popleft()
        for there in sorted(out[here]):
            if there == node:
                path = [here]
                while path[-1] != node:
                    path.append(before[path[-1]])
                return tuple(reversed(path))
            if there not in before:
                before[there] = here
                queue.append(there)
    return ()


def _reached(node: str, out: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {node}, [node]
    while waiting:
        for there in out[waiting.pop()] - found:
            found.add(there)
            waiting.append(there)
    return found


def _reaching(node: str, out: Mapping[str, set[str]]) -> set[str]:
    back: dict[str, set[str]] = {n: set() for n in out}
    for here, theres in out.items():
        for there in theres:
            back[there].add(here)
    return _reached(node, back)
