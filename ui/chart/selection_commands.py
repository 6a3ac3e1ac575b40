"""Everything that can be chosen by what it is: for a menu, with the key that does the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from app.base.i18n import _
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from ui.chart import scene_selecting as by
from ui.chart.chart_scene import ChartScene

_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class SelectionCommand:
    """One entry: `name` in the language in force, `run` chooses, `shortcut` as Qt writes it ("" for none)."""

    key: str
    name: str
    run: Callable[[], None]
    shortcut: str = ""


class Selecting(Protocol):
    """What is needed of the chart."""

    scene: ChartScene
    values_of: by.ValuesOf

    def choose(self, ids: frozenset[str]) -> None:
        """Choose exactly these nodes and links."""


STEPS: dict[str, Callable[[ChartScene], frozenset[str]]] = {
    "same_type": lambda scene: by.same_types(scene.model, scene.selected),
    "neighbours": lambda scene: by.grown(scene.model, scene.selected),
    "paths": lambda scene: by.on_paths(scene.model, scene.selected),
    "links": lambda scene: by.links_of(scene.model, scene.selected),
    "group": lambda scene: by.same_group(scene.model, scene.selected),
    "inverse": lambda scene: by.inverse(scene.model, scene.selected),
    "all": lambda scene: frozenset(scene.model.index),
}
"""How a new choice comes from the old one, by the key of the command."""


def choose_by(surface: Selecting, key: str) -> None:
    """Choose by one of `STEPS`."""
    surface.choose(STEPS[key](surface.scene))


def selection_commands(surface: Selecting) -> tuple[SelectionCommand, ...]:
    """Return what can be chosen now: what starts from the choice only while there is one.

    One command per node type follows, then one per value that the properties of a single chosen node have.
    """
    model, chosen = surface.scene.model, surface.scene.selected
    several = len(model.numbers(chosen)) > 1
    steps = (
        ("all", _("All nodes"), "Ctrl+A", bool(model.nodes)),
        ("inverse", _("What is not chosen"), "Ctrl+Shift+I", bool(model.nodes)),
        ("same_type", _("The same type"), "T", bool(chosen)),
        ("neighbours", _("Neighbours, too"), "B", bool(chosen)),
        ("links", _("All their links, too"), "V", bool(chosen & model.index.keys())),
        ("paths", _("Shortest paths between them, too"), "W", several),
        ("group", _("The whole group, too"), "Shift+G", bool(model.content.document.groups and chosen)),
    )
    found = [
        SelectionCommand(key, name, partial(choose_by, surface, key), shortcut)
        for key, name, shortcut, possible in steps
        if possible
    ]
    return (*found, *_types(surface), *_values(surface))


def _types(surface: Selecting) -> list[SelectionCommand]:
    model = surface.scene.model
    return [
        SelectionCommand(
            f"type:{look.id}",
            _("All of type {type}").format(type=look.label),
            partial(_choose_type, surface, look.id),
        )
        for look in model.looks
    ]


def _values(surface: Selecting) -> list[SelectionCommand]:
    model, chosen = surface.scene.model, surface.scene.selected
    numbers = model.numbers(chosen).tolist()
    if len(numbers) != 1:
        return []
    node = model.nodes[numbers[0]]
    kind = ontology().nodes.get(node.type)
    declared = {p.id: p for p in kind.properties} if kind else {}
    found = []
    for name, values in surface.values_of(node.id).items():
        label = declared[name].label if name in declared else name
        for value in values[:_MOST_VALUES]:
            shown = display_for(declared[name], value) if name in declared else value
            found.append(
                SelectionCommand(
                    f"value:{name}:{value}",
                    _("All with {property}: {value}").format(property=label, value=shown),
                    partial(_choose_value, surface, name, value),
                )
            )
    return found


def _choose_type(surface: Selecting, name: str) -> None:
    surface.choose(by.of_types(surface.scene.model, (name,)))


def _choose_value(surface: Selecting, name: str, value: str) -> None:
    surface.choose(by.with_value(surface.scene.model, surface.values_of, name, value))
