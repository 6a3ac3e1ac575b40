"""What happens to a package while it is being decrypted: nothing is kept that is not signed for.

Records are held in memory, up to a bound that the signed manifest must keep. Documents are hashed as they
pass by and handed to whoever keeps them (`DocumentKeeper`), piece by piece; without a keeper they are let go.
"""

import hashlib
from collections.abc import Callable, Sequence

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.exchange.keys import Identity, PublicIdentity
from app.exchange.manifest import (
    DOCUMENT_FOLDER,
    MANIFEST_LIMIT,
    MANIFEST_NAME,
    SIGNATURE_LIMIT,
    SIGNATURE_NAME,
    Manifest,
    Part,
    malformed,
    parse_manifest,
)
from app.exchange.signing import signer_of

DocumentKeeper = Callable[[str, bytes], None]
"""Takes the SHA-256 (hex) that a document is announced under, and its next bytes; b"" when it is whole."""


class Receiving:
    """Judges the parts in the order they come: manifest, signature, then only what is signed for.

    `announce`, `take` and `complete` are what `TarSink` calls; they raise `UserError` to refuse. `sizes` are
    the bytes of all parts as soon as `manifest` is known, heads included. `cancelled` is set when somebody
    stopped it, `failure` when a keeper of documents could not go on.
    """

    def __init__(
        self,
        identities: Sequence[Identity],
        trusted: Sequence[PublicIdentity],
        progress: Progress | None = None,
        keeper: DocumentKeeper | None = None,
    ) -> None:
        self.identities = identities
        self._progress = progress or Progress()
        self._trusted = trusted
        self._keeper = keeper
        self._raw = b""
        self._expected: dict[str, Part] = {}
        self._current: Part | None = None
        self._held: list[bytes] = []
        self._code = hashlib.sha256()
        self._count = 0
        self.manifest: Manifest | None = None
        self.signer: PublicIdentity | None = None
        self.parts: dict[str, bytes] = {}
        self.sizes: list[int] = []
        self.cancelled: Cancelled | None = None
        self.failure: Exception | None = None

    @property
    def finished(self) -> bool:
        """Whether everything that is signed for has come."""
        return self.manifest is not None and not self._expected

    def announce(self, name: str, size: int) -> None:
        """Judge a part by its name and size, before its first byte; `Cancelled` if nobody waits for it."""
        self._step()
        heads = ((MANIFEST_NAME, MANIFEST_LIMIT), (SIGNATURE_NAME, SIGNATURE_LIMIT))
        self._count += 1
        self._held, self._code = [], hashlib.sha256()
        if self._count <= len(heads):
            expected, limit = heads[self._count - 1]
            if name != expected or size > limit:
                raise _unsigned()
            self.sizes.append(size)
            return
        self._current = self._expected.pop(name, None)
        if self._current is None or self._current.size != size:
            raise _changed()

    def take(self, data: bytes) -> None:
        """Take the next bytes of the part that was announced."""
        self._step()
        self._code.update(data)
        if self._current is None or not self._current.name.startswith(DOCUMENT_FOLDER):
            self._held.append(data)
        elif self._keeper is not None:
            self._keep(self._current.sha256, data)

    def complete(self) -> None:
        """Judge the part whose last byte has come."""
        part = self._current
        if part is not None:
            if self._code.hexdigest() != part.sha256:
                raise _changed()
            if not part.name.startswith(DOCUMENT_FOLDER):
                self.parts[part.name] = b"".join(self._held)
            elif self._keeper is not None:
                self._keep(part.sha256, b"")
        elif self._count == 1:
            self._raw = b"".join(self._held)
        else:
            self._judge_signature(b"".join(self._held))
        self._held = []

    def _keep(self, sha256: str, data: bytes) -> None:
        """Hand a document on; the decryption would report a failure in its own words."""
        if self._keeper is not None:
            try:
                self._keeper(sha256, data)
            except Exception as error:
                self.failure = error
                raise

    def _step(self) -> None:
        """Tell of the parts; the decryption may report a stop in its own words, so it is remembered."""
        try:
            self._progress.step(max(0, self._count - 2), len(self.sizes))
        except Cancelled as stop:
            self.cancelled = stop
            raise

    def _judge_signature(self, signature: bytes) -> None:
        signer = signer_of(self._raw, signature, self._trusted)
        manifest = parse_manifest(self._raw)
        if not {i.age_public for i in self.identities} & set(manifest.recipients):
            raise UserError(
                "package.forwarded",
                _("{sender} made this package for somebody else; it was passed on to this workstation."),
                _("Ask {sender} for a package made for this workstation."),
                sender=signer.name,
            )
        if manifest.sender.minisign != signer.sign_public:
            raise malformed()
        self.signer, self.manifest = signer, manifest
        self._expected = {part.name: part for part in manifest.parts}
        self.sizes += [part.size for part in manifest.parts]


def _unsigned() -> UserError:
    return UserError(
        "package.unsigned",
        _("This file is encrypted for this workstation, but it is not a signed package."),
        _("Ask the sender to use “seal”."),
    )


def _changed() -> UserError:
    return UserError(
        "package.changed",
        _("A part of the package is not what the sender signed; nothing was taken from it."),
        _("Ask the sender for the package again, and tell them what happened."),
    )
