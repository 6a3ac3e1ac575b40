"""`seal`: a signed and encrypted package, through the release check."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app.base.i18n import _
from app.casework import cases
from app.cli.request import make_request, release_options
from app.cli.session import Session, common
from app.handover import identities
from app.handover.packages import seal_case


@click.command()
@click.argument("case")
@click.option("--to", "recipient", required=True, metavar="AGENCY")
@click.option("--recipient", "keys", required=True, multiple=True, metavar="KEY")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@release_options
@common
def seal(
    session: Session, case: str, recipient: str, keys: Sequence[str], out: Path, wish: dict[str, Any]
) -> None:
    """Seal what an agency may have for its keys (names or age keys of trusted partners)."""
    with session.open() as store:
        header = cases.find(store, case)
        request = make_request(store, recipient, wish)
        partners = [identities.recipient(store, key) for key in keys]
        sealed = seal_case(store, header.id, request, partners, out)
    result = sealed.result
    document = {
        "file": str(sealed.path),
        "sha256": result.sha256,
        "recipients": list(result.recipients),
        "findings": result.findings,
        "documents": result.documents,
        "signer": result.signer,
        "withheld": sealed.withheld,
        "ledger_entry": sealed.ledger_id,
    }
    text = _("{file}: {findings} findings, {documents} documents, for {names}")
    names = ", ".join(result.recipients)
    session.answer(
        document,
        text.format(file=sealed.path, findings=result.findings, documents=result.documents, names=names),
    )
