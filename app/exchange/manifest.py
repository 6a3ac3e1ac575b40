"""The signed list of what a package holds, for whom it is and who made it."""

from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Agency
from app.exchange.codec import CodecError, decode, encode
from app.exchange.ndjson import from_json, to_json

PACKAGE_FORMAT = "rundblick-paket"
PACKAGE_VERSION = 3
"""Version 1 had no charts, closed points and recalls, and did not say which conditions were confirmed;
version 2 had no methods, no marks of protected data and no words of own provisions."""
MANIFEST_NAME = "manifest.json"
SIGNATURE_NAME = "manifest.json.minisig"
MANIFEST_LIMIT = 4 * 2**20
SIGNATURE_LIMIT = 4096
PART_LIMIT = 2 * 2**30
RECORDS_LIMIT = 2**29
PACKAGE_LIMIT = 8 * 2**30
PART_COUNT_LIMIT = 10_000
DOCUMENT_FOLDER = "documents/"


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside the package; `size` in bytes, `sha256` in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sender:
    """The workstation that signed: its name for people and its public keys."""

    name: str
    age: str
    minisign: str


@dataclass(frozen=True, slots=True)
class CaseName:
    """Which case file of the sender the package is about."""

    id: str
    reference: str


@dataclass(frozen=True, slots=True)
class Release:
    """The release decision the package rests on; `as_of` is a day."""

    recipient: Agency
    purpose: str
    occasion: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything the signature covers, directly or by hash.

    `recipients` are age public keys, sorted: a recipient who passes the signed content on to somebody
    else cannot add them. `sequence` counts the sender's packages, so that an old one is recognised.
    """

    format: str
    id: str
    created: str
    sequence: int
    sender: Sender
    recipients: tuple[str, ...]
    case: CaseName
    release: Release
    parts: tuple[Part, ...]

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        return to_json(encode(self))

    @property
    def payload_size(self) -> int:
        """The bytes of all parts together."""
        return sum(part.size for part in self.parts)

    @property
    def records_size(self) -> int:
        """The bytes of all parts that are held in memory: everything but documents."""
        return sum(part.size for part in self.parts if not part.name.startswith(DOCUMENT_FOLDER))

    @property
    def version(self) -> int:
        """The version of the format."""
        return int(self.format.partition("/")[2])


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest whose signature holds already.

    Raises `UserError`: `package.newer` for a format this version does not know, `package.malformed`.
    """
    try:
        raw = from_json(data)
        _check_format(raw)
        manifest = decode(Manifest, raw)
    except CodecError as error:
        raise malformed() from error
    names = [part.name for part in manifest.parts]
    sizes_fit = all(0 <= part.size <= PART_LIMIT for part in manifest.parts)
    if len(set(names)) != len(names) or not sizes_fit or len(names) > PART_COUNT_LIMIT:
        raise malformed()
    too_much = manifest.payload_size > PACKAGE_LIMIT or manifest.records_size > RECORDS_LIMIT
    if too_much or list(manifest.recipients) != sorted(set(manifest.recipients)):
        raise malformed()
    return manifest


def malformed() -> UserError:
    """The refusal of a package that is signed and whole but does not keep to the format."""
    return UserError(
        "package.malformed",
        _("The package does not keep to the format it claims; nothing was taken from it."),
        _("Ask the sender to make it again with an up-to-date program."),
    )


def _check_format(raw: object) -> None:
    kind, _slash, version = str(raw.get("format") if isinstance(raw, dict) else "").partition("/")
    if kind != PACKAGE_FORMAT or not version.isdecimal():
        raise malformed()
    if int(version) > PACKAGE_VERSION:
        raise UserError(
            "package.newer",
            _("The package was made by a newer version of the program (format {version})."),
            _("Update this workstation, or ask the sender for a package in format {known}."),
            version=version,
            known=PACKAGE_VERSION,
        )
