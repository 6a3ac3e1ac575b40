"""Rows of a list as nodes, each cell a finding about its row's node."""

from app.base.i18n import _
from app.exchange.columns import assign
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.plan_edges import columns_not_understood, place_of
from app.exchange.profile import SOURCE, TARGET, Profile
from app.exchange.readers.neutral import TableData, TableRow
from app.exchange.tables import filled


def plan_nodes(table: TableData, profile: Profile, builder: DeliveryBuilder) -> None:
    """Put every row's node and what it says about it into `builder`.

    Rows join one node only where a property that identifies it says so; equal names stay two nodes.
    """
    columns = assign(table.columns, profile, profile.node_type, filled(table))
    taken = {key: index for key, index in columns.taken.items() if key not in {SOURCE, TARGET}}
    if not taken:
        raise columns_not_understood(table, profile)
    builder.skipped.extend(columns.skipped)
    for done, row in enumerate(table.rows):
        builder.step(done, len(table.rows))
        _take(table, row, profile, taken, builder)


def _take(
    table: TableData,
    row: TableRow,
    profile: Profile,
    taken: dict[str, int],
    builder: DeliveryBuilder,
) -> None:
    place = place_of(table, row)
    values = {}
    for key, index in taken.items():
        text = row.cells[index].strip()
        if text:
            values[key] = builder.normal(
                profile.node_type, key, text, place, table.columns[index], no=row.no, index=index
            )
    if not values:
        builder.skipped.append((place, _("The row holds nothing in the columns that are read.")))
        return
    node = builder.node(profile.node_type, values, no=row.no)
    if not node.first:
        before = place_of(table, TableRow(node.before, ()))
        reason = _("It speaks of the same thing as {place}; both rows are kept on one.")
        builder.merged.append((place, reason.format(place=before)))
    for key, value in values.items():
        builder.say(node.id, key, value, place)
