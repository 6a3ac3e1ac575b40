"""From rows of the store to the document of a chart, and the one way in which gestures change it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Table, func, select

from app.base.chart_records import (
    COLOURS,
    LINE_STYLES,
    SCOPES,
    ChartDocument,
    ChartFilter,
    ChartFrame,
    ChartGroup,
    ChartItem,
    ChartNote,
    ChartRule,
    ChartSettings,
    Look,
)
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.casework import chart_checks
from app.store import tables
from app.store.audit import Action
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

PLAIN = Look()
Parts = Look | ChartFilter | ChartSettings

CHART_PARTS = (
    tables.chart_position,
    tables.chart_note,
    tables.chart_frame,
    tables.chart_group,
    tables.chart_rule,
)
"""The tables whose rows belong to one chart (`chart_id`)."""


class FirstChart(str):
    """The id of the chart that a case does not have yet; the gesture done on it makes it, as one step."""

    case_id: str
    places: Mapping[str, tuple[float, float]]

    @classmethod
    def of(cls, case_id: str, places: Mapping[str, tuple[float, float]]) -> "FirstChart":
        """Name the first chart of a case; `places` is where its nodes stand (px at scale 1)."""
        made = cls(new_id())
        made.case_id, made.places = case_id, dict(places)
        return made


@contextmanager
def changing(
    store: Store, chart_id: str, label: str, action: Action = Action.ALTERATION
) -> Iterator[UnitOfWork]:
    """Give the unit of work for one gesture on a chart; `UserError` if there is no such chart."""
    first = chart_id if isinstance(chart_id, FirstChart) else None
    if first is not None:
        case_id = first.case_id
    else:
        with store.read() as connection:
            case_id = str(chart_row(connection, chart_id).case_id)
    with store.write(label, action, case_id=case_id) as work:
        if first is not None:
            _make(work, first)
        yield work
        work.about(chart_id)


def _make(work: UnitOfWork, first: FirstChart) -> None:
    chart_checks.subjects(work.connection, first.case_id, first.places)
    row = {"id": str(first), "case_id": first.case_id, "name": _("Chart 1"), "algorithm": "organic"}
    work.insert(tables.chart, row)
    items = (ChartItem(i, float(x), float(y)) for i, (x, y) in first.places.items())
    work.insert_many(tables.chart_position, [item_row(str(first), item) for item in items])


def chart_row(connection: Connection, chart_id: str) -> Any:
    """Return the row of a chart; `UserError` if it is not there any more."""
    row = connection.execute(select(tables.chart).where(tables.chart.c.id == chart_id)).first()
    if row is None:
        raise UserError(
            "chart.unknown",
            _("This chart is not there any more."),
            _("Choose another chart of the case, or take back that it was deleted."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return row


def document_of(connection: Connection, chart_id: str) -> ChartDocument:
    """Return a chart with everything on it, as it is in this transaction."""
    row = chart_row(connection, chart_id)
    return ChartDocument(
        id=row.id,
        case_id=row.case_id,
        name=row.name,
        algorithm=row.algorithm,
        items=items_of(connection, chart_id),
        notes=_notes(connection, chart_id),
        frames=_frames(connection, chart_id),
        groups=_groups(connection, chart_id),
        rules=_rules(connection, chart_id),
        filter=filter_from(row.filter),
        settings=settings_from(row.settings),
        scope=row.scope if row.scope in SCOPES else SCOPES[0],
    )


def items_of(connection: Connection, chart_id: str) -> dict[str, ChartItem]:
    """Return the items of a chart by subject."""
    t = tables.chart_position
    query = select(t.c.subject_id, t.c.x, t.c.y, t.c.pinned, t.c.hidden, t.c.locked, t.c.look, t.c.placed)
    found: dict[str, ChartItem] = {}
    for s, x, y, pinned, hidden, locked, look, placed in connection.execute(
        query.where(t.c.chart_id == chart_id)
    ):
        found[s] = ChartItem(s, x, y, pinned, hidden, locked, look_from(look), placed)
    return found


def ordered(connection: Connection, table: Table, chart_id: str) -> Sequence[Any]:
    """Return the notes, frames, groups or rules of a chart in their order."""
    query = select(table).where(table.c.chart_id == chart_id).order_by(table.c.no, table.c.id)
    return connection.execute(query).all()


def next_no(connection: Connection, table: Table, chart_id: str) -> int:
    """Return the number of what comes last in a chart."""
    last = connection.execute(select(func.max(table.c.no)).where(table.c.chart_id == chart_id)).scalar()
    return int(last or 0) + 1


def part_of(connection: Connection, table: Table, part_id: str, chart_id: str) -> Any:
    """Return a note, frame, group or rule of a chart; `UserError` if it is not there any more."""
    query = select(table).where(table.c.id == part_id, table.c.chart_id == chart_id)
    row = connection.execute(query).first()
    if row is None:
        raise UserError(
            "chart.part",
            _("This is not on the chart any more."),
            _("Take back that it was removed, or add it anew."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return row


def written(parts: Parts) -> str:
    """Return as JSON text what differs from the ordinary, "" if nothing does."""
    plain = type(parts)()
    said = {f.name: getattr(parts, f.name) for f in fields(parts)}
    said = {name: value for name, value in said.items() if value != getattr(plain, name)}
    if isinstance(parts, ChartSettings) and "badges" in said:
        said["badges"] = {kind: list(names) for kind, names in parts.badges.items()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else ""


def look_from(text: str) -> Look:
    """Return a look as it was written."""
    look = Look(**_known(Look, text)) if text else PLAIN
    return look if look.colour in COLOURS else replace(look, colour="")


def filter_from(text: str) -> ChartFilter:
    """Return a filter as it was written."""
    said = _known(ChartFilter, text) if text else {}
    said.update({name: tuple(value) for name, value in said.items() if isinstance(value, list)})
    return ChartFilter(**said)


def settings_from(text: str) -> ChartSettings:
    """Return settings as they were written."""
    said = _known(ChartSettings, text) if text else {}
    if "badges" in said:
        said["badges"] = {kind: tuple(names) for kind, names in said["badges"].items()}
    return ChartSettings(**said)


def _known(kind: type[Parts], text: str) -> dict[str, Any]:
    """Leave out what is no part any more: a chart must open without it."""
    names = {f.name for f in fields(kind)}
    return {name: value for name, value in json.loads(text).items() if name in names}


# An erasure may have put its mark even in place of a code; the chart must open all the same.
def _colour(text: str) -> str:
    return text if text in COLOURS else ""


def _line(text: str) -> str:
    return text if text in LINE_STYLES else ""


def _notes(connection: Connection, chart_id: str) -> tuple[ChartNote, ...]:
    return tuple(
        ChartNote(r.id, r.text, r.x, r.y, r.width, r.height, _colour(r.colour), r.subject_id or "")
        for r in ordered(connection, tables.chart_note, chart_id)
    )


def _frames(connection: Connection, chart_id: str) -> tuple[ChartFrame, ...]:
    return tuple(
        ChartFrame(r.id, r.title, r.x, r.y, r.width, r.height, _colour(r.colour), _line(r.line))
        for r in ordered(connection, tables.chart_frame, chart_id)
    )


def _groups(connection: Connection, chart_id: str) -> tuple[ChartGroup, ...]:
    g, m = tables.chart_group, tables.chart_group_member
    query = select(m.c.group_id, m.c.subject_id).join(g, g.c.id == m.c.group_id)
    members: dict[str, list[str]] = {}
    for group_id, subject_id in connection.execute(query.where(g.c.chart_id == chart_id)):
        members.setdefault(group_id, []).append(subject_id)
    return tuple(
        ChartGroup(
            r.id, r.title, tuple(sorted(members.get(r.id, ()))), r.collapsed, r.x, r.y, _colour(r.colour)
        )
        for r in ordered(connection, g, chart_id)
    )


def _rules(connection: Connection, chart_id: str) -> tuple[ChartRule, ...]:
    return tuple(
        ChartRule(r.id, r.no, r.title, r.field, r.name, r.operator, r.value, look_from(r.look), r.active)
        for r in ordered(connection, tables.chart_rule, chart_id)
    )


def item_row(chart_id: str, item: ChartItem) -> Mapping[str, Any]:
    """Return the row that keeps an item."""
    return {
        "chart_id": chart_id,
        "subject_id": item.subject_id,
        "x": float(item.x),
        "y": float(item.y),
        "pinned": item.pinned,
        "hidden": item.hidden,
        "locked": item.locked,
        "look": written(item.look),
        "placed": item.placed,
    }
