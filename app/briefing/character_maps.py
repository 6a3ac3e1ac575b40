"""Clean character maps: what lets a reader copy and hear the text.

The PDF engine maps unused codes to U+0000, which PDF/A and PDF/UA forbid, and writes characters beyond
U+FFFF in a form that is no UTF-16.
"""

import re

import pikepdf
from pikepdf import Pdf

_CHAR_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.S)
_RANGE_BLOCK = re.compile(r"beginbfrange(.*?)endbfrange", re.S)
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f]+)>)", re.S)
_HEX = re.compile(r"<([0-9A-Fa-f]+)>")
_PER_BLOCK = 100  # the most entries a block may have (Adobe technical note 5014)


def clean_character_maps(pdf: Pdf) -> None:
    """Rewrite every ToUnicode map of the document in the strict form."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            text = item.read_bytes().decode("latin-1")
            if "begincmap" in text[:400]:
                item.write(rewritten(text))


def rewritten(text: str) -> bytes:
    """Return the map with the same meaning, without targets U+0000 and with the right code space."""
    pairs = {code.upper(): _utf16(target) for code, target in _entries(text) if int(target, 16)}
    width = len(next(iter(pairs), "00"))
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<{'0' * width}> <{'F' * width}>",
        "endcodespacerange",
    ]
    ordered = sorted(pairs.items())
    for start in range(0, len(ordered), _PER_BLOCK):
        block = ordered[start : start + _PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *(f"<{a}> <{b}>" for a, b in block), "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def _entries(text: str) -> list[tuple[str, str]]:
    entries = [pair for block in _CHAR_BLOCK.findall(text) for pair in _PAIR.findall(block)]
    for block in _RANGE_BLOCK.findall(text):
        for low, high, listed, first in _RANGE.findall(block):
            targets = _HEX.findall(listed) if listed else _counted(first, int(high, 16) - int(low, 16) + 1)
            entries += [(f"{int(low, 16) + i:0{len(low)}X}", target) for i, target in enumerate(targets)]
    return entries


def _utf16(target: str) -> str:
    """Return a target in UTF-16; the engine writes characters beyond U+FFFF as a bare number."""
    if len(target) % 4 == 0:
        return target.upper()
    return chr(int(target, 16)).encode("utf-16-be").hex().upper()


def _counted(first: str, count: int) -> list[str]:
    return [f"{int(first, 16) + i:0{len(first)}X}" for i in range(count)]
