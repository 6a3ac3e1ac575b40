"""Opening a package for this workstation: the outer layer, every key it has, the signer's word."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.recall_records import RecallKind, RecallNotice
from app.casework.merge_records import ERASED, RECALLED, RESTRICTED, HandedOn, Incoming, SenderAct
from app.exchange import outer_layer
from app.exchange.opening import OpenedPackage, open_package
from app.handover import identities, key_trust
from app.handover.identities import Partner
from app.store.store import Store

_ACTS = {RecallKind.ERASED: ERASED, RecallKind.RECALLED: RECALLED, RecallKind.RESTRICTED: RESTRICTED}


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that passed every check, and who made it; `wrapped`: gpg was around it."""

    package: OpenedPackage
    partner: Partner
    wrapped: bool


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed package open for reading; `wrapped` says that it came out of an outer layer."""

    stream: IO[bytes]
    wrapped: bool


@contextlib.contextmanager
def sealed_file(path: Path) -> Iterator[SealedFile]:
    """Give the sealed package to read, out of its outer layer if it has one; `UserError` if unreadable."""
    try:
        with path.open("rb") as file:
            if not outer_layer.is_wrapped(file):
                yield SealedFile(file, wrapped=False)
                return
            with outer_layer.unwrap(file) as inner:
                yield SealedFile(inner, wrapped=True)
    except OSError as error:
        raise UserError(
            "package.unreadable",
            _("{path} cannot be read."),
            _("Check that the file exists and that you may read it."),
            path=path,
        ) from error


def open_file(store: Store, path: Path, progress: Progress | None = None) -> OpenedPackage:
    """Open a package for this workstation; every refusal is a `UserError`. Progress counts its parts."""
    with sealed_file(path) as file:
        return opened(store, file, progress).package


def opened(store: Store, file: SealedFile, progress: Progress | None = None) -> Opened:
    """Open a package that is open for reading already, and judge the keys that signed it."""
    trusted = [p.keys for p in identities.partners(store, former=True)]
    package = open_package(file.stream, identities.all_own(store), trusted, progress)
    partner = key_trust.check_signer(store, package.signer, package.manifest)
    return Opened(package, partner, file.wrapped)


def incoming_of(found: Opened) -> Incoming:
    """Return what a package brings as the case takes it."""
    package, manifest = found.package, found.package.manifest
    return Incoming(
        package_id=manifest.id,
        sign_public=package.signer.sign_public,
        agency_id=found.partner.agency_id or "",
        created=manifest.created,
        sequence=manifest.sequence,
        delivery=package.delivery,
        grounds=_grounds(package),
        acts=tuple(act for recall in package.recalls for act in _acts(recall)),
        signer=package.signer.name,
        methods=package.methods,
        marks=package.marks,
        own_words=package.own_words,
    )


def _grounds(package: OpenedPackage) -> tuple[HandedOn, ...]:
    """Gather the findings by ground; those without one are the recipient's own coming home."""
    grounded = {i for ground in package.grounds for i in ground.findings}
    rest = tuple(f.id for f in package.delivery.findings if f.id not in grounded)
    found = [HandedOn(g.provision, g.conditions, g.findings) for g in package.grounds]
    return (*found, *([HandedOn("", (), rest)] if rest else []))


def _acts(recall: RecallNotice) -> Iterator[SenderAct]:
    """What a recall asks for. A correction that we may not have leaves a value that is known to be wrong."""
    act = _ACTS.get(recall.kind, "" if recall.successor_ids else RESTRICTED)
    for finding_id in recall.finding_ids if act else ():
        yield SenderAct(finding_id, act, recall.recalled_at, recall.reason)
