"""A yearly report as text, tables and bars: free of any layout and in one language."""

from dataclasses import dataclass

from app.base.paper_records import PaperTable


@dataclass(frozen=True, slots=True)
class ReportBars:
    """Bars: a period per place, a count per period and series; `alternative` holds every number.

    `stock` says that a count is what there was at the end of its period: those counts have no sum. `named`
    says that the places are names and no periods.
    """

    caption: str
    periods: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    alternative: str
    stock: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section: its number ("" for none), title, paragraphs, figures as (label, value), tables, bars."""

    number: str
    title: str
    paragraphs: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, PaperTable], ...] = ()
    bars: tuple[ReportBars, ...] = ()

    @property
    def level(self) -> int:
        """How deep the section stands, from 1."""
        return self.number.count(".") + 1


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report: `number` names it in title and file name, `day` is the ISO day it was made on.

    `cover` are the figures of the first page as (label, value).
    """

    number: str
    title: str
    subtitle: str
    day: str
    cover: tuple[tuple[str, str], ...]
    sections: tuple[ReportSection, ...]
