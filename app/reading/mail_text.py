"""The text of an e-mail or a mailbox: one page per message, with heads and the names of attachments."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart

from app.reading.pieces import Budget
from app.reading.plain_text import decoded, html_text

_HEADS = ("From", "To", "Cc", "Date", "Subject")
_ENVELOPE = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)


def pages(data: bytes, budget: Budget) -> list[str]:
    """Return the text of the messages."""
    messages = _ENVELOPE.split(data)[1:] if data.startswith(b"From ") else [data]
    texts: list[str] = []
    for message in messages:
        if budget.spent():
            break
        # The default policy makes messages of this class; the library's signature does not say so.
        parsed = email.message_from_bytes(message, EmailMessage, policy=email.policy.default)
        texts.append(budget.lines(_lines(parsed)))
    return texts


def _lines(message: EmailMessage) -> Iterator[str]:
    yield from _heads(message)
    parts = [part for part in message.walk() if not part.is_multipart()]
    plain = any(part.get_content_type() == "text/plain" and not part.get_filename() for part in parts)
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            # The message inside comes next; its heads tell where it begins.
            for inner in part.iter_parts():
                yield ""
                yield from _heads(inner)
        elif part.get_filename():
            yield f"[{part.get_filename()}]"
        elif part.get_content_type() == "text/plain":
            yield from ("", *_text(part).splitlines())
        elif part.get_content_type() == "text/html" and not plain:
            yield from ("", *html_text(_text(part)).splitlines())


def _heads(message: MIMEPart) -> Iterator[str]:
    for name in _HEADS:
        value = _head(message, name)
        if value:
            yield f"{name}: {value}"


def _head(message: MIMEPart, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        # Heads that the library stumbles over are shown as they came.
        return next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")


def _text(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    return decoded(payload, part.get_content_charset() or "") if isinstance(payload, bytes) else ""
