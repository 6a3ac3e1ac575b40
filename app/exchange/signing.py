"""Signing a manifest and knowing whose signature it bears (minisign)."""

from collections.abc import Sequence

import minisign

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.keys import Identity, PublicIdentity


def sign(manifest: bytes, identity: Identity, comment: str) -> bytes:
    """The minisign signature over `manifest`, in the form that the tool `minisign` reads."""
    key = minisign.SecretKey.from_base64(identity.sign_secret)
    signature = key.sign(
        manifest, untrusted_comment="signature of a Rundblick package", trusted_comment=comment
    )
    return bytes(signature) + b"\n"


def signer_of(manifest: bytes, signature: bytes, trusted: Sequence[PublicIdentity]) -> PublicIdentity:
    """The one of `trusted` whose key made `signature`; raises `UserError` `package.signer` if none did."""
    try:
        parsed = minisign.Signature.from_bytes(signature)
    except (minisign.Error, UnicodeDecodeError) as error:
        raise _unknown() from error
    for partner in trusted:
        try:
            minisign.PublicKey.from_base64(partner.sign_public).verify(manifest, parsed)
        except minisign.VerifyError:
            continue
        return partner
    raise _unknown()


def _unknown() -> UserError:
    return UserError(
        "package.signer",
        _("The signature fits no partner known here: the sender is unknown, or the package was changed."),
        _("Import the sender's key first and compare its fingerprint with them by telephone."),
    )
