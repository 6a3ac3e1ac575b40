"""`init`: a new store."""

from pathlib import Path

import click

from app.base.i18n import _
from app.cli import recovery_paper
from app.cli.session import Session, common, tell
from app.handover.key_paper import save_key_page
from app.store import founding, head_memory
from app.store.store import Store


@click.command()
@click.option(
    "--recovery-page",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Also write the recovery key as a page to print (PDF).",
)
@common
def init(session: Session, recovery_page: Path | None) -> None:
    """Create a store and print its recovery key, once."""
    path = session.store_path()
    recovery_paper.refuse_bad_place(session, recovery_page)
    store, recovery = Store.create(path, session.passphrase(fresh=True), user=session.user)
    document = {"store": str(path), "recovery_key": recovery}
    try:
        founding.begin(store)
        tell(_("Write the recovery key down and lock it away; it is shown only now."))
        # First the answer: whatever happens to page and rehearsal, the key must not be lost.
        session.answer(document, str(path), recovery)
        if recovery_page is not None:
            save_key_page(store, recovery, recovery_page)
            tell(
                _("The page to print is {file}. Delete the file when it is printed.").format(
                    file=recovery_page
                )
            )
        recovery_paper.rehearse_new(session, store)
        head_memory.remember(store)
    finally:
        store.close()
