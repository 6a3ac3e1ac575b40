"""Where nodes stand on a chart. All layouts are pure, repeat for the same seed, and place every node."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.analysis.arrays import graph_arrays
from app.analysis.engines import np
from app.analysis.fresh_layout import ALGORITHMS, fresh_layout
from app.analysis.incremental_layout import incremental
from app.analysis.layout_alignment import hold_pins
from app.analysis.layout_pulse import LayoutReporter, Pulse
from app.analysis.layout_selection import put_into
from app.analysis.layout_wish import LayoutWish, as_places, as_points, flags
from app.analysis.network import Network
from app.analysis.overlap_removal import remove_overlap
from app.base.errors import ExitCode, UserError
from app.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Indices, Points
    from app.analysis.layout_wish import Places
    from app.base.progress import Progress

__all__ = ["ALGORITHMS", "BOX_PX", "ICON_PX", "layout"]

ICON_PX = 36.0
BOX_PX = (96.0, 66.0)


def layout(
    network: Network,
    algorithm: str,
    *,
    seed: int = 1,
    size: tuple[float, float] = BOX_PX,
    centre: str | None = None,
    fixed: Places | None = None,
    dates: Mapping[str, str] | None = None,
    by_type: bool = False,
    groups: Mapping[str, str] | None = None,
    only: Collection[str] | None = None,
    pinned: Collection[str] = (),
    previous: Places | None = None,
    reporter: Progress | None = None,
) -> dict[str, tuple[float, float]]:
    """Return the middle of every node's icon in px at scale 1 (an icon is 36 px wide, y grows downwards).

    `size` is the room that each node gets for its icon and caption. `centre` is the middle of `radial`
    (the best connected node if not given). Nodes in `fixed` stay exactly there; with
    `organic` the new ones settle around them. `dates` gives partial dates by node id to `timeline` and
    `theme`. `groups` names each node's group (a type, an agency, a property's value): islands of
    `grouped`, sectors of `circle`, bands of `timeline`, blocks of `grid`; nodes left out of it form one
    group. Without it `grouped` takes communities, or node types with `by_type`.

    `previous` are the places that people know: the new picture is turned and moved to be like it.
    `pinned` nodes stay exactly where `previous` has them while all others are placed anew. With `only`,
    those nodes alone are laid out, around their former middle, and all others stay exactly.

    `reporter` is told of progress and may cancel; a `LayoutReporter` also shows pictures on the way and
    can stop the layout and keep it. Raises `UserError` for an unknown algorithm, `Cancelled`.
    """
    if algorithm not in ALGORITHMS:
        raise _unknown(algorithm)
    graph = graph_arrays(network)
    if by_type and groups is None:
        groups = {node.id: node.type for node in network.nodes}
    known = {**(previous or {}), **(fixed or {})}
    show = _shower(graph.ids, known, reporter)
    wish = LayoutWish(
        algorithm, seed, size, centre, dates or {}, groups, previous or {}, Pulse(reporter, show)
    )
    stay = frozenset(fixed or {}) | (frozenset(pinned) & known.keys())
    if only is not None:
        points = _only(network, graph, frozenset(only) - stay, known, wish)
    elif algorithm == "organic" and fixed:
        points = _settled_around(graph, stay, known, wish)
    else:
        points = _everything(network, graph, stay, known, wish)
    return as_places(graph.ids, points)


def _unknown(algorithm: str) -> UserError:
    return UserError(
        "layout.unknown",
        _("There is no layout called “{name}”."),
        _("Choose from: {names}."),
        exit_code=ExitCode.USAGE,
        name=algorithm,
        names=", ".join(ALGORITHMS),
    )


def _shower(
    ids: tuple[str, ...], known: Places, reporter: Progress | None
) -> Callable[[Points], None] | None:
    """What hands pictures on the way to the reporter: nodes not yet placed stand where they stood."""
    picture = reporter.picture if isinstance(reporter, LayoutReporter) else None
    if picture is None:
        return None
    return lambda points: picture({**known, **as_places(ids, points)})


def _everything(
    network: Network, graph: GraphArrays, stay: frozenset[str], known: Places, wish: LayoutWish
) -> Points:
    points = fresh_layout(network, graph, wish)
    held = flags(graph.ids, stay)
    if not held.any():
        return points
    places = np.nan_to_num(as_points(graph.ids, known))
    if wish.algorithm == "organic":
        points = hold_pins(graph, points, held, places)
    return remove_overlap(np.where(held[:, None], places, points), *wish.box, pinned=held)


def _settled_around(graph: GraphArrays, stay: frozenset[str], known: Places, wish: LayoutWish) -> Points:
    held = flags(graph.ids, stay)
    if not held.any():
        return incremental(graph, np.zeros((graph.n, 2)), held, seed=wish.seed, box=wish.box)
    places = np.nan_to_num(as_points(graph.ids, known))
    return incremental(graph, places, held, seed=wish.seed, box=wish.box)


def _only(
    network: Network, graph: GraphArrays, chosen: frozenset[str], known: Places, wish: LayoutWish
) -> Points:
    """The chosen nodes laid out as a picture of their own, put where they were; nodes without a place too."""
    moving = flags(graph.ids, chosen)
    points = as_points(graph.ids, known)
    homeless = ~np.isfinite(points[:, 0])
    if homeless.any():  # they come beside their neighbours first, so that the rest has its picture
        points = incremental(graph, np.nan_to_num(points), ~homeless, seed=wish.seed, box=wish.box)
    if not moving.any():
        return points
    part = Network(
        tuple(node for node in network.nodes if node.id in chosen),
        tuple(link for link in network.links if link.start in chosen and link.end in chosen),
    )
    inner = graph_arrays(part)
    number = {node_id: i for i, node_id in enumerate(graph.ids)}
    rows = np.array([number[node_id] for node_id in inner.ids], np.int64)
    pulse = wish.pulse.within(lambda block: _among(points, rows, block))
    before = as_places(inner.ids, points[rows])
    block = fresh_layout(part, inner, replace(wish, before=before, pulse=pulse))
    return _among(points, rows, put_into(block, points[~moving], wish.box))


def _among(points: Points, rows: Indices, block: Points) -> Points:
    everything = points.copy()
    everything[rows] = block
    return everything
