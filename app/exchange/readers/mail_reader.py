"""E-mails (RFC 5322) and mailboxes (RFC 4155): who wrote to whom and when, each message a document.

Addresses become means of communication; a name beside an address is what the message says about its
subscriber. Ties are drawn between addresses, for who sat at the keyboard is not in a mail. Bodies and
attachments are not taken into the case: the file itself belongs among the documents.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import UTC
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from app.base.i18n import _, ngettext
from app.exchange.limits import LINKS, too_large
from app.exchange.readers.graph_collector import GraphCollector, said_of
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.reader_kind import Head

_ENVELOPE = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]*\r?\n")
_HEAD = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_SURE = re.compile(r"^(?:From|Received|Return-Path|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE)
_RECIPIENTS = ("to", "cc", "bcc")
_SUBJECT = 200


def is_mail(head: Head) -> bool:
    """Tell by the envelope line of a mailbox, or by at least two heads, one of them a mail's own."""
    if head.text.startswith("From ") and _HEAD.match(head.text.partition("\n")[2]):
        return True
    found = _HEAD.match(head.text)
    heads = head.text.partition("\n\n")[0] if "\n\n" in head.text else head.text.partition("\r\n\r\n")[0]
    return found is not None and _SURE.search(heads) is not None


def read_mail(data: bytes) -> GraphData:
    """Read one message or all of a mailbox."""
    graph = GraphCollector()
    body = 0
    for no, message in enumerate(_messages(data), 1):
        if no > LINKS:
            raise too_large(_("messages"), LINKS)
        body += _take(message, no, graph)
    if body:
        text = ngettext("{count} attachment", "{count} attachments", body).format(count=body)
        graph.skip(
            text, _("Texts and attachments of messages are not findings; keep the file as a document.")
        )
    return graph.graph()


def _messages(data: bytes) -> Iterator[EmailMessage]:
    parts = _ENVELOPE.split(data)[1:] if data.startswith(b"From ") else [data]
    for part in parts:
        # The default policy makes messages of this class; the library's signature does not say so.
        yield email.message_from_bytes(part, EmailMessage, policy=email.policy.default)


def _take(message: EmailMessage, no: int, graph: GraphCollector) -> int:
    """Take one message; returns the number of its attachments."""
    place = _("message {no}").format(no=no)
    key = _head(message, "message-id").strip("<> ") or f"message-{no}"
    moment = _moment(_head(message, "date"))
    subject = _head(message, "subject")[:_SUBJECT]
    sender = _addresses(message, ("from",))
    title = subject or _("E-mail {no}").format(no=no)
    said = said_of((("title", title), ("date", moment), ("identifier", key), ("kind", "letter")), place=place)
    said += said_of((("author", ", ".join(name or address for name, address in sender)),), place=place)
    key = key if key not in graph else f"{key}#{no}"
    graph.node(key, "document", title, said)
    receivers = _addresses(message, _RECIPIENTS)
    for name, address in (*sender, *receivers):
        known = said_of((("email", address), ("kind", "email"), ("subscriber", name)), place=place)
        graph.node(f"mailto:{address}", "communication", address, known)
    for _name, start in sender:
        for _other, end in receivers:
            if start != end:
                more = said_of((("date", moment), ("subject", subject)), place=place)
                exists = Said("exists", "yes", moment, moment, place=place)
                graph.edge(f"mailto:{start}", f"mailto:{end}", "wrote_to", (exists, *more))
    return sum(1 for part in message.walk() if part.get_filename())


def _addresses(message: EmailMessage, names: tuple[str, ...]) -> list[tuple[str, str]]:
    texts = [text for name in names for text in (_head(message, name),) if text]
    found: dict[str, str] = {}
    for name, address in getaddresses(texts):
        if "@" in address:
            found.setdefault(address.casefold(), " ".join(name.split()))
    return [(name, address) for address, name in found.items()]


def _head(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        # Heads that the library stumbles over are taken as they came.
        return next((" ".join(str(v).split()) for k, v in message.raw_items() if k.lower() == name), "")


def _moment(text: str) -> str:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return ""
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
