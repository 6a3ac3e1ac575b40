"""Photos and first pages on the chart: drawn beside the window, once for each document."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.base.errors import UserError
from app.casework import documents
from app.reading.kinds import HEAD, has_pages
from app.reading.reader import LARGEST, PagePicture, page_picture
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.chart_query import ChartPicture
from ui.case.chart_room import ChartRoom

_DOTS_PER_INCH = 40.0


class ChartPictures(QObject):
    """Gives the chart the pictures of documents that looks on it name."""

    def __init__(self, room: ChartRoom) -> None:
        super().__init__(room)
        self._room = room
        self._images: dict[str, QImage | None] = {}
        room.chart.set_thumbnails(self._images.get)

    def show_picture(self, picture: ChartPicture) -> None:
        """Fetch what this chart needs and nobody fetched yet."""
        data = self._room.desk.data
        if data is None or picture.recipient:
            return
        wanted = {look.picture for look in picture.content.looks.values() if look.picture}
        for document_id in sorted(wanted - self._images.keys()):
            if document_id in data.documents:
                self._images[document_id] = None
                load = partial(_first_page, data=data, document_id=document_id)
                self._room.desk.session.read(self, load, partial(self._drawn, document_id), _nothing)

    def _drawn(self, document_id: str, page: PagePicture | None) -> None:
        if page is not None:
            line = page.width * 3
            image = QImage(page.pixels, page.width, page.height, line, QImage.Format.Format_BGR888)
            self._images[document_id] = image.copy()
            self._room.chart.set_thumbnails(self._images.get)


def _first_page(store: Store, data: CaseData, document_id: str) -> PagePicture | None:
    document = data.documents[document_id]
    with store.read() as connection:
        first = next(documents.pieces(connection, document.sha256), b"")
        if not has_pages(first[:HEAD]) or document.size > LARGEST:
            return None
        content = documents.content(connection, document.sha256)
    return page_picture(content, 0, _DOTS_PER_INCH)


def _nothing(_error: UserError) -> None:
    """A document that cannot be drawn leaves the icon in its place."""
