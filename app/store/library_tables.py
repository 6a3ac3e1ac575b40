"""Tables of the knowledge library: documents, their versions, attached files, closed groups, readings.

The content of files stands in tables of its own, by SHA-256: lawful erasure in a case takes every piece that
no document of a case names, and must not ask here first.
"""

from sqlalchemy import Column, Integer, LargeBinary, String, Table, UniqueConstraint

from app.store.table_parts import id_column, metadata, reference, text_columns

# Who may read what is closed; an empty group closes to everybody.
library_group = Table("library_group", metadata, id_column(), *text_columns("name"))

# `kind` is a role of the program, a person by name, or a home agency as the staff register has it.
library_reader = Table(
    "library_reader",
    metadata,
    id_column(),
    reference("group_id", "library_group.id"),
    *text_columns("kind", "name"),
    UniqueConstraint("group_id", "kind", "name", name="uq_library_reader_who"),
)

# `area` is the id of an entry of the register of areas, which has its own life.
library_document = Table(
    "library_document",
    metadata,
    id_column(),
    *text_columns("area", "kind"),
    reference("group_id", "library_group.id", optional=True),
)

library_version = Table(
    "library_version",
    metadata,
    id_column(),
    reference("document_id", "library_document.id"),
    Column("no", Integer, nullable=False),
    *text_columns("title", "text", "note", "author_agency", "valid_from", "valid_until", "state"),
    *text_columns("written_by", "written_on", "approved_by", "approved_on", "withdrawn_on", "origin"),
    *text_columns("file_name", "sha256"),
    Column("size", Integer, nullable=False, server_default="0"),
    UniqueConstraint("document_id", "no", name="uq_library_version_no"),
)

# What an attached file says, as it was read; `state` and `note` as `app.reading` names them.
library_file = Table(
    "library_file",
    metadata,
    id_column(),
    Column("sha256", String, nullable=False, unique=True),
    *text_columns("state", "note", "text"),
)

library_piece = Table(
    "library_piece",
    metadata,
    id_column(),
    Column("sha256", String, nullable=False),
    Column("no", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("sha256", "no", name="uq_library_piece_no"),
)

# How often a document was opened in a month: by whom and on which day is nowhere. Counting leaves no trace
# in the history, so a document that is taken back may leave its counts behind.
library_reading = Table(
    "library_reading",
    metadata,
    id_column(),
    *text_columns("document_id", "month"),
    Column("count", Integer, nullable=False, server_default="0"),
    UniqueConstraint("document_id", "month", name="uq_library_reading_month"),
)
