"""`case new`, `case list`, `case show`, `case set`, `case step`."""

from dataclasses import asdict
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework import case_frame, case_lists, case_steps, cases
from app.casework.case_steps import CaseStatus
from app.casework.cases import CaseSummary
from app.cli.session import Session, common


@click.group()
def case() -> None:
    """Case files."""


@case.command()
@click.argument("reference")
@click.option("--title", required=True)
@click.option("--purpose", required=True)
@click.option("--legal-basis", required=True)
@click.option("--question", default="")
@click.option("--topic", default="")
@click.option("--classification", default="OPEN", show_default=True)
@common
def new(session: Session, reference: str, **fields: str) -> None:
    """Create a case file."""
    with session.open() as store:
        change = cases.create(store, reference, **fields)
    session.answer({"id": change.ids[0], "reference": reference}, reference)


def _row(summary: CaseSummary) -> dict[str, Any]:
    return {
        "reference": summary.header.reference,
        "title": summary.header.title,
        "status": summary.header.status,
        "nodes": summary.nodes,
        "links": summary.links,
        "findings": summary.findings,
        "open_measures": summary.open_measures,
        "review_due": summary.reviews_due,
    }


@case.command("list")
@common
def list_(session: Session) -> None:
    """List the cases of the store."""
    with session.open() as store:
        rows = [_row(s) for s in cases.list_cases(store)]
    text = _("{reference}  {title}  ({nodes} nodes, {links} links, {findings} findings)")
    session.answer({"cases": rows}, *(text.format(**row) for row in rows))


@case.command()
@click.argument("case")
@common
def show(session: Session, case: str) -> None:
    """Show one case: its frame, its contributions and its counts."""
    with session.open() as store:
        header = cases.find(store, case)
        store.consult(header.id, _("Case shown on the command line"))
        records = cases.records(store, header.id)
        summary = next(s for s in cases.list_cases(store) if s.header.id == header.id)
    names = {a.id: a.name_de for a in records.agencies}
    document = {
        **asdict(header),
        **_row(summary),
        "contributions": [
            {**asdict(c), "agency": names[c.agency_id], "labelled": c.label is not None}
            for c in records.contributions
        ],
    }
    lines = [f"{name}: {document[name]}" for name in ("reference", "title", "purpose", "legal_basis")]
    lines += [f"- {c.received} {names[c.agency_id]}: {c.title}" for c in records.contributions]
    session.answer(document, *lines)


@case.command("set")
@click.argument("case")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@common
def set_(session: Session, case: str, values: tuple[str, ...]) -> None:
    """Change fields of a case's frame, all or none."""
    said = dict(_pair(value) for value in values)
    with session.open() as store:
        header = cases.find(store, case)
        case_frame.edit(store, header.id, said)
        document = asdict(cases.header(store, header.id))
    session.answer(document, *(f"{field}: {document[field]}" for field in said))


def _pair(text: str) -> tuple[str, str]:
    field, given, value = text.partition("=")
    if not given:
        raise UserError(
            "case.pair",
            _("“{text}” names no value."),
            _("Write FIELD=VALUE; fields are: {fields}."),
            exit_code=ExitCode.USAGE,
            text=text,
            fields=", ".join(case_frame.EDITABLE),
        )
    return field, value


@case.command()
@click.argument("case")
@click.argument("status", type=click.Choice([s.value for s in CaseStatus if s is not CaseStatus.ERASED]))
@click.option("--reason", required=True)
@click.option("--outcome", type=click.Choice(list(case_lists.entries(case_lists.OUTCOMES))), default=None)
@common
def step(session: Session, case: str, status: str, reason: str, outcome: str | None) -> None:
    """Take a case a step on, or back; what is missing for it is named."""
    with session.open() as store:
        header = cases.find(store, case)
        case_steps.take(store, header.id, CaseStatus(status), reason, outcome=outcome or "")
        taken = case_steps.steps(store, header.id)
    document = {"reference": header.reference, "steps": [asdict(s) for s in taken]}
    session.answer(document, *(f"{s.at} {case_steps.status_word(s.status)}: {s.reason}" for s in taken))
