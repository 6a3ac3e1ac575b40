"""The work on a case: steps, parties, gaps, collection, quarantine, saved views, words of probability."""

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    "ALTER TABLE finding ADD COLUMN likelihood VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE finding ADD COLUMN confidence VARCHAR DEFAULT '' NOT NULL",
    """CREATE TRIGGER finding_words_immutable BEFORE UPDATE OF likelihood, confidence ON finding
WHEN old.likelihood IS NOT new.likelihood OR old.confidence IS NOT new.confidence
BEGIN
    SELECT RAISE(ABORT, 'a finding is immutable');
END""",
    """CREATE TABLE case_step (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    status VARCHAR DEFAULT '' NOT NULL,
    outcome VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_case_step PRIMARY KEY (id),
    CONSTRAINT fk_case_step_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_case_step_case_id ON case_step (case_id)",
    """CREATE TABLE case_party (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    role VARCHAR DEFAULT '' NOT NULL,
    provision VARCHAR DEFAULT '' NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_case_party PRIMARY KEY (id),
    CONSTRAINT fk_case_party_case_id FOREIGN KEY(case_id) REFERENCES case_file (id),
    CONSTRAINT fk_case_party_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id),
    CONSTRAINT uq_case_party_pair UNIQUE (case_id, agency_id)
)""",
    "CREATE INDEX ix_case_party_case_id ON case_party (case_id)",
    "CREATE INDEX ix_case_party_agency_id ON case_party (agency_id)",
    """CREATE TABLE gap (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    no INTEGER NOT NULL,
    question VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    status VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_gap PRIMARY KEY (id),
    CONSTRAINT fk_gap_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_gap_case_id ON gap (case_id)",
    """CREATE TABLE gap_entry (
    id VARCHAR NOT NULL,
    gap_id VARCHAR NOT NULL,
    finding_id VARCHAR,
    cell VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_gap_entry PRIMARY KEY (id),
    CONSTRAINT fk_gap_entry_gap_id FOREIGN KEY(gap_id) REFERENCES gap (id),
    CONSTRAINT fk_gap_entry_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id)
)""",
    "CREATE INDEX ix_gap_entry_gap_id ON gap_entry (gap_id)",
    "CREATE INDEX ix_gap_entry_finding_id ON gap_entry (finding_id)",
    """CREATE TABLE collection_task (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    gap_id VARCHAR,
    agency_id VARCHAR,
    no INTEGER NOT NULL,
    requirement VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    source VARCHAR DEFAULT '' NOT NULL,
    method VARCHAR DEFAULT '' NOT NULL,
    provision VARCHAR DEFAULT '' NOT NULL,
    priority VARCHAR DEFAULT '' NOT NULL,
    due VARCHAR DEFAULT '' NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    result VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_collection_task PRIMARY KEY (id),
    CONSTRAINT fk_collection_task_case_id FOREIGN KEY(case_id) REFERENCES case_file (id),
    CONSTRAINT fk_collection_task_gap_id FOREIGN KEY(gap_id) REFERENCES gap (id),
    CONSTRAINT fk_collection_task_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id)
)""",
    "CREATE INDEX ix_collection_task_case_id ON collection_task (case_id)",
    "CREATE INDEX ix_collection_task_gap_id ON collection_task (gap_id)",
    "CREATE INDEX ix_collection_task_agency_id ON collection_task (agency_id)",
    """CREATE TABLE quarantine (
    id VARCHAR NOT NULL,
    contribution_id VARCHAR NOT NULL,
    since VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_quarantine PRIMARY KEY (id),
    CONSTRAINT fk_quarantine_contribution_id FOREIGN KEY(contribution_id) REFERENCES contribution (id),
    CONSTRAINT uq_quarantine_contribution_id UNIQUE (contribution_id)
)""",
    """CREATE TABLE saved_view (
    id VARCHAR NOT NULL,
    user VARCHAR DEFAULT '' NOT NULL,
    place VARCHAR DEFAULT '' NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    data VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_saved_view PRIMARY KEY (id),
    CONSTRAINT uq_saved_view_name UNIQUE (user, place, name)
)""",
)


def upgrade() -> None:
    """Make the tables, and the words an assessment carries."""
    for statement in _STATEMENTS:
        op.execute(statement)
