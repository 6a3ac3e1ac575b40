"""What the declarations of tables share: naming of constraints and the usual kinds of columns."""

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[str]:
    """Return the primary key."""
    return Column("id", String, primary_key=True)


def text_columns(*names: str) -> list[Column[Any]]:
    """Return columns of text, never NULL."""
    return [Column(name, String, nullable=False, server_default="") for name in names]


def reference(name: str, target: str, *, optional: bool = False, index: bool = True) -> Column[Any]:
    """Return an indexed reference to a row of another table."""
    return Column(name, ForeignKey(target), nullable=optional, index=index)


def flag(name: str) -> Column[bool]:
    """Return a yes or no, no at first."""
    return Column(name, Boolean, nullable=False, server_default="0")
