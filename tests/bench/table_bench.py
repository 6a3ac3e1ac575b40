"""A table of 200,000 findings: filled, sorted, filtered, scrolled; what the window's own thread pays for it.

Run with `PYTHONPATH=.:tests/bench python tests/bench/table_bench.py [ROWS]` from the project's root. Seconds
of the clock are what a user waits; milliseconds are CPU of the window's thread, and "longest" the longest
time for which the window did not answer.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from app.base.records import (
    Agency,
    CaseHeader,
    CaseRecords,
    Contribution,
    Finding,
    Source,
    Standing,
    Subject,
    SubjectKind,
)
from ui.case.case_data import CaseData
from ui.case.finding_query import FindingRow, finding_rows
from ui.case.table_facets import finding_facets
from ui.case.table_tabs import finding_columns
from ui.shell.tasks import Tasks
from ui.widgets.facet import RowFilter
from ui.widgets.table_view import TableView
from ui.widgets.theme import apply_theme

ROWS = 200_000
_SUBJECTS_PER_ROW = 4
_FRAMES = 120
_TICK = 5


def made_case(rows: int) -> CaseData:
    """Return a case with so many findings of six agencies about a quarter as many persons."""
    header = CaseHeader("c", "360-2026-999", *([""] * 12))
    agencies = tuple(Agency(f"a{n}", "A01", f"Behörde {n} Musterstadt", f"Agency {n}") for n in range(6))
    given = tuple(
        Contribution(f"b{n}", "c", f"a{n}", f"Beitrag {n}", "2026-01-01", "", "", "", "OPEN", None)
        for n in range(6)
    )
    sources = tuple(
        Source(f"s{n}", f"b{n % 6}", "register", f"Blatt {n}", "ABCX"[n % 4], None) for n in range(60)
    )
    persons = tuple(Subject(f"p{n}", SubjectKind.NODE, "person") for n in range(rows // _SUBJECTS_PER_ROW))
    findings = tuple(_finding(n) for n in range(rows))
    return CaseData(CaseRecords(header, agencies, given, sources, persons, findings))


def _finding(n: int) -> Finding:
    person, which = divmod(n, _SUBJECTS_PER_ROW)
    name = ("name", "note", "birth_date", "alias")[which]
    value = {
        "name": f"Muster {person * 7919 % 100_003} Person",
        "note": f"Vermerk Nr. {n}",
        "birth_date": f"{1950 + person % 50}-{1 + person % 12:02}",
        "alias": f"Alias {person * 31 % 9_973}",
    }[name]
    standing = Standing.ASSESSMENT if n % 17 == 0 else Standing.FACT
    day = f"2026-{1 + n % 12:02}-{1 + n % 28:02}"
    return Finding(
        f"f{n}", "c", f"p{person}", f"s{n % 60}", name, value, standing, str(1 + n % 4), "muster",
        f"{day}T10:00:00Z", f"2027{day[4:]}", handling=f"H{n % 50 // 47}", exonerating=n % 23 == 0,
    )  # fmt: skip


class Watch:
    """Measures how long the window's thread does not answer while something is awaited."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._last = 0.0
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def until(self, done: Callable[[], bool]) -> tuple[float, float, float]:
        """Serve the window until `done`; return seconds, longest silence in ms, CPU of this thread in ms."""
        start, cpu = time.perf_counter(), time.thread_time()
        self._last, self.longest = start, 0.0
        self._timer.start()
        while not done():
            self._app.processEvents()
            time.sleep(0.0005)
        self._tick()
        self._timer.stop()
        return time.perf_counter() - start, self.longest, (time.thread_time() - cpu) * 1000


def scrolled(view: TableView[FindingRow], step: int) -> list[float]:
    """Return the CPU time in ms of each frame while the table is scrolled by `step` pixels."""
    bar, frames = view.table.verticalScrollBar(), []
    page = QPixmap(view.table.viewport().size())
    for _number in range(_FRAMES):
        bar.setValue(bar.value() + step)
        cpu = time.thread_time()
        view.table.viewport().render(page)
        frames.append((time.thread_time() - cpu) * 1000)
    return frames


def measure(rows: int) -> dict[str, Any]:
    """Measure everything once and return the figures by name."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    start = time.perf_counter()
    data = made_case(rows)
    figures: dict[str, Any] = {"rows": rows, "case in memory s": time.perf_counter() - start}
    tasks, watch = Tasks(), Watch(app)
    facets = finding_facets(data.agency_name)
    view: TableView[FindingRow] = TableView(finding_columns(), "", facets=facets, run=tasks.read)
    view.resize(1366, 768)
    view.show()
    app.processEvents()

    def waited(name: str, begin: Callable[[], object]) -> None:
        begin()
        seconds, longest, cpu = watch.until(lambda: not tasks.busy())
        figures[name] = {"s": round(seconds, 3), "longest ms": round(longest, 1), "own CPU ms": round(cpu, 1)}

    waited("fill", lambda: tasks.read(view, lambda: finding_rows(data), view.set_rows))
    for step, name in ((30, "scroll by a row"), (690, "scroll by a page"), (200_000, "jump")):
        frames = scrolled(view, step)
        figures[name] = {
            "median ms": round(statistics.median(frames), 2),
            "p95 ms": round(sorted(frames)[int(len(frames) * 0.95)], 2),
        }
    waited("sort by value", lambda: view.sort_by((("value", False),)))
    waited("sort again", lambda: view.sort_by((("agency", False), ("value", True))))
    waited("filter words", lambda: view.narrow(RowFilter("muster 12345")))
    waited("filter words again", lambda: view.narrow(RowFilter("vermerk 99")))
    waited(
        "filter chips",
        lambda: view.narrow(RowFilter("", (("agency", ("a1", "a2")), ("exonerating", ("yes",))))),
    )
    waited("all again", lambda: view.narrow(RowFilter()))
    view.sort_by((("subject", True),))
    figures["scroll while sorting"] = {"median ms": round(statistics.median(scrolled(view, 690)), 2)}
    watch.until(lambda: not tasks.busy())
    start = time.thread_time()
    view.table.selectAll()
    figures["choose all ms"] = round((time.thread_time() - start) * 1000, 1)
    view.close()
    tasks.close()
    return figures


def main() -> int:
    """Print the figures as JSON."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    sys.stdout.write(json.dumps(measure(rows), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
