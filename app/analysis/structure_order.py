"""An order of a graph's nodes that follows from its shape, not from random identifiers."""

from collections.abc import Iterable, Sequence

_ROUNDS = 4


def structure_order(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Sort `ids` by their place in the graph: well-connected nodes first, ties by id.

    The place is found by colour refinement (Weisfeiler and Leman 1968): a node's class is renewed from
    the classes of its neighbours, a few rounds. Only nodes that the rounds cannot tell apart fall back
    to their ids.
    """
    near: dict[str, list[str]] = {node_id: [] for node_id in ids}
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    colour = _ranks({node_id: (-len(found),) for node_id, found in near.items()})
    for _round in range(_ROUNDS):
        signs = {i: (colour[i], *sorted(colour[j] for j in found)) for i, found in near.items()}
        renewed = _ranks(signs)
        if renewed == colour:
            break
        colour = renewed
    return sorted(ids, key=lambda node_id: (colour[node_id], node_id))


def _ranks(signs: dict[str, tuple[int, ...]]) -> dict[str, int]:
    place = {sign: rank for rank, sign in enumerate(sorted(set(signs.values())))}
    return {node_id: place[sign] for node_id, sign in signs.items()}
