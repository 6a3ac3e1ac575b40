"""How long a briefing takes, beside the bare engine putting the same blocks on pages.

    PYTHONPATH=.:tests/bench:tests/unit/briefing python tests/bench/briefing_bench.py

Times are CPU seconds of this process, medians of rounds in turns. "bare" is reportlab alone: the same texts
as paragraphs and tables in the same fonts and sizes, without tags, furniture and the PDF/A finish; "text"
leaves the figures out of it, "blocks" draws chart, scale and bars as well. "copies" is what eight encrypted
copies cost once the pages are drawn.
"""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from xml.sax.saxutils import escape

from bench_harness import BenchResult, compare
from briefing_factory import PEOPLE, Maker, released, working_view
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table
from reportlab.platypus import Paragraph as BareParagraph
from reportlab.platypus.flowables import Flowable

from app.briefing import content as c
from app.briefing.bar_drawing import bars_height, draw_bars
from app.briefing.chart_drawing import draw_chart
from app.briefing.column_widths import column_widths
from app.briefing.compose import compose
from app.briefing.document import draw_pdf
from app.briefing.figures import draw_scale
from app.briefing.fonts import register_fonts
from app.briefing.hyphenation import soften
from app.briefing.options import BriefingOptions
from app.briefing.script import clean
from app.briefing.styles import frame_size, make_styles
from app.policy.views import View

_PASSPHRASE = "nur zum Messen da"
_COPIES = 8


def view_of(findings: int) -> View:
    """Return a released view with about so many findings more than the sample has."""
    make = Maker()
    people = [make.node("person", f"person {n}") for n in range(max(findings // 12, 2))]
    for n, person in enumerate(people):
        make.say(person, "name", f"{PEOPLE[n % len(PEOPLE)]} {n}", n)
        if n:
            make.link("contact", person, people[n // 3], n)
    while len(make.findings) < findings:
        n = len(make.findings)
        said = f"Aussage {n} über einen Vorgang in den Geschäftsräumen und die Beteiligten."
        make.say(people[n % len(people)], "statement", said, n, valid_from=f"2025-{1 + n % 12:02}")
    known = working_view()
    subjects = (*known.subjects, *make.subjects)
    return released(replace(known, subjects=subjects, findings=(*known.findings, *make.findings)))


def options() -> BriefingOptions:
    """Return the choices of a briefing in eight numbered copies."""
    return BriefingOptions(language="de", copies=_COPIES)


class BareFigure(Flowable):
    """A figure without a text alternative."""

    def __init__(self, size: tuple[float, float], draw: Callable[[object], None]) -> None:
        super().__init__()
        self.width, self.height = size
        self._draw_it = draw

    def draw(self) -> None:
        """Draw it."""
        self._draw_it(self.canv)


def figures(block: c.Block, width: float) -> list[Flowable]:
    """Return chart, scale and bars drawn as the briefing draws them."""
    if isinstance(block, c.ChartFigure):
        return [BareFigure((width, 600.0), partial(draw_chart, figure=block))]
    if isinstance(block, c.Scale):
        return [BareFigure((width, 48.0), partial(draw_scale, scale=block, width=width, height=48.0))]
    if isinstance(block, c.BarFigure):
        return [BareFigure((width, bars_height(block)), partial(draw_bars, figure=block, width=width))]
    return []


def bare(briefing: c.Briefing, *, drawn: bool) -> Callable[[], object]:
    """Return what lays out the same texts with the engine alone, the figures too if `drawn`."""

    def run() -> None:
        register_fonts()
        styles, width = make_styles(), frame_size(c.Paper.A4)[0]

        def paragraph(text: c.Line, style: object) -> BareParagraph:
            dressed = "".join(
                f"<b>{_words(s.text)}</b>"
                if s.strong
                else f"<i>{_words(s.text)}</i>"
                if s.emphasis
                else _words(s.text)
                for s in text
            )
            return BareParagraph(dressed, style)

        def flow(block: c.Block) -> list[Flowable]:
            if isinstance(block, c.Heading):
                return [paragraph(c.line(block.text), styles.headings[block.level])]
            if isinstance(block, c.Paragraph):
                return [paragraph(block.text, styles.roles[block.role])]
            if isinstance(block, c.Bullets):
                return [paragraph(item.text, styles.bullet) for item in block.items]
            if isinstance(block, c.BoxedSummary):
                return [paragraph(p.text, styles.box) for p in block.paragraphs]
            if isinstance(block, c.Table):
                head = [[paragraph(c.line(k.title), styles.cell_bold) for k in block.columns]]
                rows = [[paragraph(cell, styles.cell) for cell in row.cells] for row in block.rows]
                return [Table(head + rows, colWidths=column_widths(block, width), repeatRows=1)]
            if isinstance(block, c.Fields):
                rows = [
                    [paragraph(c.line(n), styles.cell_bold), paragraph(t, styles.cell)] for n, t in block.rows
                ]
                return [Table(rows, colWidths=[width * block.share, width * (1 - block.share)])]
            if isinstance(block, c.NewPage):
                return [PageBreak()]
            return figures(block, width) if drawn else []

        story = [flowable for block in briefing.blocks for flowable in flow(block)]
        SimpleDocTemplate(io.BytesIO(), invariant=1, pageCompression=1).build(story)

    return run


def _words(text: str) -> str:
    return escape(soften(clean(text), "de"))


def measure(findings: int = 420, repeats: int = 3) -> tuple[int, BenchResult, BenchResult, float]:
    """Return the pages, the briefing beside the bare run, and the seconds that seven more copies take."""
    view = view_of(findings)
    briefing = compose(view, options())

    def ours() -> bytes:
        return draw_pdf(compose(view, options())).written()

    blocks = compare("briefing beside blocks", ours, bare(briefing, drawn=True), repeats=repeats)
    texts = compare("briefing beside text", ours, bare(briefing, drawn=False), repeats=repeats)
    drawn = draw_pdf(briefing)
    drawn.written(1, _PASSPHRASE)
    began = time.process_time()
    for copy_no in range(1, _COPIES + 1):
        drawn.written(copy_no, _PASSPHRASE)
    return drawn.pages, blocks, texts, time.process_time() - began


def main() -> None:
    """Print what was measured."""
    for findings in (250, 420, 800):
        pages, blocks, texts, copies = measure(findings)
        sys.stdout.write(
            f"{pages} pages: {blocks.value:.2f} s, "
            f"bare blocks {blocks.baseline:.2f} s, ratio {blocks.ratio:.2f}, "
            f"bare text {texts.baseline:.2f} s, ratio {texts.ratio:.2f}; "
            f"eight encrypted copies {copies:.2f} s\n"
        )


if __name__ == "__main__":
    main()
