"""`inspect`: what a package holds and what merging it would change."""

from pathlib import Path

import click

from app.base.i18n import _
from app.cli.session import Session, common
from app.handover.packages import inspect as look_into


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@common
def inspect(session: Session, file: Path) -> None:
    """Open a package, check it and say what it would bring; changes nothing."""
    with session.open() as store:
        found = look_into(store, file)
    package = found.package
    document = {
        "signer": package.signer.name,
        "fingerprint": package.signer.fingerprint,
        "valid": True,
        "case": package.case.reference,
        "created": package.manifest.created,
        "sequence": package.manifest.sequence,
        "seen_before": found.seen_before,
        "new": len(found.intake.new),
        "known": len(found.intake.known),
        "conflicting": len(found.intake.conflicting),
        "recalled": len(found.intake.erased),
    }
    text = _("{case} from {signer}: {new} new findings, {known} known, {conflicting} in conflict")
    session.answer(document, text.format(**document))
