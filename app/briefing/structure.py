"""From the tags of a drawn document to the structure tree of the PDF file."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from app.briefing.tags import Element, Tagger


class StructureWriter:
    """Writes one document's structure tree, parent tree, link annotations and fields to fill in."""

    def __init__(self, pdf: Pdf, tagger: Tagger) -> None:
        self._pdf = pdf
        self._tagger = tagger
        self._pages = [page.obj for page in pdf.pages]
        self._made: dict[int, pikepdf.Object] = {}

    def write(self) -> None:
        """Attach the tree to the document; pages get tab order by structure."""
        pdf, tagger = self._pdf, self._tagger
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(tagger.root, root)
        numbers: list[object] = []
        for index, page in enumerate(self._pages):
            page.StructParents = index
            page.Tabs = Name.S
            owners = [self._made[id(e)] for e in tagger.pages.get(index + 1, [])]
            numbers += [index, pdf.make_indirect(Array(owners))]
        numbers += self._link_annotations(len(self._pages))
        numbers += self._fields(len(numbers) // 2)
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(numbers) // 2
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
        self._made[id(element)] = made
        if element.actual_text:
            made.ActualText = String(element.actual_text)
        if element.alternative:
            made.Alt = String(element.alternative)
        if element.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.box is not None:
            box = Array([round(side, 2) for side in element.box])
            made.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
        made.K = Array([self._kid(kid, made) for kid in element.kids])
        return made

    def _kid(self, kid: Element | tuple[int, int], parent: pikepdf.Object) -> pikepdf.Object:
        if isinstance(kid, Element):
            return self._element(kid, parent)
        page, content_id = kid
        return Dictionary(Type=Name.MCR, Pg=self._pages[page - 1], MCID=content_id)

    def _link_annotations(self, first: int) -> list[object]:
        numbers: list[object] = []
        for key, link in enumerate(self._tagger.links, start=first):
            page = self._pages[link.page - 1]
            annotation = page.Annots[link.index]
            annotation.StructParent = key
            annotation.Contents = String(link.text)
            annotation.F = 4  # printed, as PDF/A asks (ISO 19005-2, 6.3.2)
            numbers += [key, self._refer(link.element, annotation, page)]
        return numbers

    def _fields(self, first: int) -> list[object]:
        """ISO 14289-1, 7.18.4: the widget of a field lies within a Form element."""
        numbers: list[object] = []
        for key, field in enumerate(self._tagger.fields, start=first):
            page = self._pages[field.page - 1]
            widget = next(a for a in page.Annots if a.get(Name.T) == field.name)
            widget.StructParent = key
            numbers += [key, self._refer(field.element, widget, page)]
        return numbers

    def _refer(self, owner: Element, annotation: pikepdf.Object, page: pikepdf.Object) -> pikepdf.Object:
        element = self._made[id(owner)]
        element.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
        return element
