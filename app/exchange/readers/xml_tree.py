"""A whole XML file as a tree, for formats whose parts point at each other; bounded in size and depth."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import ATTRIBUTES, XML_BYTES, XML_DEPTH, too_large, too_many_bytes, xml_entities

_CHUNK = 2**16
Taker = Callable[[Element], None]
NO_TAKERS: Mapping[str, Taker] = MappingProxyType({})


class _Bounded:
    """Builds the tree with local names and refuses what nests too deep or has too many elements.

    Elements that have a taker by their name go there as soon as they are whole, and are not in the tree.
    """

    def __init__(self, takers: Mapping[str, Taker]) -> None:
        self._builder = TreeBuilder()
        self._takers = takers
        self._open: list[Element] = []
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > XML_DEPTH:
            raise too_deep()
        if self._count > ATTRIBUTES:
            raise too_large(_("elements"), ATTRIBUTES)
        named = {local(name): value for name, value in attrs.items()}
        self._open.append(self._builder.start(local(tag), named))

    def end(self, tag: str) -> None:
        self._depth -= 1
        name = local(tag)
        self._builder.end(name)
        whole = self._open.pop()
        if name in self._takers and self._open:
            self._takers[name](whole)
            del self._open[-1][-1]

    def data(self, text: str) -> None:
        self._builder.data(text)

    def close(self) -> Element:
        try:
            return self._builder.close()
        except AssertionError as error:
            raise ValueError("an element without its end") from error


@contextlib.contextmanager
def refusing_broken_xml() -> Iterator[None]:
    """Turn what a parser cannot read into the refusals `import.xml_entities` and `import.broken_xml`."""
    try:
        yield
    except DefusedXmlException as error:
        raise xml_entities() from error
    except (ParseError, LookupError, ValueError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise UserError(
            "import.broken_xml",
            _("The file is not well-formed XML or is cut off (line {line})."),
            _("Ask the sender for it again, or check it at this line."),
            line=line,
        ) from error


def feed(target: object, data: bytes) -> Any:
    """Give a file to the target of a parser, piece by piece, and return what closing it gives.

    No entity is expanded, nothing outside is read. Raises `UserError` `import.too_large`, and what
    `refusing_broken_xml` turns into a refusal.
    """
    if len(data) > XML_BYTES:
        raise too_many_bytes(len(data), XML_BYTES)
    parser = DefusedXMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
    return parser.close()


def parse_xml(data: bytes, takers: Mapping[str, Taker] = NO_TAKERS) -> Element:
    """Return the root with local names only; no entity is expanded, nothing outside is read.

    `takers` get the elements of some names one by one, instead of the tree; an element that lies in one that
    is taken goes before it and is not part of it.

    Raises `UserError`: `import.xml_entities`, `import.broken_xml`, `import.xml_deep`, `import.too_large`.
    """
    with refusing_broken_xml():
        root: Element = feed(_Bounded(takers), data)
    return root


def too_deep() -> UserError:
    """The refusal of a file that nests deeper than anything real."""
    return UserError(
        "import.xml_deep",
        _("The file nests its elements deeper than any real one."),
        _("Ask the sender how it was made."),
    )


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def child_text(element: Element | None, *path: str) -> str:
    """Return the text of the first element down a path of names, "" if there is none."""
    for name in path:
        element = element.find(name) if element is not None else None
    return " ".join((element.text or "").split()) if element is not None else ""


def all_of(root: Element, *names: str) -> Iterator[Element]:
    """Give every element with one of the names, in the order of the file."""
    wanted = set(names)
    return (element for element in root.iter() if element.tag in wanted)
