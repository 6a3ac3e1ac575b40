"""Filters of a search, `art:person` or `kind:person`: their names and what they ask of the index."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.ontology.catalogue import ontology
from app.ontology.model import LinkType, NodeType
from app.store import tables
from app.store.search_form import loose, words

# Each filter with its German and its English name; further names after these are understood as well.
FILTERS = {
    "kind": ("art", "kind", "typ", "type"),
    "case": ("fall", "case"),
    "agency": ("behörde", "agency"),
    "due": ("frist", "due"),
    "source": ("quelle", "source"),
    "exonerating": ("entlastend", "exonerating"),
}
KINDS = {
    "case_file": ("Fall", "case", "Fallakte", "case file"),
    "contribution": ("Beitrag", "contribution", "Beiträge"),
    "source": ("Quelle", "source"),
    "document": ("Dokument", "document"),
    "measure": ("Maßnahme", "measure"),
    "conference": ("Fallkonferenz", "conference", "Konferenz"),
    "judgement": ("Abgleichsurteil", "judgement"),
    "register_entry": ("Verzeichnis", "register"),
    "library_document": ("Bibliothek", "library"),
    "node": ("Knoten", "node"),
    "link": ("Beziehung", "link"),
}
_DAYS = {
    "overdue": ("überfällig", "overdue"),
    "today": ("heute", "today"),
    "week": ("Woche", "week"),
    "month": ("Monat", "month"),
}
_ANSWERS = {"exyes": ("ja", "yes"), "exno": ("nein", "no")}


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter as the index understands it: terms of which one must hold, and a bound on the due day.

    `cases` None means any case; `due_before` "" any day. `terms` are FTS5 expressions.
    """

    terms: tuple[str, ...] | None = None
    cases: tuple[str, ...] | None = None
    due_before: str = ""


def facet(prefix: str, name: str) -> str:
    """Return the term under which the index keeps a property of a row that is no text."""
    return prefix + name.replace("_", "").lower()


def _key(text: str) -> str:
    return "".join(loose(word) for word in words(text))


def filter_names() -> tuple[str, ...]:
    """Return the names of the filters in the language in force, as they are typed."""
    column = 0 if language() == "de" else 1
    return tuple(f"{names[column]}:" for names in FILTERS.values())


def filter_called(name: str) -> str:
    """Return the filter that a typed name means; `UserError` with the names there are."""
    for known, names in FILTERS.items():
        if _key(name) in {_key(n) for n in names}:
            return known
    raise UserError(
        "search.filter",
        _("There is no search filter “{name}”."),
        _("Known filters: {known}. Put text with a colon into quotation marks."),
        exit_code=ExitCode.USAGE,
        name=name,
        known=", ".join(filter_names()),
    )


def condition(connection: Connection, name: str, value: str) -> Condition:
    """Return what a filter asks for; `UserError` if `value` is none of those it knows."""
    return _CONDITIONS[name](connection, value)


def _chosen(filter_name: str, value: str, choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the ids of the choices that have a name that is `value`, else of those that begin so."""
    wanted = _key(value)
    names = {choice: {_key(n) for n in (choice, *labels)} for choice, labels in choices.items()}
    exact = [choice for choice, keys in names.items() if wanted in keys]
    found = exact or [c for c, keys in names.items() if wanted and any(k.startswith(wanted) for k in keys)]
    if not found:
        raise _unknown_value(filter_name, value, _shown(choices.values()))
    return found


def _shown(labels: Iterable[tuple[str, ...]]) -> str:
    column = 0 if language() == "de" else 1
    return ", ".join(sorted({names[column] for names in labels}, key=str.casefold))


def _unknown_value(filter_name: str, value: str, known: str) -> UserError:
    return UserError(
        "search.filter_value",
        _("“{value}” is no value of the search filter {name}."),
        _("Possible are: {known}."),
        exit_code=ExitCode.USAGE,
        value=value,
        name=FILTERS[filter_name][0 if language() == "de" else 1],
        known=known,
    )


def _kind(_connection: Connection, value: str) -> Condition:
    shipped = ontology()
    every: list[NodeType | LinkType] = [*shipped.nodes.values(), *shipped.links.values()]
    types = {f"t{t.id}": (t.label_de, t.label_en, t.plural_de, t.plural_en, t.id) for t in every}
    kinds = {f"k{kind}": (*labels, kind) for kind, labels in KINDS.items()}
    found = _chosen("kind", value, kinds | types)
    return Condition(terms=tuple(f'facets : "{facet("", token)}"' for token in found))


def _case(connection: Connection, value: str) -> Condition:
    table, wanted = tables.case_file, _key(value)
    rows = connection.execute(select(table.c.id, table.c.reference, table.c.title)).all()
    exact = [row.id for row in rows if wanted == _key(row.reference)]
    begun = [r.id for r in rows if _key(r.reference).startswith(wanted) or _key(r.title).startswith(wanted)]
    return Condition(cases=tuple(exact or begun))


def _agency(connection: Connection, value: str) -> Condition:
    """Take an agency by the beginning of any word of its name, or by the code of its class."""
    table, wanted = tables.agency, [loose(word) for word in words(value)]
    found = []
    for row in connection.execute(select(table)):
        known = [loose(word) for word in words(f"{row.name_de} {row.name_en} {row.class_code}")]
        if wanted and all(any(k.startswith(w) for k in known) for w in wanted):
            found.append(f'facets : "{facet("a", row.id)}"')
    return Condition(terms=tuple(found))


def _due(_connection: Connection, value: str) -> Condition:
    if len(value) == 10 and value.replace("-", "").isdecimal():
        return Condition(due_before=f"{value}~")
    days = {"overdue": -1, "today": 0, "week": 7, "month": 31}
    chosen = _chosen("due", value, _DAYS)[0]
    last = today() + timedelta(days=days[chosen])
    return Condition(due_before=f"{last.isoformat()}~")


def _source(_connection: Connection, value: str) -> Condition:
    found = [f'"{loose(word)}"*' for word in words(value)]
    return Condition(terms=(f"source_form : ({' AND '.join(found)})",) if found else None)


def _exonerating(_connection: Connection, value: str) -> Condition:
    chosen = _chosen("exonerating", value, _ANSWERS)
    return Condition(terms=tuple(f'facets : "{token}"' for token in chosen))


_CONDITIONS: dict[str, Callable[[Connection, str], Condition]] = {
    "kind": _kind,
    "case": _case,
    "agency": _agency,
    "due": _due,
    "source": _source,
    "exonerating": _exonerating,
}
