"""Requests for access as rows, and what their forms send. Free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.clock import today
from app.base.i18n import _, language
from app.office.access_search import gather, look_for
from app.ontology.values import normalise
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.late_import import load_late

_REPORT = "app.handover.access_report"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A record that may be the person who asks."""

    id: str
    case: str
    names: str
    born: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One statement that is held; `others`: what it says also concerns other people and is not given."""

    id: str
    case: str
    what: str
    value: str
    others: bool
    review: str
    review_sort: str


def search_people(store: Store, values: Mapping[str, str]) -> tuple[PersonRow, ...]:
    """Return the records that bear the name; that somebody looked is logged."""
    found = look_for(store, values["person"], _stored_day(values["birth_date"]))
    return tuple(
        PersonRow(p.id, p.reference, "; ".join(p.names), "; ".join(day(d) for d in p.birth_dates))
        for p in found
    )


def read_held(store: Store, people: Sequence[str]) -> tuple[HeldRow, ...]:
    """Return what is held of these records of one person."""
    held = gather(store, people)
    findings = tuple(
        HeldRow(
            item.finding.id,
            case.header.reference,
            item.property,
            item.value,
            item.others,
            day(item.finding.review_due),
            item.finding.review_due,
        )
        for case in held
        for item in case.items
    )
    texts = tuple(
        HeldRow(text.id, case.header.reference, text.kind, text.text, text.others, "", "")
        for case in held
        for text in case.texts
    )
    return (*findings, *texts)


def ground_choices() -> tuple[tuple[str, str], ...]:
    """Return the grounds on which something may be kept back."""
    words: dict[str, str] = {
        "tasks": _("tasks of the authorities (no. 1)"),
        "safety": _("public safety (no. 2)"),
        "others": _("interests of others (no. 3)"),
    }
    return tuple(words.items())


def write_report(
    store: Store,
    values: Mapping[str, str],
    people: Sequence[str],
    withheld: Mapping[str, tuple[str, str]],
    folder: Path,
) -> Any:
    """Write the report into a folder; the key "" of `withheld` is a decision to give nothing at all."""
    room = load_late(_REPORT)
    decided = {key: room.Withholding(*decision) for key, decision in withheld.items()}
    whole = decided.pop("", None)
    request = room.AccessRequest(
        values["person"],
        _stored_day(values["received"]) or today().isoformat(),
        values["identity"],
        tuple(people),
        {} if whole else decided,
        whole,
    )
    return room.write_access_report(store, request, folder, language=values.get("letter") or language())


def _stored_day(text: str) -> str:
    try:
        return normalise("partial_date", text) if text.strip() else ""
    except ValueError:
        return text.strip()
