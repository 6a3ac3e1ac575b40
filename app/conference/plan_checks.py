"""What is asked of every entry of a plan; the keys of refusals end in the field they are about."""

import datetime as dt

from sqlalchemy import Table, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import tables
from app.store.store import Store

LONGEST = 24 * 60


def begin_of(held_on: str) -> dt.datetime | None:
    """Return the local begin of a conference; None if only its day is known, or not even that."""
    try:
        return dt.datetime.strptime(held_on[:16], "%Y-%m-%dT%H:%M")
    except ValueError:
        return None


def day_or_moment(text: str) -> str:
    """Return a day or a day with time as the store keeps it; `UserError` for anything else."""
    wanted = text.strip().replace(" ", "T")
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M"):
        try:
            dt.datetime.strptime(wanted, form)
        except ValueError:
            continue
        return wanted
    raise UserError(
        "conference.held_on",
        _("“{text}” is no day and no time."),
        _("Write the day and the time as 2026-12-01 10:00."),
        text=text,
    )


def day(text: str, field: str) -> str:
    """Return a day as the store keeps it, "" for none; `UserError` for anything else."""
    wanted = text.strip()
    try:
        return dt.date.fromisoformat(wanted).isoformat() if wanted else ""
    except ValueError as error:
        raise UserError(
            f"conference.{field}",
            _("“{text}” is no day."),
            _("Write the day as 2026-12-01."),
            text=text,
        ) from error


def minutes(text: str | int, field: str = "minutes") -> int:
    """Return a length in minutes, 0 for none; `UserError` for what is none or longer than a day."""
    said = str(text).strip() or "0"
    if not said.isdecimal() or int(said) > LONGEST:
        raise UserError(
            f"conference.{field}",
            _("“{text}” is no number of minutes."),
            _("Write whole minutes, for example 90."),
            text=text,
        )
    return int(said)


def wanted(text: str, field: str, message: str, remedy: str) -> str:
    """Return a text that must not be empty; `UserError` with this message if it is."""
    if not text.strip():
        raise UserError(f"conference.{field}", message, remedy)
    return text.strip()


def case_of(store: Store, table: Table, row_id: str) -> tuple[str, str]:
    """Return conference and case of a row that hangs on a conference; `UserError` (exit 1) if it is gone."""
    c = tables.conference
    conference = table.c.id if table is c else table.c.conference_id
    query = select(c.c.id, c.c.case_id).where(table.c.id == row_id)
    if table is not c:
        query = query.join(table, conference == c.c.id)
    with store.read() as connection:
        found = connection.execute(query).first()
    if found is None:
        raise UserError(
            "conference.gone",
            _("This is no part of the conference any more."),
            _("Somebody has taken it out; look at the agenda again."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return str(found.id), str(found.case_id)
