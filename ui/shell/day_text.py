"""Days and moments of the store as people read them. Free of Qt."""

import datetime as dt

from app.base.clock import today
from app.ontology.values import display


def day(value: str) -> str:
    """Return a day, a moment or a partial date in the language in force; "" stays ""."""
    return display("partial_date", value) if value else ""


def moment(value: str) -> str:
    """Return a moment of the store (UTC text) as local day and time."""
    if not value:
        return ""
    local = dt.datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone()
    return f"{day(local.date().isoformat())}, {local:%H:%M}"


def overdue(value: str) -> bool:
    """Tell whether a day has passed."""
    return bool(value) and value[:10] < today().isoformat()
