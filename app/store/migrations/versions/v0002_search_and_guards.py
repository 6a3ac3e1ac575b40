"""Full-text search, and the triggers that guard what must never change."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
    title, body, content='search_text', content_rowid='rowid_', tokenize='unicode61 remove_diacritics 2'
)""",
    """CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_index(rowid, title, body) VALUES (new.rowid_, new.title, new.body);
END""",
    """CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, title, body)
    VALUES ('delete', old.rowid_, old.title, old.body);
END""",
    """CREATE TRIGGER finding_immutable BEFORE UPDATE OF
    case_id, subject_id, source_id, property, value, standing, credibility, recorded_by, recorded_at,
    valid_from, valid_to, supersedes, digest ON finding
WHEN old.value IS NOT new.value OR old.property IS NOT new.property OR old.source_id IS NOT new.source_id
    OR old.subject_id IS NOT new.subject_id OR old.standing IS NOT new.standing
    OR old.credibility IS NOT new.credibility OR old.supersedes IS NOT new.supersedes
    OR old.valid_from IS NOT new.valid_from OR old.valid_to IS NOT new.valid_to
    OR old.recorded_by IS NOT new.recorded_by OR old.recorded_at IS NOT new.recorded_at
    OR old.digest IS NOT new.digest
BEGIN
    SELECT RAISE(ABORT, 'a finding is immutable');
END""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is only appended to');
END""",
)


def upgrade() -> None:
    """Make the search index and the guards."""
    for statement in _STATEMENTS:
        op.execute(statement)
