"""`seal`: a signed and encrypted package, through the release check."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app.base.i18n import _
from app.casework import cases
from app.cli.request import make_request, release_options
from app.cli.session import Session, common, tell
from app.exchange.outer_layer import plain_words
from app.handover import identities, key_trust
from app.handover.charts import find_chart
from app.handover.package_extras import Choice
from app.handover.packages import OuterLayer, SealedPackage, seal_case


@click.command()
@click.argument("case")
@click.option("--to", "recipient", required=True, metavar="AGENCY")
@click.option("--recipient", "keys", required=True, multiple=True, metavar="KEY")
@click.option("--chart", "charts", multiple=True, metavar="NAME", help="A chart that goes along.")
@click.option("--judgements", is_flag=True, help="Judgements on released nodes go along.")
@click.option("--outer-gpg", multiple=True, metavar="KEY", help="Encrypt once more by gpg for this key.")
@click.option("--de-vs", is_flag=True, help="Let gpg keep to its VS-NfD mode.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@release_options
@common
def seal(
    session: Session,
    case: str,
    recipient: str,
    keys: Sequence[str],
    charts: Sequence[str],
    judgements: bool,
    outer_gpg: Sequence[str],
    de_vs: bool,
    out: Path,
    wish: dict[str, Any],
) -> None:
    """Seal what an agency may have for its keys (names or age keys of trusted partners)."""
    outer = OuterLayer(tuple(outer_gpg), de_vs) if outer_gpg else None
    with session.open() as store:
        header = cases.find(store, case)
        request = make_request(store, recipient, wish)
        partners = [identities.recipient(store, key) for key in keys]
        _tell_openers(key_trust.openers(store, request.recipient.id, partners))
        if outer is not None:
            tell(plain_words())
        chosen = tuple(find_chart(store, header.id, name) for name in charts)
        choice = Choice(charts=chosen, all_judgements=judgements)
        sealed = seal_case(store, header.id, request, partners, out, choice=choice, outer=outer)
    result = sealed.result
    text = _("{file}: {findings} findings, {documents} documents, for {names}")
    names = ", ".join(result.recipients)
    session.answer(
        _document(sealed),
        text.format(file=sealed.path, findings=result.findings, documents=result.documents, names=names),
    )


def _tell_openers(openers: Sequence[key_trust.Opener]) -> None:
    """Say before sealing who will be able to open it, and that nobody else will."""
    tell(_("This package can be opened by, and by nobody else:"))
    for opener in openers:
        keys = opener.partner.keys
        until = _("good until {day}").format(day=keys.valid_until) if keys.valid_until else ""
        tell("- " + "; ".join(t for t in (keys.name, keys.words, until, opener.sentence) if t))


def _document(sealed: SealedPackage) -> dict[str, object]:
    result = sealed.result
    return {
        "file": str(sealed.path),
        "sha256": result.sha256,
        "recipients": list(result.recipients),
        "openers": [
            {
                "name": o.partner.keys.name,
                "fingerprint": o.partner.keys.fingerprint,
                "words": o.partner.keys.words,
                "valid_until": o.partner.keys.valid_until,
            }
            for o in sealed.openers
        ],
        "findings": result.findings,
        "documents": result.documents,
        "charts": result.charts,
        "judgements": result.judgements,
        "points": result.points,
        "methods": result.methods,
        "recalled": result.recalled,
        "sequence": result.sequence,
        "signer": result.signer,
        "withheld": sealed.withheld,
        "ledger_entry": sealed.ledger_id,
    }
