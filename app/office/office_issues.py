"""What the office publishes from its registers: an issue of the newsletter, the overview of a day."""

from collections.abc import Iterator
from itertools import count

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.paper_records import OfficePaper, PaperSection, PaperTable
from app.base.partial_date import bounds
from app.office.entries import Entry, get, list_entries
from app.office.office_name import office_name
from app.office.register_model import register
from app.ontology.values import display, display_for
from app.store.store import Store

ISSUES, SITUATION, CLEARED = "newsletter_issues", "situation_log", "cleared"


def newsletter_paper(store: Store, entry_id: str) -> OfficePaper:
    """Return an issue of the newsletter: articles parted by empty lines, each beginning with its heading."""
    entry = get(store, entry_id)
    day = bounds(entry.value("date"))[0].isoformat()
    number = entry.value("number") or day
    head = " · ".join((office_name(store), _("issue {number}").format(number=number)))
    articles = tuple(_article(text) for text in entry.value("content").split("\n\n") if text.strip())
    first = PaperSection(head, (display("partial_date", entry.value("date")),))
    return OfficePaper(f"newsletter-{number}", entry.value("title"), day, (first, *articles))


def _article(text: str) -> PaperSection:
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    return PaperSection(lines[0], tuple(lines[1:]))


def require_cleared(store: Store, day: str) -> tuple[Entry, ...]:
    """Return what is cleared for a day (ISO); `UserError` (exit 1) if nothing is."""
    items = tuple(e for e in list_entries(store, SITUATION, {"state": (CLEARED,)}) if _on(e, day))
    if not items:
        raise UserError(
            "situation.nothing",
            _("Nothing is cleared for {day}."),
            _("Clear the items first: state “cleared”, by whom and when."),
            exit_code=ExitCode.ANSWER_IS_NO,
            day=display("partial_date", day),
        )
    return items


def overview_paper(store: Store, day: str) -> OfficePaper:
    """Return what was cleared for the overview of a day (ISO), by kind.

    Nothing that is not cleared is in it, counted or named: items are numbered within the overview, for the
    numbers of the log would tell of others in between. Raises as `require_cleared`.
    """
    declared, items = register(SITUATION), require_cleared(store, day)
    field = declared.field("kind")
    kinds = field.choices if field else ()
    numbers = count(1)
    sections = tuple(
        PaperSection(kind.label, table=_items(of_kind, numbers))
        for kind in kinds
        if (of_kind := [e for e in items if e.value("kind") == kind.id])
    )
    title = _("Daily overview {day}").format(day=display("partial_date", day))
    return OfficePaper(_("daily-overview-{day}").format(day=day), title, day, sections)


def _on(entry: Entry, day: str) -> bool:
    begin, end = bounds(entry.value("date"))
    return begin.isoformat() <= day <= end.isoformat() and begin == end


def _items(entries: list[Entry], numbers: Iterator[int]) -> PaperTable:
    columns = (
        (_("No."), 0.5),
        (_("Title"), 2.4),
        (_("Content"), 4.0),
        (_("Source"), 1.8),
        (_("Grading"), 1.0),
    )
    return PaperTable(columns, tuple(_row(entry, no) for entry, no in zip(entries, numbers, strict=False)))


def _row(entry: Entry, no: int) -> tuple[str, ...]:
    declared = register(SITUATION)
    source = declared.field("source")
    said = display_for(source, entry.value("source")) if source else ""
    place = entry.value("place")
    title = f"{entry.value('title')} ({place})" if place else entry.value("title")
    grade = f"{entry.value('reliability')}{entry.value('credibility')}"
    return str(no), title, entry.value("text"), said, grade
