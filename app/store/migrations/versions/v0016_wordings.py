"""The words in which texts of the office may go to other agencies, and who cleared them."""

from alembic import op

revision = "0016"
down_revision = "0015"

_STATEMENTS = (
    """CREATE TABLE wording (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    field VARCHAR DEFAULT '' NOT NULL,
    row_id VARCHAR DEFAULT '' NOT NULL,
    recipient_id VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    sha256 VARCHAR DEFAULT '' NOT NULL,
    kept VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_wording PRIMARY KEY (id),
    CONSTRAINT uq_wording_place UNIQUE (case_id, field, row_id, recipient_id),
    CONSTRAINT fk_wording_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_wording_case_id ON wording (case_id)",
)


def upgrade() -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        op.execute(statement)
