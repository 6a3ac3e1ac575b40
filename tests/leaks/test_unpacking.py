"""The search finds a word wherever a file can hide it."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf

from app.exchange.keys import new_identity
from tests.leaks.marker_words import Markers
from tests.leaks.unpacked_pieces import Openers, found, of_folder


def _png(word: str) -> bytes:
    """Return the beginning of a picture whose metadata hold a word, compressed as PNG allows (iTXt)."""
    text = b"Comment\0\x01\0\0\0" + zlib.compress(word.encode())
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(text)) + b"iTXt" + text


def _pdf(word: str, passphrase: str) -> bytes:
    """Return a locked PDF with a word in a note of its only page, as UTF-16."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Contents=pikepdf.String(f"{word} – Ärger"))
        page.obj.Annots = pikepdf.Array([note])
        pdf.save(out, encryption=pikepdf.Encryption(user=passphrase, owner=passphrase))
    return out.getvalue()


def test_a_word_is_found_wherever_it_hides(tmp_path: Path) -> None:
    m = Markers()
    (tmp_path / "a.png").write_bytes(_png(m.word("metadata of a picture")))
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = m.word("comment of an archive").encode()
        packed.writestr("c.pdf", _pdf(m.word("note in a locked PDF within an archive"), "auf"))
        packed.writestr(f"{m.word('name in an archive')}.txt", m.word("text in UTF-16").encode("utf-16"))
    (tmp_path / f"{m.word('name of a file').lower()}.txt").write_text("nichts", encoding="utf-8")
    m.word("planted nowhere")
    openers = Openers(new_identity("Probe", "2099-01-01"), "auf")
    assert set(found(m, of_folder(tmp_path, openers))) == set(m.places.values()) - {"planted nowhere"}
