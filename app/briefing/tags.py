"""The tags of one document while its pages are drawn: a tree of elements, filled by marked content.

PDF/UA-1 (ISO 14289-1) asks that every drawn thing belongs either to an element of the structure tree or
to an artifact. One `Tagger` serves one document.
"""

from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree; `kids` are elements and (page number, marked content id) pairs."""

    tag: str
    kids: list["Element | tuple[int, int]"] = field(default_factory=list)
    actual_text: str = ""
    alternative: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None

    def child(self, tag: str, *, alternative: str = "", scope: str = "") -> "Element":
        """Append and return a new element."""
        element = Element(tag, alternative=alternative, scope=scope)
        self.kids.append(element)
        return element


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: the `index`-th of its page, the element it belongs to, what it says."""

    page: int
    index: int
    element: Element
    text: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A field to fill in, by its name in the form: the page it stands on and the element it belongs to."""

    page: int
    name: str
    element: Element


class Tagger:
    """Writes marked content on the canvas and remembers which element owns it."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.pages: dict[int, list[Element]] = {}
        self.links: list[Link] = []
        self.fields: list[FormField] = []

    def begin(self, canvas: Canvas, element: Element) -> None:
        """Open marked content that belongs to `element`; close it with `end`."""
        page = canvas.getPageNumber()
        owners = self.pages.setdefault(page, [])
        element.kids.append((page, len(owners)))
        canvas.addLiteral(f"/{element.tag} <</MCID {len(owners)}>> BDC")
        owners.append(element)

    def begin_artifact(self, canvas: Canvas, *, pagination: bool = False) -> None:
        """Open an artifact: something that is not content, such as a rule or a page header."""
        canvas.addLiteral(f"/Artifact <<{'/Type /Pagination' if pagination else ''}>> BDC")

    def end(self, canvas: Canvas) -> None:
        """Close the marked content or artifact opened last."""
        canvas.addLiteral("EMC")

    def add_link(self, canvas: Canvas, element: Element, text: str) -> None:
        """Tell that the next annotation of the page belongs to `element`."""
        page = canvas.getPageNumber()
        index = sum(1 for link in self.links if link.page == page)
        self.links.append(Link(page, index, element, text))

    def add_field(self, canvas: Canvas, element: Element, name: str) -> None:
        """Tell that the field of this name, on the present page, belongs to `element`."""
        self.fields.append(FormField(canvas.getPageNumber(), name, element))
