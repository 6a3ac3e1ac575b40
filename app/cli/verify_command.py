"""`verify`: whether the store is whole."""

from dataclasses import asdict

import click

from app.base.errors import ExitCode
from app.base.i18n import _
from app.cli.session import Session, common
from app.cli.store_words import store_word
from app.store.verify import verify as check


@click.command()
@click.option("--deep", is_flag=True, help="Also read every document.")
@common
def verify(session: Session, deep: bool) -> int:
    """Check pages, keys, audit chain, references, search index and, with --deep, documents."""
    with session.open() as store:
        checks = check(store, deep=deep)
    whole = all(c.ok for c in checks)
    words = {True: _("ok"), False: _("DAMAGED")}
    lines = [f"{words[c.ok]}  {store_word(c.name)}  {c.detail}".rstrip() for c in checks]
    session.answer({"ok": whole, "checks": [asdict(c) for c in checks]}, *lines)
    return ExitCode.DONE if whole else ExitCode.ANSWER_IS_NO
