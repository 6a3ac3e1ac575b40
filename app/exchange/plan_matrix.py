"""A matrix as links: one for each filled cell, and a node for every name, also for those without a tie."""

from app.base.i18n import _
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.plan_edges import place_of, plan_edges
from app.exchange.profile import Profile
from app.exchange.readers.matrix import Matrix
from app.exchange.readers.neutral import TableRow


def plan_matrix(matrix: Matrix, profile: Profile, builder: DeliveryBuilder) -> None:
    """Put the ties and the names of both sides into `builder`; the report says what was read."""
    table = matrix.table()
    alone = [(name, profile.node_type, place_of(table, TableRow(no, ()))) for no, name in matrix.down]
    if profile.two_mode:
        alone += [(name, profile.end_type, _("first row")) for name in matrix.across]
    plan_edges(table, profile, builder, alone)
    builder.notes.append(matrix.note())
