r"""Writing the file so that nobody can misread where a stream ends.

A stream's data that ends with a carriage return, followed by the line feed before `endstream`, looks like
data one byte shorter; PDF/A (ISO 19005-2, 6.1.7.1) asks that the stated length and the found one agree.
Deflated data ends with the last byte of the Adler-32 sum of what was packed, so the sum can be steered.
"""

import io
import secrets
import zlib

import pikepdf
from pikepdf import Encryption, Name, ObjectStreamMode, Pdf, Permissions

_RETURN = 0x0D
# One more entry of two bytes in a font's map from codes to glyphs, for a code that no text uses.
_UNUSED_GLYPH = b"\0\1"
_AMBIGUOUS = b"\r\nendstream"


def save_strictly(pdf: Pdf) -> bytes:
    """Return the file's bytes; the same document gives the same bytes."""
    _steer_streams(pdf)
    out = _saved(pdf)
    # The writer packs small objects into streams of its own. Turning one more entry into an object of its
    # own shifts all numbers, and with them every such stream.
    for page in pdf.pages:
        if _AMBIGUOUS not in out:
            break
        page.obj.MediaBox = pdf.make_indirect(page.obj.MediaBox)
        out = _saved(pdf)
    return out


def save_locked(pdf: Pdf, passphrase: str) -> bytes:
    """Return the file encrypted with AES-256, revision 6 (ISO 32000-2); older 256-bit ciphers hash weakly.

    The owner's passphrase is drawn at random and known to nobody, so that what is not allowed stays so.
    """
    out = io.BytesIO()
    allowed = Permissions(
        accessibility=True,
        extract=False,
        modify_annotation=False,
        modify_assembly=False,
        modify_form=False,
        modify_other=False,
        print_highres=True,
        print_lowres=True,
    )
    owner = secrets.token_urlsafe(32)
    lock = Encryption(user=passphrase, owner=owner, R=6, allow=allowed, aes=True, metadata=True)
    pdf.save(out, encryption=lock, object_stream_mode=ObjectStreamMode.generate, compress_streams=True)
    return out.getvalue()


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, compress_streams=True)
    return out.getvalue()


def _steer_streams(pdf: Pdf) -> None:
    glyph_maps = {item.CIDToGIDMap.objgen for item in pdf.objects if _has_glyph_map(item)}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            data = item.read_bytes()
            if zlib.adler32(data) & 0xFF == _RETURN:
                _pad(item, data, _UNUSED_GLYPH if item.objgen in glyph_maps else b"\n")


def _has_glyph_map(item: pikepdf.Object) -> bool:
    if not isinstance(item, pikepdf.Dictionary):
        return False
    return isinstance(item.get(Name.CIDToGIDMap), pikepdf.Stream)


def _pad(stream: pikepdf.Stream, data: bytes, filler: bytes) -> None:
    """Append what means nothing: fonts end where their tables say, all else is white-space text."""
    stream.write(data + filler)
    if Name.Length1 in stream:
        stream.Length1 = len(data) + len(filler)
