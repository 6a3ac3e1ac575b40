"""Exchange with partners: the life of keys, and what packages brought and took back."""

from alembic import op

revision = "0014"
down_revision = "0013"

_STATEMENTS = (
    """CREATE TABLE partner_key_frame (
    id VARCHAR NOT NULL,
    partner_key_id VARCHAR NOT NULL,
    valid_until VARCHAR DEFAULT '' NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    state_on VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    replaced_by VARCHAR DEFAULT '' NOT NULL,
    compared VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_partner_key_frame PRIMARY KEY (id),
    CONSTRAINT uq_partner_key_frame_key UNIQUE (partner_key_id),
    CONSTRAINT fk_partner_key_frame_partner_key_id FOREIGN KEY(partner_key_id) REFERENCES partner_key (id)
)""",
    "CREATE INDEX ix_partner_key_frame_partner_key_id ON partner_key_frame (partner_key_id)",
    """CREATE TABLE identity_frame (
    id VARCHAR NOT NULL,
    identity_id VARCHAR NOT NULL,
    valid_until VARCHAR DEFAULT '' NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    state_on VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_identity_frame PRIMARY KEY (id),
    CONSTRAINT uq_identity_frame_identity UNIQUE (identity_id),
    CONSTRAINT fk_identity_frame_identity_id FOREIGN KEY(identity_id) REFERENCES identity (id)
)""",
    "CREATE INDEX ix_identity_frame_identity_id ON identity_frame (identity_id)",
    """CREATE TABLE package_frame (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    package_id VARCHAR DEFAULT '' NOT NULL,
    sign_public VARCHAR DEFAULT '' NOT NULL,
    agency_id VARCHAR DEFAULT '' NOT NULL,
    created VARCHAR DEFAULT '' NOT NULL,
    added VARCHAR DEFAULT '' NOT NULL,
    removed_at VARCHAR DEFAULT '' NOT NULL,
    sequence INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_package_frame PRIMARY KEY (id),
    CONSTRAINT uq_package_frame_package UNIQUE (package_id, case_id),
    CONSTRAINT fk_package_frame_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_package_frame_case_id ON package_frame (case_id)",
    """CREATE TABLE package_ground (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    package_id VARCHAR DEFAULT '' NOT NULL,
    sign_public VARCHAR DEFAULT '' NOT NULL,
    provision VARCHAR DEFAULT '' NOT NULL,
    conditions VARCHAR DEFAULT '' NOT NULL,
    finding_ids VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_package_ground PRIMARY KEY (id),
    CONSTRAINT fk_package_ground_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_package_ground_case_id ON package_ground (case_id)",
    """CREATE TABLE package_act (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    finding_id VARCHAR DEFAULT '' NOT NULL,
    act VARCHAR DEFAULT '' NOT NULL,
    sign_public VARCHAR DEFAULT '' NOT NULL,
    package_id VARCHAR DEFAULT '' NOT NULL,
    since VARCHAR DEFAULT '' NOT NULL,
    reason VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_package_act PRIMARY KEY (id),
    CONSTRAINT uq_package_act_act UNIQUE (case_id, finding_id, act, sign_public),
    CONSTRAINT fk_package_act_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_package_act_case_id ON package_act (case_id)",
    """CREATE TABLE package_reference (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    finding_id VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    target_id VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_package_reference PRIMARY KEY (id),
    CONSTRAINT uq_package_reference_pair UNIQUE (finding_id, kind, target_id),
    CONSTRAINT fk_package_reference_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_package_reference_case_id ON package_reference (case_id)",
    """CREATE TABLE package_version (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    created VARCHAR DEFAULT '' NOT NULL,
    package_id VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_package_version PRIMARY KEY (id),
    CONSTRAINT fk_package_version_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_package_version_case_id ON package_version (case_id)",
    """CREATE TABLE package_waiting (
    id VARCHAR NOT NULL,
    case_id VARCHAR NOT NULL,
    data VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_package_waiting PRIMARY KEY (id),
    CONSTRAINT fk_package_waiting_case_id FOREIGN KEY(case_id) REFERENCES case_file (id)
)""",
    "CREATE INDEX ix_package_waiting_case_id ON package_waiting (case_id)",
)


def upgrade() -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
