"""The enquiries desk as rows, and what its forms send. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.clock import today
from app.base.i18n import _, language
from app.casework import cross_check
from app.casework.cross_check import NAME, CrossAnswer
from app.office import enquiry_desk
from app.office.enquiry_desk import Enquiry
from app.office.enquiry_figures import YearOfEnquiries, enquiry_figures
from app.office.register_model import register
from app.ontology.values import normalise
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.late_import import load_late

_REPLY = "app.handover.enquiry_reply"
_DAYS = ("received", "deadline")


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """One enquiry as the desk sees it."""

    id: str
    number: str
    received: str
    received_sort: str
    agency: str
    region: str
    subject: str
    legal_basis: str
    deadline: str
    deadline_sort: str
    state: str
    state_id: str
    overdue: bool
    searched: str
    file: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One year; `months` are twelve counts."""

    id: str
    year: str
    total: int
    stated: int
    months: tuple[int, ...]
    days: str
    note: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One count within a year: by what, of whom, how many."""

    id: str
    by: str
    name: str
    count: int


def read_desk(store: Store) -> tuple[EnquiryRow, ...]:
    """Return the enquiries, the newest first."""
    words = state_words()
    return tuple(_row(e, words) for e in enquiry_desk.listed(store))


def _row(one: Enquiry, words: Mapping[str, str]) -> EnquiryRow:
    return EnquiryRow(
        one.entry.id,
        one.number,
        day(one.value("received")),
        one.value("received"),
        one.value("agency"),
        one.value("region"),
        one.value("subject"),
        one.value("legal_basis"),
        day(one.deadline),
        one.deadline,
        _("{state}, overdue").format(state=words[one.state]) if one.overdue else words[one.state],
        one.state,
        one.overdue,
        one.value("searched"),
        one.value("file"),
    )


def state_words() -> dict[str, str]:
    """Return the states of an enquiry in words."""
    return {s.id: s.label for s in register(enquiry_desk.REGISTER).states}


def kind_choices() -> tuple[tuple[str, str], ...]:
    """Return what an enquiry can be about."""
    field = register(enquiry_desk.REGISTER).field("kind")
    return tuple((c.id, c.label) for c in field.choices) if field else ()


def read_figures(store: Store) -> tuple[YearOfEnquiries, ...]:
    """Return the figures of all years."""
    return enquiry_figures(store)


def figure_rows(years: tuple[YearOfEnquiries, ...]) -> tuple[FigureRow, ...]:
    """Return one row per year."""
    return tuple(
        FigureRow(
            y.year, y.year, y.total, y.stated, y.months, "" if y.days is None else f"{y.days:g}", y.note
        )
        for y in years
    )


def part_rows(year: YearOfEnquiries) -> tuple[PartRow, ...]:
    """Return the counts within a year: outcomes, agencies, regions."""
    words = state_words()
    parts = (
        (_("Outcome"), {words.get(k, k): n for k, n in year.outcomes.items()}),
        (_("Asking agency"), year.agencies),
        (_("State or country"), year.regions),
    )
    return tuple(
        PartRow(f"{by}/{name}", by, name, count) for by, counts in parts for name, count in counts.items()
    )


def normal_days(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a form with its days as the store keeps them; `UserError` comes from the desk."""
    found = dict(values)
    for key in _DAYS:
        if found.get(key, "").strip():
            try:
                found[key] = normalise("partial_date", found[key])
            except ValueError:
                continue
    return found


def ask(store: Store, enquiry_id: str, values: Mapping[str, str]) -> CrossAnswer:
    """Search what the form says; `UserError` as in `app.office.enquiry_desk`."""
    born = values["birth_date"] if values["kind"] == NAME else ""
    probe = cross_check.typed_probe(values["kind"], values["value"], born)
    return enquiry_desk.search(store, enquiry_id, probe)


def reply(store: Store, number: str, values: Mapping[str, str], folder: Path) -> Any:
    """Write the reply letter into a folder."""
    room = load_late(_REPLY)
    how = room.Answer(values["outcome"], values["referred_to"], values["reason"])
    return room.answer(store, number, how, folder, language=values.get("letter") or language())


def today_text() -> str:
    """Return today as people write it."""
    return day(today().isoformat())
