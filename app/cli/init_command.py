"""`init`: a new store."""

import click

from app.base.i18n import _
from app.cli.session import Session, common, tell
from app.store.store import Store


@click.command()
@common
def init(session: Session) -> None:
    """Create a store and print its recovery key, once."""
    path = session.store_path()
    store, recovery = Store.create(path, session.passphrase(fresh=True), user=session.user)
    store.close()
    tell(_("Write the recovery key down and lock it away; it is shown only now."))
    session.answer({"store": str(path), "recovery_key": recovery}, str(path), recovery)
