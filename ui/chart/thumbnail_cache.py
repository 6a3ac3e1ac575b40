"""Photos and first pages of documents as small square pictures, fetched one by one in idle time."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPixmap

from ui.chart.chart_colours import ChartColours

_LARGEST = 320
Provider = Callable[[str], QImage | None]
"""Gives the picture of a document by its id, None if it has none."""


class ThumbnailCache:
    """Pictures by document; `colours` are those of the chart they stand on.

    A picture that is asked for and not there is remembered as wanted until `fetch_one` gets it.
    """

    def __init__(self, provider: Provider | None, ratio: float, colours: ChartColours) -> None:
        self.colours = colours
        self._provider = provider
        self._ratio = ratio
        self._images: dict[str, QImage | None] = {}
        self._made: dict[tuple[str, int], QPixmap] = {}
        self._wanted: dict[str, None] = {}

    @property
    def wanting(self) -> bool:
        """Whether pictures are still to be fetched."""
        return bool(self._wanted)

    def picture(self, document_id: str, side: float) -> QPixmap | None:
        """Return the picture, `side` logical pixels wide, None while there is none."""
        if document_id not in self._images:
            if self._provider is not None:
                self._wanted[document_id] = None
            return None
        image = self._images[document_id]
        if image is None:
            return None
        key = (document_id, round(side * self._ratio))
        if key not in self._made:
            mode = Qt.TransformationMode.SmoothTransformation
            self._made[key] = QPixmap.fromImage(image.scaledToWidth(key[1], mode))
        return self._made[key]

    def fetch_one(self) -> None:
        """Ask the provider for the next picture that is wanted."""
        if self._wanted and self._provider is not None:
            document_id = next(iter(self._wanted))
            del self._wanted[document_id]
            image = self._provider(document_id)
            self._images[document_id] = None if image is None or image.isNull() else _square(image)


def _square(image: QImage) -> QImage:
    """Cut the middle square out, a little above the middle of tall pictures: faces and headings are there."""
    side = min(image.width(), image.height())
    left, top = (image.width() - side) // 2, (image.height() - side) // 3
    cut = image.copy(QRect(left, top, side, side))
    return cut.scaledToWidth(min(side, _LARGEST), Qt.TransformationMode.SmoothTransformation)
