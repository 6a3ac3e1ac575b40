"""Tables of a conference beside its frame: what is planned, who is in the room, what was shown to whom.

None of it is part of a case's records, so nothing here reaches a view, a briefing or a package by itself.
Points that not everybody may hear stand here alone (`agenda_point` without `item_id`): the agenda that each
participating agency is given has neither them nor a gap in its numbers.
"""

from sqlalchemy import Column, Integer, Table, UniqueConstraint

from app.store.table_parts import flag, id_column, metadata, reference, text_columns

conference_frame = Table(
    "conference_frame",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    Column("minutes", Integer, nullable=False, server_default="0"),
    *text_columns("purpose", "minute_taker", "contact", "begun_at", "ended_at", "next_on"),
    UniqueConstraint("conference_id", name="uq_conference_frame_conference"),
)

agenda_point = Table(
    "agenda_point",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    reference("item_id", "agenda_item.id", optional=True),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("minutes", Integer, nullable=False, server_default="0"),
    *text_columns("kind", "speaker_id", "title", "question", "recommendation", "decision", "note"),
    *text_columns("begun_at", "ended_at"),
)

# Who may hear a point; no row at all: everybody invited.
agenda_audience = Table(
    "agenda_audience",
    metadata,
    id_column(),
    reference("point_id", "agenda_point.id"),
    reference("agency_id", "agency.id"),
)

# What shall be shown under a point; `ref_id` is a finding, a subject or a chart, "" for the timeline.
agenda_exhibit = Table(
    "agenda_exhibit",
    metadata,
    id_column(),
    reference("point_id", "agenda_point.id"),
    Column("no", Integer, nullable=False, server_default="0"),
    *text_columns("kind", "ref_id"),
)

participant_frame = Table(
    "participant_frame",
    metadata,
    id_column(),
    reference("participant_id", "participant.id"),
    flag("official"),
    *text_columns("declared_on", "bound_on"),
    UniqueConstraint("participant_id", name="uq_participant_frame_participant"),
)

conference_presence = Table(
    "conference_presence",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    reference("participant_id", "participant.id"),
    *text_columns("state", "at"),
)

# On which confirmed conditions one agency is told something at a conference.
conference_ground = Table(
    "conference_ground",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    reference("agency_id", "agency.id"),
    flag("on_request"),
    *text_columns("condition_ids", "consent_ids", "at", "actor"),
    UniqueConstraint("conference_id", "agency_id", name="uq_conference_ground_pair"),
)

# What was on the screen, and (`conference_hearing`) the hand-over of the ledger for each agency in the room.
conference_showing = Table(
    "conference_showing",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    *text_columns("point_id", "kind", "ref_id", "at"),
)

conference_hearing = Table(
    "conference_hearing",
    metadata,
    id_column(),
    reference("showing_id", "conference_showing.id"),
    reference("handover_id", "handover.id"),
    *text_columns("people_ids"),
)

# Which numbered copy of a briefing or of the minutes was made for whom.
conference_copy = Table(
    "conference_copy",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    reference("participant_id", "participant.id"),
    reference("handover_id", "handover.id"),
    Column("no", Integer, nullable=False, server_default="1"),
    *text_columns("kind", "at"),
)

# `contribution_id` is the result that came back; it may be withdrawn or erased like any other. `reason_ids`
# are the reasons of a measure agreed under a closed point: as citations they would carry it to whoever may
# have these findings.
measure_frame = Table(
    "measure_frame",
    metadata,
    id_column(),
    reference("measure_id", "measure.id"),
    reference("point_id", "agenda_point.id", optional=True),
    *text_columns("person", "provision", "priority", "evidence", "contribution_id", "reason_ids"),
    UniqueConstraint("measure_id", name="uq_measure_frame_measure"),
)

# How a measure went on: `kind` state, escalation or feedback.
measure_step = Table(
    "measure_step",
    metadata,
    id_column(),
    reference("measure_id", "measure.id"),
    reference("conference_id", "conference.id", optional=True),
    *text_columns("kind", "state", "text", "told", "at", "actor"),
)
