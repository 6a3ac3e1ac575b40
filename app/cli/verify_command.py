"""`verify`: whether the store is whole."""

from dataclasses import asdict

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.casework import duplicates
from app.cli.session import Session, common
from app.store.store_words import store_word
from app.store.verify import Check
from app.store.verify import recount as drop_kept
from app.store.verify import verify as check

_DEEP = (("duplicates", duplicates.miscounted),)


@click.command()
@click.option("--deep", is_flag=True, help="Also read every document and count possible duplicates again.")
@click.option("--recount", is_flag=True, help="First drop the numbers kept of cases; they are counted anew.")
@common
def verify(session: Session, deep: bool, recount: bool) -> int:
    """Check keys, pages, audit chain, references, search index, numbers kept of cases; --deep checks more."""
    with session.open() as store:
        if recount:
            drop_kept(store)
        checks = check(store, deep=deep, also=_DEEP if deep else ())
    whole = all(c.ok for c in checks)
    lines = [f"{_word(c)}  {store_word(c.name)}  {c.detail}".rstrip() for c in checks]
    session.answer({"ok": whole, "checks": [asdict(c) for c in checks]}, *lines)
    return ExitCode.DONE if whole else ExitCode.ANSWER_IS_NO


def _word(found: Check) -> str:
    if not found.done:
        return _("not checked")
    return _("ok") if found.ok else _("DAMAGED")
