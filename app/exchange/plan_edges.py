"""Rows of an edge list as links; one link per pair however often and in whichever direction it is named."""

from collections.abc import Iterable

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange.cell_values import plain_count
from app.exchange.columns import assign
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.profile import SOURCE, TARGET, Profile
from app.exchange.readers.neutral import TableData, TableRow
from app.exchange.tables import filled
from app.ontology.catalogue import ontology

_WEIGHT, _DATE = "weight", "date"


def plan_edges(
    table: TableData,
    profile: Profile,
    builder: DeliveryBuilder,
    alone: Iterable[tuple[str, str, str]] = (),
) -> None:
    """Put every row's link and what it says about it into `builder`.

    `alone` are nodes the file names whether or not they have a link, as (name, node type, place).
    """
    columns = assign(table.columns, profile, profile.link_type, filled(table))
    if SOURCE not in columns.taken or TARGET not in columns.taken:
        raise columns_not_understood(table, profile)
    builder.skipped.extend(columns.skipped)
    edges = _Edges(table, profile, columns.taken, builder)
    for done, row in enumerate(table.rows):
        builder.step(done, len(table.rows))
        edges.take(row)
    for text, node_type, place in alone:
        name = builder.normal(node_type, profile.identifier, text, place, text)
        if name:
            edges.node(name, node_type, place, 0)


def columns_not_understood(table: TableData, profile: Profile) -> UserError:
    """The refusal of a table whose columns mean nothing to the profile."""
    return UserError(
        "import.columns",
        _("The profile “{profile}” does not understand the columns of the file: {columns}."),
        _("Name another profile, or name the columns in the first row, for instance “source” and “target”."),
        exit_code=ExitCode.INPUT_REFUSED,
        profile=profile.id,
        columns=", ".join(table.columns)[:200],
    )


class _Edges:
    def __init__(
        self, table: TableData, profile: Profile, taken: dict[str, int], builder: DeliveryBuilder
    ) -> None:
        self._table = table
        self._profile = profile
        self._taken = taken
        self._builder = builder
        self._plain = [key for key in taken if key not in {SOURCE, TARGET, _WEIGHT}]

    def take(self, row: TableRow) -> None:
        place = place_of(self._table, row)
        types = self._profile.node_type, self._profile.end_type
        start = self._name(row, SOURCE, types[0], place)
        end = self._name(row, TARGET, types[1], place)
        if not start or not end:
            return
        if start == end and not self._profile.two_mode:
            self._builder.skipped.append((place, _("“{name}” is linked with itself.").format(name=start)))
            return
        a = self.node(start, types[0], place, row.no)
        b = self.node(end, types[1], place, row.no)
        link = self._builder.link(self._profile.link_type, a, b, row.no)
        if not link.first:
            before = place_of(self._table, TableRow(link.before, ()))
            reason = _("The pair {a} – {b} stands in {place} already; both rows are kept on one link.")
            self._builder.merged.append((place, reason.format(a=start, b=end, place=before)))
        self._say(link.id, row, place)

    def _name(self, row: TableRow, key: str, node_type: str, place: str) -> str:
        index = self._taken[key]
        column, text = self._table.columns[index], row.cells[index]
        named = self._profile.identifier
        return self._builder.normal(node_type, named, text, place, column, no=row.no, index=index)

    def node(self, name: str, node_type: str, place: str, no: int) -> str:
        """Return the node of this name, made if it is new."""
        node = self._builder.node(node_type, {self._profile.identifier: name}, no=no)
        if node.first:
            self._builder.say(node.id, self._profile.identifier, name, place)
        return node.id

    def _say(self, link: str, row: TableRow, place: str) -> None:
        values = {}
        for key in self._plain:
            index = self._taken[key]
            text = row.cells[index].strip()
            if text:
                column = self._table.columns[index]
                values[key] = self._builder.normal(
                    self._profile.link_type, key, text, place, column, no=row.no, index=index
                )
        self._builder.say(link, "exists", "yes", place, valid_from=values.get(_DATE, ""))
        if _WEIGHT in self._taken:
            count = count_of(self._builder, row.cells[self._taken[_WEIGHT]], place)
            self._builder.say(link, _WEIGHT, count, place)
        for key, value in values.items():
            self._builder.say(link, key, value, place)


def count_of(builder: DeliveryBuilder, text: str, place: str) -> str:
    """How often, as a count; "" after reporting where a weight is none (0.5, -1), for it cannot be one."""
    text = text.strip()
    try:
        number = float(plain_count(text, builder.writing).replace(",", ".")) if text else 0.0
    except ValueError:
        builder.problem(
            _("{place}: the weight “{text}” is not a number.").format(place=place, text=text[:40])
        )
        return ""
    if number.is_integer() and 0 < number < 2**31:
        return str(int(number))
    if text:
        builder.skipped.append((place, _("The weight {text} is not a count.").format(text=text)))
    return ""


def place_of(table: TableData, row: TableRow) -> str:
    """Where a row stands, for people: `row 12`, or `Sheet1, row 12`."""
    place = _("row {no}").format(no=row.no)
    return f"{table.where}, {place}" if table.where else place


def allowed(link_type: str, start_type: str, end_type: str) -> bool:
    """Whether the ontology lets a link of this type run between nodes of these types."""
    return ontology().links[link_type].allows(start_type, end_type)
