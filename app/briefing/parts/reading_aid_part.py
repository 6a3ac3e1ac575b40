"""How to read it: probability words, grades, handling codes, chart symbols in use, abbreviations."""

from app.analysis.chart_symbols import symbol_of
from app.base.i18n import _
from app.base.records import Standing
from app.briefing.chart import linked_network
from app.briefing.content import (
    Block,
    Bullets,
    Column,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Role,
    Scale,
    ScaleBand,
    SymbolKey,
    Table,
    line,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import named, row
from app.briefing.script import CLOSE_QUOTE, OPEN_QUOTE
from app.briefing.wording import (
    credibility_words,
    handling_words,
    likelihood_words,
    reliability_words,
    standing_word,
)


def reading_aid_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the page that explains the codes."""
    return (
        NewPage(),
        Heading(_("Reading aid")),
        Heading(_("Words for probability"), 2),
        _scale(),
        Paragraph(line(_likelihood_note()), role=Role.NOTE),
        Heading(_("Grading"), 2),
        Paragraph(line(_grading_note()), role=Role.NOTE),
        _codes(_("Source"), reliability_words()),
        _codes(_("Information"), credibility_words()),
        _codes(_("Handling"), handling_words()),
        *_symbols(evidence, options),
        Heading(_("Abbreviations"), 2),
        Bullets(tuple(Paragraph(text) for text in _abbreviations())),
    )


def _scale() -> Scale:
    bands = tuple(ScaleBand(*band) for band in likelihood_words())
    spoken = "; ".join(f"{b.word} {b.low}–{b.high} %" for b in bands)
    return Scale(bands, _("Scale of probability words: {bands}").format(bands=spoken))


def _likelihood_note() -> str:
    return _(
        "How likely something is and how well that view is founded are two things; they never stand in the "
        "same sentence here. Facts, assessments and hypotheses stand in blocks of their own."
    )


def _grading_note() -> str:
    return _("Source and information are graded apart (Europol 4×4): “B2” is source B, information 2.")


def _codes(title: str, words: dict[str, str]) -> Table:
    columns = (Column(title, 1), Column(_("Meaning"), 6))
    return Table("", columns, tuple(row(code, meaning) for code, meaning in words.items()))


def _symbols(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    network = linked_network(evidence, options.chart)
    if not network.links:
        return ()
    types = [t for i, t in evidence.ontology.nodes.items() if any(n.type == i for n in network.nodes)]
    standings = [s for s in Standing if any(link.standing is s for link in network.links)]
    symbols = tuple((symbol_of(t.id), t.label) for t in types)
    lines = tuple((s, standing_word(s)) for s in standings)
    spoken = ", ".join([*(t.label for t in types), *(word for _s, word in lines)])
    alternative = _("Symbols and lines of the link chart: {kinds}").format(kinds=spoken)
    return (Heading(_("Chart symbols in use"), 2), SymbolKey(symbols, lines, alternative))


def _abbreviations() -> tuple[Line, ...]:
    return (
        named("Q1, Q2 …", " " + _("number of the source in the list of sources")),
        named("H0–H3", " " + _("handling code of the contributing agency")),
        named(
            f"{OPEN_QUOTE} {CLOSE_QUOTE}",
            " " + _("transliterated: written in a script that this print does not carry"),
        ),
    )
