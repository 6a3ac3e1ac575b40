"""Elements of an XML file kept as packed text: a tree of hundreds of thousands would fill the memory."""

import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

_PER_BLOCK = 500
_LEVEL = 1
_NAME = "elements"


class ElementPacker:
    """Takes elements one by one, and gives them again in order, as often as wanted."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._open: list[bytes] = []

    def add(self, element: Element) -> None:
        """Take an element with all that is in it; what follows it is not part of it."""
        element.tail = None
        self._open.append(tostring(element))
        if len(self._open) >= _PER_BLOCK:
            self._close()

    def __iter__(self) -> Iterator[Element]:
        """Each element, newly made."""
        for block in (*self._blocks, self._packed()):
            yield from fromstring(zlib.decompress(block))

    def _packed(self) -> bytes:
        return zlib.compress(f"<{_NAME}>".encode() + b"".join(self._open) + f"</{_NAME}>".encode(), _LEVEL)

    def _close(self) -> None:
        self._blocks.append(self._packed())
        self._open = []
