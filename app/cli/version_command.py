"""`version`: of the program and of what it stands on."""

import importlib.metadata
from typing import Any

import click
import sqlcipher3.dbapi2 as driver

from app.base.version import VERSION
from app.cli.session import Session, common
from app.policy.provisions import catalogue


def _installed(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "-"


@click.command()
@common
def version(session: Session) -> None:
    """Print the versions of the program, SQLite, SQLCipher, Qt, and the state of the provisions."""
    connection = driver.connect(":memory:")
    cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    provisions = catalogue().values()
    document: dict[str, Any] = {
        "rundblick": VERSION,
        "sqlite": driver.sqlite_version,
        "sqlcipher": cipher,
        "qt": _installed("pyside6-essentials"),
        "provisions": {"total": len(provisions), "verified": sum(p.verified for p in provisions)},
    }
    session.answer(document, *(f"{name}: {value}" for name, value in document.items()))
