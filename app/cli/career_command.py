"""`career show|intervene|print`: the career of one person within a case, on a legal basis that is logged."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.analysis.career_lanes import career as career_of
from app.analysis.career_lines import career_lines, disorder_sentences, interventions
from app.analysis.career_pseudonyms import Pseudonyms
from app.analysis.career_words import career_note
from app.analysis.money_flows import usable
from app.base.clock import today
from app.base.i18n import _, language
from app.briefing.career_pages import compose_career
from app.casework import agencies, career_interventions, career_provisions, career_views, cases
from app.casework.career_interventions import Intervention
from app.cli.case_subjects import named_subject
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.handover.case_papers import write_case_paper
from app.handover.case_sheets import career_wish
from app.store.store import Store

INTERNAL = "internal"
_PERSON = ("person",)


@click.group()
def career() -> None:
    """The career of one person within a case: what was recorded, never a prediction."""


@career.command()
@click.argument("case")
@click.argument("person")
@click.option("--basis", required=True, metavar="TEXT", help="The legal basis of looking; it is logged.")
@click.option("--names", is_flag=True, help="With names instead of pseudonyms.")
@common
def show(session: Session, case: str, person: str, basis: str, names: bool) -> None:
    """Print the lanes of one person and the possible interventions with what was known then."""
    with session.open() as store:
        header = cases.find(store, case)
        person_id = named_subject(cases.records(store, header.id), person, _PERSON)
        records = career_views.look(store, header.id, person_id, basis)
        day = today().isoformat()
        in_force = {
            f.value: career_provisions.of_store(store, f.value, day)
            for f in records.findings
            if f.property == "legal_basis"
        }
    subjects, held = records.subjects, usable(records.findings)
    masks = None if names else Pseudonyms(subjects, records.findings, person_id)
    found = career_of(subjects, held, person_id)
    lines = career_lines(found, subjects, held, masks)
    wrong = disorder_sentences(found, subjects, held, masks)
    points = interventions(
        found, subjects, held, records.findings, records.sources, records.contributions, masks
    )
    printed = [f"{row.number or '–'}  {row.when}  {row.lane}: {row.text}" for row in lines]
    for point in points:
        text = _("{number}: {agency}, {provision}; known then: {known}, received by then: {received}")
        then = in_force.get(point.provision)
        citation = then.citation if then else point.provision
        count = {"known": len(point.known), "received": len(point.received)}
        printed.append(text.format(number=point.number, agency=point.agency, provision=citation, **count))
    document = {
        "events": [asdict(row) for row in lines],
        "disorders": list(wrong),
        "interventions": [asdict(point) for point in points],
    }
    session.answer(document, *(printed or [_("Nothing of this person is dated.")]), *wrong, career_note())


@career.command()
@click.argument("case")
@click.argument("person")
@click.option("--day", required=True, metavar="DATE", help="When the agency could have acted.")
@click.option("--text", required=True, help="What could have been done.")
@click.option("--agency", required=True, help="Which agency could have acted.")
@click.option("--provision", required=True, help="An id of the matrix of provisions, or a citation.")
@click.option("--cite", "cites", multiple=True, required=True, metavar="FINDING")
@click.option("--source", required=True, metavar="SOURCE", help="A source of the office's own contribution.")
@click.option("--author", default="", metavar="AGENCY", help="Whose assessment it is; default: the office's.")
@click.option("--why", default="")
@common
def intervene(
    session: Session, case: str, person: str, cites: Sequence[str], source: str, author: str, **said: str
) -> None:
    """Name a point at which an agency could have acted; it is recorded as an assessment."""
    with session.open() as store:
        header = cases.find(store, case)
        person_id = named_subject(cases.records(store, header.id), person, _PERSON)
        by = agencies.find(store, author).id if author else _office(store)
        point = Intervention(**said, source_id=source, author_agency_id=by, basis=tuple(dict.fromkeys(cites)))
        made = career_interventions.record(store, header.id, person_id, point)
        then = career_provisions.of_store(store, career_provisions.stated(said["provision"]))
    session.answer({"measure": made.ids[0], "provision": then.citation}, _("Possible intervention named"))


def _office(store: Store) -> str:
    return next((a.id for a in agencies.all_agencies(store) if a.class_code == "OFFICE"), "")


@career.command("print")
@click.argument("case")
@click.argument("person")
@click.option("--basis", required=True, metavar="TEXT", help="The legal basis of looking; it is logged.")
@click.option("--to", "recipient", required=True, metavar="AGENCY|internal")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--names", is_flag=True, help="With names instead of pseudonyms.")
@release_options
@common
def print_(
    session: Session,
    case: str,
    person: str,
    basis: str,
    recipient: str,
    out: Path,
    names: bool,
    wish: dict[str, Any],
) -> None:
    """Write the career as PDF, pseudonymised unless --names; enter the hand-over in the ledger."""
    with session.open() as store:
        header = cases.find(store, case)
        request = None if recipient == INTERNAL else make_request(store, recipient, wish)
        person_id = named_subject(cases.records(store, header.id), person, _PERSON)
        paper = career_wish(store, header.id, person_id, basis, named=names)
        result = write_case_paper(
            store,
            header.id,
            request,
            out,
            "career",
            lambda view, options: compose_career(view, options, paper),
            language=language(),
            reason=basis,
        )
    document = {"file": str(out), "sha256": result.sha256, "pages": result.pages, "released": result.released}
    text = _("{file}: {pages} pages").format(file=out, pages=result.pages)
    session.answer({**document, "ledger": list(result.ledger_ids)}, text)
