"""Words that stand nowhere else: each is planted in one place and must not be found in what leaves."""

import re
from collections.abc import Iterable


class Markers:
    """Marker words with the place each was planted in, and ids that say as much as a word would."""

    def __init__(self, tag: str = "ZQXV") -> None:
        self.places: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self._tag = tag
        self._any = re.compile(f"{tag.lower()}[0-9]{{3}}".encode())

    def word(self, place: str) -> str:
        """Return a word of its own for a place; it is one word to every part of the program."""
        return f"{self.code(place)}wort"

    def code(self, place: str) -> str:
        """Return the same as letters and digits alone, where a code is asked for."""
        made = f"{self._tag}{len(self.places):03d}"
        self.places[made.lower()] = place
        return made

    def at(self, place: str) -> str:
        """Return the word that was planted in a place."""
        (code,) = [code for code, said in self.places.items() if said == place]
        return f"{code.upper()}wort"

    def mark(self, place: str, ids: Iterable[str]) -> None:
        """Take ids of withheld rows for markers too."""
        self.ids.update(dict.fromkeys(ids, place))

    def found_in(self, data: bytes) -> set[str]:
        """Return the places whose marker stands in `data`, in whatever case it is written."""
        low = data.lower()
        words = {self.places[hit.decode()] for hit in self._any.findall(low)}
        return words | {f"id: {place}" for one, place in self.ids.items() if one.encode() in low}
