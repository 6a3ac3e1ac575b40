"""The tables of the store: the chain Case - Contribution - Source - Finding - Subject and its company.

Every row has an `id` of 32 hex digits unless said otherwise; texts are never NULL ("" means "not
stated"), references may be. Rows are changed only through `app.store.unit_of_work`. The schema is made
by the migrations; a test proves that both agree.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String, primary_key=True)


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, String, nullable=False, server_default="") for name in names]


def _ref(name: str, target: str, *, optional: bool = False) -> Column[Any]:
    return Column(name, ForeignKey(target), nullable=optional, index=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default="0")


meta = Table("meta", metadata, Column("id", String, primary_key=True), *_text("value"))

agency = Table("agency", metadata, _id(), *_text("class_code", "name_de", "name_en"))

case_file = Table(
    "case_file",
    metadata,
    _id(),
    Column("reference", String, nullable=False, unique=True),
    *_text("title", "question", "purpose", "legal_basis", "regime", "controller", "status", "topic"),
    *_text("pillar", "classification", "opened", "review_due"),
)

contribution = Table(
    "contribution",
    metadata,
    _id(),
    _ref("case_id", "case_file.id"),
    _ref("agency_id", "agency.id"),
    *_text("title", "received", "provision", "purpose", "regime", "classification"),
    Column("label", String, nullable=True),
)

document = Table(
    "document",
    metadata,
    _id(),
    _ref("contribution_id", "contribution.id"),
    *_text("name", "media_type", "sha256", "state"),
    Column("size", Integer, nullable=False, server_default="0"),
)

# Content by its SHA-256, not by document: undoing and redoing an attachment moves no bytes.
document_chunk = Table(
    "document_chunk",
    metadata,
    _id(),
    Column("sha256", String, nullable=False, index=True),
    Column("no", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

source = Table(
    "source",
    metadata,
    _id(),
    _ref("contribution_id", "contribution.id"),
    *_text("kind", "reference", "reliability"),
    _ref("document_id", "document.id", optional=True),
)

subject = Table(
    "subject",
    metadata,
    _id(),
    _ref("case_id", "case_file.id"),
    *_text("kind", "type"),
    _ref("start", "subject.id", optional=True),
    _ref("end", "subject.id", optional=True),
)

finding = Table(
    "finding",
    metadata,
    _id(),
    _ref("case_id", "case_file.id"),
    _ref("subject_id", "subject.id"),
    _ref("source_id", "source.id"),
    *_text("property", "value", "standing", "credibility", "recorded_by", "recorded_at", "review_due"),
    *_text("valid_from", "valid_to", "place_in_source", "author_agency_id", "handling", "handling_note"),
    _flag("exonerating"),
    _flag("restricted"),
    _ref("supersedes", "finding.id", optional=True),
    *_text("digest"),
)
Index("ix_finding_property_value", finding.c.property, finding.c.value)

finding_basis = Table(
    "finding_basis",
    metadata,
    _id(),
    _ref("finding_id", "finding.id"),
    _ref("basis_id", "finding.id"),
    UniqueConstraint("finding_id", "basis_id", name="uq_finding_basis_pair"),
)

# Value-free: keeps a later import from bringing back what was lawfully erased.
tombstone = Table("tombstone", metadata, _id(), *_text("finding_id", "erased_at", "reason"))

judgement = Table(
    "judgement",
    metadata,
    _id(),
    _ref("case_id", "case_file.id"),
    _ref("a", "subject.id"),
    _ref("b", "subject.id"),
    *_text("verdict", "reason", "author_agency_id", "author", "made_at"),
)

chart = Table("chart", metadata, _id(), _ref("case_id", "case_file.id"), *_text("name", "algorithm"))

chart_position = Table(
    "chart_position",
    metadata,
    _id(),
    _ref("chart_id", "chart.id"),
    _ref("subject_id", "subject.id"),
    Column("x", Float, nullable=False),
    Column("y", Float, nullable=False),
    _flag("pinned"),
    UniqueConstraint("chart_id", "subject_id", name="uq_chart_position_pair"),
)

conference = Table(
    "conference",
    metadata,
    _id(),
    _ref("case_id", "case_file.id"),
    Column("no", Integer, nullable=False),
    *_text("held_on", "place", "chair", "lead_agency_id", "state"),
)

agenda_item = Table(
    "agenda_item",
    metadata,
    _id(),
    _ref("conference_id", "conference.id"),
    Column("no", Integer, nullable=False),
    *_text("title", "question", "recommendation", "decision"),
)

participant = Table(
    "participant",
    metadata,
    _id(),
    _ref("conference_id", "conference.id"),
    _ref("agency_id", "agency.id"),
    *_text("person", "role", "attendance"),
)

measure = Table(
    "measure",
    metadata,
    _id(),
    _ref("case_id", "case_file.id"),
    Column("no", Integer, nullable=False),
    *_text("title", "legal_power", "due", "state", "result"),
    _ref("agency_id", "agency.id"),
    _ref("conference_id", "conference.id", optional=True),
    _ref("depends_on", "measure.id", optional=True),
)

measure_citation = Table(
    "measure_citation",
    metadata,
    _id(),
    _ref("measure_id", "measure.id"),
    _ref("finding_id", "finding.id"),
)

provision_state = Table("provision_state", metadata, _id(), *_text("status", "decided_by", "decided_on"))

register_entry = Table(
    "register_entry",
    metadata,
    _id(),
    Column("register", String, nullable=False, index=True),
    *_text("state", "data"),
)

identity = Table(
    "identity",
    metadata,
    _id(),
    *_text("name", "age_secret", "age_public", "sign_secret", "sign_public", "created"),
    Column("sequence", Integer, nullable=False, server_default="0"),
)

partner_key = Table(
    "partner_key",
    metadata,
    _id(),
    _ref("agency_id", "agency.id", optional=True),
    *_text("name", "age_public", "sign_public", "trusted_at"),
    Column("last_sequence", Integer, nullable=False, server_default="0"),
)

# The disclosure ledger: what left, to whom, on what ground, in which artefact.
handover = Table(
    "handover",
    metadata,
    _id(),
    _ref("case_id", "case_file.id"),
    _ref("agency_id", "agency.id"),
    *_text("kind", "purpose", "occasion", "artefact_name", "sha256", "made_at", "made_by"),
    Column("copies", Integer, nullable=False, server_default="1"),
)

disclosure = Table(
    "disclosure",
    metadata,
    _id(),
    _ref("handover_id", "handover.id"),
    Column("finding_id", String, nullable=False, index=True),
    *_text("subject_id", "provision"),
)

package_seen = Table(
    "package_seen",
    metadata,
    _id(),
    *_text("package_id", "signer", "sha256", "merged_at"),
    _ref("case_id", "case_file.id"),
)

# What `app.store.searchindex` finds; the full-text table over it is made by the migrations.
search_text = Table(
    "search_text",
    metadata,
    Column("rowid_", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("ref_id", String, nullable=False, index=True),
    Column("case_id", String, nullable=False, server_default="", index=True),
    *_text("type", "due", "title", "body", "title_form", "body_form", "source_form", "facets"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    *_text("at", "actor", "action", "case_id", "detail", "reason", "recipient", "previous", "hash"),
)

# The undo history: per change the images of every row before and after it.
change_log = Table(
    "change_log",
    metadata,
    _id(),
    Column("seq", Integer, nullable=False, unique=True),
    *_text("case_id", "label", "images", "state", "touched", "at", "actor"),
)

# Where the log was lawfully cut (BDSG section 76(4)): what the chain went on from, and why.
audit_cut = Table(
    "audit_cut",
    metadata,
    _id(),
    Column("last_seq", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    *_text("last_hash", "up_to", "at", "actor", "reason"),
)

user_role = Table(
    "user_role",
    metadata,
    _id(),
    *_text("user", "role"),
    UniqueConstraint("user", "role", name="uq_user_role_pair"),
)

# What somebody has begun in a form and not yet recorded; no finding, and gone when it becomes one.
draft = Table(
    "draft",
    metadata,
    _id(),
    *_text("case_id", "user", "place", "data", "at"),
    UniqueConstraint("user", "place", name="uq_draft_place"),
)

# What a document says, by the SHA-256 of its content; pages are parted by form feeds.
document_text = Table(
    "document_text",
    metadata,
    _id(),
    Column("sha256", String, nullable=False, unique=True),
    *_text("state", "note", "text"),
)
