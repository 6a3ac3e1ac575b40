"""The knowledge library: documents, their versions, closed groups, what was read in a month."""

from alembic import op

revision = "0015"
down_revision = "0014"

_STATEMENTS = (
    """CREATE TABLE library_group (
    id VARCHAR NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_library_group PRIMARY KEY (id)
)""",
    """CREATE TABLE library_reader (
    id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_library_reader PRIMARY KEY (id),
    CONSTRAINT uq_library_reader_who UNIQUE (group_id, kind, name),
    CONSTRAINT fk_library_reader_group_id FOREIGN KEY(group_id) REFERENCES library_group (id)
)""",
    "CREATE INDEX ix_library_reader_group_id ON library_reader (group_id)",
    """CREATE TABLE library_document (
    id VARCHAR NOT NULL,
    area VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    group_id VARCHAR,
    CONSTRAINT pk_library_document PRIMARY KEY (id),
    CONSTRAINT fk_library_document_group_id FOREIGN KEY(group_id) REFERENCES library_group (id)
)""",
    "CREATE INDEX ix_library_document_group_id ON library_document (group_id)",
    """CREATE TABLE library_version (
    id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    no INTEGER NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    author_agency VARCHAR DEFAULT '' NOT NULL,
    valid_from VARCHAR DEFAULT '' NOT NULL,
    valid_until VARCHAR DEFAULT '' NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    written_by VARCHAR DEFAULT '' NOT NULL,
    written_on VARCHAR DEFAULT '' NOT NULL,
    approved_by VARCHAR DEFAULT '' NOT NULL,
    approved_on VARCHAR DEFAULT '' NOT NULL,
    withdrawn_on VARCHAR DEFAULT '' NOT NULL,
    origin VARCHAR DEFAULT '' NOT NULL,
    file_name VARCHAR DEFAULT '' NOT NULL,
    sha256 VARCHAR DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_library_version PRIMARY KEY (id),
    CONSTRAINT uq_library_version_no UNIQUE (document_id, no),
    CONSTRAINT fk_library_version_document_id FOREIGN KEY(document_id) REFERENCES library_document (id)
)""",
    "CREATE INDEX ix_library_version_document_id ON library_version (document_id)",
    """CREATE TABLE library_file (
    id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_library_file PRIMARY KEY (id),
    CONSTRAINT uq_library_file_sha256 UNIQUE (sha256)
)""",
    """CREATE TABLE library_piece (
    id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    no INTEGER NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_library_piece PRIMARY KEY (id),
    CONSTRAINT uq_library_piece_no UNIQUE (sha256, no)
)""",
    """CREATE TABLE library_reading (
    id VARCHAR NOT NULL,
    document_id VARCHAR DEFAULT '' NOT NULL,
    month VARCHAR DEFAULT '' NOT NULL,
    count INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_library_reading PRIMARY KEY (id),
    CONSTRAINT uq_library_reading_month UNIQUE (document_id, month)
)""",
)


def upgrade() -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
