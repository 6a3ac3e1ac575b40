"""Tables of the work on a case that no other agency is given: steps, parties, gaps, plans, views."""

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from app.store.table_parts import id_column, metadata, reference, text_columns

# What was decided about a case and when; the last one is where it stands.
case_step = Table(
    "case_step",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("status", "outcome", "reason", "at", "actor"),
)

case_party = Table(
    "case_party",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    reference("agency_id", "agency.id"),
    *text_columns("role", "provision", "note"),
    UniqueConstraint("case_id", "agency_id", name="uq_case_party_pair"),
)

# A question of the gap table (who, what, when ...); its cells hold findings or a text.
gap = Table(
    "gap",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    Column("no", Integer, nullable=False),
    *text_columns("question", "text", "status"),
)

gap_entry = Table(
    "gap_entry",
    metadata,
    id_column(),
    reference("gap_id", "gap.id"),
    reference("finding_id", "finding.id", optional=True),
    *text_columns("cell", "text"),
)

collection_task = Table(
    "collection_task",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    reference("gap_id", "gap.id", optional=True),
    reference("agency_id", "agency.id", optional=True),
    Column("no", Integer, nullable=False),
    *text_columns(
        "requirement", "reason", "source", "method", "provision", "priority", "due", "state", "result"
    ),
    *text_columns("owner", "rating", "stop_criterion"),
)

# Contributions that must not be worked with until they carry a label (PolG NRW section 22b).
quarantine = Table(
    "quarantine",
    metadata,
    id_column(),
    Column("contribution_id", ForeignKey("contribution.id"), nullable=False, unique=True),
    *text_columns("since", "reason"),
)

saved_view = Table(
    "saved_view",
    metadata,
    id_column(),
    *text_columns("user", "place", "name", "data"),
    UniqueConstraint("user", "place", "name", name="uq_saved_view_name"),
)

# What is kept after an outcome in the person's favour (app/store/outcome_holds.py), why, and who decided.
deletion_decision = Table(
    "deletion_decision",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    reference("subject_id", "subject.id"),
    reference("about_id", "subject.id"),
    *text_columns("outcome", "kind", "reason", "actor", "at"),
    UniqueConstraint("subject_id", "about_id", "outcome", name="uq_deletion_decision_matter"),
)

# In which words a text of the office may go to one agency ("" for every one), and who cleared it: `text`, or
# with "" what stands in the row itself while its sum is `sha256`. `kept` are words cleared all the same.
wording = Table(
    "wording",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("field", "row_id", "recipient_id", "text", "sha256", "kept", "at", "actor"),
    UniqueConstraint("case_id", "field", "row_id", "recipient_id", name="uq_wording_place"),
)
