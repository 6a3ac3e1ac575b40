"""How near the chart comes to what the raster engine can do at all: frames as a ratio of bare calls.

    PYTHONPATH=.:tests/ui/chart python tests/bench/chart_bench.py [NODES LINKS]

The limit draws ready arrays with `drawLines` and one pixmap per node, nothing else. Times are CPU
seconds of this process; only the ratios mean something on another machine.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

from chart_samples import large
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from ui.chart.chart_colours import chart_colours
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_scene import ChartScene
from ui.chart.glyph_atlas import STATES
from ui.chart.paint_buffers import FragmentBuffer, LineBuffer
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme

WIDTH, HEIGHT, FRAMES = 1600, 1000, 15


def frame_time(draw: Callable[[QPainter, int], None]) -> float:
    """The median CPU time of one frame in milliseconds."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    times = []
    for number in range(FRAMES + 2):
        start = time.process_time()
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw(painter, number)
        painter.end()
        times.append(time.process_time() - start)
    return statistics.median(times[2:]) * 1000


def measure(nodes: int, links: int) -> dict[str, dict[str, float]]:
    """Frame times in ms and their ratios to the limit, for the whole chart and at a readable scale."""
    network, positions = large(nodes, links)
    scene = ChartScene(
        ChartModel(network, positions, chart_looks()), ViewTransform(width=WIDTH, height=HEIGHT)
    )
    brush = ChartPainter(chart_colours(QApplication.palette()), QApplication.font(), 1.0)
    results = {}
    for name, view in (("fit", scene.view.fitted(scene.model.xy)), ("read", None)):
        scene.view = view or scene.view.zoomed(1.0 / scene.view.scale, WIDTH / 2, HEIGHT / 2)
        results[name] = _measure_view(scene, brush)
    return results


def _measure_view(scene: ChartScene, brush: ChartPainter) -> dict[str, float]:
    home = scene.view
    detail = scene.detail(moving=True)
    frame, atlas = scene.links(detail), brush.atlas(scene, detail)
    lines, fragments = LineBuffer(), FragmentBuffer()
    screen = scene.screen()
    corners = screen * 0.0

    def limit(painter: QPainter, _number: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, detail.smooth)
        painter.setPen(QPen(brush.colours.links[1], 1))
        lines.draw(painter, frame.start, frame.end)
        fragments.draw(painter, screen, corners, atlas.cell, 1.0, atlas.picture)

    def motion(painter: QPainter, number: int) -> None:
        scene.view = home.panned(7 * number, 3 * number)
        brush.paint(painter, scene, moving=True)

    def rest(painter: QPainter, _number: int) -> None:
        scene.view = home
        brush.paint(painter, scene)

    times = {"limit": frame_time(limit), "rest": frame_time(rest), "motion": frame_time(motion)}
    scene.view = home
    times["motion/limit"] = times["motion"] / times["limit"]
    assert atlas.picture.width() == atlas.cell * STATES
    return times


def main() -> None:
    """Print one line per view."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply_theme(app, "light")
    nodes, links = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (2000, 6000)
    for name, times in measure(nodes, links).items():
        sys.stdout.write(
            f"{nodes}/{links} {name}: " + ", ".join(f"{k} {v:.2f}" for k, v in times.items()) + "\n"
        )


if __name__ == "__main__":
    main()
