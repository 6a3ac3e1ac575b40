"""Benchmarks of the work on a case: `BENCHES[name](size)`; CPU, each against the bound that is promised.

python -m tests.bench subject_form duplicates duplicates_memory table timeline_zoom map_motion
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.analysis.map_places import Located
from app.analysis.map_projection import GERMANY
from app.analysis.matching.candidates import find_candidates
from app.base.records import Standing
from app.casework import cases
from tests.bench import table_bench, timeline_bench
from tests.bench.bench_harness import BenchResult
from tests.bench.big_office import OPENED_CASE, office
from tests.bench.matching_bench import persons
from ui.case.case_desk import CaseDesk
from ui.case.inspector import Inspector
from ui.map.map_view import MapView
from ui.map.map_widget import MapWidget
from ui.shell.session import Session
from ui.shell.tasks import Tasks
from ui.widgets.theme import apply_theme

FORM_SECONDS, MATCH_SECONDS, MATCH_MB = 0.100, 20.0, 1024.0
TABLE_FRAME_MS, TIMELINE_FRAME_MS, MAP_FRAME_MS = 16.0, 33.0, 16.0
PERSONS, TABLE_ROWS, EVENTS = 10_000, 200_000, 10_000
_PROJECT = Path(__file__).resolve().parents[2]
_SUBJECTS = 40
_MOTIONS = 30
_SCALES = (8e-4, 1.7e-3, 4e-3, 9e-3, 3e-2)


def _app() -> QApplication:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    return app


def _against(name: str, value: float, unit: str, bound: float) -> BenchResult:
    return BenchResult(name, value, unit, bound, value / bound)


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def subject_form(findings: int = 10_000) -> BenchResult:
    """From choosing a subject of an opened case to its painted form: the 95th percentile of its subjects."""
    app = _app()
    with office(findings) as store:
        tasks = Tasks()
        session = Session(store, tasks)
        desk = CaseDesk(session, cases.find(store, OPENED_CASE).id)
        inspector = Inspector(desk)
        inspector.resize(420, 700)
        inspector.show()
        desk.load()
        while tasks.busy() or desk.data is None:
            app.processEvents()
        page = QImage(inspector.size(), QImage.Format.Format_ARGB32_Premultiplied)
        times = []
        for subject in list(desk.data.subjects)[:_SUBJECTS]:
            start = time.process_time()
            desk.choose_subject(subject)
            inspector.render(page)
            times.append(time.process_time() - start)
        inspector.close()
        tasks.close()
    return _against("subject_form", _p95(times), "s", FORM_SECONDS)


def duplicates(count: int = PERSONS) -> BenchResult:
    """Candidates among invented persons (tests/bench/matching_bench.py)."""
    records = persons(count)
    start = time.process_time()
    find_candidates(records)
    return _against("duplicates", time.process_time() - start, "s", MATCH_SECONDS)


def duplicates_memory(count: int = PERSONS) -> BenchResult:
    """The same in a process of its own: its largest size."""
    script = str(Path(__file__).parent / "matching_bench.py")
    said = subprocess.run(
        [sys.executable, script, str(count)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(_PROJECT)},
    )
    mebibytes = float(said.stdout.rpartition('"memory_mib": ')[2].rstrip("}\n "))
    return _against("duplicates_memory", mebibytes, "MB", MATCH_MB)


def table(rows: int = TABLE_ROWS) -> BenchResult:
    """A frame of a table of findings that is scrolled page by page: the 95th percentile."""
    figures: dict[str, Any] = table_bench.measure(rows)
    return _against("table", figures["scroll by a page"]["p95 ms"], "ms", TABLE_FRAME_MS)


def timeline_zoom(events: int = EVENTS) -> BenchResult:
    """A frame of the timeline while one zooms: the worst of the three groupings."""
    _app()
    measured = timeline_bench.measure(events)
    worst = max(worst for name, (_middle, worst) in measured.items() if name.endswith("zoom"))
    return _against("timeline_zoom", worst, "ms", TIMELINE_FRAME_MS)


def map_motion(places: int = 200) -> BenchResult:
    """A frame of the map in motion, districts and municipalities on it: the worst median of a scale."""
    _app()
    widget = MapWidget()
    widget.resize(1366, 768)
    widget.set_places([_place(number) for number in range(places)], ())
    image = QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied)
    east, north = GERMANY.forward(51.45, 7.1)
    medians = []
    for scale in _SCALES:
        widget.set_view(MapView(scale, east, north, 1366, 768))
        widget.render(image)
        times = []
        for number in range(_MOTIONS):
            start = time.process_time()
            widget.pan_by(23 if number % 2 else -21, 7)
            widget.zoom_by(1.01 if number % 2 else 1 / 1.01)
            widget.render(image)
            times.append((time.process_time() - start) * 1000)
        medians.append(statistics.median(times))
    widget.deleteLater()
    return _against("map_motion", max(medians), "ms", MAP_FRAME_MS)


def _place(number: int) -> Located:
    lat, lon = 51.2 + number * 37 % 101 / 200, 6.6 + number * 53 % 97 / 80
    point = f"{number:032x}"
    return Located(point, point, f"Muster {number}", "place", lat, lon, "", Standing.FACT, "")


BENCHES: dict[str, Callable[..., BenchResult]] = {
    bench.__name__: bench
    for bench in (subject_form, duplicates, duplicates_memory, table, timeline_zoom, map_motion)
}
