"""Decisions on deletion after an outcome in the person's favour: what is kept, why, and who decided."""

from alembic import op

revision = "0010"
down_revision = "0009"

_STATEMENTS = (
    """CREATE TABLE deletion_decision (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    about_id VARCHAR NOT NULL,
    outcome VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_deletion_decision PRIMARY KEY (id),
    CONSTRAINT fk_deletion_decision_case_id FOREIGN KEY(case_id) REFERENCES case_file (id),
    CONSTRAINT fk_deletion_decision_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id),
    CONSTRAINT fk_deletion_decision_about_id FOREIGN KEY(about_id) REFERENCES subject (id),
    CONSTRAINT uq_deletion_decision_matter UNIQUE (subject_id, about_id, outcome)
)""",
    "CREATE INDEX ix_deletion_decision_case_id ON deletion_decision (case_id)",
    "CREATE INDEX ix_deletion_decision_subject_id ON deletion_decision (subject_id)",
    "CREATE INDEX ix_deletion_decision_about_id ON deletion_decision (about_id)",
)


def upgrade() -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        op.execute(statement)
