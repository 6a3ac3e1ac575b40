"""`money flows|owners|wealth|print`: payments, chains of ownership and wealth sheets of a case."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app.analysis import money_words as say
from app.analysis.money_circles import payment_circles
from app.analysis.money_flows import Flow, Unit, flows, payments, totals
from app.analysis.ownership_chain import ownership
from app.analysis.wealth_figures import Figure
from app.analysis.wealth_sheet import YearSum, wealth_sheet
from app.base.i18n import _, language
from app.base.records import CaseRecords
from app.briefing.money_pages import compose_money
from app.casework import cases
from app.cli.case_subjects import named_subject
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.handover.case_papers import write_case_paper
from app.ontology.caption import captions

INTERNAL, WHOLE = "internal", "whole"
_PERIODS = click.Choice([*(u.value for u in Unit), WHOLE])


@click.group()
def money() -> None:
    """Payments, chains of ownership and wealth sheets, from the findings of a case."""


def _read(session: Session, case: str, what: str) -> CaseRecords:
    with session.open() as store:
        header = cases.find(store, case)
        store.consult(header.id, what)
        return cases.records(store, header.id)


@money.command("flows")
@click.argument("case")
@click.option("--period", type=_PERIODS, default=Unit.QUARTER.value, show_default=True)
@common
def flows_(session: Session, case: str, period: str) -> None:
    """Print what went from whom to whom, by period; currencies apart, uncertain amounts marked."""
    records = _read(session, case, _("Flows of money shown"))
    unit = None if period == WHOLE else Unit(period)
    label = captions(records.subjects, records.findings).__getitem__
    found = payments(records.subjects, records.findings)
    circles = payment_circles(found.known)
    rows = flows(found.known, unit)
    lines = [
        f"{say.period_word(f.period, unit)}  {label(f.start)} → {label(f.end)}: {say.flow_text(f)}"
        for f in rows
    ]
    sums = totals(rows)
    total = _("Sum")
    lines += [f"{total} {c}: {say.sum_text(*parts, c)}" for c, parts in sums.items()]
    document = {
        "flows": [_flow_row(f, label(f.start), label(f.end)) for f in rows],
        "totals": {
            c: dict(zip(("sure", "spread", "stated"), map(str, s), strict=True)) for c, s in sums.items()
        },
        "circles": [list(circle) for circle in circles],
        "without_amount": list(found.without_amount),
        "unread": list(found.unread),
    }
    said = say.payment_sentences(found, circles, label)
    session.answer(document, *(lines or [_("No payment is known.")]), *said, say.flows_note())


def _flow_row(flow: Flow, start: str, end: str) -> dict[str, Any]:
    return {
        "period": flow.period,
        "from": start,
        "to": end,
        "currency": flow.currency,
        "sure": str(flow.sure),
        "spread": str(flow.spread),
        "stated": str(flow.stated),
        "payments": flow.count,
        "findings": list(flow.finding_ids),
    }


@money.command()
@click.argument("case")
@common
def owners(session: Session, case: str) -> None:
    """Print who holds what in the end, through all layers, and the shares it comes from."""
    records = _read(session, case, _("Chain of ownership shown"))
    label = captions(records.subjects, records.findings).__getitem__
    found = ownership(records.subjects, records.findings)
    lines = []
    for holding in found.holdings:
        share = say.share_text(holding.low, holding.high)
        lines.append(f"{label(holding.owner)} – {share} – {label(holding.owned)}")
        lines += [f"    {say.path_text(path, found.shares, label)}" for path in holding.paths]
    for stated in found.stated:
        text = _("Stated: {owner} is beneficial owner of {firm}, {share}")
        share = say.share_text(stated.low, stated.high)
        lines.append(text.format(owner=label(stated.owner), firm=label(stated.owned), share=share))
    document = {
        "holdings": [
            {
                "owner": label(h.owner),
                "owned": label(h.owned),
                "low": float(h.low),
                "high": float(h.high),
                "circular": h.circular,
                "paths": [[label(n) for n in path] for path in h.paths],
            }
            for h in found.holdings
        ],
        "shares": [
            {
                "owner": label(s.owner),
                "owned": label(s.owned),
                "low": float(s.low),
                "high": None if s.high is None else float(s.high),
                "findings": list(s.finding_ids),
            }
            for s in found.shares
        ],
    }
    said = say.ownership_sentences(found, label)
    session.answer(document, *(lines or [_("No share is known.")]), *said, say.ownership_note())


@money.command()
@click.argument("case")
@click.argument("subject")
@common
def wealth(session: Session, case: str, subject: str) -> None:
    """Print income known against assets and outgoings known of a person or organisation, by year."""
    records = _read(session, case, _("Wealth sheet shown"))
    label = captions(records.subjects, records.findings).__getitem__
    about = named_subject(records, subject, ("person", "organisation"))
    sheet = wealth_sheet(records.subjects, records.findings, about)
    lines = [
        f"{f.year or '–'}  {say.kind_word(f.kind)}  {label(f.subject_id)}: {say.figure_text(f)}"
        f"  [{', '.join(i[:8] for i in f.finding_ids)}]"
        for f in sheet.figures
    ]
    lines += [say.year_text(s) for s in sheet.sums]
    speaking = [f.id for f in sheet.exonerating]
    if speaking:
        lines.append(
            _("Speaks for the person: {findings}").format(findings=", ".join(i[:8] for i in speaking))
        )
    document = {
        "subject": about,
        "figures": [_figure_row(f, label(f.subject_id)) for f in sheet.figures],
        "sums": [_sum_row(s) for s in sheet.sums],
        "exonerating": speaking,
    }
    session.answer(document, *(lines or [_("No figure is known.")]), say.wealth_note())


def _figure_row(figure: Figure, about: str) -> dict[str, Any]:
    return {
        "kind": figure.kind.value,
        "year": figure.year,
        "about": about,
        "property": figure.property,
        "currency": figure.currency,
        "low": str(figure.low),
        "high": str(figure.high),
        "factual": figure.factual,
        "part": figure.part.value,
        "findings": list(figure.finding_ids),
    }


def _sum_row(found: YearSum) -> dict[str, Any]:
    ranges = {"income": found.income, "outgoing": found.outgoing, "asset": found.asset, "gap": found.gap}
    told = {name: [str(low), str(high)] for name, (low, high) in ranges.items()}
    return {"year": found.year, "currency": found.currency, **told}


@money.command("print")
@click.argument("case")
@click.option("--to", "recipient", required=True, metavar="AGENCY|internal")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--period", type=click.Choice([u.value for u in Unit]), default=Unit.QUARTER.value)
@click.option("--subject", default="", help="Whose wealth sheet goes with it.")
@release_options
@common
def print_(
    session: Session, case: str, recipient: str, out: Path, period: str, subject: str, wish: dict[str, Any]
) -> None:
    """Write flows, ownership and a wealth sheet as PDF and enter the hand-over in the ledger."""
    with session.open() as store:
        header = cases.find(store, case)
        request = None if recipient == INTERNAL else make_request(store, recipient, wish)
        about = _about(cases.records(store, header.id), subject)
        result = write_case_paper(
            store,
            header.id,
            request,
            out,
            "money",
            lambda view, options: compose_money(view, options, Unit(period), about),
            language=language(),
        )
    document = {"file": str(out), "sha256": result.sha256, "pages": result.pages, "released": result.released}
    text = _("{file}: {pages} pages").format(file=out, pages=result.pages)
    session.answer({**document, "ledger": list(result.ledger_ids)}, text)


def _about(records: CaseRecords, subject: str) -> str:
    kinds: Sequence[str] = ("person", "organisation")
    return named_subject(records, subject, kinds) if subject else ""
