"""The recovery key on its way to paper: where the page goes, what is printed, and typing it back."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.cli.session import Session, tell
from app.handover.artefact_file import not_writable
from app.store import key_rehearsal, recovery_shares
from app.store.store import Store


def refuse_bad_place(session: Session, page: Path | None) -> None:
    """Refuse, before any key is made, a page that would replace a file without --yes or cannot be written."""
    if page is None:
        return
    if page.exists() and not session.yes:
        raise UserError(
            "keys.page_exists",
            _("{path} exists."),
            _("Name another file, or replace it with --yes."),
            exit_code=ExitCode.USAGE,
            path=page,
        )
    if not os.access(page.parent, os.W_OK | os.X_OK) or page.is_dir():
        raise not_writable(page, PermissionError())


def recovery_text(session: Session, key_file: Path | None, shares_file: Path | None) -> str:
    """Return what was written of a recovery key: from one of two files, or asked for on the terminal."""
    if key_file is not None and shares_file is not None:
        raise UserError(
            "keys.two_files",
            _("A recovery key and shares were named."),
            _("Name one of the two."),
            exit_code=ExitCode.USAGE,
        )
    file = key_file or shares_file
    if file is not None:
        return replace(session, passphrase_file=file).passphrase()
    if not sys.stdin.isatty():
        raise UserError(
            "cli.no_recovery_key",
            _("There is no terminal to ask for the recovery key."),
            _("Use --recovery-key-file FILE or --recovery-shares-file FILE."),
            exit_code=ExitCode.CANNOT_UNLOCK,
        )
    return _asked(_("The recovery key from paper, or its shares one by one; an empty line ends"))


def _asked(question: str) -> str:
    tell(question)
    lines: list[str] = []
    while line := click.prompt("", default="", show_default=False, prompt_suffix="> ", err=True):
        lines.append(line)
        text = "\n".join(lines)
        if not recovery_shares.looks_like_shares(text):
            break
    return "\n".join(lines)


def asks(session: Session) -> bool:
    """Tell whether somebody sits there to be asked: not with --yes, a passphrase file or without terminal."""
    return not session.yes and session.passphrase_file is None and sys.stdin.isatty()


def rehearse_new(session: Session, store: Store) -> None:
    """Have a new recovery key typed back from paper, or remember why not; asks nothing of a script."""
    if not asks(session):
        tell(_("The recovery key was not rehearsed; “keys rehearse” does it."))
        return
    question = _("Type the recovery key back from paper, as a rehearsal; an empty line puts it off")
    while text := _asked(question):
        try:
            key_rehearsal.rehearse(store, text)
        except UserError as refused:
            tell(refused.text)
        else:
            tell(_("It is right and opens the store."))
            return
    reason = click.prompt(_("Why later?"), err=True)
    key_rehearsal.postpone(store, str(reason))
