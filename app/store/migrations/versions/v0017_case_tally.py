"""Numbers of a case that are kept until it changes: what lists show of it, and pairs that were counted."""

from alembic import op

revision = "0017"
down_revision = "0016"

_STATEMENTS = (
    """CREATE TABLE case_tally (
    id VARCHAR NOT NULL,
    revision INTEGER DEFAULT '0' NOT NULL,
    nodes INTEGER,
    links INTEGER,
    findings INTEGER,
    due INTEGER,
    due_day VARCHAR,
    roleless INTEGER,
    pairs INTEGER,
    pairs_by VARCHAR,
    CONSTRAINT pk_case_tally PRIMARY KEY (id)
)""",
)


def upgrade() -> None:
    """Add the table; what it holds is counted when a list first asks for it."""
    for statement in _STATEMENTS:
        op.execute(statement)
