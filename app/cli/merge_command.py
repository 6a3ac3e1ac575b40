"""`merge`: unite a package with a case."""

from pathlib import Path

import click

from app.base.i18n import _
from app.cli.session import Session, common
from app.handover.packages import merge as unite


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--case", "case_text", required=True, metavar="CASE|new")
@common
def merge(session: Session, file: Path, case_text: str) -> None:
    """Merge a package into a case, or into a new one."""
    with session.open() as store:
        case_id, result = unite(store, file, case_text)
    document = {
        "case": case_id,
        "added": len(result.new),
        "already_known": len(result.known),
        "conflicts": list(result.conflicting),
        "recalled": len(result.erased),
    }
    text = _("{added} findings added, {already_known} were known")
    session.answer(document, text.format(**document))
