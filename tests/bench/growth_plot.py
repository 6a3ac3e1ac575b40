"""Draws how costs grow: what an import costs per finding, and what people wait for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_WAITS = (
    ("start_page_kept", "start page", "o"),
    ("start_page", "start page, nothing kept", "x"),
    ("open_case", "opening a case of 500 nodes", "s"),
    ("correct_finding", "correcting one finding", "D"),
    ("search_words", "search, 95th percentile", "^"),
    ("search_typing", "search while typing, 95th percentile", "v"),
)


def draw(found: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write the plot of the results of `growth.measured` as SVG; equal results give equal bytes."""
    # heavy: loaded on first use
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "rundblick", "font.size": 9})
    from matplotlib import pyplot

    sizes = [entry["findings"]["value"] for entry in found]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9.2, 3.9), layout="constrained")
    for key, label, mark in (("value", "Rundblick", "o-"), ("baseline", "bare executemany with FTS5", "s--")):
        costs = [1e6 * entry["import_office"][key] / size for entry, size in zip(found, sizes, strict=True)]
        left.plot(sizes, costs, mark, label=label)
    left.set(
        xscale="log",
        ylim=(0, None),
        xlabel="findings brought in",
        ylabel="µs of CPU per finding",
        title="Import",
    )
    for name, label, mark in _WAITS:
        right.plot(sizes, [1e3 * entry[name]["value"] for entry in found], f"{mark}-", label=label)
    right.set(
        xscale="log",
        yscale="log",
        xlabel="findings in the store",
        ylabel="ms of CPU",
        title="What people wait for",
    )
    for axes in (left, right):
        axes.grid(visible=True, alpha=0.3)
        axes.legend(frameon=False, fontsize=8)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
