"""A picture for the projector: the page of a PDF as pixels."""

from PySide6.QtGui import QImage

from ui.shell.late_import import load_late

_PAGES = "ui.case.briefing_work"
_POINTS_PER_INCH = 72.0
_LEAST, _MOST = 0.2, 5.0
_SHARPER, _MOST_PIXELS = 2.0, 60_000_000
"""Pictures are rendered larger than the room, so that they can be looked at closely."""


def picture(pdf: bytes, size: tuple[int, int]) -> QImage:
    """Render the only page of a PDF for a room of this size in pixels; called beside the window."""
    pages = load_late(_PAGES)
    small = pages.page_image(pdf, 0, _POINTS_PER_INCH)
    across, down = size[0] / max(small.width, 1), size[1] / max(small.height, 1)
    # A tall picture is looked at as wide as the room; no image is larger than memory is good for.
    wanted = max(min(across, down) * _SHARPER, across)
    affordable = (_MOST_PIXELS / max(small.width * small.height, 1)) ** 0.5
    page = pages.page_image(pdf, 0, _POINTS_PER_INCH * max(_LEAST, min(wanted, affordable, _MOST)))
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_BGR888)
    return image.copy()
