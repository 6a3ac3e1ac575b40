"""The office's figures: counted from the registers, each with the entries that it was counted from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.office.entries import Entry, list_entries, meets
from app.office.register_model import FigureRule, registers
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the yearly report.

    `entries` are the ids of the entries that make it up. `stated` means that the office holds the number
    alone, without single records behind it.
    """

    id: str
    register: str
    label: str
    value: int
    entries: tuple[str, ...]
    stated: bool


def figures(store: Store) -> dict[str, Figure]:
    """Return every figure that the registers declare, by id, from the entries as they are now."""
    found: dict[str, Figure] = {}
    for declared in registers().values():
        if declared.figures:
            entries = list_entries(store, declared.id)
            found.update((rule.id, _figure(rule, entries)) for rule in declared.figures)
    return found


def _figure(rule: FigureRule, entries: Sequence[Entry]) -> Figure:
    chosen = [e for e in entries if meets(e, rule.where)]
    value = _value(rule, chosen)
    return Figure(rule.id, rule.register, rule.label, value, tuple(e.id for e in chosen), rule.stated)


def _value(rule: FigureRule, entries: Sequence[Entry]) -> int:
    if rule.counting == "count":
        return len(entries)
    values = [v for e in entries if (v := e.value(rule.field))]
    if rule.counting == "sum":
        return sum(int(v) for v in values)
    shared = Counter(values)
    if rule.counting == "distinct":
        return len(shared)
    return sum(1 for times in shared.values() if times == rule.exactly)
