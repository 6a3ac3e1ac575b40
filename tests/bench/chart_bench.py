"""How near the chart comes to what the raster engine can do at all: frames as a ratio of the bare painter.

    PYTHONPATH=.:tests/ui/chart python tests/bench/chart_bench.py [NODES LINKS]

The bare painter draws each frame of a motion again from ready arrays: the very same lines with the same
pens and the same cells of atlases, pixel for pixel (see `bare_painter`). "wordless" is a frame without
labels, badges and marks, beside the bare painter of its lines and glyphs; "pan" and "zoom" have all of them,
and so has the bare painter beside them. "pan/bare wordless" is the strictest reading: a frame with words
over lines and glyphs alone. The fewer lines a motion draws, the fewer the bare painter has to: see the
milliseconds too. Charts of 1,500 links and fewer move smoothly with arrows, which are no lines and are not
drawn again: only larger charts give honest ratios.

The built-in way is a `QGraphicsScene` of line and pixmap items. A frame repaints 1600x1000. Times are CPU
milliseconds of this process; only the ratios mean something on another machine.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from bare_painter import recorded
from chart_samples import grouped
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsScene

from app.analysis.chart_content import ChartContent, chart_content
from app.analysis.chart_facts import ChartFacts
from app.analysis.label_placing import Occupancy, place_labels
from app.base.chart_records import ChartDocument, ChartItem, Look
from ui.chart.chart_colours import chart_colours
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_picture import ChartPicture
from ui.chart.chart_scene import ChartScene
from ui.chart.hit_geometry import nodes_in_rect
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme

WIDTH, HEIGHT, FRAMES = 1600, 1000, 15
SIZE = QSize(WIDTH, HEIGHT)
Times = dict[str, float]
Draw = Callable[[QPainter, int], None]


def frame_times(draw: Draw, frames: int) -> list[float]:
    """The CPU times of single frames in milliseconds, without the first two."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    times = []
    for number in range(frames + 2):
        start = time.process_time()
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw(painter, number)
        painter.end()
        times.append((time.process_time() - start) * 1000)
    return times[2:]


def frame_time(draw: Draw, frames: int = 0) -> float:
    """The median of `frame_times`, of `FRAMES` frames if no number is given."""
    return statistics.median(frame_times(draw, frames or FRAMES))


def side_by_side(draws: Mapping[str, Draw]) -> dict[str, list[float]]:
    """The times of several ways to draw the same frames, in turns, so that a busy machine is fair to all."""
    times: dict[str, list[float]] = {name: [] for name in draws}
    for number in range(FRAMES):
        for name, draw in draws.items():
            times[name] += frame_times(lambda painter, _n, d=draw, k=number: d(painter, k), 1)
    return times


def ratio(times: Mapping[str, list[float]], way: str, bare: str) -> float:
    """The median over all frames of one way's time in parts of the other's."""
    return statistics.median(a / b for a, b in zip(times[way], times[bare], strict=True))


def spent(work: Callable[[], object]) -> float:
    """The CPU time of some work in milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def content_of(nodes: int, links: int, *, styled: bool) -> ChartContent:
    """A network in groups; `styled` gives every third node and every fifth link a look, marks and lines."""
    network, places = grouped(nodes, links)
    if not styled:
        return ChartContent(network, places)
    colours = ("red", "blue", "green", "orange")
    looks: dict[str, Look] = {}
    for k, node in enumerate(network.nodes[::3]):
        looks[node.id] = Look(colour=colours[k % 4], size=(1.0, 1.5, 2.0)[k % 3], badge=f"B{k % 9}")
    for k, link in enumerate(network.links[::5]):
        looks[link.id] = Look(colour=colours[k % 4], width=1 + k % 3)
    lines = {node.id: ("A1, 2 sources",) for node in network.nodes[::2]}
    items = {n.id: ChartItem(n.id, *places[n.id], pinned=True) for n in network.nodes[::10]}
    document = ChartDocument("c", "k", "Chart", "organic", items)
    return ChartContent(network, places, document, looks, lines)


def measure(nodes: int, links: int, *, styled: bool = False) -> dict[str, Times]:
    """Frame times and their ratios to the limit, for the whole chart, in the middle, and to be read."""
    content = content_of(nodes, links, styled=styled)
    brush = ChartPainter(chart_colours(QApplication.palette()), QApplication.font(), 1.0)
    results: dict[str, Times] = {}

    def open_chart() -> ChartScene:
        made = chart_content(content.network, ChartFacts({}), content.document, places=content.places)
        model = ChartModel(replace(made, looks=content.looks, lines=content.lines), chart_looks())
        return ChartScene(model, ViewTransform(width=WIDTH, height=HEIGHT).fitted(model.xy))

    start = time.process_time()
    scene = open_chart()
    first = frame_times(lambda painter, _n: brush.paint_motion(painter, scene), 1)[0]
    opening = (time.process_time() - start) * 1000
    fit = scene.view
    for name, scale in (("fit", fit.scale), ("mid", 12 / 36), ("read", 1.0)):
        scene.view = fit.zoomed(scale / fit.scale, WIDTH / 2, HEIGHT / 2)
        results[name] = _measure_view(scene, brush)
    results["fit"] |= {"open": opening, "first frame": first}
    scene.view = fit
    results["fit"] |= _measure_hands(scene, brush)
    return results


def _measure_view(scene: ChartScene, brush: ChartPainter) -> Times:
    home = scene.view
    calm = scene.detail(moving=False)
    brush.arrange(scene, scene.links(calm), calm)
    while not brush.prepare_labels(scene, calm):
        pass
    pans = [home.panned(7 * number, 3 * number) for number in range(FRAMES)]
    zooms = [home.zoomed(1.03**number, WIDTH / 2, HEIGHT / 2) for number in range(FRAMES)]
    times = _measure_motion(scene, brush, pans, "pan") | _measure_motion(scene, brush, zooms, "zoom")
    scene.view = home
    return times | _measure_rest(scene, brush)


def _measure_motion(scene: ChartScene, brush: ChartPainter, views: list[ViewTransform], name: str) -> Times:
    """The frames of one motion beside the bare painter's, with the words and without them."""

    def body(painter: QPainter, number: int) -> None:
        scene.view = views[number % len(views)]
        now, detail = scene.for_one_frame(), scene.detail(moving=True)
        brush.paint_body(painter, now, now.links(detail), detail)

    def whole(painter: QPainter, number: int) -> None:
        scene.view = views[number % len(views)]
        brush.paint_motion(painter, scene)

    frame_time(whole)  # what is made only once is there now: glyphs of all sizes, pictures of labels
    ways = {"wordless": body, name: whole}
    bare = {f"bare {way}": _bare(draw, len(views)) for way, draw in ways.items()}
    times = side_by_side({**bare, **ways})
    found = {way: statistics.median(taken) for way, taken in times.items()}
    found |= {f"{way}/bare": ratio(times, way, f"bare {way}") for way in ways}
    found[f"{name}/bare wordless"] = ratio(times, name, "bare wordless")
    return found if name == "pan" else {k: v for k, v in found.items() if "wordless" not in k}


def _bare(draw: Draw, count: int) -> Draw:
    """The same frames by the bare painter."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    frames = []
    for number in range(count):
        painter = QPainter(image)
        with recorded() as bare:
            draw(painter, number)
        painter.end()
        frames.append(bare)
    return lambda painter, number: frames[number % count].draw(painter)


def _measure_rest(scene: ChartScene, brush: ChartPainter) -> Times:
    """The finished picture: its longest step in idle time, all steps, and panning once it is there."""
    picture, home = ChartPicture(), scene.view
    steps = []
    frame_time(lambda painter, _n: picture.draw(painter, scene, brush, SIZE, moving=False), 1)
    while picture.pending(scene, brush):
        steps.append(spent(lambda: picture.step(scene, brush)))
    blit = frame_time(lambda painter, _n: picture.draw(painter, scene, brush, SIZE, moving=False))

    def pan(painter: QPainter, number: int) -> None:
        scene.view = home.panned(number % 2, 0)
        picture.draw(painter, scene, brush, SIZE, moving=True)

    panned = frame_time(pan)
    scene.view = home
    return {
        "rest steps": sum(steps),
        "longest step": max(steps, default=0.0),
        "still": blit,
        "tiles pan": panned,
    }


def _measure_hands(scene: ChartScene, brush: ChartPainter) -> Times:
    """Dragging the node of a tenth of all links, and a rubber band over everything."""
    picture = ChartPicture()
    number = int(np.argsort(scene.model.degree)[-max(len(scene.model.nodes) // 10, 1)])
    picture.lift(scene, np.array([number]))

    def drag(painter: QPainter, _number: int) -> None:
        scene.model.xy[number] += 1.0
        picture.draw(painter, scene, brush, SIZE, moving=False)

    band = [spent(lambda: nodes_in_rect(scene.screen(), 0, 0, WIDTH, HEIGHT)) for _ in range(9)]
    return {"drag": frame_time(drag), "band": statistics.median(band)}


def builtin(nodes: int, links: int) -> float:
    """A frame of `QGraphicsScene` with built-in items of the same chart, the whole of it."""
    model = ChartModel(content_of(nodes, links, styled=False), chart_looks())
    colours = chart_colours(QApplication.palette())
    brush = ChartPainter(colours, QApplication.font(), 1.0)
    fit = ViewTransform(width=WIDTH, height=HEIGHT).fitted(model.xy)
    scene = ChartScene(model, fit)
    glyph = brush.atlases(scene, scene.detail(moving=False))(1.0)
    glyph.prepare([0])
    picture = glyph.picture.copy(0, 0, glyph.cell, glyph.cell)
    items = QGraphicsScene()
    pen = QPen(colours.links[1], 0)
    for a, b in model.ends.tolist():
        items.addLine(*model.place(a), *model.place(b), pen)
    for x, y in model.xy.tolist():
        item = items.addPixmap(picture)
        item.setOffset(-glyph.cell / 2, -glyph.cell / 2)
        item.setFlag(item.GraphicsItemFlag.ItemIgnoresTransformations)
        item.setPos(x, y)

    def draw(painter: QPainter, number: int) -> None:
        painter.setTransform(QTransform.fromTranslate(7.0 * number, 0))
        left, top = fit.to_world(0, 0)
        source = QRectF(left, top, WIDTH / fit.scale, HEIGHT / fit.scale)
        items.render(painter, QRectF(0, 0, WIDTH, HEIGHT), source)

    return frame_time(draw, 5)


def labels(count: int) -> float:
    """Placing so many labels in the window, in CPU milliseconds."""
    random = np.random.default_rng(1)
    places = random.uniform(0, 1, (count, 2)) * (WIDTH, HEIGHT)
    sizes = np.stack([random.uniform(60, 160, count), np.full(count, 18.0)], axis=1)

    def place() -> None:
        occupancy = Occupancy(WIDTH, HEIGHT, 120)
        occupancy.take_all(np.concatenate([places - 6, np.full((count, 2), 12.0)], axis=1))
        place_labels(occupancy, places, sizes, 10.0, np.arange(count))

    return statistics.median(spent(place) for _ in range(7))


def _line(name: str, times: Mapping[str, float]) -> str:
    return f"{name}: " + ", ".join(f"{k} {v:.2f}" for k, v in times.items()) + "\n"


def main() -> None:
    """Print one line per view."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply_theme(app, "light")
    nodes, links = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (2000, 6000)
    for styled in (False, True):
        word = "styled" if styled else "plain"
        for name, times in measure(nodes, links, styled=styled).items():
            sys.stdout.write(_line(f"{nodes}/{links} {word} {name}", times))
    sys.stdout.write(_line("other", {"built-in items": builtin(nodes, links), "1,000 labels": labels(1000)}))


if __name__ == "__main__":
    main()
