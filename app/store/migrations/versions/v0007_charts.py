"""Charts as documents: what is hidden, locked and how it looks; notes, frames, groups, rules, filters."""

from alembic import op

revision = "0007"
down_revision = "0006"

_STATEMENTS = (
    "ALTER TABLE chart ADD COLUMN scope VARCHAR DEFAULT 'case' NOT NULL",
    "ALTER TABLE chart ADD COLUMN filter VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE chart ADD COLUMN settings VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE chart_position ADD COLUMN hidden BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE chart_position ADD COLUMN locked BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE chart_position ADD COLUMN look VARCHAR DEFAULT '' NOT NULL",
    "ALTER TABLE chart_position ADD COLUMN placed BOOLEAN DEFAULT '1' NOT NULL",
    """CREATE TABLE chart_note (
    id VARCHAR NOT NULL,
    chart_id VARCHAR NOT NULL,
    subject_id VARCHAR,
    no INTEGER DEFAULT '0' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    colour VARCHAR DEFAULT '' NOT NULL,
    x FLOAT DEFAULT '0' NOT NULL,
    y FLOAT DEFAULT '0' NOT NULL,
    width FLOAT DEFAULT '0' NOT NULL,
    height FLOAT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_chart_note PRIMARY KEY (id),
    CONSTRAINT fk_chart_note_chart_id FOREIGN KEY(chart_id) REFERENCES chart (id),
    CONSTRAINT fk_chart_note_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id)
)""",
    "CREATE INDEX ix_chart_note_chart_id ON chart_note (chart_id)",
    "CREATE INDEX ix_chart_note_subject_id ON chart_note (subject_id)",
    """CREATE TABLE chart_frame (
    id VARCHAR NOT NULL,
    chart_id VARCHAR NOT NULL,
    no INTEGER DEFAULT '0' NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    colour VARCHAR DEFAULT '' NOT NULL,
    line VARCHAR DEFAULT '' NOT NULL,
    x FLOAT DEFAULT '0' NOT NULL,
    y FLOAT DEFAULT '0' NOT NULL,
    width FLOAT DEFAULT '0' NOT NULL,
    height FLOAT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_chart_frame PRIMARY KEY (id),
    CONSTRAINT fk_chart_frame_chart_id FOREIGN KEY(chart_id) REFERENCES chart (id)
)""",
    "CREATE INDEX ix_chart_frame_chart_id ON chart_frame (chart_id)",
    """CREATE TABLE chart_group (
    id VARCHAR NOT NULL,
    chart_id VARCHAR NOT NULL,
    no INTEGER DEFAULT '0' NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    colour VARCHAR DEFAULT '' NOT NULL,
    collapsed BOOLEAN DEFAULT '0' NOT NULL,
    x FLOAT DEFAULT '0' NOT NULL,
    y FLOAT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_chart_group PRIMARY KEY (id),
    CONSTRAINT fk_chart_group_chart_id FOREIGN KEY(chart_id) REFERENCES chart (id)
)""",
    "CREATE INDEX ix_chart_group_chart_id ON chart_group (chart_id)",
    """CREATE TABLE chart_group_member (
    id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    CONSTRAINT pk_chart_group_member PRIMARY KEY (id),
    CONSTRAINT fk_chart_group_member_group_id FOREIGN KEY(group_id) REFERENCES chart_group (id),
    CONSTRAINT fk_chart_group_member_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id),
    CONSTRAINT uq_chart_group_member_pair UNIQUE (group_id, subject_id)
)""",
    "CREATE INDEX ix_chart_group_member_group_id ON chart_group_member (group_id)",
    "CREATE INDEX ix_chart_group_member_subject_id ON chart_group_member (subject_id)",
    """CREATE TABLE chart_rule (
    id VARCHAR NOT NULL,
    chart_id VARCHAR NOT NULL,
    no INTEGER DEFAULT '0' NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    field VARCHAR DEFAULT '' NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    operator VARCHAR DEFAULT '' NOT NULL,
    value VARCHAR DEFAULT '' NOT NULL,
    look VARCHAR DEFAULT '' NOT NULL,
    active BOOLEAN DEFAULT '0' NOT NULL,
    CONSTRAINT pk_chart_rule PRIMARY KEY (id),
    CONSTRAINT fk_chart_rule_chart_id FOREIGN KEY(chart_id) REFERENCES chart (id)
)""",
    "CREATE INDEX ix_chart_rule_chart_id ON chart_rule (chart_id)",
)


def upgrade() -> None:
    """Make the tables; the charts there are keep their places and show the whole case, as before."""
    for statement in _STATEMENTS:
        op.execute(statement)
