"""`backup`: the whole store in one encrypted file."""

from dataclasses import asdict
from pathlib import Path

import click

from app.base.i18n import _
from app.cli.session import Session, common
from app.cli.store_words import store_word
from app.store.backup import write_backup


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@common
def backup(session: Session, file: Path) -> None:
    """Write the whole store into FILE, encrypted, while others work with it; --yes replaces FILE."""
    with session.open() as store:
        made = write_backup(store, file, overwrite=session.yes)
    said = asdict(made.manifest)
    document = {
        "file": str(made.file),
        "sha256": made.sha256,
        "bytes": made.size,
        **{name: said[name] for name in ("store", "created", "head", "entries", "counts")},
    }
    head = _("Head of the audit log: {head} (entry {entries})")
    session.answer(
        document,
        str(made.file),
        f"SHA-256: {made.sha256}",
        head.format(head=made.manifest.head, entries=made.manifest.entries),
        *(f"{store_word(name)}: {count}" for name, count in made.manifest.counts.items()),
    )
