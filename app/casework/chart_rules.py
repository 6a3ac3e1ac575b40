"""Gestures on what a chart shows by rule: conditional formatting, filter and settings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.analysis.chart_dates import span
from app.analysis.chart_facts import is_grading
from app.analysis.chart_formatting import OPERATORS_OF, PLAIN
from app.base.chart_records import ChartFilter, ChartRule, ChartSettings
from app.base.errors import UserError
from app.base.i18n import _
from app.base.partial_date import normalise
from app.base.records import Standing
from app.casework import agencies, chart_checks
from app.casework.chart_notes import change_part, remove_parts
from app.casework.chart_rows import changing, chart_row, next_no, ordered, part_of, written
from app.ontology.catalogue import ontology
from app.ontology.model import LinkType, NodeType
from app.policy import gradings
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

_WORDS_LENGTH = 200
_MEASURE_LENGTH = 60


def add_rule(store: Store, chart_id: str, rule: ChartRule) -> Change:
    """Add a rule after those there are (its `id` and `no` are made); `ids[0]` is its id.

    Raises `UserError` for a field, operator, name or value that cannot be asked for, and for a rule that
    changes nothing.
    """
    with changing(store, chart_id, _("Rule added to the chart"), Action.COLLECTION) as work:
        row = {"chart_id": chart_id, "no": next_no(work.connection, tables.chart_rule, chart_id)}
        work.about(work.insert(tables.chart_rule, row | rule_row(checked_rule(rule))))
    return work.done


def change_rule(store: Store, chart_id: str, rule: ChartRule) -> Change:
    """Write a rule of a chart anew; its place in the order stays."""
    with changing(store, chart_id, _("Rule of the chart changed")) as work:
        part_of(work.connection, tables.chart_rule, rule.id, chart_id)
        change_part(work, tables.chart_rule, rule.id, rule_row(checked_rule(rule)))
    return work.done


def order_rules(store: Store, chart_id: str, rule_ids: Iterable[str]) -> Change:
    """Put the rules of a chart in this order; those not named follow in the order they had."""
    wanted = list(dict.fromkeys(rule_ids))
    with changing(store, chart_id, _("Rules of the chart put in order")) as work:
        for rule_id in wanted:
            part_of(work.connection, tables.chart_rule, rule_id, chart_id)
        known = [r.id for r in ordered(work.connection, tables.chart_rule, chart_id)]
        for no, rule_id in enumerate([*wanted, *(i for i in known if i not in wanted)], 1):
            change_part(work, tables.chart_rule, rule_id, {"no": no})
    return work.done


def remove_rules(store: Store, chart_id: str, rule_ids: Iterable[str]) -> Change:
    """Take rules off a chart."""
    with changing(store, chart_id, _("Rule taken off the chart")) as work:
        remove_parts(work, tables.chart_rule, chart_id, rule_ids)
    return work.done


def set_filter(store: Store, chart_id: str, wanted: ChartFilter) -> Change:
    """Set what the chart leaves out of sight; `ChartFilter()` lifts it.

    Raises `UserError` for a date, grading, standing or recipient that is none.
    """
    plain = _checked_filter(store, wanted)
    label = _("Chart filtered") if plain != ChartFilter() else _("Filter of the chart lifted")
    return _set(store, chart_id, label, filter=written(plain))


def set_settings(store: Store, chart_id: str, settings: ChartSettings) -> Change:
    """Set what the chart shows beside names."""
    for kind, names in settings.badges.items():
        for name in names:
            _known_property(name, kind)
    kept = replace(settings, badges={kind: tuple(names) for kind, names in settings.badges.items() if names})
    return _set(store, chart_id, _("View of the chart changed"), settings=written(kept))


def checked_rule(rule: ChartRule) -> ChartRule:
    """Return a rule with its texts put in order; `UserError` if it cannot be asked for."""
    if rule.operator not in OPERATORS_OF.get(rule.field, ()):
        raise UserError(
            "chart.rule_field",
            _("A rule cannot ask “{field}” with “{operator}”."),
            _("Choose one of: {known}."),
            field=rule.field,
            operator=rule.operator,
            known=", ".join(OPERATORS_OF.get(rule.field, tuple(OPERATORS_OF))),
        )
    chart_checks.look(rule.look)
    if rule.look == PLAIN:
        raise UserError(
            "chart.rule_look",
            _("This rule changes nothing about how things look."),
            _("Choose a colour, shape, icon, size, line width, badge or picture."),
        )
    if rule.field == "property":
        _known_property(rule.name, "")
    if rule.field == "measure" and not 0 < len(rule.name.strip()) <= _MEASURE_LENGTH:
        raise _no_value(rule.name)
    value = "" if rule.operator == "present" else _checked_value(rule)
    name = rule.name.strip() if rule.field in ("property", "measure") else ""
    return replace(rule, title=chart_checks.title(rule.title), name=name, value=value)


def rule_row(rule: ChartRule) -> dict[str, Any]:
    """Return the row that keeps a rule, without chart and number."""
    return {
        "title": rule.title,
        "field": rule.field,
        "name": rule.name,
        "operator": rule.operator,
        "value": rule.value,
        "look": written(rule.look),
        "active": rule.active,
    }


def _checked_value(rule: ChartRule) -> str:
    value = rule.value.strip()
    numeric = rule.field in ("measure", "sources") or (
        rule.field == "property" and rule.operator in ("at_least", "at_most")
    )
    if rule.field == "date" or rule.operator in ("before", "after"):
        return _date(value)
    tests: Mapping[str, Callable[[str], bool]] = {
        "type": lambda v: v in ontology().nodes or v in ontology().links,
        "standing": lambda v: v in set(Standing),
        "grading": is_grading,
        "handling": lambda v: v in gradings.handling(),
    }
    fits = _is_number(value) if numeric else tests.get(rule.field, bool)(value)
    if not fits or len(value) > _WORDS_LENGTH:
        raise _no_value(value)
    return value


def _no_value(value: str) -> UserError:
    return UserError(
        "chart.rule_value",
        _("A rule cannot compare with “{value}”."),
        _("Choose a value from the list, or write a number where one is asked for."),
        value=value,
    )


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _date(text: str) -> str:
    try:
        return normalise(text)
    except ValueError as error:
        raise UserError(
            "chart.date",
            _("“{text}” is no date."),
            _("Write it as 2021, 2021-04 or 2021-04-05."),
            text=text,
        ) from error


def _known_property(name: str, kind: str) -> None:
    declared: list[NodeType | LinkType] = [*ontology().nodes.values(), *ontology().links.values()]
    asked = [k for k in declared if kind in ("", k.id)]
    if not any(name == known.id for k in asked for known in k.properties):
        raise UserError(
            "chart.rule_name",
            _("Nothing on the chart has a property “{name}”."),
            _("Choose one of the properties from the list."),
            name=name,
        )


def _checked_filter(store: Store, wanted: ChartFilter) -> ChartFilter:
    since = _date(wanted.since) if wanted.since.strip() else ""
    until = _date(wanted.until) if wanted.until.strip() else ""
    begin, end = span(since, since), span(until, until)
    if begin and end and begin[0] > end[1]:
        raise UserError(
            "chart.span", _("The filter ends before it begins."), _("Choose an end after the beginning.")
        )
    bad = [g for g in wanted.gradings if not is_grading(g)]
    bad += [s for s in wanted.standings if s not in set(Standing)]
    known = {a.id for a in agencies.all_agencies(store)}
    bad += [a for a in (*wanted.agencies, *filter(None, [wanted.recipient])) if a not in known]
    words = " ".join(wanted.words.split())
    if bad or len(wanted.gradings) > 1 or len(words) > _WORDS_LENGTH:
        raise UserError(
            "chart.filter",
            _("The chart cannot be filtered by “{value}”."),
            _("Choose a value from the list."),
            value=bad[0] if bad else words[:40] or ", ".join(wanted.gradings),
        )
    return replace(wanted, since=since, until=until, words=words)


def _set(store: Store, chart_id: str, label: str, **values: str) -> Change:
    with changing(store, chart_id, label) as work:
        row = chart_row(work.connection, chart_id)._asdict()
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            work.update(tables.chart, chart_id, **changed)
    return work.done
