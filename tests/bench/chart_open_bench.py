"""How long it takes to open a saved chart of many nodes through the tab of the case, words and rules and all.

    PYTHONPATH=. python -m tests.bench.chart_open_bench [NODES]

The case is the made-up office's: three links and five findings a node. The chart has a place for every node,
two rules, badges, gradings, sources and the names of links. "opened" is another saved chart of a case that
is open: from asking for it until the tab has painted it, table and panels filled. "first" is the same right
after the case was read, when network and facts of all findings are worked out for all of its charts. Of
"opened", "read" is the part beside the window, the rest the tab's; "frame" is one repaint. Wall and CPU
seconds of this process, the medians of some rounds; "first" once.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.analysis.layouts import layout
from app.analysis.network import build_network
from app.base.chart_records import ChartDocument, ChartItem, ChartRule, ChartSettings, Look
from app.casework import cases, chart_documents, intake
from app.store.store import Store
from tests.bench import sample_office
from tests.bench.big_office import empty_store
from ui.application import Application
from ui.case.chart_query import load_chart
from ui.case.chart_tab import ChartTab
from ui.case.workspace import CaseWorkspace
from ui.settings.settings_file import Settings

ROUNDS = 5
_RULES = (
    ChartRule("", 1, "Personen", "type", "", "is", "person", Look(colour="blue", size=1.5)),
    ChartRule("", 2, "Mehrere Quellen", "sources", "", "at_least", "1", Look(badge="Q")),
)
_BADGES = {"person": ("birth_date",), "organisation": ("address",), "vehicle": ("note",)}
Times = dict[str, tuple[float, float]]


def build(store: Store, nodes: int) -> tuple[str, list[str]]:
    """Make the case and two charts of it; returns the ids."""
    case_id = cases.create(store, "360-2026-000", "Musterfall", "Lagebild", "§ 47 BDSG").ids[0]
    intake.apply(store, case_id, sample_office.delivery(nodes, case_id=case_id), "Einfuhr")
    records = cases.records(store, case_id)
    places = layout(build_network(records.subjects, records.findings), "organic")
    items = {
        i: ChartItem(i, float(x), float(y), pinned=k % 10 == 0)
        for k, (i, (x, y)) in enumerate(places.items())
    }
    settings = ChartSettings(_BADGES, gradings=True, sources=True)
    plain = ChartDocument("", case_id, "Erste", "organic", items, rules=_RULES, settings=settings)
    with store.write("Charts", chart_documents.Action.COLLECTION, case_id=case_id) as work:
        made = [chart_documents.write_document(work, replace(plain, name=n)) for n in ("Erste", "Zweite")]
    return case_id, made


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Return wall and CPU seconds of some work."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def median(times: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the medians of wall and CPU seconds."""
    return statistics.median(t[0] for t in times), statistics.median(t[1] for t in times)


def measure(app: QApplication, store: Store, nodes: int) -> Times:
    """Open the case, then its charts in turns."""
    case_id, charts = build(store, nodes)
    program = Application(app, Settings(language="de", theme="light"))
    try:
        program.enter(store)
        return _measure_window(program, case_id, charts)
    finally:
        program.finish()


def _measure_window(program: Application, case_id: str, charts: list[str]) -> Times:
    def settle() -> None:
        while program.tasks.busy():
            program.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        program.app.processEvents()

    window = program.window
    window.resize(1600, 1000)
    window.open_case(case_id)
    settle()
    case = window.page()
    assert isinstance(case, CaseWorkspace)
    tab = case.tabs["charts"]
    assert isinstance(tab, ChartTab)

    def ahead() -> None:
        waiting = QEventLoop()
        QTimer.singleShot(1_000, waiting.quit)
        waiting.exec()
        settle()

    def first() -> None:
        case.show_tab("charts")
        settle()

    def another(number: int) -> None:
        tab.show_chart(charts[number % 2])
        settle()
        assert tab.bar.chart_id() == charts[number % 2]

    found: Times = {"ahead": spent(ahead), "first": spent(first)}
    found["opened"] = median([spent(lambda k=k: another(k)) for k in range(1, ROUNDS + 1)])
    store, data = program.window.session.store, tab.desk.data
    assert data is not None
    found["read"] = median([spent(lambda: load_chart(store, data, charts[0])) for _ in range(ROUNDS)])
    found["frame"] = median([spent(tab.chart.repaint) for _ in range(ROUNDS)])
    return found


def main() -> None:
    """Print one line per part."""
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="rundblick-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
        with empty_store(Path(folder)) as store:
            for name, (wall, cpu) in measure(app, store, nodes).items():
                sys.stdout.write(f"{nodes} nodes, {name}: {wall:.3f} s wall, {cpu:.3f} s CPU\n")


if __name__ == "__main__":
    main()
