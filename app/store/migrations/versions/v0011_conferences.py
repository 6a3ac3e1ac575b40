"""Conferences as they are planned and run, and how measures go on."""

from alembic import op

revision = "0011"
down_revision = "0010"

_STATEMENTS = (
    """CREATE TABLE conference_frame (
    id VARCHAR NOT NULL,
    conference_id VARCHAR NOT NULL,
    minutes INTEGER DEFAULT '0' NOT NULL,
    purpose VARCHAR DEFAULT '' NOT NULL,
    minute_taker VARCHAR DEFAULT '' NOT NULL,
    contact VARCHAR DEFAULT '' NOT NULL,
    begun_at VARCHAR DEFAULT '' NOT NULL,
    ended_at VARCHAR DEFAULT '' NOT NULL,
    next_on VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_conference_frame PRIMARY KEY (id),
    CONSTRAINT uq_conference_frame_conference UNIQUE (conference_id),
    CONSTRAINT fk_conference_frame_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id)
)""",
    "CREATE INDEX ix_conference_frame_conference_id ON conference_frame (conference_id)",
    """CREATE TABLE agenda_point (
    id VARCHAR NOT NULL,
    conference_id VARCHAR NOT NULL,
    item_id VARCHAR,
    position INTEGER DEFAULT '0' NOT NULL,
    minutes INTEGER DEFAULT '0' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    speaker_id VARCHAR DEFAULT '' NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    question VARCHAR DEFAULT '' NOT NULL,
    recommendation VARCHAR DEFAULT '' NOT NULL,
    decision VARCHAR DEFAULT '' NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    begun_at VARCHAR DEFAULT '' NOT NULL,
    ended_at VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_agenda_point PRIMARY KEY (id),
    CONSTRAINT fk_agenda_point_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
    CONSTRAINT fk_agenda_point_item_id FOREIGN KEY(item_id) REFERENCES agenda_item (id)
)""",
    "CREATE INDEX ix_agenda_point_conference_id ON agenda_point (conference_id)",
    "CREATE INDEX ix_agenda_point_item_id ON agenda_point (item_id)",
    """CREATE TABLE agenda_audience (
    id VARCHAR NOT NULL,
    point_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    CONSTRAINT pk_agenda_audience PRIMARY KEY (id),
    CONSTRAINT fk_agenda_audience_point_id FOREIGN KEY(point_id) REFERENCES agenda_point (id),
    CONSTRAINT fk_agenda_audience_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id)
)""",
    "CREATE INDEX ix_agenda_audience_agency_id ON agenda_audience (agency_id)",
    "CREATE INDEX ix_agenda_audience_point_id ON agenda_audience (point_id)",
    """CREATE TABLE agenda_exhibit (
    id VARCHAR NOT NULL,
    point_id VARCHAR NOT NULL,
    no INTEGER DEFAULT '0' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    ref_id VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_agenda_exhibit PRIMARY KEY (id),
    CONSTRAINT fk_agenda_exhibit_point_id FOREIGN KEY(point_id) REFERENCES agenda_point (id)
)""",
    "CREATE INDEX ix_agenda_exhibit_point_id ON agenda_exhibit (point_id)",
    """CREATE TABLE participant_frame (
    id VARCHAR NOT NULL,
    participant_id VARCHAR NOT NULL,
    official BOOLEAN DEFAULT '0' NOT NULL,
    declared_on VARCHAR DEFAULT '' NOT NULL,
    bound_on VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_participant_frame PRIMARY KEY (id),
    CONSTRAINT uq_participant_frame_participant UNIQUE (participant_id),
    CONSTRAINT fk_participant_frame_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id)
)""",
    "CREATE INDEX ix_participant_frame_participant_id ON participant_frame (participant_id)",
    """CREATE TABLE conference_presence (
    id VARCHAR NOT NULL,
    conference_id VARCHAR NOT NULL,
    participant_id VARCHAR NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_conference_presence PRIMARY KEY (id),
    CONSTRAINT fk_conference_presence_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
    CONSTRAINT fk_conference_presence_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id)
)""",
    "CREATE INDEX ix_conference_presence_conference_id ON conference_presence (conference_id)",
    "CREATE INDEX ix_conference_presence_participant_id ON conference_presence (participant_id)",
    """CREATE TABLE conference_ground (
    id VARCHAR NOT NULL,
    conference_id VARCHAR NOT NULL,
    agency_id VARCHAR NOT NULL,
    on_request BOOLEAN DEFAULT '0' NOT NULL,
    condition_ids VARCHAR DEFAULT '' NOT NULL,
    consent_ids VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_conference_ground PRIMARY KEY (id),
    CONSTRAINT uq_conference_ground_pair UNIQUE (conference_id, agency_id),
    CONSTRAINT fk_conference_ground_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
    CONSTRAINT fk_conference_ground_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id)
)""",
    "CREATE INDEX ix_conference_ground_agency_id ON conference_ground (agency_id)",
    "CREATE INDEX ix_conference_ground_conference_id ON conference_ground (conference_id)",
    """CREATE TABLE conference_showing (
    id VARCHAR NOT NULL,
    conference_id VARCHAR NOT NULL,
    point_id VARCHAR DEFAULT '' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    ref_id VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_conference_showing PRIMARY KEY (id),
    CONSTRAINT fk_conference_showing_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id)
)""",
    "CREATE INDEX ix_conference_showing_conference_id ON conference_showing (conference_id)",
    """CREATE TABLE conference_hearing (
    id VARCHAR NOT NULL,
    showing_id VARCHAR NOT NULL,
    handover_id VARCHAR NOT NULL,
    people_ids VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_conference_hearing PRIMARY KEY (id),
    CONSTRAINT fk_conference_hearing_showing_id FOREIGN KEY(showing_id) REFERENCES conference_showing (id),
    CONSTRAINT fk_conference_hearing_handover_id FOREIGN KEY(handover_id) REFERENCES handover (id)
)""",
    "CREATE INDEX ix_conference_hearing_handover_id ON conference_hearing (handover_id)",
    "CREATE INDEX ix_conference_hearing_showing_id ON conference_hearing (showing_id)",
    """CREATE TABLE conference_copy (
    id VARCHAR NOT NULL,
    conference_id VARCHAR NOT NULL,
    participant_id VARCHAR NOT NULL,
    handover_id VARCHAR NOT NULL,
    no INTEGER DEFAULT '1' NOT NULL,
    kind VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_conference_copy PRIMARY KEY (id),
    CONSTRAINT fk_conference_copy_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id),
    CONSTRAINT fk_conference_copy_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id),
    CONSTRAINT fk_conference_copy_handover_id FOREIGN KEY(handover_id) REFERENCES handover (id)
)""",
    "CREATE INDEX ix_conference_copy_conference_id ON conference_copy (conference_id)",
    "CREATE INDEX ix_conference_copy_handover_id ON conference_copy (handover_id)",
    "CREATE INDEX ix_conference_copy_participant_id ON conference_copy (participant_id)",
    """CREATE TABLE measure_frame (
    id VARCHAR NOT NULL,
    measure_id VARCHAR NOT NULL,
    point_id VARCHAR,
    person VARCHAR DEFAULT '' NOT NULL,
    provision VARCHAR DEFAULT '' NOT NULL,
    priority VARCHAR DEFAULT '' NOT NULL,
    evidence VARCHAR DEFAULT '' NOT NULL,
    contribution_id VARCHAR DEFAULT '' NOT NULL,
    reason_ids VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_measure_frame PRIMARY KEY (id),
    CONSTRAINT uq_measure_frame_measure UNIQUE (measure_id),
    CONSTRAINT fk_measure_frame_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
    CONSTRAINT fk_measure_frame_point_id FOREIGN KEY(point_id) REFERENCES agenda_point (id)
)""",
    "CREATE INDEX ix_measure_frame_measure_id ON measure_frame (measure_id)",
    "CREATE INDEX ix_measure_frame_point_id ON measure_frame (point_id)",
    """CREATE TABLE measure_step (
    id VARCHAR NOT NULL,
    measure_id VARCHAR NOT NULL,
    conference_id VARCHAR,
    kind VARCHAR DEFAULT '' NOT NULL,
    state VARCHAR DEFAULT '' NOT NULL,
    text VARCHAR DEFAULT '' NOT NULL,
    told VARCHAR DEFAULT '' NOT NULL,
    at VARCHAR DEFAULT '' NOT NULL,
    actor VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_measure_step PRIMARY KEY (id),
    CONSTRAINT fk_measure_step_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
    CONSTRAINT fk_measure_step_conference_id FOREIGN KEY(conference_id) REFERENCES conference (id)
)""",
    "CREATE INDEX ix_measure_step_conference_id ON measure_step (conference_id)",
    "CREATE INDEX ix_measure_step_measure_id ON measure_step (measure_id)",
)


def upgrade() -> None:
    """Add the tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
