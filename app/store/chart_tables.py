"""Tables of the charts of a case: places and looks over its subjects, notes, frames, groups, rules.

`look`, `filter` and `settings` are JSON text of what differs from the ordinary ("" for nothing does). `no`
orders what stands in one chart: which note lies on top, which rule comes later.
"""

from sqlalchemy import Boolean, Column, Float, Integer, String, Table, UniqueConstraint

from app.store.table_parts import flag, id_column, metadata, reference, text_columns


def _numbers(*names: str) -> list[Column[float]]:
    return [Column(name, Float, nullable=False, server_default="0") for name in names]


def _no() -> Column[int]:
    return Column("no", Integer, nullable=False, server_default="0")


chart = Table(
    "chart",
    metadata,
    id_column(),
    reference("case_id", "case_file.id"),
    *text_columns("name", "algorithm"),
    Column("scope", String, nullable=False, server_default="case"),
    *text_columns("filter", "settings"),
)

# A node or link about which the chart says something; `placed` tells whether x and y mean anything.
chart_position = Table(
    "chart_position",
    metadata,
    id_column(),
    reference("chart_id", "chart.id"),
    reference("subject_id", "subject.id"),
    Column("x", Float, nullable=False),
    Column("y", Float, nullable=False),
    flag("pinned"),
    flag("hidden"),
    flag("locked"),
    *text_columns("look"),
    Column("placed", Boolean, nullable=False, server_default="1"),
    UniqueConstraint("chart_id", "subject_id", name="uq_chart_position_pair"),
)

chart_note = Table(
    "chart_note",
    metadata,
    id_column(),
    reference("chart_id", "chart.id"),
    reference("subject_id", "subject.id", optional=True),
    _no(),
    *text_columns("text", "colour"),
    *_numbers("x", "y", "width", "height"),
)

chart_frame = Table(
    "chart_frame",
    metadata,
    id_column(),
    reference("chart_id", "chart.id"),
    _no(),
    *text_columns("title", "colour", "line"),
    *_numbers("x", "y", "width", "height"),
)

chart_group = Table(
    "chart_group",
    metadata,
    id_column(),
    reference("chart_id", "chart.id"),
    _no(),
    *text_columns("title", "colour"),
    flag("collapsed"),
    *_numbers("x", "y"),
)

chart_group_member = Table(
    "chart_group_member",
    metadata,
    id_column(),
    reference("group_id", "chart_group.id"),
    reference("subject_id", "subject.id"),
    UniqueConstraint("group_id", "subject_id", name="uq_chart_group_member_pair"),
)

chart_rule = Table(
    "chart_rule",
    metadata,
    id_column(),
    reference("chart_id", "chart.id"),
    _no(),
    *text_columns("title", "field", "name", "operator", "value", "look"),
    flag("active"),
)
