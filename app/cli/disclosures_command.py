"""`disclosures`: the ledger."""

from dataclasses import asdict

import click

from app.base.i18n import _
from app.casework import agencies, cases
from app.cli.session import Session, common
from app.office import enquiry_desk
from app.policy import ledger
from app.store.store import Store


@click.command()
@click.option("--subject", default="", help="Only what is about this subject (id).")
@click.option("--finding", default="", help="Only this finding (id).")
@click.option("--to", "recipient", default="", metavar="AGENCY")
@click.option("--case", "case_text", default="")
@common
def disclosures(session: Session, subject: str, finding: str, recipient: str, case_text: str) -> None:
    """List what was handed over: which finding, to whom, when, on which ground, in what."""
    with session.open() as store:
        agency = _recipient(store, recipient)
        case_id = cases.find(store, case_text).id if case_text else ""
        store.consult(case_id, _("Ledger shown"))
        names = {a.id: a.name_de for a in agencies.all_recipients(store)}
        references = cases.references(store)
        with store.read() as connection:
            found = ledger.entries(
                connection, subject_id=subject, agency_id=agency, case_id=case_id, finding_id=finding
            )
        replies = _replies(store, names.get(agency, "")) if not (subject or finding or case_id) else []
    rows = [
        {**asdict(e), "agency": names.get(e.agency_id, ""), "case": references.get(e.case_id, "")}
        for e in found
    ]
    session.answer(
        {"entries": rows, "replies": replies},
        *(
            f"{r['made_at']}  {r['case']}  {r['agency']}  {r['artefact_name']}  {r['finding_id']}"
            for r in rows
        ),
        *(f"{r['answered']}  {r['number']}  {r['agency']}  {r['file']}" for r in replies),
    )


def _recipient(store: Store, text: str) -> str:
    """Return the id of who can stand in the ledger: an agency, or the person concerned by its id or name."""
    people = [a for a in agencies.all_recipients(store) if a.class_code == agencies.PERSON_CLASS]
    asked = text.strip().casefold()
    person = next((a for a in people if asked in (a.id, a.name_de.casefold(), a.name_en.casefold())), None)
    if person is not None:
        return person.id
    return agencies.find(store, text).id if text else ""


def _replies(store: Store, agency: str) -> list[dict[str, str]]:
    """Return the replies to enquiries, all or those to one agency: they name no case and no finding."""
    fields = ("number", "agency", "region", "legal_basis", "answered", "file", "sha256")
    sent = [e for e in enquiry_desk.listed(store) if e.value("sha256")]
    wanted = [e for e in sent if not agency or _is_same(e.value("agency"), agency)]
    return [{field: e.value(field) for field in fields} for e in reversed(wanted)]


def _is_same(written: str, name: str) -> bool:
    """Enquiries name their agency in free words."""
    return " ".join(written.split()).casefold() == " ".join(name.split()).casefold()
