"""Money of a case as the window shows it. Free of Qt."""

from dataclasses import dataclass

from app.analysis import money_words as say
from app.analysis.flow_drawing import multiples, sankey
from app.analysis.money_circles import payment_circles
from app.analysis.money_flows import Unit, flows, payments, totals
from app.analysis.ownership_chain import ownership
from app.analysis.plain_drawing import Drawing
from app.analysis.wealth_sheet import wealth_sheet
from app.base.i18n import _
from app.base.latin_script import list_order
from ui.case.case_data import CaseData

DRAWING_WIDTH = 620.0
PERSON, ORGANISATION = "person", "organisation"


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A row of one of the tables: its columns, and the subject it leads to."""

    id: str
    subject_id: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows: sentences above, a drawing or none, rows, the note below."""

    said: tuple[str, ...]
    rows: tuple[MoneyLine, ...]
    note: str
    drawing: Drawing | None = None


def currencies(data: CaseData) -> tuple[str, ...]:
    """Return the currencies of all payments."""
    known = payments(data.records.subjects, data.records.findings).known
    return tuple(sorted({p.currency for p in known}))


def flows_shown(data: CaseData, unit: Unit | None, currency: str, *, over_time: bool) -> Shown:
    """Return the flows by period; the drawing is of one currency, over the whole time or as small charts."""
    found = payments(data.records.subjects, data.records.findings)
    said = say.payment_sentences(found, payment_circles(found.known), data.caption)
    rows = flows(found.known, unit)
    lines = [
        MoneyLine(
            f"{f.period}/{f.start}/{f.end}/{f.currency}",
            f.end,
            (
                say.period_word(f.period, unit),
                data.caption(f.start),
                data.caption(f.end),
                say.flow_text(f),
                str(f.count),
            ),
        )
        for f in rows
    ]
    sums = [
        _("Sum {currency}: {amount}").format(currency=c, amount=say.sum_text(*parts, c))
        for c, parts in totals(rows).items()
    ]
    here = [f for f in (rows if over_time else flows(found.known)) if f.currency == currency]
    drawing = None
    if here and not over_time:
        drawing = sankey(here, data.caption, DRAWING_WIDTH)
    elif unit is not None and any(f.period for f in here):
        drawing = multiples(here, unit, data.caption, DRAWING_WIDTH)
    return Shown((*said, *sums), tuple(lines), say.flows_note(), drawing)


def ownership_shown(data: CaseData) -> Shown:
    """Return who holds what in the end, and what sources state themselves."""
    found = ownership(data.records.subjects, data.records.findings)
    lines = [
        MoneyLine(
            f"{h.owner}/{h.owned}",
            h.owner,
            (
                data.caption(h.owner),
                data.caption(h.owned),
                say.share_text(h.low, h.high),
                "; ".join(say.path_text(path, found.shares, data.caption) for path in h.paths),
            ),
        )
        for h in found.holdings
    ]
    lines += [
        MoneyLine(
            f"stated/{s.owner}/{s.owned}",
            s.owner,
            (data.caption(s.owner), data.caption(s.owned), say.share_text(s.low, s.high), word),
        )
        for s, word in (
            *((s, _("beneficial owner, as stated by a source")) for s in found.stated),
            *((s, _("owns; no share is stated")) for s in found.shares if s.high is None),
        )
    ]
    return Shown(say.ownership_sentences(found, data.caption), tuple(lines), say.ownership_note())


def wealth_choices(data: CaseData) -> tuple[tuple[str, str], ...]:
    """Return the persons and organisations of the case, by name."""
    standing = {f.subject_id for f in data.current}
    held = [s for s in data.records.subjects if s.type in (PERSON, ORGANISATION) and s.id in standing]
    return tuple(sorted(((s.id, data.caption(s.id)) for s in held), key=lambda p: list_order(p[1])))


def wealth_shown(data: CaseData, subject_id: str) -> Shown:
    """Return the wealth sheet of one subject: sums in sentences, figures as rows."""
    sheet = wealth_sheet(data.records.subjects, data.records.findings, subject_id)
    lines = []
    for at, f in enumerate(sheet.figures):
        ids = [i for i in f.finding_ids if i in data.findings]
        label = data.property_label(data.findings[ids[0]]) if ids else f.property
        origin = ", ".join(
            dict.fromkeys(f"{data.agency_of(data.findings[i])} {_grade(data, i)}" for i in ids)
        )
        mark = " (+)" if f.exonerating else ""
        lines.append(
            MoneyLine(
                f"{at}",
                f.subject_id,
                (
                    f.year or _("no single year"),
                    say.kind_word(f.kind),
                    f"{label}: {data.caption(f.subject_id)}{mark}",
                    say.figure_text(f),
                    origin,
                    ", ".join(i[:8] for i in ids),
                ),
            )
        )
    said = [say.year_text(s) for s in sheet.sums]
    speaks = [f"{data.caption(f.subject_id)}: {data.value(f)}" for f in sheet.exonerating]
    if speaks:
        said.append(_("Speaks for the person: {what}").format(what="; ".join(speaks)))
    return Shown(tuple(said), tuple(lines), say.wealth_note())


def _grade(data: CaseData, finding_id: str) -> str:
    return data.grading(data.findings[finding_id])
