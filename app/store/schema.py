"""Versions of the schema: bring a store up to date, refuse one from a newer program."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import engine, search_names, searchindex

if TYPE_CHECKING:
    from alembic.config import Config

# In order, the last is what this program writes; a test compares them with the migrations.
VERSIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012"),
    *("0013", "0014", "0015", "0016", "0017"),
)
# The last version that changed what the rows of the search index hold, and the one that added to it.
_INDEX_FORM, _NAMES_HEARD = "0008", "0009"
# Conferences say more since then, and registers whose entries are protected say nothing.
_OTHER_ROWS, _OTHER_KINDS = "0012", ("conference", "register_entry")


def newest() -> str:
    """Return the version this program writes."""
    return VERSIONS[-1]


def current(connection: Connection) -> str:
    """Return the version of the open store."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _before(connection: Connection) -> str:
    """Return the version of a store that may have no tables yet, "" for none."""
    made = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    return current(connection) if made else ""


def config() -> "Config":
    """Return Alembic's configuration for the migrations of the store."""
    # heavy: loaded on first use, and opening an up-to-date store has none
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return made


def upgrade(path: Path, key: bytes) -> None:
    """Bring the database file up to the newest version, all steps in one transaction.

    The search index is made of the other tables; the migrations make its tables, and it is filled here: all
    of it for a store whose index is of an older form, else only what a migration added to it.
    """
    # heavy: loaded on first use
    from alembic import command

    made = engine.make_engine(path, key)
    try:
        with made.connect() as plain:
            connection = plain.execution_options(rundblick_writing=True)
            settings = config()
            settings.attributes["connection"] = connection
            with connection.begin():
                before = _before(connection)
                command.upgrade(settings, "head")
                if before < _INDEX_FORM:
                    searchindex.rebuild(connection)
                    return
                if before < _NAMES_HEARD:
                    search_names.fill(connection)
                if before < _OTHER_ROWS:
                    searchindex.rebuild_kinds(connection, _OTHER_KINDS)
    finally:
        made.dispose()


def is_outdated(connection: Connection) -> bool:
    """Tell whether the store has to be upgraded; a newer one than this program knows is refused (exit 5)."""
    found = current(connection)
    if found not in VERSIONS:
        raise UserError(
            "store.newer",
            _("This store was made by a newer version of Rundblick."),
            _("Open it with that version; nothing was changed."),
            exit_code=ExitCode.STORE_DAMAGED,
        )
    return found != newest()
