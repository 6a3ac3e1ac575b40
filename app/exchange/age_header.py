"""A look at the head of an age file before any key is tried on it (age-encryption.org/v1).

A passphrase stanza could make the decryption allocate gigabytes (scrypt work factor), so it is refused
here, where only a few lines of text have been read.
"""

from dataclasses import dataclass
from typing import IO

from app.base.errors import UserError
from app.base.i18n import _

MAGIC = b"age-encryption.org/v1\n"
_MAC = b"---"
HEADER_LIMIT = 64 * 1024
STANZA_LIMIT = 256
CHUNK = 64 * 1024
TAG = 16
NONCE = 16


@dataclass(frozen=True, slots=True)
class AgeHeader:
    """How many recipients the head names, and where the encrypted body begins (bytes)."""

    stanzas: int
    size: int

    def file_size(self, plain: int) -> int:
        """The bytes of a whole file whose content is `plain` bytes long (at least one chunk)."""
        chunks = max(1, -(-plain // CHUNK))
        return self.size + NONCE + plain + chunks * TAG


def read_header(stream: IO[bytes]) -> AgeHeader:
    """Read and judge the head, leaving `stream` where it was.

    Raises `UserError`: `package.not_a_package`, `package.cut_off`, `package.passphrase`.
    """
    start = stream.tell()
    head = stream.read(HEADER_LIMIT)
    stream.seek(start)
    if not head.startswith(MAGIC):
        if head and MAGIC.startswith(head):
            raise cut_off()
        raise not_a_package()
    position, stanzas = len(MAGIC), 0
    while True:
        end = head.find(b"\n", position)
        if end < 0:
            raise cut_off() if len(head) < HEADER_LIMIT else not_a_package()
        line = head[position:end]
        position = end + 1
        if line.startswith(_MAC):
            return AgeHeader(stanzas, position)
        if line.startswith(b"-> "):
            stanzas += 1
            _judge_stanza(line, stanzas)


def _judge_stanza(line: bytes, count: int) -> None:
    if count > STANZA_LIMIT:
        raise not_a_package()
    if line.split(b" ")[1:2] == [b"scrypt"]:
        raise UserError(
            "package.passphrase",
            _("This file is locked with a passphrase; sealed packages are locked with the recipient's key."),
            _("Ask the sender for a package made for this workstation."),
        )


def not_a_package() -> UserError:
    """The refusal of a file that is something else."""
    return UserError(
        "package.not_a_package",
        _("This file is not a sealed package."),
        _("Choose a file that a partner made with “seal”."),
    )


def cut_off() -> UserError:
    """The refusal of a file whose end is missing."""
    return UserError(
        "package.cut_off",
        _("The package is incomplete: its end is missing. Nothing was taken from it."),
        _("Copy it again from the medium or ask the sender for it again."),
    )
