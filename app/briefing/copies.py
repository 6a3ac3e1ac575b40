"""One drawing, many numbered copies: what tells them apart stands in forms that are exchanged."""

import pikepdf
from pikepdf import Name, Pdf

from app.briefing.furniture import MARK


class CopyMarks:
    """The forms of a drawn briefing that say which copy it is, by copy and kind of page."""

    def __init__(self, pdf: Pdf) -> None:
        self._shown: dict[str, pikepdf.Stream] = {}
        self._kept: dict[tuple[int, str], tuple[bytes, pikepdf.Object]] = {}
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get(Name.Subtype) == Name.Form:
                self._note(item)
        self._put = 0

    def _note(self, form: pikepdf.Stream) -> None:
        data = form.read_bytes()
        start = data.find(f"%{MARK} ".encode())
        if start < 0:
            return
        _mark, number, kind = data[start:].splitlines()[0].decode().split(" ", 2)
        if number == "0":
            self._shown[kind] = form
        self._kept[int(number), kind] = (data, form.Resources)

    def put(self, number: int) -> None:
        """Show copy `number` from 1, or 0: the one that the briefing was composed for."""
        if number == self._put:
            return
        for kind, form in self._shown.items():
            data, resources = self._kept[number, kind]
            form.write(data)
            form.Resources = resources
        self._put = number
