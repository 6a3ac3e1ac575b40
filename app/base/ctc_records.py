"""A site of Communities That Care as figures and texts: free of any layout and in one language."""

from dataclasses import dataclass

from app.base.paper_records import PaperTable


@dataclass(frozen=True, slots=True)
class FactorBar:
    """A bar: shares in percent. `share` is None where too few were asked: then nothing else is known either.

    `worse` marks what is less favourable than the comparison value, `said` its numbers as people read them.
    """

    label: str
    share: float | None
    comparison: float | None
    worse: bool
    said: str
    priority: bool = False


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars under a heading."""

    name: str
    bars: tuple[FactorBar, ...]


@dataclass(frozen=True, slots=True)
class SiteSection:
    """A section of the paper of a site: paragraphs, bars, tables with captions."""

    title: str
    paragraphs: tuple[str, ...] = ()
    groups: tuple[BarGroup, ...] = ()
    tables: tuple[tuple[str, PaperTable], ...] = ()


@dataclass(frozen=True, slots=True)
class SitePaper:
    """A paper about a site: `number` names it in title and file name, `day` is the ISO day of it.

    `rules` say what holds for every number in it, `facts` are what is read first.
    """

    number: str
    title: str
    subtitle: str
    day: str
    rules: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    sections: tuple[SiteSection, ...]
