"""A chart as it may stand beside a released network: nothing of what only the office wrote on it."""

from collections.abc import Collection
from dataclasses import replace

from app.base.chart_records import ChartDocument, ChartFilter, ChartItem, Look


def without_own_words(document: ChartDocument, subject_ids: Collection[str]) -> ChartDocument:
    """Return a chart with only what says nothing beyond the released subjects.

    Items of other subjects are gone, and with them every sign that there were more. Notes, frames, groups,
    badges and pictures are words and documents of the office, no released findings: they stay here. Rules
    may name values that were not released and are gone, too; what they did to looks is not carried over.
    Places may be kept only where nothing is missing: a gap would show it (see `complete`).
    """
    items = {i: _plain(item) for i, item in document.items.items() if i in subject_ids}
    kept = items if complete(document, subject_ids) else {i: _unplaced(t) for i, t in items.items()}
    return replace(
        document, items=kept, notes=(), frames=(), groups=(), rules=(), filter=_kept(document.filter)
    )


def complete(document: ChartDocument, subject_ids: Collection[str]) -> bool:
    """Tell whether everything the chart has a place for is released, so that its places betray nothing."""
    return all(i in subject_ids for i, item in document.items.items() if item.placed)


def _plain(item: ChartItem) -> ChartItem:
    look = Look(colour=item.look.colour, size=item.look.size, width=item.look.width)
    return replace(item, look=look)


def _unplaced(item: ChartItem) -> ChartItem:
    return replace(item, x=0.0, y=0.0, placed=False)


def _kept(wanted: ChartFilter) -> ChartFilter:
    """What is filtered out stays out; the recipient and the words looked for are nobody else's business."""
    return replace(wanted, recipient="", words="")
