"""`papers`: the data-protection papers that the store can write itself."""

from dataclasses import asdict
from pathlib import Path

import click

from app.base.i18n import LANGUAGES
from app.cli.session import Session, common
from app.handover.office_papers import write_paper
from app.office.protection_papers import PAPERS


@click.command()
@click.argument("name", type=click.Choice(list(PAPERS)))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--letter", type=click.Choice(LANGUAGES), default="de", help="The language of the paper.")
@common
def papers(session: Session, name: str, out: Path, letter: str) -> None:
    """Write a data-protection paper as PDF from what the store knows."""
    with session.open() as store:
        result = write_paper(store, name, out, language=letter)
    session.answer({**asdict(result), "file": str(result.file)}, str(result.file))
