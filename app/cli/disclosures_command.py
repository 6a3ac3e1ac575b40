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
@click.option("--to", "recipient", default="", metavar="AGENCY")
@click.option("--case", "case_text", default="")
@common
def disclosures(session: Session, subject: str, recipient: str, case_text: str) -> None:
    """List what was handed over: which finding, to whom, when, on which ground, in what."""
    with session.open() as store:
        agency = agencies.find(store, recipient).id if recipient else ""
        case_id = cases.find(store, case_text).id if case_text else ""
        store.consult(case_id, _("Ledger shown"))
        names = {a.id: a.name_de for a in agencies.all_recipients(store)}
        references = cases.references(store)
        with store.read() as connection:
            found = ledger.entries(connection, subject_id=subject, agency_id=agency, case_id=case_id)
        replies = _replies(store) if not (subject or agency or case_id) else []
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


def _replies(store: Store) -> list[dict[str, str]]:
    """Return the replies to enquiries: they are about no case and name no finding."""
    fields = ("number", "agency", "region", "legal_basis", "answered", "file", "sha256")
    sent = [e for e in enquiry_desk.listed(store) if e.value("sha256")]
    return [{field: e.value(field) for field in fields} for e in reversed(sent)]
