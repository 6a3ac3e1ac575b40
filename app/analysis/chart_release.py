"""A chart as it may stand beside a released network: nothing of what only the office wrote on it."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.base.chart_records import ChartDocument, ChartFilter, ChartItem, Look


def without_own_words(
    document: ChartDocument,
    subject_ids: Collection[str],
    pictures: Mapping[str, Collection[str]] | None = None,
) -> ChartDocument:
    """Return a chart with only what says nothing beyond the released subjects.

    Items of other subjects are gone, and with them every sign that there were more. Notes, frames, groups,
    badges, pictures and what the chart is called are words and documents of the office, no released findings:
    they stay here - but for a picture out of `pictures`, by subject the released documents that its released
    findings stand on. Rules may name values that were not released and are gone, too; what they did to looks
    is not carried over.
    Places may be kept only where nothing is missing: a gap would show it (see `complete`).
    """
    allowed = pictures or {}
    items = {i: _plain(t, allowed.get(i, ())) for i, t in document.items.items() if i in subject_ids}
    kept = items if complete(document, subject_ids) else {i: _unplaced(t) for i, t in items.items()}
    return replace(
        document, name="", items=kept, notes=(), frames=(), groups=(), rules=(), filter=_kept(document.filter)
    )


def complete(document: ChartDocument, subject_ids: Collection[str]) -> bool:
    """Tell whether everything the chart has a place for is released, so that its places betray nothing."""
    return all(i in subject_ids for i, item in document.items.items() if item.placed)


def _plain(item: ChartItem, pictures: Collection[str]) -> ChartItem:
    own = item.look
    picture = own.picture if own.picture in pictures else ""
    look = Look(colour=own.colour, size=own.size, width=own.width, picture=picture)
    return replace(item, look=look)


def _unplaced(item: ChartItem) -> ChartItem:
    return replace(item, x=0.0, y=0.0, placed=False)


def _kept(wanted: ChartFilter) -> ChartFilter:
    """What is filtered out stays out; the recipient and the words looked for are nobody else's business."""
    return replace(wanted, recipient="", words="")
