"""The tables of the store: the chain Case - Contribution - Source - Finding - Subject and its company.

Every row has an `id` of 32 hex digits unless said otherwise; texts are never NULL ("" means "not
stated"), references may be. Rows are changed only through `app.store.unit_of_work`. The schema is made
by the migrations; a test proves that both agree.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from app.store import (
    chart_tables,
    conference_tables,
    exchange_tables,
    library_tables,
    method_tables,
    work_tables,
)
from app.store.table_parts import flag, id_column, reference, text_columns
from app.store.table_parts import metadata as shared_metadata

metadata = shared_metadata

chart = chart_tables.chart
chart_frame = chart_tables.chart_frame
chart_group = chart_tables.chart_group
chart_group_member = chart_tables.chart_group_member
chart_note = chart_tables.chart_note
chart_position = chart_tables.chart_position
chart_rule = chart_tables.chart_rule

case_party = work_tables.case_party
case_step = work_tables.case_step
collection_task = work_tables.collection_task
deletion_decision = work_tables.deletion_decision
gap = work_tables.gap
gap_entry = work_tables.gap_entry
quarantine = work_tables.quarantine
saved_view = work_tables.saved_view
wording = work_tables.wording

agenda_audience = conference_tables.agenda_audience
agenda_exhibit = conference_tables.agenda_exhibit
agenda_point = conference_tables.agenda_point
conference_copy = conference_tables.conference_copy
conference_frame = conference_tables.conference_frame
conference_ground = conference_tables.conference_ground
conference_hearing = conference_tables.conference_hearing
conference_presence = conference_tables.conference_presence
conference_showing = conference_tables.conference_showing
measure_frame = conference_tables.measure_frame
measure_step = conference_tables.measure_step
participant_frame = conference_tables.participant_frame

method = method_tables.method
method_citation = method_tables.method_citation
method_part = method_tables.method_part
method_rating = method_tables.method_rating

identity_frame = exchange_tables.identity_frame
package_act = exchange_tables.package_act
package_frame = exchange_tables.package_frame
package_ground = exchange_tables.package_ground
package_reference = exchange_tables.package_reference
package_version = exchange_tables.package_version
package_waiting = exchange_tables.package_waiting
partner_key_frame = exchange_tables.partner_key_frame

library_document = library_tables.library_document
library_file = library_tables.library_file
library_group = library_tables.library_group
library_piece = library_tables.library_piece
library_reader = library_tables.library_reader
library_reading = library_tables.library_reading
library_version = library_tables.library_version

meta = Table("meta", metadata, Column("id", String, primary_key=True), *text_columns("value"))

agency = Table("agency", metadata, id_column(), *text_columns("class_code", "name_de", "name_en"))

case_file = Table(
    "case_file",
    metadata,
    id_column(),
    Column("reference", String, nullable=False, unique=True),
    *text_columns("title", "question", "purpose", "legal_basis", "regime", "controller", "status", "topic"),
    *text_columns("pillar", "classification", "opened", "review_due"),
)

contribution = Table(
    "contribution",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    reference("agency_id", "agency.id"),
    *text_columns("title", "received", "provision", "purpose", "regime", "classification"),
    Column("label", String, nullable=True),
)

document = Table(
    "document",
    metadata,
    id_column(),
    reference("contribution_id", "contribution.id"),
    *text_columns("name", "media_type", "sha256", "state"),
    Column("size", Integer, nullable=False, server_default="0"),
)

# Content by its SHA-256, not by document: undoing and redoing an attachment moves no bytes.
document_chunk = Table(
    "document_chunk",
    metadata,
    id_column(),
    Column("sha256", String, nullable=False, index=True),
    Column("no", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

source = Table(
    "source",
    metadata,
    id_column(),
    reference("contribution_id", "contribution.id"),
    *text_columns("kind", "reference", "reliability"),
    reference("document_id", "document.id", optional=True),
)

subject = Table(
    "subject",
    metadata,
    id_column(),
    reference("case_id", "case_file.id", index=False),
    *text_columns("kind", "type"),
    reference("start", "subject.id", optional=True),
    reference("end", "subject.id", optional=True),
)
# With what is counted for every case, so that counting reads the index alone.
Index("ix_subject_case_kind", subject.c.case_id, subject.c.kind)

finding = Table(
    "finding",
    metadata,
    id_column(),
    reference("case_id", "case_file.id", index=False),
    reference("subject_id", "subject.id"),
    reference("source_id", "source.id"),
    *text_columns("property", "value", "standing", "credibility", "recorded_by", "recorded_at", "review_due"),
    *text_columns(
        "valid_from", "valid_to", "place_in_source", "author_agency_id", "handling", "handling_note"
    ),
    flag("exonerating"),
    flag("restricted"),
    reference("supersedes", "finding.id", optional=True),
    *text_columns("digest", "likelihood", "confidence"),
)
Index("ix_finding_case_review", finding.c.case_id, finding.c.review_due)
Index("ix_finding_property_value", finding.c.property, finding.c.value)

# Numbers of a case (its id) that are kept until it changes; only `app.store.kept_counts` writes them. No
# reference to the case, for nothing hangs on it: a case that is taken back and made again keeps its revision.
case_tally = Table(
    "case_tally",
    metadata,
    id_column(),
    Column("revision", Integer, nullable=False, server_default="0"),
    *(Column(name, Integer) for name in ("nodes", "links", "findings", "due")),
    Column("due_day", String),
    *(Column(name, Integer) for name in ("roleless", "pairs")),
    Column("pairs_by", String),
)

finding_basis = Table(
    "finding_basis",
    metadata,
    id_column(),
    reference("finding_id", "finding.id"),
    reference("basis_id", "finding.id"),
    UniqueConstraint("finding_id", "basis_id", name="uq_finding_basis_pair"),
)

# Value-free: keeps a later import from bringing back what was lawfully erased.
tombstone = Table("tombstone", metadata, id_column(), *text_columns("finding_id", "erased_at", "reason"))

judgement = Table(
    "judgement",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    reference("a", "subject.id"),
    reference("b", "subject.id"),
    *text_columns("verdict", "reason", "author_agency_id", "author", "made_at"),
)

conference = Table(
    "conference",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    Column("no", Integer, nullable=False),
    *text_columns("held_on", "place", "chair", "lead_agency_id", "state"),
)

agenda_item = Table(
    "agenda_item",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    Column("no", Integer, nullable=False),
    *text_columns("title", "question", "recommendation", "decision"),
)

participant = Table(
    "participant",
    metadata,
    id_column(),
    reference("conference_id", "conference.id"),
    reference("agency_id", "agency.id"),
    *text_columns("person", "role", "attendance"),
)

measure = Table(
    "measure",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    Column("no", Integer, nullable=False),
    *text_columns("title", "legal_power", "due", "state", "result"),
    reference("agency_id", "agency.id"),
    reference("conference_id", "conference.id", optional=True),
    reference("depends_on", "measure.id", optional=True),
)

measure_citation = Table(
    "measure_citation",
    metadata,
    id_column(),
    reference("measure_id", "measure.id"),
    reference("finding_id", "finding.id"),
)

provision_state = Table(
    "provision_state", metadata, id_column(), *text_columns("status", "decided_by", "decided_on")
)

register_entry = Table(
    "register_entry",
    metadata,
    id_column(),
    Column("register", String, nullable=False, index=True),
    *text_columns("state", "data"),
)

identity = Table(
    "identity",
    metadata,
    id_column(),
    *text_columns("name", "age_secret", "age_public", "sign_secret", "sign_public", "created"),
    Column("sequence", Integer, nullable=False, server_default="0"),
)

partner_key = Table(
    "partner_key",
    metadata,
    id_column(),
    reference("agency_id", "agency.id", optional=True),
    *text_columns("name", "age_public", "sign_public", "trusted_at"),
    Column("last_sequence", Integer, nullable=False, server_default="0"),
)

# The disclosure ledger: what left, to whom, on what ground, in which artefact.
handover = Table(
    "handover",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    reference("agency_id", "agency.id"),
    *text_columns("kind", "purpose", "occasion", "artefact_name", "sha256", "made_at", "made_by"),
    Column("copies", Integer, nullable=False, server_default="1"),
)

disclosure = Table(
    "disclosure",
    metadata,
    id_column(),
    reference("handover_id", "handover.id"),
    Column("finding_id", String, nullable=False, index=True),
    *text_columns("subject_id", "provision"),
)

package_seen = Table(
    "package_seen",
    metadata,
    id_column(),
    *text_columns("package_id", "signer", "sha256", "merged_at"),
    reference("case_id", "case_file.id"),
)

# What `app.store.searchindex` finds; the full-text table over it is made by the migrations.
search_text = Table(
    "search_text",
    metadata,
    Column("rowid_", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("ref_id", String, nullable=False, index=True),
    Column("case_id", String, nullable=False, server_default="", index=True),
    *text_columns("type", "due", "title", "body", "title_form", "body_form", "source_form", "facets"),
)

# Every longer word of the index once: compounds are found by what stands inside (search_vocabulary).
search_word = Table(
    "search_word",
    metadata,
    Column("word", String, primary_key=True),
    sqlite_with_rowid=False,
)

# The words of names by how they are heard: romanisations of one name find each other (search_names).
search_name = Table(
    "search_name",
    metadata,
    *(Column(name, String, primary_key=True) for name in ("bones", "vowels")),
    Column("word", String, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    *text_columns("at", "actor", "action", "case_id", "detail", "reason", "recipient", "previous", "hash"),
)

# The undo history: per change the images of every row before and after it.
change_log = Table(
    "change_log",
    metadata,
    id_column(),
    Column("seq", Integer, nullable=False, unique=True),
    *text_columns("case_id", "label", "images", "state", "touched", "at", "actor"),
)
# Every change asks for the steps that can no longer be redone; their images are not to be read for that.
Index("ix_change_log_case_state", change_log.c.case_id, change_log.c.state)

# Where the log was lawfully cut (BDSG section 76(4)): what the chain went on from, and why.
audit_cut = Table(
    "audit_cut",
    metadata,
    id_column(),
    Column("last_seq", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    *text_columns("last_hash", "up_to", "at", "actor", "reason"),
)

user_role = Table(
    "user_role",
    metadata,
    id_column(),
    *text_columns("user", "role"),
    UniqueConstraint("user", "role", name="uq_user_role_pair"),
)

# What somebody has begun in a form and not yet recorded; no finding, and gone when it becomes one.
draft = Table(
    "draft",
    metadata,
    id_column(),
    *text_columns("case_id", "user", "place", "data", "at"),
    UniqueConstraint("user", "place", name="uq_draft_place"),
)

# What a document says, by the SHA-256 of its content; pages are parted by form feeds.
document_text = Table(
    "document_text",
    metadata,
    id_column(),
    Column("sha256", String, nullable=False, unique=True),
    *text_columns("state", "note", "text"),
)
