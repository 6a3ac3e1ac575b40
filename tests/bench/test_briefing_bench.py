"""The bench of briefings runs; what it measures is for reading, not for passing or failing."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "briefing"))

from briefing_bench import measure


def test_the_briefing_bench_measures_pages_and_copies():
    pages, blocks, texts, copies = measure(60, repeats=1)
    assert pages > 8
    assert blocks.ratio > 0
    assert texts.ratio > 0
    assert copies > 0
