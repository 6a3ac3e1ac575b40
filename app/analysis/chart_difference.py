"""Two charts of one case beside each other: what moved, came and went, and what else they say differently."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.chart_filtering import visible

if TYPE_CHECKING:
    from app.analysis.chart_arrangement import Place
    from app.analysis.chart_facts import ChartFacts
    from app.analysis.network import Network
    from app.base.chart_records import ChartDocument, ChartFrame, ChartGroup, ChartNote

_SAME_PLACE = 0.5


@dataclass(frozen=True, slots=True)
class ChartDifference:
    """From the first chart to the second.

    `came`, `went` and `stayed` are nodes and links in sight; `moved` tells of nodes in sight on both by how
    many px (at scale 1) they stand elsewhere, `dressed` what has another look of its own. `words_came` and
    `words_went` are texts of notes and titles of frames and groups. `rules`, `filter`, `settings` tell
    whether those differ.
    """

    came: frozenset[str]
    went: frozenset[str]
    stayed: frozenset[str]
    moved: Mapping[str, Place]
    dressed: frozenset[str]
    words_came: tuple[str, ...]
    words_went: tuple[str, ...]
    rules: bool
    filter: bool
    settings: bool

    @property
    def none(self) -> bool:
        """Whether both show the same in the same way."""
        parts = (self.came, self.went, self.moved, self.dressed, self.words_came, self.words_went)
        return not any(parts) and not (self.rules or self.filter or self.settings)


def difference(
    network: Network, facts: ChartFacts, before: ChartDocument, after: ChartDocument
) -> ChartDifference:
    """Tell two charts over the same network apart, or one chart before and after some work."""
    old, new = visible(network, facts, before), visible(network, facts, after)
    was, now = old.nodes | old.links, new.nodes | new.links
    words_before, words_after = _words(before), _words(after)
    return ChartDifference(
        came=now - was,
        went=was - now,
        stayed=was & now,
        moved=_moved(before, after, old.nodes & new.nodes),
        dressed=frozenset(i for i in was & now if _look(before, i) != _look(after, i)),
        words_came=_without(words_after, words_before),
        words_went=_without(words_before, words_after),
        rules=_rules(before) != _rules(after),
        filter=before.filter != after.filter,
        settings=before.settings != after.settings,
    )


def _moved(before: ChartDocument, after: ChartDocument, both: frozenset[str]) -> dict[str, Place]:
    moved: dict[str, Place] = {}
    for i in both:
        old, new = before.items.get(i), after.items.get(i)
        if old is None or new is None or not (old.placed and new.placed):
            continue
        step = new.x - old.x, new.y - old.y
        if math.hypot(*step) > _SAME_PLACE:
            moved[i] = step
    return moved


def _look(document: ChartDocument, subject_id: str) -> object:
    item = document.items.get(subject_id)
    return None if item is None or item.look == type(item.look)() else item.look


def _words(document: ChartDocument) -> list[str]:
    titled: Sequence[ChartFrame | ChartGroup] = (*document.frames, *document.groups)
    notes: Sequence[ChartNote] = document.notes
    return [n.text for n in notes] + [part.title for part in titled if part.title]


def _without(texts: list[str], known: list[str]) -> tuple[str, ...]:
    left = list(known)
    found = []
    for text in texts:
        if text in left:
            left.remove(text)
        else:
            found.append(text)
    return tuple(found)


def _rules(document: ChartDocument) -> list[object]:
    """The rules without their ids: a copy of a chart has the same rules."""
    told = sorted(document.rules, key=lambda r: r.no)
    return [(r.title, r.field, r.name, r.operator, r.value, r.look, r.active) for r in told]
