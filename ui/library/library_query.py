"""What the library shows, read at once: areas, documents, versions, packages. Free of Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.clock import today
from app.base.i18n import _
from app.base.library_records import DocumentKind, LibraryDocument, LibraryVersion, VersionState
from app.office import library, library_files, library_writing
from app.office.library_groups import Group, groups
from app.office.library_readings import Readings, readings
from app.office.library_words import kind_word, state_word
from app.office.library_writing import Writing
from app.store.change import Change
from app.store.store import Store
from ui.shell.day_text import day
from ui.shell.late_import import load_late

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as the list shows it."""

    id: str
    title: str
    kind: str
    state: str
    area: str
    area_id: str
    group: str
    closed: bool
    draft: bool


@dataclass(frozen=True, slots=True)
class LibraryList:
    """The library: areas with how many documents each has, the documents, the closed groups."""

    areas: tuple[tuple[str, str, int], ...]
    rows: tuple[DocumentRow, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version to choose: what it is called in the list, and what stands under the title."""

    version: LibraryVersion
    text: str
    facts: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document to be read; `current` is the place of the version that is read first."""

    document: LibraryDocument
    versions: tuple[VersionLine, ...]
    current: int


def read_list(store: Store, query: str = "") -> LibraryList:
    """Return what is open to the person, of that with a query what holds these words."""
    every = library.documents(store)
    hits = list(library.search(store, query)) if query.strip() else [d.id for d in every]
    found = {d.id: d for d in every if d.id in set(hits)}
    rows = tuple(_row(found[i]) for i in hits if i in found)
    homes = [d.area_id for d in found.values()]
    areas = tuple((i, name, homes.count(i)) for i, name in library.areas(store))
    lost = sum(home not in {i for i, _name, _n in areas} for home in homes)
    rest = (("?", _("without an area"), lost),) if lost else ()
    return LibraryList((*areas, *rest), rows, groups(store))


def _row(document: LibraryDocument) -> DocumentRow:
    now = today().isoformat()
    shown = document.shown(now)
    state = state_word(shown, now)
    if document.draft is not None and shown.state is not VersionState.DRAFT:
        state = _("{state}, new draft").format(state=state)
    return DocumentRow(
        document.id,
        shown.title,
        kind_word(document.kind),
        state,
        document.area,
        document.area_id,
        document.group,
        bool(document.group_id),
        document.draft is not None,
    )


def read_document(store: Store, document_id: str) -> DocumentView:
    """Return one document with its versions."""
    found = library.get(store, document_id)
    shown = found.shown(today().isoformat())
    lines = tuple(_line(found, version) for version in found.versions)
    return DocumentView(found, lines, found.versions.index(shown))


def _line(document: LibraryDocument, version: LibraryVersion) -> VersionLine:
    state = state_word(version, today().isoformat())
    text = _("Version {no}, {day}: {state}").format(no=version.no, day=day(version.written_on), state=state)
    facts = [kind_word(document.kind), document.area, version.author_agency, _validity(version)]
    if version.approved_by:
        told = _("approved by {name} on {day}, written by {writer}")
        facts.append(
            told.format(
                name=version.approved_by, day=day(version.approved_on), writer=version.written_by or "–"
            )
        )
    else:
        facts.append(
            _("written by {name} on {day}").format(name=version.written_by, day=day(version.written_on))
        )
    if version.origin:
        facts.append(_("from a {origin}").format(origin=version.origin))
    if document.group:
        facts.append(_("closed: {group}").format(group=document.group))
    return VersionLine(version, text, " · ".join(filter(None, facts)))


def _validity(version: LibraryVersion) -> str:
    begin, end = day(version.valid_from), day(version.valid_until)
    if begin and end:
        return _("valid {begin} to {end}").format(begin=begin, end=end)
    if begin:
        return _("valid from {begin}").format(begin=begin)
    return _("valid until {end}").format(end=end) if end else ""


def kind_choices() -> Choices:
    """Return the kinds of documents with their words."""
    return tuple((str(kind), kind_word(kind)) for kind in DocumentKind)


def write_document(store: Store, document_id: str, values: dict[str, str]) -> Change:
    """Write a new document, or without an area in the values its next version."""
    path = Path(values["file"]) if values.get("file") else None
    room = load_late("app.handover.library_packages")
    file = library_writing.NewFile(path.name, room.read_file(path)) if path else None
    writing = Writing(
        values["title"],
        values["text"],
        values["note"],
        values["author_agency"],
        values["valid_from"],
        values["valid_until"],
        file,
        bool(values.get("drop_file")),
    )
    reason = values.get("origin_reason", "")
    if document_id:
        change = library_writing.revise(store, document_id, writing, origin_reason=reason)
    else:
        change = library_writing.add(
            store, values["area"], values["kind"], writing, group_id=values["group"], origin_reason=reason
        )
    library_files.read_texts(store)
    return change


def save_file(store: Store, document_id: str, version_id: str, out: Path) -> Any:
    """Write the attached file of a version beside the store."""
    return load_late("app.handover.library_packages").save_file(store, document_id, version_id, out)


def seal_area(store: Store, area: str, partner_ids: tuple[str, ...], out: Path, closed: bool) -> Any:
    """Seal an area for partners."""
    keys = [load_late("app.handover.identities").partner(store, i).keys for i in partner_ids]
    return load_late("app.handover.library_packages").export_area(store, area, keys, out, closed=closed)


def partner_choices(store: Store) -> Choices:
    """Return the partners that something may be sealed for: id and name."""
    room = load_late("app.handover.identities")
    now = today().isoformat()
    return tuple((p.id, p.keys.name) for p in room.partners(store) if p.usable(now))


def look_into(store: Store, path: Path) -> Any:
    """Open the package of an area and compare it; nothing is taken over."""
    return load_late("app.handover.library_packages").inspect_area(store, path)


def take_over(store: Store, path: Path, chosen: tuple[str, ...], area: str) -> Change:
    """Take over documents of a package as drafts."""
    change: Change = load_late("app.handover.library_packages").take_over(
        store, path, chosen=chosen, area=area
    )
    return change


def read_readings(store: Store) -> tuple[Readings, ...]:
    """Return how often documents were read."""
    return readings(store)
