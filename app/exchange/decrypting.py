"""Decrypting a sealed file with the keys of this workstation, straight into what reads its archive."""

from collections.abc import Callable, Sequence
from typing import IO

import pyrage

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.keys import Identity
from app.exchange.manifest import malformed
from app.exchange.tar_stream import TarError, TarSink


def decrypt(
    stream: IO[bytes],
    identities: Sequence[Identity],
    sink: TarSink,
    broken: Callable[[OSError], Exception] | None = None,
) -> None:
    """Decrypt into a sink and finish it; what it raises stops everything.

    Raises `UserError`: `package.not_for_us` if no key fits, `package.malformed` for what is no such archive,
    and for what was changed or stopped `broken`, without one `package.damaged`.
    """
    keys = [pyrage.x25519.Identity.from_str(own.age_secret) for own in identities]
    try:
        pyrage.decrypt_io(stream, sink, keys)
        sink.finish()
    except pyrage.DecryptError as error:
        raise UserError(
            "package.not_for_us",
            _("The key of this workstation does not open the package: it was made for somebody else."),
            _("Check the file's origin, or ask the sender for a package made for this workstation."),
        ) from error
    except OSError as error:
        raise (broken(error) if broken is not None else damaged()) from error
    except TarError as error:
        raise malformed() from error


def damaged() -> UserError:
    """The refusal of a file that was changed."""
    return UserError(
        "package.damaged",
        _("The package is damaged or was changed on the way; nothing was taken from it."),
        _("Copy it again from the medium or ask the sender for it again."),
    )
