"""The handbook as the window reads it. Free of Qt."""

from pathlib import Path
from typing import Any

from app.base.handbook_records import Handbook
from app.base.i18n import _, language
from app.office.handbook import handbook
from app.office.handbook_fields import agency_names, fields
from app.store.store import Store
from ui.library.library_query import Choices
from ui.shell.late_import import load_late


def topic_choices() -> Choices:
    """Return what the book can be narrowed to, everything first."""
    return (("", _("all topics")), *((field.id, field.label) for field in fields().values()))


def agency_choices() -> Choices:
    """Return the agencies that have a chapter."""
    return tuple(agency_names().items())


def read_book(store: Store, agency: str, topic: str) -> Handbook:
    """Return the book of one agency."""
    return handbook(store, agency, topic)


def write_book(store: Store, out: Path, agency: str, topic: str) -> Any:
    """Write the book as PDF in the language in force."""
    room = load_late("app.handover.library_handbook")
    return room.write_handbook(store, out, agency=agency, topic=topic, language=language())
