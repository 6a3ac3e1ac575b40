"""`case new`, `case list`, `case show`, `case set`, `case step`, `case wording`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.wording_records import EVERYBODY, Wording
from app.casework import agencies, case_frame, case_lists, case_steps, cases, wordings
from app.casework.case_steps import CaseStatus
from app.casework.cases import CaseSummary
from app.cli.session import Session, common
from app.policy.handing_on_check import text_word
from app.store.store import Store


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
@click.option("--because", default="", metavar="TEXT", help="Why every agency may read what it names.")
@common
def set_(session: Session, case: str, values: tuple[str, ...], because: str) -> None:
    """Change fields of a case's frame, all or none."""
    said = dict(_pair(value) for value in values)
    with session.open() as store:
        header = cases.find(store, case)
        case_frame.edit(store, header.id, said, because)
        document = _frame(store, header.id)
    session.answer(document, *(f"{field}: {document[field]}" for field in said))


def _frame(store: Store, case_id: str) -> dict[str, Any]:
    """Return the frame as `case set` takes it, with the words for handing on."""
    outward = {f"{field}_outward": text for field, text in wordings.for_all(store, case_id).items()}
    return {**asdict(cases.header(store, case_id)), **outward}


def _pair(text: str) -> tuple[str, str]:
    field, given, value = text.partition("=")
    if not given:
        raise UserError(
            "case.pair",
            _("“{text}” names no value."),
            _("Write FIELD=VALUE; fields are: {fields}."),
            exit_code=ExitCode.USAGE,
            text=text,
            fields=", ".join((*case_frame.EDITABLE, *case_frame.OUTWARD)),
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


@case.command()
@click.argument("case")
@click.argument("field", required=False, metavar="[FIELD[:ID]]")
@click.option("--to", "recipient", default="", metavar="AGENCY", help="For this agency; without it for all.")
@click.option("--text", default="", help="The words that go in place of the text.")
@click.option("--as-it-stands", is_flag=True, help="Clear the text as it stands.")
@click.option("--take-back", is_flag=True, help="Hand nothing on any more.")
@click.option("--because", default="", metavar="TEXT", help="Why they may read what it names.")
@common
def wording(session: Session, case: str, field: str | None, **wish: Any) -> None:
    """Say in which words a text of the office goes to other agencies; without a field list them."""
    with session.open() as store:
        header = cases.find(store, case)
        recipient = agencies.find(store, wish["recipient"]).id if wish["recipient"] else EVERYBODY
        if field:
            name, _colon, row_id = field.partition(":")
            _write(store, header.id, (name, row_id, recipient), wish)
        else:
            store.consult(header.id, _("Wordings for handing on listed"))
        names = {EVERYBODY: _("every agency"), **{a.id: a.name_de for a in agencies.all_agencies(store)}}
        found = wordings.of_case(store, header.id)
    lines = _lines(found, names)
    document = {"wordings": [_wording(w, names) for w in found]}
    session.answer(document, *(lines or [_("No text of the office goes to another agency yet.")]))


def _write(store: Store, case_id: str, place: tuple[str, str, str], wish: dict[str, Any]) -> None:
    field, row_id, recipient = place
    if sum((bool(wish["text"].strip()), wish["as_it_stands"], wish["take_back"])) != 1:
        raise UserError(
            "wording.what",
            _("It is not said what is to go."),
            _("Use one of --text, --as-it-stands and --take-back."),
            exit_code=ExitCode.USAGE,
        )
    if wish["take_back"]:
        wordings.take_back(store, case_id, field, recipient, row_id=row_id)
    else:
        reason = wish["because"]
        wordings.write(store, case_id, field, wish["text"], recipient, row_id=row_id, reason=reason)


def _lines(found: Sequence[Wording], names: Mapping[str, str]) -> list[str]:
    """Return a line per text; those of agendas, which are cleared word for word, are counted by agency."""
    text = _("{text}, for {agency}: {words}")
    lines = [
        text.format(
            text=text_word(w.field), agency=names.get(w.recipient_id, ""), words=w.text or _("as it stands")
        )
        for w in found
        if not w.field.startswith("agenda.")
    ]
    counts = Counter(w.recipient_id for w in found if w.field.startswith("agenda."))
    said = _("Agenda, for {agency}: {count} cleared texts")
    return lines + [said.format(agency=names.get(a, ""), count=n) for a, n in sorted(counts.items())]


def _wording(wording: Wording, names: dict[str, str]) -> dict[str, Any]:
    return {
        "field": wording.field,
        "row": wording.row_id,
        "for": names.get(wording.recipient_id, ""),
        "text": wording.text,
        "kept": sorted(wording.kept),
        "by": wording.actor,
        "at": wording.at,
    }
