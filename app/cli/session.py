"""What every command shares: the store, the passphrase, the language, and the form of the answer."""

import contextlib
import functools
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import LANGUAGES, _, set_language
from app.casework import provision_versions
from app.store import clock_watch, head_memory, header_memory, study_mark
from app.store.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PASSPHRASE_LIMIT = 4096
# What a command returns to main.py when the window is to be opened next; never an exit code.
OPEN_WINDOW = 100


@dataclass(frozen=True, slots=True)
class Session:
    """The common options of one call."""

    store: Path | None
    passphrase_file: Path | None
    user: str
    key_file: Path | None
    as_json: bool
    yes: bool

    def store_path(self) -> Path:
        """Return where the store lies; raises `UserError` (exit 2) if nobody said."""
        if self.store is None:
            raise UserError(
                "cli.no_store",
                _("No store was named."),
                _("Use --store FILE or set RUNDBLICK_STORE."),
                exit_code=ExitCode.USAGE,
            )
        return self.store

    def passphrase(self, *, fresh: bool = False) -> str:
        """Return the passphrase from its file or from a prompt that does not echo."""
        if self.passphrase_file is not None:
            try:
                with self.passphrase_file.open(encoding="utf-8") as file:
                    return file.read(_PASSPHRASE_LIMIT).rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise UserError(
                    "cli.passphrase_file",
                    _("The passphrase file {path} cannot be read."),
                    _("Check the path and the rights."),
                    exit_code=ExitCode.CANNOT_UNLOCK,
                    path=self.passphrase_file,
                ) from error
        if not sys.stdin.isatty():
            raise UserError(
                "cli.no_passphrase",
                _("There is no terminal to ask for the passphrase."),
                _("Use --passphrase-file FILE or set RUNDBLICK_PASSPHRASE_FILE."),
                exit_code=ExitCode.CANNOT_UNLOCK,
            )
        return str(click.prompt(_("Passphrase"), hide_input=True, err=True, confirmation_prompt=fresh))

    @contextlib.contextmanager
    def open(self) -> Iterator[Store]:
        """Unlock the store and close it again; the head of its log is remembered outside of it."""
        store = self.unlock(self.store_path())
        try:
            clock = clock_watch.look(store)
            if clock is not None:
                tell(clock.error.text)
            for notice in (header_memory.older_header(store), head_memory.older_state(store)):
                if notice:
                    tell(notice)
            with store.read() as connection:
                study_mark.refuse_command(connection, _command())
                provision_versions.announce(connection)
            yield store
            head_memory.remember(store)
        finally:
            store.close()

    def unlock(self, path: Path) -> Store:
        """Open a store with the passphrase, and with the user name and key file if they were given."""
        return Store.open(path, self.passphrase(), self.user, key_file=self.key_file)

    def answer(self, document: dict[str, Any], *lines: str) -> None:
        """Give the answer: one JSON document with --json, else lines for people."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        else:
            for line in lines:
                click.echo(line)


def _command() -> str:
    """Return the first word of the command that is being run, "" outside of one."""
    words = click.get_current_context().command_path.split()
    return words[1] if len(words) > 1 else ""


def tell(text: str) -> None:
    """Say something on the way: always on stderr, so that stdout holds the answer alone."""
    click.echo(text, err=True)


def common(command: _Command) -> Any:
    """Give a command the common options and hand it a `Session` as its first argument."""

    @click.option("--store", type=click.Path(path_type=Path), envvar="RUNDBLICK_STORE")
    @click.option("--passphrase-file", type=click.Path(path_type=Path), envvar="RUNDBLICK_PASSPHRASE_FILE")
    @click.option("--user", default="", envvar="RUNDBLICK_USER")
    @click.option("--key-file", type=click.Path(path_type=Path), envvar="RUNDBLICK_KEY_FILE")
    @click.option("--lang", type=click.Choice(LANGUAGES), envvar="RUNDBLICK_LANG")
    @click.option("--json", "as_json", is_flag=True)
    @click.option("--yes", is_flag=True)
    @functools.wraps(command)
    def wrapped(
        store: Path | None,
        passphrase_file: Path | None,
        user: str,
        key_file: Path | None,
        lang: str | None,
        as_json: bool,
        yes: bool,
        **rest: Any,
    ) -> Any:
        if lang:
            set_language(lang)
        return command(Session(store, passphrase_file, user, key_file, as_json, yes), **rest)

    return wrapped
