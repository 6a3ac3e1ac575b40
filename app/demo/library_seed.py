"""Sample documents of the knowledge library, invented and marked as samples."""

from typing import Any

from app.base.paths import resource
from app.office import library_files, library_groups, library_readings, library_writing
from app.office.library_groups import Reader, ReaderKind
from app.office.library_writing import NewFile, Writing
from app.ontology.declarations import read_mapping
from app.store.store import Store


def seed(store: Store) -> int:
    """Write the documents and return how many there are; whoever builds the demo has written them."""
    declared: dict[str, Any] = read_mapping(resource("demo", "library.yaml"))
    groups = {one["id"]: _group(store, one) for one in declared["groups"]}
    for one in declared["documents"]:
        _document(store, one, groups)
    library_files.read_texts(store)
    return len(declared["documents"])


def _group(store: Store, declared: dict[str, Any]) -> str:
    readers = [Reader(ReaderKind(r["kind"]), r["name"]) for r in declared["readers"]]
    return library_groups.save_group(store, "", declared["name"], readers).ids[0]


def _document(store: Store, declared: dict[str, Any], groups: dict[str, str]) -> None:
    document_id = ""
    for version in declared["versions"]:
        writing = _writing(declared, version)
        if document_id:
            library_writing.revise(store, document_id, writing)
        else:
            made = library_writing.add(store, declared["area"], declared["kind"], writing)
            document_id = made.ids[0]
        if not declared.get("draft"):
            library_writing.approve(store, document_id)
    if declared.get("group"):
        group_id = groups[declared["group"]]
        library_writing.place(store, document_id, declared["area"], declared["kind"], group_id)
    else:
        library_readings.note_reading(store, document_id)


def _writing(declared: dict[str, Any], version: dict[str, Any]) -> Writing:
    file = version.get("file")
    return Writing(
        title=version["title"],
        text=version["text"],
        note=version.get("note", ""),
        author_agency=declared["agency"],
        valid_from=version.get("from", ""),
        valid_until=version.get("until", ""),
        file=NewFile(file["name"], file["text"].encode()) if file else None,
    )
