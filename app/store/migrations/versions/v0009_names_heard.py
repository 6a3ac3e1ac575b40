"""Names by how they are heard: romanisations of Arabic find each other.

`search_name` is made of the search rows; it is filled after the upgrade, and nothing else of the search is
written anew for it.
"""

from alembic import op

revision = "0009"
down_revision = "0008"

_STATEMENTS = (
    """CREATE TABLE search_name (
    bones VARCHAR NOT NULL,
    vowels VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    CONSTRAINT pk_search_name PRIMARY KEY (bones, vowels, word)
) WITHOUT ROWID""",
    "CREATE INDEX ix_search_name_word ON search_name (word)",
)


def upgrade() -> None:
    """Make the table and the way to take words out again."""
    for statement in _STATEMENTS:
        op.execute(statement)
