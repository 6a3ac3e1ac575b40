"""Two charts, or the network at two dates, side by side: what came, what went, what changed. Free of Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from app.analysis.chart_comparison import compare, network_at, united
from app.analysis.chart_content import ChartContent, chart_content, own_places
from app.analysis.chart_difference import ChartDifference, difference
from app.analysis.layouts import layout
from app.analysis.network import Network
from app.base.chart_records import ChartSettings, Look
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.casework import chart_documents
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.chart_query import ChartPicture, ground_of, labels_of

CAME, WENT, CHANGED = Look(colour="green", badge="+"), Look(colour="red", badge="–"), Look(colour="orange")


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both pictures as they are drawn, and lists of id and words."""

    before: ChartContent
    after: ChartContent
    before_title: str
    after_title: str
    came: tuple[tuple[str, str], ...]
    went: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]


def compare_charts(store: Store, data: CaseData, picture: ChartPicture, other_id: str) -> SideBySide:
    """Compare the chart shown with another one of the case."""
    if not other_id or picture.recipient:
        raise UserError(
            "comparison.other", _("There is no other chart to compare with."), _("Make one, or choose dates.")
        )
    other = chart_documents.read_document(store, other_id)
    ground = ground_of(data)
    found = difference(ground.network, ground.facts, picture.document, other)
    draw = partial(chart_content, ground.network, ground.facts, places=picture.places)
    labels = labels_of(ground.network)
    looks = _marks(found.came, found.went, found.moved.keys() | found.dressed)
    return SideBySide(
        _dressed(draw(picture.document), looks),
        _dressed(draw(other), looks),
        picture.document.name or _("Chart 1"),
        other.name,
        _named(found.came, labels),
        _named(found.went, labels),
        (*_moved(found, labels), *_words(found)),
    )


def compare_dates(
    _store: Store, data: CaseData, picture: ChartPicture, first: str, second: str, known: bool
) -> SideBySide:
    """Compare the network on two days; with `known` as it was known on those days.

    Raises `UserError` for what is no date.
    """
    if not first.strip() or not second.strip() or picture.recipient:
        raise UserError(
            "comparison.dates", _("Two dates are needed."), _("Write them as 2021, 2021-04 or 2021-04-05.")
        )
    r = data.records
    when = (first.strip(), second.strip())
    before, after = (
        network_at(r.subjects, r.findings, known_on=day) if known else network_at(r.subjects, r.findings, day)
        for day in when
    )
    found, both = compare(before, after), united(before, after)
    looks = _marks(found.came, found.went, found.changed.keys())
    places = _places_for(both, picture)
    labels = labels_of(both)
    words = [(i, f"{labels[i]}: {_parts(parts)}") for i, parts in found.changed.items()]
    document = replace(picture.document, groups=(), settings=ChartSettings(legend=False), rules=())
    named = _("Known by {day}") if known else _("State of {day}")
    return SideBySide(
        ChartContent(before, places, document, looks),
        ChartContent(after, places, document, looks),
        named.format(day=when[0]),
        named.format(day=when[1]),
        _named(found.came, labels),
        _named(found.went, labels),
        tuple(sorted(words, key=lambda pair: list_order(pair[1]))),
    )


def summary(found: SideBySide) -> str:
    """Return the numbers in one line."""
    came, went, changed = len(found.came), len(found.went), len(found.changed)
    return " · ".join(
        (
            ngettext("{count} came", "{count} came", came).format(count=came),
            ngettext("{count} went", "{count} went", went).format(count=went),
            ngettext("{count} changed", "{count} changed", changed).format(count=changed),
        )
    )


def _places_for(network: Network, picture: ChartPicture) -> dict[str, tuple[float, float]]:
    known = {**picture.places, **own_places(picture.document)}
    if all(n.id in known for n in network.nodes):
        return known
    fixed = {n.id: known[n.id] for n in network.nodes if n.id in known}
    return {**known, **layout(network, "organic", fixed=fixed)}


def _marks(came: Iterable[str], went: Iterable[str], changed: Iterable[str]) -> dict[str, Look]:
    looks = dict.fromkeys(changed, CHANGED)
    looks |= dict.fromkeys(came, CAME)
    return looks | dict.fromkeys(went, WENT)


def _dressed(content: ChartContent, looks: Mapping[str, Look]) -> ChartContent:
    return replace(content, looks={**content.looks, **looks})


def _named(ids: Iterable[str], labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((i, labels.get(i, i)) for i in ids), key=lambda pair: list_order(pair[1])))


def _moved(found: ChartDifference, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    said = {i: _("moved") for i in found.moved}
    said |= {i: _("another look") for i in found.dressed}
    return sorted(((i, f"{labels.get(i, i)}: {words}") for i, words in said.items()), key=lambda p: p[1])


def _words(found: ChartDifference) -> list[tuple[str, str]]:
    lines = [(f"+{n}", _("Text came: {text}").format(text=t)) for n, t in enumerate(found.words_came)]
    lines += [(f"-{n}", _("Text went: {text}").format(text=t)) for n, t in enumerate(found.words_went)]
    other = (
        (found.rules, _("other rules")),
        (found.filter, _("another filter")),
        (found.settings, _("other settings")),
    )
    return lines + [(words, words) for differs, words in other if differs]


def _parts(parts: Iterable[str]) -> str:
    words = {
        "label": _("name"),
        "type": _("type"),
        "standing": _("standing"),
        "weight": _("weight"),
        "ends": _("ends"),
    }
    return ", ".join(words.get(part, part) for part in parts)
