"""Where the forms of the window are found: every class of them, and those without a class of their own."""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from sample_case import Sample

import ui
from ui.case.chart_list_forms import ChartForm
from ui.case.contribution_label import LabelledForm
from ui.case.evidence_form import EvidenceForm
from ui.case.finding_pick_form import FindingPickForm
from ui.case.workspace import CaseWorkspace
from ui.library.document_forms import LibraryForm
from ui.office.deletion_forms import OutcomeForm
from ui.office.register_removal import AnsweringForm
from ui.office.review_forms import DecisionForm
from ui.shell.inline_form import InlineForm
from ui.shell.main_window import MainWindow

_ROUNDS = 500
BASES = {
    AnsweringForm,
    EvidenceForm,
    FindingPickForm,
    LabelledForm,
    DecisionForm,
    OutcomeForm,
    ChartForm,
    LibraryForm,
}


@dataclass(frozen=True, slots=True)
class Room:
    """The open window, its case, and what the ways to a form need besides."""

    window: MainWindow
    case: CaseWorkspace
    sample: Sample
    settled: Callable[[], None]
    folder: Path

    def until(self, done: Callable[[], object]) -> None:
        """Wait until something is there that more than one piece of work beside the window brings."""
        for _round in range(_ROUNDS):
            self.settled()
            QCoreApplication.processEvents()
            if done():
                return
        raise AssertionError("it did not come")

    def page(self, key: str) -> object:
        """Go to a place and return its page."""
        self.window.go_to(key)
        self.settled()
        return self.window.page()

    def tab(self, key: str) -> object:
        """Go to a part of the case and return it."""
        self.window.open_case(self.sample.case_id)
        self.case.show_tab(key)
        self.settled()
        return self.case.tabs[key]


def every_form() -> set[str]:
    """Return the names of all forms: a class's, or file and heading of one that is put together in place."""
    folders = [str(Path(path)) for path in ui.__path__]
    for found in pkgutil.walk_packages(folders, "ui."):
        importlib.import_module(found.name)
    named = {kind.__name__ for kind in _kinds(InlineForm) if kind not in BASES}
    return named | {name for folder in folders for name in _nameless(Path(folder))}


def _kinds(kind: type[InlineForm]) -> Iterator[type[InlineForm]]:
    for lower in kind.__subclasses__():
        if lower.__module__.startswith("ui."):
            yield lower
        yield from _kinds(lower)


def _nameless(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "InlineForm"
            ):
                words = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                yield f"{path.stem}: {words[0]}".strip()
