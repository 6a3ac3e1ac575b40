"""Methods of a case: barrier models, competing hypotheses, assumptions, with what they cite."""

from alembic import op

revision = "0013"
down_revision = "0012"

_STATEMENTS = (
    """CREATE TABLE method (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    question VARCHAR DEFAULT '' NOT NULL,
    template VARCHAR DEFAULT '' NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    made_at VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_method PRIMARY KEY (id),
    CONSTRAINT fk_method_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_method_case_id ON method (case_id)",
    """CREATE TABLE method_part (
    id VARCHAR NOT NULL,
    method_id VARCHAR NOT NULL,
    above_id VARCHAR,
    agency_id VARCHAR,
    no INTEGER NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    role VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    partner VARCHAR DEFAULT '' NOT NULL,
    provision VARCHAR DEFAULT '' NOT NULL,
    status VARCHAR DEFAULT '' NOT NULL,
    due VARCHAR DEFAULT '' NOT NULL,
    indicator VARCHAR DEFAULT '' NOT NULL,
    gap_id VARCHAR DEFAULT '' NOT NULL,
    task_id VARCHAR DEFAULT '' NOT NULL,
    measure_id VARCHAR DEFAULT '' NOT NULL,
    effort INTEGER DEFAULT '0' NOT NULL,
    effect INTEGER DEFAULT '0' NOT NULL,
    lost INTEGER DEFAULT '0' NOT NULL,
    standard BOOLEAN DEFAULT '0' NOT NULL,
    CONSTRAINT pk_method_part PRIMARY KEY (id),
    CONSTRAINT fk_method_part_method_id FOREIGN KEY(method_id) REFERENCES method (id),
    CONSTRAINT fk_method_part_above_id FOREIGN KEY(above_id) REFERENCES method_part (id),
    CONSTRAINT fk_method_part_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id)
)""",
    "CREATE INDEX ix_method_part_above_id ON method_part (above_id)",
    "CREATE INDEX ix_method_part_agency_id ON method_part (agency_id)",
    "CREATE INDEX ix_method_part_method_id ON method_part (method_id)",
    """CREATE TABLE method_citation (
    id VARCHAR NOT NULL,
    part_id VARCHAR NOT NULL,
    finding_id VARCHAR NOT NULL,
    CONSTRAINT pk_method_citation PRIMARY KEY (id),
    CONSTRAINT uq_method_citation_pair UNIQUE (part_id, finding_id),
    CONSTRAINT fk_method_citation_part_id FOREIGN KEY(part_id) REFERENCES method_part (id),
    CONSTRAINT fk_method_citation_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id)
)""",
    "CREATE INDEX ix_method_citation_finding_id ON method_citation (finding_id)",
    "CREATE INDEX ix_method_citation_part_id ON method_citation (part_id)",
    """CREATE TABLE method_rating (
    id VARCHAR NOT NULL,
    evidence_id VARCHAR NOT NULL,
    hypothesis_id VARCHAR NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    verdict VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_method_rating PRIMARY KEY (id),
    CONSTRAINT uq_method_rating_cell UNIQUE (evidence_id, hypothesis_id, actor),
    CONSTRAINT fk_method_rating_evidence_id FOREIGN KEY(evidence_id) REFERENCES method_part (id),
    CONSTRAINT fk_method_rating_hypothesis_id FOREIGN KEY(hypothesis_id) REFERENCES method_part (id)
)""",
    "CREATE INDEX ix_method_rating_hypothesis_id ON method_rating (hypothesis_id)",
    "CREATE INDEX ix_method_rating_evidence_id ON method_rating (evidence_id)",
)


def upgrade() -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
