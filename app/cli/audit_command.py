"""`audit`: the log."""

import json
from dataclasses import asdict

import click

from app.base.i18n import _
from app.casework import cases
from app.cli.session import Session, common
from app.store import audit as log


@click.command()
@click.option("--case", "case_text", default="")
@click.option("--since", default="", help="Only entries from this moment on (2026-01-31 or with time).")
@click.option("--actor", default="")
@common
def audit(session: Session, case_text: str, since: str, actor: str) -> None:
    """Print the audit log and whether its chain holds; looking is logged too."""
    with session.open() as store:
        case_id = cases.find(store, case_text).id if case_text else ""
        store.consult(case_id, _("Audit log shown"))
        with store.read() as connection:
            found = [asdict(e) for e in log.entries(connection, case_id=case_id, since=since, actor=actor)]
            whole = log.first_break(connection) is None
    lines = [
        "  ".join(
            (str(e["seq"]), e["at"], e["actor"], e["action"], json.loads(e["detail"])["label"], e["reason"])
        )
        for e in found
    ]
    lines.append(_("The chain holds.") if whole else _("The chain is broken."))
    session.answer({"entries": found, "chain_ok": whole}, *lines)
