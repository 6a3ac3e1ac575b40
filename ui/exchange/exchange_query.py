"""Keys, partners and packages as the window shows them. Free of Qt."""

from dataclasses import dataclass
from pathlib import Path

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.casework.agencies import all_agencies
from app.casework.cases import list_cases
from app.exchange.keys import PublicIdentity, parse_public
from app.handover import identities, packages
from app.store.store import Store
from ui.shell.day_text import moment
from ui.shell.names import agency_name

_KEY_BYTES = 4096
MERGED = frozenset({"case_file", "contribution", "source", "subject", "finding", "conference", "measure"})
"""The kinds of rows that a merge can change."""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A trusted partner."""

    id: str
    name: str
    agency: str
    fingerprint: str
    trusted: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Own public keys (None: not made yet), the partners, agencies and cases to choose from."""

    own: PublicIdentity | None
    partners: tuple[PartnerRow, ...]
    agencies: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PackageLook:
    """What a package holds, as pairs of a name and a text; `case_text` is where it would be merged."""

    path: Path
    facts: tuple[tuple[str, str], ...]
    case_text: str
    new: int


def read_keys(store: Store) -> Keys:
    """Return keys, partners and what can be chosen."""
    names = {a.id: agency_name(a) for a in all_agencies(store)}
    partners = tuple(
        PartnerRow(
            p.id, p.keys.name, names.get(p.agency_id or "", ""), p.keys.fingerprint, moment(p.trusted_at)
        )
        for p in identities.partners(store)
    )
    cases = tuple((c.header.id, f"{c.header.reference} {c.header.title}") for c in list_cases(store))
    return Keys(_own(store), partners, tuple(names.items()), cases)


def _own(store: Store) -> PublicIdentity | None:
    try:
        return identities.own(store).public()
    except UserError as error:
        if error.key == "identity.none":
            return None
        raise


def make_keys(store: Store, name: str) -> PublicIdentity:
    """Make this workstation's keys."""
    return identities.make_own(store, name).public()


def read_key_file(path: Path) -> tuple[str, PublicIdentity]:
    """Return the text of a partner's exported keys and the keys in it; `UserError` if it holds none."""
    try:
        with path.open("rb") as file:
            text = file.read(_KEY_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise UserError(
            "identity.unreadable",
            _("{path} cannot be read."),
            _("Choose another file."),
            path=path,
        ) from error
    return text, parse_public(text)


def write_key_file(path: Path, keys: PublicIdentity) -> Path:
    """Write the export form of the public keys."""
    try:
        path.write_text(keys.to_text(), "utf-8")
    except OSError as error:
        raise UserError(
            "identity.not_writable",
            _("{path} cannot be written."),
            _("Choose a folder you may write to."),
            exit_code=ExitCode.NOT_WRITABLE,
            path=path,
        ) from error
    return path


def look_into(store: Store, path: Path, progress: Progress | None = None) -> PackageLook:
    """Tell what a package holds and what merging it would change; changes nothing."""
    found = packages.inspect(store, path, progress)
    package, intake = found.package, found.intake
    release = package.manifest.release
    known = {c.header.reference: c.header.id for c in list_cases(store)}
    facts = (
        (_("Signed by"), f"{package.signer.name}, {package.signer.fingerprint}"),
        (_("Case"), f"{package.case.reference} {package.case.title}"),
        (_("For"), agency_name(release.recipient)),
        (_("Purpose"), release.purpose),
        (_("Occasion"), release.occasion),
        (
            _("Findings"),
            _("{new} new, {known} known, {erased} erased here").format(
                new=len(intake.new), known=len(intake.known), erased=len(intake.erased)
            ),
        ),
        (_("Contradicting what is here"), str(len(intake.conflicting)) if intake.conflicting else ""),
        (_("Seen before"), _("yes; merging it again adds nothing") if found.seen_before else ""),
    )
    return PackageLook(
        path, tuple((k, v) for k, v in facts if v), known.get(package.case.reference, ""), len(intake.new)
    )


def merge_package(
    store: Store, path: Path, case_text: str, progress: Progress | None = None
) -> tuple[str, int]:
    """Unite a package with a case ("new" opens one); returns the case's id and how many findings were new."""
    case_id, intake = packages.merge(store, path, case_text, progress=progress)
    return case_id, len(intake.new)
