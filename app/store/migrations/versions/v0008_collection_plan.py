"""The collection plan: who asks the question, how the result is rated, when it is enough."""

from alembic import op

revision = "0008"
down_revision = "0007"

_STATEMENTS = (
    "ALTER TABLE collection_task ADD COLUMN owner VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE collection_task ADD COLUMN rating VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE collection_task ADD COLUMN stop_criterion VARCHAR DEFAULT '' NOT NULL",
)


def upgrade() -> None:
    """Add the fields."""
    for statement in _STATEMENTS:
        op.execute(statement)
