"""Taking over documents of a delivered area: as drafts, which somebody here approves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.base.library_records import AreaDelivery, AreaDocument, LibraryVersion, VersionState
from app.office import library, library_files
from app.office.library_comparing import TAKEN, compare
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    data: bytes


def receive(
    store: Store,
    delivery: AreaDelivery,
    files: Mapping[str, bytes],
    origin: str,
    *,
    chosen: Collection[str] | None = None,
    area: str = "",
) -> Change:
    """Take over what is new, newer or changed on both sides, or of that what is `chosen` by id.

    `origin` names who sent it; `area` (id or name) is where new documents go, else the area of that name.
    Versions that are here stay; those that come are drafts until somebody here approves them. `UserError`
    (exit 1) if there is nothing to take over.
    """
    home = library.area_id(store, area or delivery.area)
    wanted = [
        c.document
        for c in compare(store, delivery)
        if c.standing in TAKEN and (chosen is None or c.document.id in chosen)
    ]
    if not wanted:
        raise UserError(
            "library.nothing_new",
            _("The package brings nothing that is not here already."),
            _("Nothing is to be done."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    label = ngettext(
        "Library document taken over", "{count} library documents taken over", len(wanted)
    ).format(count=len(wanted))
    with (
        role_acts.under(Act.KEEP_OFFICE),
        store.write(label, Action.COLLECTION, reason=origin) as work,
    ):
        for document in wanted:
            _take(work, document, files, origin, home)
        work.about(*(document.id for document in wanted))
    return work.done


def _take(
    work: UnitOfWork, document: AreaDocument, files: Mapping[str, bytes], origin: str, home: str
) -> None:
    known = _known(work.connection, document.id)
    if work.row(tables.library_document, document.id) is None:
        row: dict[str, Any] = {"id": document.id, "area": home, "kind": str(document.kind), "group_id": None}
        work.insert(tables.library_document, row)
    fresh = [v for v in reversed(document.versions) if v.id not in known]
    no = max(known.values(), default=0)
    # Of what was approved there one after the other only the last is to be decided on here.
    for version in fresh[:-1]:
        no += 1
        _insert(work, document.id, no, version, files, origin, VersionState.WITHDRAWN)
    _insert(work, document.id, no + 1, fresh[-1], files, origin, VersionState.DRAFT)


def _known(connection: Connection, document_id: str) -> dict[str, int]:
    v = tables.library_version
    rows = connection.execute(select(v.c.id, v.c.no).where(v.c.document_id == document_id)).all()
    return {row.id: row.no for row in rows}


def _insert(
    work: UnitOfWork,
    document_id: str,
    no: int,
    version: LibraryVersion,
    files: Mapping[str, bytes],
    origin: str,
    state: VersionState,
) -> None:
    file = _File(version.file_name, files[version.sha256]) if version.sha256 else None
    kept = library_files.kept(work.connection, file)
    approved = _("approved there by {name} on {day}").format(
        name=version.approved_by or "–", day=version.approved_on or "–"
    )
    told = {
        "document_id": document_id,
        "no": no,
        "state": str(state),
        "approved_by": "",
        "approved_on": "",
        "withdrawn_on": "",
        "origin": f"{origin}; {approved}",
    }
    work.insert(tables.library_version, {**asdict(version), **told, **kept})


def delivery_of(
    store: Store, area: str, *, closed: bool = False, chosen: Sequence[str] = ()
) -> tuple[AreaDelivery, dict[str, bytes]]:
    """Return an area as it travels, with the content of its files: approved versions only.

    Documents of closed groups stay here unless `closed` says otherwise, and then only those that are open to
    the person. Where a version came from is not told on. `UserError` (exit 1) if nothing is approved.
    """
    home = library.area_id(store, area)
    found = []
    for document in library.documents(store):
        # Whose package brought a version stays here: nobody is told with whom the office exchanges.
        held = tuple(replace(v, origin="") for v in document.versions if v.state is VersionState.APPROVED)
        wanted = not chosen or document.id in chosen
        if document.area_id == home and held and wanted and (closed or not document.group_id):
            found.append(AreaDocument(document.id, document.kind, held))
    if not found:
        raise UserError(
            "library.empty_area",
            _("Nothing in this area is approved and open."),
            _("Approve its documents first."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    codes = {v.sha256 for d in found for v in d.versions if v.sha256}
    files = {sha256: library_files.content(store, sha256) for sha256 in sorted(codes)}
    german, english = library.both_names(store, home)
    return AreaDelivery(german, english, tuple(found)), files
