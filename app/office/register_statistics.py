"""How many entries a register has: by year, by state, and by each of its fields with choices."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.base.i18n import _
from app.base.share_records import Share
from app.office.entries import Entry, list_entries
from app.office.figures import first_day
from app.office.register_model import register
from app.office.register_types import Register
from app.ontology.values import display_for
from app.store.store import Store


def statistics(store: Store, register_id: str) -> tuple[Share, ...]:
    """Return the counts of a register in the order of its declaration; years the newest first."""
    return shares(register(register_id), list_entries(store, register_id))


def shares(declared: Register, entries: Sequence[Entry]) -> tuple[Share, ...]:
    """Return the counts of these entries; pure. What is filled in nowhere is left out."""
    found: list[Share] = []
    if declared.dated:
        years = Counter(_year(entry.value(declared.dated)) for entry in entries)
        ordered = sorted(years.items(), key=lambda pair: pair[0], reverse=True)
        found += [Share(_("Year"), year or _("not stated"), count) for year, count in ordered]
    if declared.states:
        named = Counter(e.state for e in entries)
        found += [Share(_("State"), s.label, named[s.id]) for s in declared.states if named[s.id]]
    for field in declared.fields:
        if field.choices or field.of:
            found += _of_field(
                field.label, [display_for(field, v) if v else "" for v in _values(entries, field.id)]
            )
    return tuple(found)


def _values(entries: Iterable[Entry], field_id: str) -> Iterable[str]:
    return (entry.value(field_id) for entry in entries)


def _of_field(label: str, values: Sequence[str]) -> list[Share]:
    named = Counter(values)
    if set(named) <= {""}:
        return []
    ordered = sorted(named.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    return [Share(label, name or _("not stated"), count) for name, count in ordered]


def _year(value: str) -> str:
    day = first_day(value)
    return str(day.year) if day else ""
