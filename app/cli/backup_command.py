"""`backup`: the whole store in one encrypted file, and the rehearsal of its restore."""

from dataclasses import asdict
from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.cli.session import Session, common
from app.store import backup_file
from app.store.backup import Backup, rotate, write_backup
from app.store.rehearsal import Rehearsal, rehearse
from app.store.store_words import store_word


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--rehearse", "trying", is_flag=True, help="Restore FILE for a try: verified, then deleted.")
@click.option("--keep", type=click.IntRange(min=1), default=None, help="FILE is a folder: keep so many.")
@common
def backup(session: Session, file: Path, trying: bool, keep: int | None) -> None:
    """Write the whole store into FILE, encrypted, while others work with it; --yes replaces FILE."""
    if (keep and not file.is_dir()) or (file.is_dir() and not keep):
        raise UserError(
            "backup.file_or_folder",
            _("{path} is a folder.") if file.is_dir() else _("{path} is not a folder."),
            _("Name a file, or a folder together with --keep."),
            exit_code=ExitCode.USAGE,
            path=file,
        )
    if trying:
        backup_file.require(file)
        with session.open() as store:
            done = rehearse(file, session.unlock, store=store)
        show_rehearsal(session, done)
        return
    with session.open() as store:
        made = rotate(store, file, keep) if keep else write_backup(store, file, overwrite=session.yes)
    _show(session, made)


def _show(session: Session, made: Backup) -> None:
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


def show_rehearsal(session: Session, done: Rehearsal) -> None:
    """Answer with what a rehearsal found."""
    document = {
        "file": str(done.file),
        "created": done.manifest.created,
        "head": done.manifest.head,
        "entries": done.manifest.entries,
        "counts": done.manifest.counts,
        "checks": [asdict(check) for check in done.checks],
        "missing": done.missing,
        "rehearsed": done.at,
    }
    head = _("Head of the audit log: {head} (entry {entries})")
    session.answer(
        document,
        _("{file} was restored for a try, is whole, and was deleted again.").format(file=done.file),
        head.format(head=done.manifest.head, entries=done.manifest.entries),
    )
