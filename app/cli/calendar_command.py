"""`calendar`: what is planned or due in the registers of the office."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.partial_date import bounds
from app.cli.session import Session, common
from app.handover.office_calendar_file import write_calendar
from app.office.office_calendar import Due, due_items
from app.ontology.values import display, normalise


@click.command()
@click.option("--until", default="", metavar="DATE", help="Only what begins up to this day.")
@click.option("--out", type=click.Path(path_type=Path), help="The calendar file to write: .ics.")
@common
def calendar(session: Session, until: str, out: Path | None) -> None:
    """Show what is planned or due, the earliest first; with --out write it as a calendar file."""
    last = _last_day(until) if until else None
    with session.open() as store:
        found = due_items(store, last)
        made = write_calendar(store, out, last) if out is not None else None
    document: dict[str, Any] = {"dates": [_row(item) for item in found]}
    if made is not None:
        document |= {"file": str(made.path), "written": made.events}
    lines = [_line(item) for item in found] or [_("Nothing is due in any register.")]
    session.answer(document, *lines, *([str(made.path)] if made else []))


def _last_day(text: str) -> dt.date:
    try:
        return bounds(normalise("partial_date", text))[1]
    except ValueError as error:
        raise UserError(
            "calendar.day", str(error), _("Write a day as 2026-12-31."), exit_code=ExitCode.USAGE
        ) from error


def _row(item: Due) -> dict[str, Any]:
    return {
        "day": item.day.isoformat(),
        "text": item.text,
        "title": item.title,
        "register": item.register,
        "entry": item.entry_id,
        "overdue": item.overdue,
    }


def _line(item: Due) -> str:
    day = display("partial_date", item.day.isoformat())
    return "  ".join(filter(None, (day, item.text, item.title, _("overdue") if item.overdue else "")))
