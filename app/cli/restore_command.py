"""`restore`: a store from a backup."""

from dataclasses import asdict, replace
from pathlib import Path

import click

from app.base.i18n import _
from app.cli.session import Session, common, tell
from app.store.restore import restore as restore_store
from app.store.store import Store

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, metavar="STORE")
@click.option(
    "--recovery-key-file", type=_FILE, default=None, help="Unlock with the recovery key in this file."
)
@common
def restore(
    session: Session,
    file: Path,
    folder: Path,
    recovery_key_file: Path | None,
) -> None:
    """Restore a backup into a new folder; everything is verified before the store takes its name."""

    def unlocked(path: Path) -> Store:
        if recovery_key_file is None:
            return session.unlock(path)
        secret = replace(session, passphrase_file=recovery_key_file).passphrase()
        return Store.open_with_recovery_key(path, secret, session.user)

    made = restore_store(file, folder, unlocked)
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
