"""Search by keys: the index holds search forms, what is due, and what filters ask for.

`search_text` is made of the other tables; it is emptied here and filled again after the upgrade.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    "DROP TRIGGER IF EXISTS search_text_added",
    "DROP TRIGGER IF EXISTS search_text_removed",
    "DROP TABLE search_index",
    "DROP TABLE search_text",
    """CREATE TABLE search_text (
    rowid_ INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    ref_id VARCHAR NOT NULL,
    case_id VARCHAR DEFAULT '' NOT NULL,
    type VARCHAR DEFAULT '' NOT NULL,
    due VARCHAR DEFAULT '' NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    body VARCHAR DEFAULT '' NOT NULL,
    title_form VARCHAR DEFAULT '' NOT NULL,
    body_form VARCHAR DEFAULT '' NOT NULL,
    source_form VARCHAR DEFAULT '' NOT NULL,
    facets VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_search_text PRIMARY KEY (rowid_)
)""",
    "CREATE INDEX ix_search_text_case_id ON search_text (case_id)",
    "CREATE INDEX ix_search_text_ref_id ON search_text (ref_id)",
    """CREATE VIRTUAL TABLE search_index USING fts5(
    title_form, body_form, source_form, facets,
    content='search_text', content_rowid='rowid_', tokenize='ascii'
)""",
    """CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_index(rowid, title_form, body_form, source_form, facets)
    VALUES (new.rowid_, new.title_form, new.body_form, new.source_form, new.facets);
END""",
    """CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, title_form, body_form, source_form, facets)
    VALUES ('delete', old.rowid_, old.title_form, old.body_form, old.source_form, old.facets);
END""",
)


def upgrade() -> None:
    """Make the search tables anew."""
    for statement in _STATEMENTS:
        op.execute(statement)
