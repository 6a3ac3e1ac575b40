"""Tables of the methods of a case: the document, its parts, what these cite, how evidence was rated.

A part has no reference to a subject: nobody can be placed in a method. What a part names in `gap_id`,
`task_id` and `measure_id` has its own life and may be gone.
"""

from sqlalchemy import Column, Integer, Table, UniqueConstraint

from app.store.table_parts import flag, id_column, metadata, reference, text_columns

method = Table(
    "method",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("kind", "title", "question", "template", "actor", "made_at"),
)

method_part = Table(
    "method_part",
    metadata,
    id_column(),
    reference("method_id", "method.id"),
    reference("above_id", "method_part.id", optional=True),
    reference("agency_id", "agency.id", optional=True),
    Column("no", Integer, nullable=False),
    *text_columns("kind", "role", "text", "note", "partner", "provision", "status", "due", "indicator"),
    *text_columns("gap_id", "task_id", "measure_id"),
    Column("effort", Integer, nullable=False, server_default="0"),
    Column("effect", Integer, nullable=False, server_default="0"),
    Column("lost", Integer, nullable=False, server_default="0"),
    flag("standard"),
)

method_citation = Table(
    "method_citation",
    metadata,
    id_column(),
    reference("part_id", "method_part.id"),
    reference("finding_id", "finding.id"),
    UniqueConstraint("part_id", "finding_id", name="uq_method_citation_pair"),
)

# What one person says of one row of evidence and one hypothesis.
method_rating = Table(
    "method_rating",
    metadata,
    id_column(),
    reference("evidence_id", "method_part.id"),
    reference("hypothesis_id", "method_part.id"),
    *text_columns("actor", "verdict"),
    UniqueConstraint("evidence_id", "hypothesis_id", "actor", name="uq_method_rating_cell"),
)
