"""The sealed package `.rundblick-paket`: signed, encrypted for named recipients, made of a released view.

Outside age (X25519), inside a tar of `manifest.json`, `manifest.json.minisig` and the parts; the tools
age, tar, minisign and sha256sum open and check it without this program. Neither half-encrypted nor
half-decrypted bytes touch a disk.
"""

from app.exchange.opening import OpenedPackage, open_package, pass_documents
from app.exchange.sealing import SealResult, seal

PACKAGE_SUFFIX = ".rundblick-paket"

__all__ = ["PACKAGE_SUFFIX", "OpenedPackage", "SealResult", "open_package", "pass_documents", "seal"]
