"""Search over everything the store holds, with hits as people read them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from app.base.i18n import _
from app.casework.document_snippets import DeepSnippets
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.store import searchindex
from app.store.search_filters import filter_names as filter_names
from app.store.search_registers import field_words
from app.store.search_snippets import snippet
from app.store.search_subjects import ENDS, UNNAMED
from app.store.searchindex import Found
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `snippet` is the place of the match with […] around the words.

    `kind` is the kind of row (`subject`, `source` ...), `type` the type of a subject or the register of an
    entry, "" for other kinds. Title and snippet are in the language in force.
    """

    kind: str
    id: str
    case_id: str
    title: str
    snippet: str
    type: str = ""

    @property
    def word(self) -> str:
        """What it is, in the language in force: the label of its type, or of its kind."""
        if self.kind == "subject":
            return _type_label(self.type)
        return kind_word(self.kind)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits and how many there are in all; so many that they are not `ranked` are the newest."""

    hits: tuple[Hit, ...]
    total: int
    ranked: bool = True


def search(
    store: Store,
    query: str,
    case_id: str = "",
    limit: int = 50,
    *,
    count_all: bool = True,
    closed: Collection[str] | None = None,
) -> SearchResult:
    """Find words (as beginnings, in any spelling), "phrases" and filters in one case or everywhere.

    `UserError` for a filter that does not exist or a value it does not know; any other text is a search.
    Hits that are not ranked are many: without `count_all` the total only says more than how many. Documents
    of the library are found by who says which are `closed` to the person (`app.office.library_groups`).
    """
    with store.read() as connection:
        result = searchindex.search(connection, query, case_id, limit, count_all=count_all, closed=closed)
        deep = DeepSnippets(connection, result.stems)
        hits = tuple(_deepened(_hit(f, result.stems), deep) for f in result.found)
    return SearchResult(hits, result.total, result.ranked)


def _deepened(hit: Hit, deep: DeepSnippets) -> Hit:
    """Return a hit with the place of its match, where that lies deep in a document."""
    if hit.kind != "document" or "[" in hit.snippet:
        return hit
    return replace(hit, snippet=deep.find(hit.id) or hit.snippet)


def kind_word(kind: str) -> str:
    """Return the word for a kind of hit."""
    return {
        "subject": _("subject"),
        "source": _("source"),
        "contribution": _("contribution"),
        "document": _("document"),
        "case_file": _("case"),
        "measure": _("measure"),
        "conference": _("conference"),
        "judgement": _("judgement"),
        "method": _("method"),
        "register_entry": _("register"),
        "library_document": _("library"),
    }.get(kind, kind)


def _hit(found: Found, stems: tuple[str, ...]) -> Hit:
    def wording(name: str, value: str) -> str:
        return _line(found, name, value)

    body = snippet(found.body or f"\t{found.title}", stems, wording)
    title = found.title or _titled(found)
    return Hit(found.kind, found.id, found.case_id, title, body, found.type)


def _titled(found: Found) -> str:
    """Return a title for what has no name: a link, or a node of which only other things are known."""
    if found.kind == "subject":
        name, _tab, value = found.body.partition("\n")[0].partition("\t")
        if name == ENDS:
            return _line(found, name, value)
        return f"{_type_label(found.type)} ({_line(found, name, value)})"
    return kind_word(found.kind)


def _type_label(type_id: str) -> str:
    shipped = ontology()
    known = shipped.nodes.get(type_id) or shipped.links.get(type_id)
    return known.label if known else type_id


def _line(found: Found, name: str, value: str) -> str:
    """Return one line of what was found in words: label and value in the language in force."""
    if found.kind == "subject" and name == ENDS:
        return f" – {_type_label(found.type)} – ".join(map(_end, value.split("\t")))
    if found.kind == "subject":
        try:
            declared = ontology().property(found.type, name)
        except KeyError:
            return value
        return f"{declared.label}: {display_for(declared, value)}"
    if found.kind == "register_entry":
        known = field_words().get((found.type, name))
        return known.shown(value) if known else value
    label = _label(name)
    return f"{label}: {value}" if label else value


def _end(name: str) -> str:
    """Return what an end of a link is called, its type if nothing names it."""
    return _type_label(name.removeprefix(UNNAMED)) if name.startswith(UNNAMED) else name


def _label(name: str) -> str:
    return {
        "purpose": _("Purpose"),
        "question": _("Question"),
        "legal_basis": _("Legal basis"),
        "result": _("Result"),
        "chair": _("Chair"),
        "agenda": _("Agenda"),
        "recommendation": _("Recommendation"),
        "decision": _("Decision"),
        "participant": _("Participant"),
        "author": _("Author agency"),
        "wording": _("For handing on"),
    }.get(name, "")
