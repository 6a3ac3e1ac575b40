"""Search inside compounds: the words of the index; counts of a case without reading its rows.

`search_text` is made of the other tables; it is emptied here and filled again after the upgrade.
"""

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = (
    "DROP TRIGGER IF EXISTS search_text_added",
    "DROP TRIGGER IF EXISTS search_text_removed",
    "DROP TABLE search_index",
    "DELETE FROM search_text",
    """CREATE TABLE search_word (
    word VARCHAR NOT NULL,
    CONSTRAINT pk_search_word PRIMARY KEY (word)
) WITHOUT ROWID""",
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
    "DROP INDEX ix_subject_case_id",
    "CREATE INDEX ix_subject_case_kind ON subject (case_id, kind)",
    "DROP INDEX ix_finding_case_id",
    "CREATE INDEX ix_finding_case_review ON finding (case_id, review_due)",
    "CREATE INDEX ix_change_log_case_state ON change_log (case_id, state)",
)


def upgrade() -> None:
    """Make the table of words and the indexes that count."""
    for statement in _STATEMENTS:
        op.execute(statement)
