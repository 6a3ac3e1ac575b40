"""Photos and first pages of documents for a chart on paper: small, grey, square, only what may be seen."""

from collections.abc import Mapping

from app.analysis.chart_content import ChartContent
from app.analysis.chart_symbols import Photo
from app.base.errors import UserError
from app.base.progress import Progress
from app.casework import documents
from app.policy.views import View
from app.reading.kinds import HEAD, has_pages
from app.reading.reader import LARGEST, PagePicture, page_picture
from app.store.store import Store

_DOTS_PER_INCH = 40.0
_SIDE = 160
"""Of the picture in pixels: at most 25,600 bytes each before they are packed."""
_MOST = 200


def photos_of(store: Store, view: View, content: ChartContent, progress: Progress) -> Mapping[str, Photo]:
    """Return the pictures of the documents that looks on a chart name, by document.

    Only documents of the view are looked at: of a released view those that go along. What cannot be drawn
    leaves the icon in its place. Raises `Cancelled`.
    """
    known = {document.id: document for document in view.documents}
    shown = {node.id for node in content.network.nodes}
    named = {look.picture for i, look in content.looks.items() if i in shown}
    found: dict[str, Photo] = {}
    for document_id in progress.each(sorted(named & known.keys())[:_MOST]):
        page = _first_page(store, known[document_id].sha256, known[document_id].size)
        if page is not None:
            found[document_id] = _photo(page)
    return found


def _first_page(store: Store, sha256: str, size: int) -> PagePicture | None:
    with store.read() as connection:
        first = next(documents.pieces(connection, sha256), b"")
        if not has_pages(first[:HEAD]) or size > LARGEST:
            return None
        data = documents.content(connection, sha256)
    try:
        return page_picture(data, 0, _DOTS_PER_INCH)
    except UserError:
        return None


def _photo(page: PagePicture) -> Photo:
    """The middle square, a little above the middle of tall pictures: faces and headings are there."""
    from PIL import Image  # heavy: loaded on first use

    whole = Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGR")
    side = min(page.width, page.height)
    left, top = (page.width - side) // 2, (page.height - side) // 3
    wanted = min(side, _SIDE)
    square = whole.convert("L").crop((left, top, left + side, top + side)).resize((wanted, wanted))
    return Photo(wanted, square.tobytes())
