"""How long one frame of the timeline takes while it is panned and zoomed, with many events.

    PYTHONPATH=. python tests/bench/timeline_bench.py [EVENTS]

Times are CPU milliseconds of this process, drawn into an image of 1366 x 768 by the raster engine.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.analysis.time_events import Dated, Grouping
from app.analysis.time_extent import extent
from app.analysis.time_lanes import lanes
from app.base.records import Standing
from ui.timeline.lanes_widget import LanesWidget
from ui.widgets.theme import apply_theme

FRAMES = 40


def sample(count: int, subjects: int = 200) -> tuple[Dated, ...]:
    """Invented events over twelve years: days, months, years, spans, open ends, all standings."""
    draw = random.Random(4)
    types = ("person", "event", "vehicle", "account", "place")
    made = []
    for number in range(count):
        year, month, day = draw.randint(2015, 2026), draw.randint(1, 12), draw.randint(1, 28)
        when = draw.choice(
            (
                f"{year}-{month:02d}-{day:02d}",
                f"{year}-{month:02d}-{day:02d}",
                f"{year}-{month:02d}-{day:02d}T{day % 24:02d}:15",
                f"{year}-{month:02d}",
                f"{year}~",
                f"{year}-{month:02d}/..",
                f"{year}-{month:02d}-01/{year}-{month:02d}-{day:02d}",
            )
        )
        owner = draw.randrange(subjects)
        made.append(
            Dated(
                f"{number:032x}", f"{owner:032x}", f"Muster {owner}", draw.choice(types), "gesehen", when,
                extent(when), draw.choice(list(Standing)), f"{owner % 6}", (f"{owner:032x}",),
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda event: event.extent.first))


def _times(widget: LanesWidget, move: Callable[[int], None]) -> list[float]:
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    times = []
    for number in range(FRAMES):
        start = time.process_time()
        move(number)
        widget.render(image)
        times.append((time.process_time() - start) * 1000)
    return times


def _pan(widget: LanesWidget, number: int) -> None:
    widget.pan_by(-23 if number % 2 else 21, -9 if number % 2 else 8)


def _zoom(widget: LanesWidget, number: int) -> None:
    widget.zoom_by(1.13 if number < FRAMES / 2 else 0.8)


def measure(count: int) -> dict[str, tuple[float, float]]:
    """Return median and worst frame in ms, for panning at three scales and for zooming, per grouping."""
    events = sample(count)
    results = {}
    for grouping in Grouping:
        widget = LanesWidget()
        widget.resize(QSize(1366, 768))
        widget.set_events(events, lanes(events, grouping, {}))
        widget.fit()
        for name, factor in (("all", 1.0), ("year", 12.0), ("month", 12.0)):
            widget.zoom_by(factor)
            image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
            widget.render(image)
            times = _times(widget, partial(_pan, widget))
            results[f"{grouping.value} pan {name}"] = (statistics.median(times), max(times))
        widget.fit()
        times = _times(widget, partial(_zoom, widget))
        results[f"{grouping.value} zoom"] = (statistics.median(times), max(times))
        widget.deleteLater()
    return results


def main() -> None:
    """Print one line per motion."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply_theme(app, "light")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for name, (middle, worst) in measure(count).items():
        sys.stdout.write(f"{count} {name}: median {middle:.1f} ms, worst {worst:.1f} ms\n")


if __name__ == "__main__":
    main()
