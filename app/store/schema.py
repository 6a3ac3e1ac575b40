"""Versions of the schema: bring a store up to date, refuse one from a newer program."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import engine


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def newest() -> str:
    """Return the version this program writes."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(connection: Connection) -> str | None:
    """Return the version of the open store."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(path: Path, key: bytes) -> None:
    """Bring the database file up to the newest version, all steps in one transaction."""
    made = engine.make_engine(path, key)
    try:
        with made.connect() as plain:
            connection = plain.execution_options(rundblick_writing=True)
            config = _config()
            config.attributes["connection"] = connection
            with connection.begin():
                command.upgrade(config, "head")
    finally:
        made.dispose()


def check_version(connection: Connection) -> None:
    """Raise `UserError` (exit 5) unless this program can work with the store's version."""
    found = current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found not in known:
        raise UserError(
            "store.newer",
            _("This store was made by a newer version of Rundblick."),
            _("Open it with that version; nothing was changed."),
            exit_code=ExitCode.STORE_DAMAGED,
        )
