"""An outer OpenPGP layer around a sealed package, made and taken off by the workstation's own `gpg`.

Some offices may only send what an approved product has encrypted. The program's own encryption (age) carries
no such approval, and no library lends it one; so it can hand the finished package to the installed gpg. The
keys stay in gpg or on its card, its status lines say what happened, and inside lies the sealed package as it
always is.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from typing import IO

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.exchange.age_header import MAGIC
from app.exchange.manifest import PACKAGE_LIMIT

OUTER_SUFFIX = ".gpg"
_ARMOR = b"-----BEGIN PGP MESSAGE-----"
_STATUS = "[GNUPG:] "
_PIECE = 1024 * 1024
_ROOM = PACKAGE_LIMIT + 64 * 2**20
# The first packet of an encrypted message: a session key for a recipient, in the old form and in the new one.
_FIRST_BYTES = frozenset({0x84, 0x85, 0x86, 0xC1})


def plain_words() -> str:
    """What has to be said wherever the layer is offered, in the language in force."""
    return _(
        "Rundblick's own encryption is not approved for VS-NfD. The outer layer is made by the gpg installed "
        "on this workstation; only if that is an approved product (such as GnuPG VS-Desktop) in an approved "
        "configuration does the package count as encrypted by one. Ask your security officer."
    )


def program() -> str:
    """Return the installed gpg; raises `UserError` (`outer.no_gpg`) if there is none."""
    found = shutil.which("gpg")
    if found is None:
        raise UserError(
            "outer.no_gpg",
            _("No gpg is installed on this workstation."),
            _("Have GnuPG installed, or seal without the outer layer."),
            exit_code=ExitCode.INPUT_REFUSED,
        )
    return found


def is_wrapped(stream: IO[bytes]) -> bool:
    """Whether a file begins like an OpenPGP message; leaves the stream at its beginning."""
    stream.seek(0)
    head = stream.read(len(_ARMOR))
    stream.seek(0)
    return head == _ARMOR or (bool(head) and head[0] in _FIRST_BYTES)


def wrap(inner: IO[bytes], recipients: Sequence[str], out: IO[bytes], *, compliant: bool = False) -> None:
    """Encrypt a sealed package for keys that gpg knows (names, addresses or fingerprints) into `out`.

    With `compliant` gpg is told to refuse what its VS-NfD mode does not allow. Which keys it trusts is gpg's
    own decision. Raises `UserError` with gpg's words.
    """
    command = [program(), "--batch", "--no-tty", "--status-fd", "2", "--compress-algo", "none"]
    command += ["--compliance", "de-vs"] if compliant else []
    command += ["--encrypt", *(word for name in recipients for word in ("--recipient", name))]
    inner.flush()
    out.flush()
    os.lseek(inner.fileno(), 0, os.SEEK_SET)
    ran = subprocess.run(command, stdin=inner, stdout=out, stderr=subprocess.PIPE, check=False)
    told = ran.stderr.decode("utf-8", "replace")
    if ran.returncode != 0 or not _says(told, "END_ENCRYPTION"):
        raise UserError(
            "outer.refused",
            _("gpg did not encrypt: {words}"),
            _("Import and certify the recipient's key in gpg, then try again."),
            words=_last_words(told),
        )
    out.seek(0, os.SEEK_END)


def unwrap(stream: IO[bytes]) -> IO[bytes]:
    """Take the outer layer off and return the sealed package inside, to be closed by the caller.

    Only what begins as a sealed package is kept, in a nameless temporary file; it is as encrypted as before.
    Raises `UserError` with gpg's words, also where gpg cannot say that nothing was changed on the way.
    """
    command = [program(), "--batch", "--no-tty", "--status-fd", "2", "--decrypt"]
    stream.seek(0)
    os.lseek(stream.fileno(), 0, os.SEEK_SET)
    inner = tempfile.TemporaryFile()
    try:
        with tempfile.TemporaryFile() as words:
            running = subprocess.Popen(command, stdin=stream, stdout=subprocess.PIPE, stderr=words)
            try:
                _copy(running, inner)
                code = running.wait()
            finally:
                _end(running)
            words.seek(0)
            told = words.read().decode("utf-8", "replace")
        if code != 0 or not (_says(told, "DECRYPTION_OKAY") and _says(told, "GOODMDC")):
            raise UserError(
                "outer.not_opened",
                _("gpg did not open the outer layer: {words}"),
                _("Check that the key is in this workstation's gpg or its card is inserted."),
                words=_last_words(told),
            )
        inner.seek(0)
    except BaseException:
        inner.close()
        raise
    return inner


def _copy(running: subprocess.Popen[bytes], inner: IO[bytes]) -> None:
    """Keep what comes out, if it begins as a sealed package and as long as one can be."""
    if running.stdout is None:
        raise RuntimeError("gpg has no pipe")
    head = running.stdout.read(len(MAGIC))
    if head and head != MAGIC:
        raise UserError(
            "outer.other",
            _("Inside the outer layer is no sealed package."),
            _("Ask the sender to use “seal”."),
        )
    size = inner.write(head)
    while piece := running.stdout.read(_PIECE):
        size += inner.write(piece)
        if size > _ROOM:
            raise UserError(
                "package.too_large",
                _("The file is larger than any sealed package may be."),
                _("Check that it is the right file; ask the sender for several smaller packages."),
            )


def _end(running: subprocess.Popen[bytes]) -> None:
    if running.poll() is None:
        running.kill()
        running.wait()
    if running.stdout is not None:
        running.stdout.close()


def _says(told: str, word: str) -> bool:
    return any(line.startswith(_STATUS + word) for line in told.splitlines())


def _last_words(told: str) -> str:
    """Return the last line that gpg wrote for people."""
    lines = [line for line in told.splitlines() if line.strip() and not line.startswith(_STATUS)]
    return lines[-1].removeprefix("gpg: ").strip() if lines else "-"
