"""`restore`: a store from a backup."""

from dataclasses import asdict, replace
from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.cli.backup_command import show_rehearsal
from app.cli.session import Session, common, tell
from app.store.rehearsal import rehearse
from app.store.restore import Restored
from app.store.restore import restore as restore_store
from app.store.store import Store

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--to", "folder", type=click.Path(path_type=Path), default=None, metavar="STORE")
@click.option("--rehearse", "trying", is_flag=True, help="Only for a try: verified, then deleted; no --to.")
@click.option(
    "--recovery-key-file", type=_FILE, default=None, help="Unlock with the recovery key in this file."
)
@common
def restore(
    session: Session,
    file: Path,
    folder: Path | None,
    trying: bool,
    recovery_key_file: Path | None,
) -> None:
    """Restore a backup into a new folder; everything is verified before the store takes its name."""
    if trying == (folder is not None):
        raise UserError(
            "restore.where",
            _("Say where the store goes, or that it is only for a try."),
            _("Use either --to STORE or --rehearse."),
            exit_code=ExitCode.USAGE,
        )

    def unlocked(path: Path) -> Store:
        if recovery_key_file is None:
            return session.unlock(path)
        secret = replace(session, passphrase_file=recovery_key_file).passphrase()
        return Store.open_with_recovery_key(path, secret, session.user)

    if folder is None:
        show_rehearsal(session, rehearse(file, unlocked))
        return
    _show(session, restore_store(file, folder, unlocked))


def _show(session: Session, made: Restored) -> None:
    manifest = made.manifest
    if made.newer is not None:
        text = _("The store went on after this backup: entries {first} to {last} of its log are not in it.")
        tell(text.format(first=manifest.entries + 1, last=made.newer.seq))
    document = {
        "store": str(made.path),
        "created": manifest.created,
        "head": manifest.head,
        "entries": manifest.entries,
        "counts": manifest.counts,
        "checks": [asdict(check) for check in made.checks],
        "newer": asdict(made.newer) if made.newer is not None else None,
    }
    head = _("Head of the audit log: {head} (entry {entries})")
    session.answer(document, str(made.path), head.format(head=manifest.head, entries=manifest.entries))
