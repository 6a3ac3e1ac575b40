"""What happens to a package while it is being decrypted: nothing is kept that is not signed for."""

import hashlib
from collections.abc import Sequence

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.exchange.keys import Identity, PublicIdentity
from app.exchange.manifest import (
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


class Receiving:
    """Judges the parts in the order they come: manifest, signature, then only what is signed for.

    `announce` and `receive` are the two halves that `TarSink` calls; both raise `UserError` to refuse.
    `sizes` are the bytes of all parts as soon as `manifest` is known, heads included. `cancelled` is set
    when somebody stopped it.
    """

    def __init__(
        self, identity: Identity, trusted: Sequence[PublicIdentity], progress: Progress | None = None
    ) -> None:
        self.identity = identity
        self._progress = progress or Progress()
        self._trusted = trusted
        self._raw = b""
        self._expected: dict[str, Part] = {}
        self._current: Part | None = None
        self._count = 0
        self.manifest: Manifest | None = None
        self.signer: PublicIdentity | None = None
        self.parts: dict[str, bytes] = {}
        self.sizes: list[int] = []
        self.cancelled: Cancelled | None = None

    @property
    def complete(self) -> bool:
        """Whether everything that is signed for has come."""
        return self.manifest is not None and not self._expected

    def announce(self, name: str, size: int) -> None:
        """Judge a part by its name and size, before its first byte; `Cancelled` if nobody waits for it."""
        self._step()
        heads = ((MANIFEST_NAME, MANIFEST_LIMIT), (SIGNATURE_NAME, SIGNATURE_LIMIT))
        self._count += 1
        if self._count <= len(heads):
            expected, limit = heads[self._count - 1]
            if name != expected or size > limit:
                raise _unsigned()
            self.sizes.append(size)
            return
        self._current = self._expected.pop(name, None)
        if self._current is None or self._current.size != size:
            raise _changed()

    def _step(self) -> None:
        """Tell of the parts; the decryption may report a stop in its own words, so it is remembered."""
        try:
            self._progress.step(len(self.parts), len(self.sizes))
        except Cancelled as stop:
            self.cancelled = stop
            raise

    def receive(self, name: str, data: bytes) -> None:
        """Take a whole part."""
        if self._current is not None:
            if hashlib.sha256(data).hexdigest() != self._current.sha256:
                raise _changed()
            self.parts[name] = data
        elif name == MANIFEST_NAME:
            self._raw = data
        else:
            self._judge_signature(data)

    def _judge_signature(self, signature: bytes) -> None:
        signer = signer_of(self._raw, signature, self._trusted)
        manifest = parse_manifest(self._raw)
        if self.identity.age_public not in manifest.recipients:
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
