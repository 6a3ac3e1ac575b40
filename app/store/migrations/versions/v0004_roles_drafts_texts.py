"""What people may do, what they have begun, what documents say, and where the log was lawfully cut."""

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    """CREATE TABLE user_role (
    id VARCHAR NOT NULL,
    user VARCHAR DEFAULT '' NOT NULL,
    role VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_user_role PRIMARY KEY (id),
    CONSTRAINT uq_user_role_pair UNIQUE (user, role)
)""",
    """CREATE TABLE draft (
    id VARCHAR NOT NULL,
    case_id VARCHAR DEFAULT '' NOT NULL,
    user VARCHAR DEFAULT '' NOT NULL,
    place VARCHAR DEFAULT '' NOT NULL,
    data VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT uq_draft_place UNIQUE (user, place)
)""",
    """CREATE TABLE document_text (
    id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_document_text PRIMARY KEY (id),
    CONSTRAINT uq_document_text_sha256 UNIQUE (sha256)
)""",
    """CREATE TABLE audit_cut (
    id VARCHAR NOT NULL,
    last_seq INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    last_hash VARCHAR DEFAULT '' NOT NULL,
    up_to VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_audit_cut PRIMARY KEY (id)
)""",
    """CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN old.seq > COALESCE((SELECT MAX(last_seq) FROM audit_cut), 0)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is cut only where a cut is recorded');
END""",
)


def upgrade() -> None:
    """Make the tables and the guard of the log."""
    for statement in _STATEMENTS:
        op.execute(statement)
