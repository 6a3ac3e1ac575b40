"""Marks of protected data: that a contribution or a finding holds confided, health or tax data, and the like.

What an agency's task is tells most of it (`app.policy.transmission_limits.data_of`); the rest is marked here.
The release check holds every marked finding to the limits of all its classes of data. A row of `meta` holds
ids and classes; why somebody marked it stands in the log.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.base.provision_records import DataMark
from app.policy.transmission_limits import data_classes
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

_PREFIX = "data"


def of_case(connection: Connection, case_id: str) -> tuple[DataMark, ...]:
    """Return the marks of a case, by record."""
    m = tables.meta
    query = select(m.c.id, m.c.value).where(m.c.id.startswith(f"{_PREFIX}:{case_id}:")).order_by(m.c.id)
    return tuple(
        DataMark(row.id.rsplit(":", 1)[1], tuple(json.loads(row.value))) for row in connection.execute(query)
    )


def key(case_id: str, record_id: str) -> str:
    """Return the id of the row about one record."""
    return f"{_PREFIX}:{case_id}:{record_id}"


def keys(connection: Connection, case_id: str) -> tuple[str, ...]:
    """Return the ids of the rows about records of a case."""
    m = tables.meta
    return tuple(
        connection.execute(select(m.c.id).where(m.c.id.startswith(f"{_PREFIX}:{case_id}:"))).scalars()
    )


def mark(store: Store, case_id: str, record_ids: Sequence[str], data: Sequence[str], reason: str) -> Change:
    """Mark contributions or findings of a case as these classes of data; none takes the mark off.

    Raises `UserError` (exit 2) without a reason, for a class there is not, and for a record of another case.
    """
    if not reason.strip():
        raise UserError("mark.reason", _("The reason is missing."), _("It goes into the log."))
    unknown = [one for one in data if one not in data_classes()]
    if unknown:
        raise UserError(
            "mark.data",
            _("There is no class of data “{code}”."),
            _("Use one of: {known}."),
            exit_code=ExitCode.USAGE,
            code=unknown[0],
            known=", ".join(data_classes()),
        )
    count = len(record_ids)
    label = ngettext("Class of data marked", "Class of data marked at {count} records", count)
    with store.write(
        label.format(count=count), Action.ALTERATION, case_id=case_id, reason=reason.strip()
    ) as work:
        for record_id in dict.fromkeys(record_ids):
            _require(work.connection, case_id, record_id)
            row_id = key(case_id, record_id)
            before, value = work.row(tables.meta, row_id), json.dumps(sorted(set(data)))
            if not data and before is not None:
                work.delete(tables.meta, row_id)
            elif data and before is None:
                work.insert(tables.meta, {"id": row_id, "value": value})
            elif data:
                work.update(tables.meta, row_id, value=value)
            work.about(record_id)
    return work.done


def _require(connection: Connection, case_id: str, record_id: str) -> None:
    for table in (tables.finding, tables.contribution):
        query = select(table.c.id).where(table.c.id == record_id, table.c.case_id == case_id)
        if connection.execute(query).first() is not None:
            return
    raise UserError(
        "mark.record",
        _("There is no finding and no contribution “{id}” in this case."),
        _("Use the id that `release` or the tables show."),
        exit_code=ExitCode.USAGE,
        id=record_id,
    )
