"""Hits of the search over the whole store as rows. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.casework.cases import list_cases
from app.casework.search import search
from app.store.store import Store

LIMIT = 200


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit; `tab` is where it is shown in its case."""

    id: str
    kind: str
    title: str
    snippet: str
    case: str
    case_id: str
    tab: str


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits for `query`, best first; `total` also counts those not shown."""

    query: str
    rows: tuple[HitRow, ...]
    total: int


_TABS = {"subject": "subjects", "source": "sources", "document": "sources", "contribution": "sources"}


def kind_word(kind: str) -> str:
    """Return the word for a kind of hit."""
    return {
        "subject": _("subject"),
        "source": _("source"),
        "contribution": _("contribution"),
        "document": _("document"),
        "case_file": _("case"),
        "register_entry": _("register"),
    }.get(kind, kind)


def find(store: Store, query: str) -> Hits:
    """Search everywhere."""
    result = search(store, query, limit=LIMIT)
    references = {c.header.id: c.header.reference for c in list_cases(store)}
    rows = tuple(
        HitRow(
            h.id,
            kind_word(h.kind),
            h.title,
            " ".join(h.snippet.split()),
            references.get(h.case_id, ""),
            h.case_id,
            _TABS.get(h.kind, "overview"),
        )
        for h in result.hits
    )
    return Hits(query, rows, result.total)
