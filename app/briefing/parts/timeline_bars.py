"""The timeline's figure: dated facts over time, by the agency that contributed them."""

from collections.abc import Sequence

from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.records import Finding
from app.briefing.bar_drawing import MOST_SERIES
from app.briefing.content import BarFigure, BarSeries, Block
from app.briefing.event_counts import EventCounts, event_counts
from app.briefing.evidence import Evidence


def timeline_bars(evidence: Evidence, dated: Sequence[Finding]) -> tuple[Block, ...]:
    """Return the figure; nothing if the facts fall in too few stretches of time to show a course."""
    counts = event_counts(dated)
    if counts is None:
        return ()
    series = _series(evidence, dated, counts)
    title = _title(counts)
    caption = " ".join(text for text in (title + ".", _unplaced(counts.unplaced)) if text)
    return (BarFigure(counts.periods(), series, caption, _spoken(title, counts, series)),)


def _series(evidence: Evidence, dated: Sequence[Finding], counts: EventCounts) -> tuple[BarSeries, ...]:
    """The agencies with most facts first; those beyond what can be told apart are counted together."""
    by_agency: dict[str, list[Finding]] = {}
    for finding in dated:
        if finding.id in counts.places:
            by_agency.setdefault(evidence.agency_of(finding), []).append(finding)
    names = evidence.agency_names
    ordered = sorted(by_agency, key=lambda a: (-len(by_agency[a]), list_order(names[a]), a))
    if len(ordered) <= MOST_SERIES:
        return tuple(BarSeries(names[a], counts.count(by_agency[a])) for a in ordered)
    shown, others = ordered[: MOST_SERIES - 1], ordered[MOST_SERIES - 1 :]
    rest = _("{count} other agencies").format(count=len(others))
    return (
        *(BarSeries(names[a], counts.count(by_agency[a])) for a in shown),
        BarSeries(rest, counts.count(f for a in others for f in by_agency[a])),
    )


def _title(counts: EventCounts) -> str:
    years = counts.unit // 12
    if years > 1:
        return _("Dated facts per {years} years and contributing agency").format(years=years)
    return {
        1: _("Dated facts per month and contributing agency"),
        3: _("Dated facts per quarter and contributing agency"),
        12: _("Dated facts per year and contributing agency"),
    }[counts.unit]


def _unplaced(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "{count} fact has a date too vague for this figure.",
        "{count} facts have a date too vague for this figure.",
        count,
    )
    return text.format(count=count)


def _spoken(title: str, counts: EventCounts, series: Sequence[BarSeries]) -> str:
    """Every number of the figure in words; periods without a fact are not named."""
    total = len(counts.places)
    parts = [_("Bar chart. {title}, {count} in all.").format(title=title, count=total)]
    for one in series:
        numbers = ", ".join(
            f"{counts.name(stretch)}: {count}"
            for stretch, count in zip(counts.stretches, one.counts, strict=True)
            if count
        )
        parts.append(f"{one.name}, {sum(one.counts)}: {numbers}.")
    return " ".join(parts)
