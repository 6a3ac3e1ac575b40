"""What a table draws besides its cells - backgrounds and rules - as artifacts."""

from typing import Any

from reportlab.platypus import Table
from reportlab.platypus.tables import TableRenderCB

from app.briefing.tags import Tagger


class QuietRules(TableRenderCB):
    """The engine calls these while it draws a table; cells tag themselves."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def startBG(self, T: Table) -> None:
        """Open an artifact before the backgrounds."""
        self._tagger.begin_artifact(T.canv)

    def endBG(self, T: Table) -> None:
        """Close it."""
        self._tagger.end(T.canv)

    def startLines(self, T: Table) -> None:
        """Open an artifact before the rules."""
        self._tagger.begin_artifact(T.canv)

    def endLines(self, T: Table) -> None:
        """Close it."""
        self._tagger.end(T.canv)

    def startTable(self, T: Table) -> None:
        """Do nothing: the table's element exists already."""

    def endTable(self, T: Table) -> None:
        """Do nothing."""

    def startRow(self, T: Table, rowNo: int) -> None:
        """Do nothing."""

    def endRow(self, T: Table) -> None:
        """Do nothing."""

    def startCell(
        self, T: Table, rowNo: int, colNo: int, cellval: Any, cellstyle: Any, pos: Any, size: Any
    ) -> None:
        """Do nothing."""

    def endCell(self, T: Table) -> None:
        """Do nothing."""
