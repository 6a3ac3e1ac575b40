"""An area of the library handed on as a sealed package, looked into, and taken over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.keys import PublicIdentity
from app.exchange.library_package import OpenedArea, open_area, seal_area
from app.handover import identities, key_trust
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.package_opening import sealed_file
from app.office import library_files
from app.office.library_comparing import Compared, compare
from app.office.library_receiving import delivery_of, receive
from app.store import role_acts, roles
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class SealedArea:
    """What was written: the file, its SHA-256 (hex), how many documents, and whose keys open it."""

    path: Path
    sha256: str
    documents: int
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaInspection:
    """A package that passed every check, beside what is here; nothing was taken over yet."""

    signer: str
    created: str
    area: str
    compared: tuple[Compared, ...]


def export_area(
    store: Store,
    area: str,
    recipients: Sequence[PublicIdentity],
    out: Path,
    *,
    closed: bool = False,
    chosen: Sequence[str] = (),
) -> SealedArea:
    """Seal the approved documents of an area (id or name) for these keys and write them.

    Documents of closed groups stay here unless `closed` says otherwise. Entered in the log as a hand-over;
    not in the ledger, which is about findings. Refused for keys that are not good any more (`seal.key`).
    """
    roles.require(store, Act.RELEASE)
    for key in recipients:
        agency = identities.partner(store, key.age_public).agency_id or ""
        key_trust.refuse_obstacles(key_trust.openers(store, agency, [key]))
    delivery, files = delivery_of(store, area, closed=closed, chosen=chosen)
    identity = identities.own(store)
    names = tuple(r.name for r in recipients)
    with (
        taken_back_on_failure([out]),
        role_acts.under(Act.RELEASE),
        store.write(
            _("Area of the library handed on"),
            Action.DISCLOSURE,
            reason=delivery.area,
            recipient=", ".join(names),
            history=False,
        ) as work,
    ):
        with whole_file(out) as file:
            seal_area(delivery, files, identity, recipients, file)
        work.about(*(document.id for document in delivery.documents))
    return SealedArea(out, sha256_of(out), len(delivery.documents), names)


def inspect_area(store: Store, path: Path) -> AreaInspection:
    """Open the package of an area and compare it with the library; nothing is taken over."""
    opened = _open(store, path)
    return AreaInspection(
        opened.signer.name, opened.manifest.created, opened.delivery.area, compare(store, opened.delivery)
    )


def take_over(store: Store, path: Path, *, chosen: Collection[str] | None = None, area: str = "") -> Change:
    """Take over documents of a package as drafts: all that is new or newer, or those `chosen` by id.

    `area` is where new documents go if the area of the package is called otherwise here.
    """
    opened = _open(store, path)
    origin = _("package of {name}, {day}").format(name=opened.signer.name, day=opened.manifest.created[:10])
    change = receive(store, opened.delivery, opened.files, origin, chosen=chosen, area=area)
    library_files.read_texts(store)
    return change


def _open(store: Store, path: Path) -> OpenedArea:
    trusted = [p.keys for p in identities.partners(store, former=True)]
    with sealed_file(path) as file:
        opened = open_area(file.stream, identities.all_own(store), trusted)
    key_trust.check_signer(store, opened.signer, opened.manifest)
    return opened


def save_file(store: Store, document_id: str, version_id: str, out: Path) -> Path:
    """Write the attached file of a version beside the store; `out` is a file or a folder for its own name.

    `UserError` (exit 1) if the version has none or is closed to the person.
    """
    found = library_files.attached(store, document_id, version_id)
    path = out / Path(found.file_name).name if out.is_dir() else out
    data = library_files.content(store, found.sha256)
    with taken_back_on_failure([path]), whole_file(path) as file:
        file.write(data)
    store.consult("", _("File of a library document saved outside the store"))
    return path


def read_file(path: Path) -> bytes:
    """Return the content of a file to attach; `UserError` if it cannot be read or is too large."""
    try:
        if path.stat().st_size > library_files.LIMIT:
            raise library_files.too_large()
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            "library.unreadable",
            _("{path} cannot be read."),
            _("Check that the file exists and that you may read it."),
            path=path,
            place="file",
        ) from error
