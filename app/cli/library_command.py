"""`library`: the knowledge library - listed, searched, shown, handed on as a sealed area, taken over."""

from pathlib import Path
from typing import Any

import click

from app.base.clock import today
from app.base.i18n import _
from app.base.library_records import DocumentKind, LibraryDocument
from app.cli.session import Session, common
from app.handover import identities, library_packages
from app.office import library as room
from app.office import library_areas, library_erasure, library_files, library_readings, library_writing
from app.office.library_comparing import Compared, side_by_side, standing_word
from app.office.library_comparing import head_lines as told
from app.office.library_words import kind_word, state_word
from app.office.library_writing import NewFile, Writing

_FILE = click.Path(path_type=Path)


@click.group()
def library() -> None:
    """The knowledge library: documents by subject area, with versions and closed groups."""


@library.command("list")
@click.option("--area", default="", help="Only this subject area.")
@click.option("--find", "query", default="", help="Only what holds these words.")
@common
def list_(session: Session, area: str, query: str) -> None:
    """List the documents that are open to you."""
    with session.open() as store:
        home = room.area_id(store, area) if area else ""
        found = [d for d in room.documents(store) if home in ("", d.area_id)]
        if query:
            hits = room.search(store, query)
            found = [d for d in found if d.id in hits]
    day = today().isoformat()
    session.answer({"documents": [_row(d, day) for d in found]}, *(_line(d, day) for d in found))


def _row(document: LibraryDocument, day: str) -> dict[str, Any]:
    shown = document.shown(day)
    return {
        "id": document.id,
        "area": document.area,
        "kind": str(document.kind),
        "group": document.group,
        "title": shown.title,
        "version": shown.no,
        "state": str(shown.state),
        "valid_from": shown.valid_from,
        "valid_until": shown.valid_until,
        "author_agency": shown.author_agency,
        "approved_by": shown.approved_by,
        "versions": len(document.versions),
    }


def _line(document: LibraryDocument, day: str) -> str:
    shown = document.shown(day)
    state = state_word(shown, day)
    return f"{document.area}  {kind_word(document.kind)}  {shown.title}  ({shown.no}, {state})  {document.id}"


@library.command()
@click.argument("document")
@common
def show(session: Session, document: str) -> None:
    """Show a document, by its id or whole title, with its versions."""
    with session.open() as store:
        found = room.find(store, document)
        library_readings.note_reading(store, found.id)
    day = today().isoformat()
    shown = found.shown(day)
    versions = [
        f"{v.no}  {state_word(v, day)}  {v.written_on}  {v.written_by}  {v.note}" for v in found.versions
    ]
    answer = {**_row(found, day), "text": shown.text, "origin": shown.origin, "file": shown.file_name}
    session.answer(answer, _line(found, day), "", shown.text, "", *versions)


@library.command()
@click.argument("area")
@click.argument("title")
@click.option("--kind", type=click.Choice([str(k) for k in DocumentKind]), default=str(DocumentKind.PRACTICE))
@click.option("--text", "text_file", type=_FILE, help="A file with the text in Markdown.")
@click.option("--attach", type=_FILE, help="A file to attach.")
@click.option("--agency", default="", help="The author agency.")
@click.option("--from", "begin", default="", help="First day, such as 2027-01-01.")
@click.option("--until", default="", help="Last day.")
@click.option("--reason", default="", help="Why words of origin in the text are needed.")
@common
def add(session: Session, area: str, title: str, **said: Any) -> None:
    """Write a document into an area, as a draft."""
    writing = _writing(title, said)
    with session.open() as store:
        change = library_writing.add(store, area, said["kind"], writing, origin_reason=said["reason"])
        library_files.read_texts(store)
    session.answer({"document": change.ids[0]}, change.ids[0])


def _writing(title: str, said: dict[str, Any]) -> Writing:
    text = library_packages.read_file(said["text_file"]).decode("utf-8") if said["text_file"] else ""
    path = said["attach"]
    file = NewFile(path.name, library_packages.read_file(path)) if path else None
    days = {"valid_from": said["begin"], "valid_until": said["until"]}
    return Writing(title, text, author_agency=said["agency"], file=file, **days)


@library.command()
@click.argument("document")
@common
def approve(session: Session, document: str) -> None:
    """Approve the draft of a document."""
    with session.open() as store:
        change = library_writing.approve(store, room.find(store, document).id)
    session.answer({"document": change.ids[0]}, _("Approved."))


@library.command()
@click.argument("document")
@click.option("--reason", required=True, help="Why it must not be kept; goes into the log.")
@common
def erase(session: Session, document: str, reason: str) -> None:
    """Erase a document for good: all versions, files and figures."""
    with session.open() as store:
        change = library_erasure.erase(store, room.find(store, document).id, reason)
    session.answer({"document": change.ids[0]}, change.label)


@library.command()
@common
def areas(session: Session) -> None:
    """List the subject areas; lays out the nine areas in a store that has none."""
    with session.open() as store:
        if not room.areas(store):
            library_areas.lay_out(store)
        found = room.areas(store)
    session.answer({"areas": dict(found)}, *(name for _id, name in found))


@library.command()
@common
def readings(session: Session) -> None:
    """Count how often documents were read, by document and month; who read is kept nowhere."""
    with session.open() as store:
        found = library_readings.readings(store)
    rows = [{"document": r.document_id, "title": r.title, "months": dict(r.months)} for r in found]
    session.answer({"readings": rows}, *(f"{r.total}  {r.area}  {r.title}" for r in found))


@library.command("export")
@click.argument("area")
@click.option("--for", "recipients", multiple=True, required=True, help="A partner whose key opens it.")
@click.option("--out", type=_FILE, required=True, metavar="FILE", help="The package to write.")
@click.option("--closed", is_flag=True, help="With documents of closed groups that are open to you.")
@common
def export(session: Session, area: str, recipients: tuple[str, ...], out: Path, closed: bool) -> None:
    """Seal the approved documents of an area for partners."""
    with session.open() as store:
        keys = [identities.recipient(store, text) for text in recipients]
        made = library_packages.export_area(store, area, keys, out, closed=closed)
    session.answer(
        {"file": str(made.path), "sha256": made.sha256, "documents": made.documents}, str(made.path)
    )


@library.command()
@click.argument("package", type=_FILE)
@common
def inspect(session: Session, package: Path) -> None:
    """Show what the package of an area would bring, text beside text; nothing is taken over."""
    with session.open() as store:
        found = library_packages.inspect_area(store, package)
    rows = [_compared(c) for c in found.compared]
    lines = [f"{standing_word(c.standing)}: {c.theirs.title}" for c in found.compared]
    session.answer({"from": found.signer, "area": found.area, "documents": rows}, *lines)


def _compared(one: Compared) -> dict[str, Any]:
    lines = side_by_side(told(one.mine), told(one.theirs)) if one.mine else ()
    changed = [{"here": x.left, "there": x.right, "kind": x.kind} for x in lines if x.kind != "same"]
    row = {"id": one.document.id, "title": one.theirs.title, "standing": str(one.standing)}
    return {**row, "changed_lines": changed}


@library.command("import")
@click.argument("package", type=_FILE)
@click.option("--only", multiple=True, metavar="ID", help="Only these documents.")
@click.option("--area", default="", help="Where new documents go, if the area is called otherwise here.")
@common
def take_over(session: Session, package: Path, only: tuple[str, ...], area: str) -> None:
    """Take over what is new or newer, as drafts to be approved here."""
    with session.open() as store:
        change = library_packages.take_over(store, package, chosen=only or None, area=area)
    session.answer({"documents": list(change.ids)}, change.label)
