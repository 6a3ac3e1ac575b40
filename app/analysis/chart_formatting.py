"""Conditional formatting: the saved rules of a chart, in their order, applied to its network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from app.analysis.chart_dates import Span, meets, span
from app.analysis.chart_facts import as_good_as, is_grading
from app.base.chart_records import ChartItem, ChartRule, Look

if TYPE_CHECKING:
    from app.analysis.chart_facts import ChartFacts, SubjectFacts
    from app.analysis.network import Network

PLAIN = Look()
Measures = Mapping[str, Mapping[str, float]]
"""Values by the name of the measure, then by the id of the node or link."""

OPERATORS_OF: Mapping[str, tuple[str, ...]] = {
    "type": ("is", "is_not"),
    "property": ("is", "is_not", "contains", "at_least", "at_most", "before", "after", "present"),
    "measure": ("is", "is_not", "at_least", "at_most", "present"),
    "agency": ("is", "is_not", "present"),
    "standing": ("is", "is_not"),
    "grading": ("is", "is_not", "at_least", "at_most"),
    "sources": ("is", "is_not", "at_least", "at_most"),
    "date": ("is", "before", "after", "present"),
    "handling": ("is", "is_not"),
}
"""The operators that make sense for each field of a rule."""


def looks(
    network: Network,
    facts: ChartFacts,
    rules: Sequence[ChartRule],
    items: Mapping[str, ChartItem],
    measures: Measures,
) -> dict[str, Look]:
    """Return how nodes and links look that differ from plain, by id.

    Rules apply in the order of `no`, a later one wins part by part, and the own look of an item wins over
    all. "is not" asks that something is stated and none of it is the value. A rule with a value that
    cannot be compared (a date that is none, a measure that was not computed) meets nothing.
    """
    found: dict[str, Look] = {}
    types = {n.id: n.type for n in network.nodes} | {n.id: n.type for n in network.links}
    for rule in sorted((r for r in rules if r.active), key=lambda r: r.no):
        if rule.look == PLAIN:
            continue
        for subject_id in _met(rule, types, facts, measures):
            found[subject_id] = over(found.get(subject_id, PLAIN), rule.look)
    for subject_id, item in items.items():
        if item.look != PLAIN and subject_id in types:
            found[subject_id] = over(found.get(subject_id, PLAIN), item.look)
    return found


def over(below: Look, above: Look) -> Look:
    """Return the look `below` with every part that `above` says something about taken from `above`."""
    if below == PLAIN:
        return above
    said = {f.name: value for f in fields(Look) if (value := getattr(above, f.name))}
    return replace(below, **said)


def meeting(network: Network, facts: ChartFacts, rule: ChartRule, measures: Measures) -> tuple[str, ...]:
    """Return the nodes and links that meet a rule, active or not: for selecting and for counting."""
    types = {n.id: n.type for n in network.nodes} | {n.id: n.type for n in network.links}
    return tuple(_met(rule, types, facts, measures))


def _met(rule: ChartRule, types: Mapping[str, str], facts: ChartFacts, measures: Measures) -> list[str]:
    if rule.field == "type":
        return [i for i, t in types.items() if (t == rule.value) == (rule.operator == "is")]
    if rule.field == "measure":
        test = _number_test(rule)
        values = measures.get(rule.name, {})
        return [i for i in types if i in values and test(values[i])]
    says = _test(rule)
    return [i for i in types if (said := facts.of.get(i)) is not None and says(said)]


def _test(rule: ChartRule) -> Callable[[SubjectFacts], bool]:
    if rule.field == "property":
        return _property_test(rule)
    if rule.field == "date":
        return _date_test(rule)
    if rule.field == "grading":
        return _grading_test(rule)
    if rule.field == "sources":
        count = _number_test(rule)
        return lambda said: count(said.sources)
    if rule.field == "standing":
        return lambda said: (said.standing == rule.value) == (rule.operator == "is")
    if rule.field == "agency":
        return lambda said: _among(rule, said.agencies)
    if rule.field == "handling":
        return lambda said: _among(rule, said.handlings)
    return lambda said: False


def _among(rule: ChartRule, values: frozenset[str]) -> bool:
    if rule.operator == "present":
        return bool(values)
    return bool(values) and (rule.value in values) == (rule.operator == "is")


def _grading_test(rule: ChartRule) -> Callable[[SubjectFacts], bool]:
    wanted = rule.value
    if not is_grading(wanted):
        return lambda said: False
    if rule.operator == "at_least":
        return lambda said: any(as_good_as(g, wanted) for g in said.gradings)
    if rule.operator == "at_most":
        return lambda said: all(as_good_as(wanted, g) for g in said.gradings)
    return lambda said: (said.grading == wanted) == (rule.operator == "is")


def _date_test(rule: ChartRule) -> Callable[[SubjectFacts], bool]:
    if rule.operator == "present":
        return lambda said: bool(said.spans)
    wanted = span(rule.value, rule.value)
    if wanted is None:
        return lambda said: False
    return lambda said: _when(rule.operator, said.spans, wanted)


def _when(operator: str, spans: Sequence[Span], wanted: Span) -> bool:
    """Tell whether it was before (ended by then), after (began later), or on one of these days."""
    if not spans:
        return False
    if operator == "before":
        return max(last for _first, last in spans) < wanted[0]
    if operator == "after":
        return min(first for first, _last in spans) > wanted[1]
    return meets(spans, wanted)


def _property_test(rule: ChartRule) -> Callable[[SubjectFacts], bool]:
    one = _value_test(rule)
    if rule.operator == "is_not":
        return lambda said: (
            bool(said.properties.get(rule.name))
            and not any(v.casefold() == rule.value.casefold() for v in said.properties[rule.name])
        )
    return lambda said: any(one(value) for value in said.properties.get(rule.name, ()))


def _value_test(rule: ChartRule) -> Callable[[str], bool]:
    wanted = rule.value.casefold()
    if rule.operator == "present":
        return bool
    if rule.operator == "contains":
        return lambda value: wanted in value.casefold()
    if rule.operator in ("at_least", "at_most"):
        test = _number_test(rule)
        return lambda value: (number := _number(value)) is not None and test(number)
    if rule.operator in ("before", "after"):
        days = span(rule.value, rule.value)
        return lambda value: (
            days is not None
            and (held := span(value, value)) is not None
            and _when(rule.operator, (held,), days)
        )
    return lambda value: value.casefold() == wanted


def _number_test(rule: ChartRule) -> Callable[[float], bool]:
    if rule.operator == "present":
        return lambda value: True
    wanted = _number(rule.value)
    if wanted is None:
        return lambda value: False
    tests: dict[str, Callable[[float], bool]] = {
        "at_least": lambda value: value >= wanted,
        "at_most": lambda value: value <= wanted,
        "is_not": lambda value: value != wanted,
        "is": lambda value: value == wanted,
    }
    return tests.get(rule.operator, lambda value: False)


def _number(text: str) -> float | None:
    """Return the number a value begins with ("1200.50 EUR"), None if it begins with none."""
    try:
        return float(text.split()[0]) if text.strip() else None
    except ValueError:
        return None
