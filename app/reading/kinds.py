"""What a document is, told by its content; its name and what its sender called it count for nothing."""

import io
import re
import zipfile

HEAD = 4096
"""So many bytes from the beginning are enough for everything but a zip archive."""
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_HEADER_LINE = re.compile(rb"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
_MAIL_HEADERS = frozenset(
    (b"from", b"to", b"date", b"subject", b"received", b"mime-version", b"message-id", b"return-path")
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))


def head_kind(head: bytes) -> str:
    """Return pdf, image, zip, ole, mail, html, text or binary for the beginning of a document."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if _is_mail(head):
        return "mail"
    if re.match(rb"\s*(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body)\b", head, re.IGNORECASE | re.DOTALL):
        return "html"
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "binary" if b"\0" in head and not wide else "text"


def has_pages(head: bytes) -> bool:
    """Tell whether a document with this beginning can be shown page by page as it was made."""
    return head_kind(head) in ("pdf", "image")


def kind_of(data: bytes) -> str:
    """Return pdf, image, docx, xlsx, mail, html, text, locked (a password) or "" for what is not read."""
    kind = head_kind(data[:HEAD])
    if kind == "zip":
        return _office(data)
    if kind == "ole":
        return "locked" if _LOCKED_OFFICE in data else ""
    return "" if kind == "binary" else kind


def _is_mail(head: bytes) -> bool:
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {name.lower() for name in _HEADER_LINE.findall(top)}
    first = top.split(b"\n", 1)[0]
    starts = first.startswith(b"From ") or bool(_HEADER_LINE.match(first))
    return starts and len(names & _MAIL_HEADERS) >= 2


def _office(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ""
    return next((kind for part, kind in _PARTS if part in names), "")
