"""The timeline: how many dated findings fall in which month or year, and the findings themselves."""

from collections import Counter

from app.base.i18n import _, ngettext
from app.base.records import Finding, Standing
from app.briefing.content import BarFigure, Block, Column, Heading, Paragraph, Role, Row, Table, line
from app.briefing.evidence import EXISTS, Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite
from app.briefing.wording import period

_MOST_ROWS = 60
_MOST_MONTHS = 36


def timeline_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return the facts that carry a day, in order; nothing if none does."""
    dated = sorted(
        (f for f in evidence.of_standing(Standing.FACT) if f.valid_from),
        key=lambda f: (f.valid_from, f.valid_to, evidence.caption(f.subject_id).casefold(), f.id),
    )
    if not dated:
        return ()
    shown = dated[-_MOST_ROWS:]
    columns = (
        Column(_("When"), 1.9),
        Column(_("What"), 6),
        Column(_("Grading"), 0.9),
        Column(_("Sources"), 1),
    )
    rows = tuple(_row(evidence, f) for f in shown)
    return (
        Heading(_("Timeline")),
        *_bars(dated),
        *_left_out(len(dated) - len(shown)),
        Table("", columns, rows),
    )


def _row(evidence: Evidence, finding: Finding) -> Row:
    what = line(evidence.name(finding.subject_id))
    if finding.property != EXISTS:
        what = line(*what, f" – {evidence.label(finding)}: {evidence.value(finding)}")
    when = period(finding.valid_from, finding.valid_to) if finding.valid_to else _from(finding)
    return Row((line(when), what, line(evidence.grade(finding)), cite(evidence.cited([finding]))))


def _from(finding: Finding) -> str:
    return period(finding.valid_from, finding.valid_from)


def _left_out(count: int) -> tuple[Block, ...]:
    if not count:
        return ()
    note = ngettext(
        "{count} earlier dated fact is not repeated here; it stands in the part Facts.",
        "{count} earlier dated facts are not repeated here; they stand in the part Facts.",
        count,
    )
    return (Paragraph(line(note.format(count=count)), role=Role.NOTE),)


def _bars(dated: list[Finding]) -> tuple[Block, ...]:
    months = sorted({f.valid_from[:7] for f in dated if _is_month(f.valid_from[:7])})
    if len(months) < 3:
        return ()
    span = _months(months[0], months[-1])
    by_month = len(span) <= _MOST_MONTHS
    length = 7 if by_month else 4
    keys = span if by_month else [str(y) for y in range(int(months[0][:4]), int(months[-1][:4]) + 1)]
    counts = Counter(f.valid_from[:length] for f in dated)
    bars = tuple((_short(key), counts[key]) for key in keys)
    caption = _("Dated facts per month") if by_month else _("Dated facts per year")
    return (BarFigure(bars, caption, _spoken(caption, bars)),)


def _spoken(caption: str, bars: tuple[tuple[str, int], ...]) -> str:
    most = max(bars, key=lambda bar: bar[1])
    text = _("{caption} as a bar chart: {count} in all, most of them ({most}) in {when}.")
    count = sum(count for _label, count in bars)
    return text.format(caption=caption, count=count, most=most[1], when=most[0])


def _is_month(text: str) -> bool:
    return len(text) == 7 and text[:4].isdecimal() and text[4] == "-" and text[5:].isdecimal()


def _months(first: str, last: str) -> list[str]:
    start, end = (int(t[:4]) * 12 + int(t[5:]) - 1 for t in (first, last))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(start, end + 1)]


def _short(key: str) -> str:
    return f"{key[5:]}/{key[2:4]}" if len(key) == 7 else key
