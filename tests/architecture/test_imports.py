"""The house holds: floors, rooms and doors as .importlinter says, and app/ runs where Qt is not installed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from source_tree import in_room, place, product_files, tree_of

# Starts without Qt and ui, imports every module of app, and says which heavy libraries that loaded.
IMPORT_ALL_OF_APP = """
import importlib, pkgutil, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "ui"}:
            raise ImportError(f"{name} is not for app")

sys.meta_path.insert(0, Blocker())
import app
names = [m.name for m in pkgutil.walk_packages(app.__path__, "app.") if ".migrations." not in m.name]
for name in names:
    importlib.import_module(name)
print(len(names))
"""

HEAVY = ("matplotlib", "reportlab", "scipy")
LOADED = "import sys, {module}\nprint(*(h for h in {heavy!r} if h in sys.modules))"


def run_python(project: Path, program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_contracts_are_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(project / ".importlinter"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_app_imports_without_qt(project: Path) -> None:
    assert int(run_python(project, IMPORT_ALL_OF_APP)) > 50


@pytest.mark.parametrize("module", ["app.cli.program", "ui.application"])
def test_heavy_libraries_wait_until_used(project: Path, module: str) -> None:
    assert run_python(project, LOADED.format(module=module, heavy=HEAVY)).split() == []


# Where modules are loaded by their name, unseen by import-linter: heavy libraries, and what the window
# needs only after its first picture.
LOAD_BY_NAME = {"app/analysis/engines.py", "app/cli/lazy_group.py", "ui/shell/late_import.py"}
NOT_FOR_THE_WINDOW = ("app.cli", "app.store.tables")


def calls_of(*names: str) -> list[tuple[Path, ast.Call]]:
    return [
        (file, node)
        for file in product_files()
        if in_room(file, "app", "ui")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in names
    ]


def test_modules_are_loaded_by_name_in_three_places_only() -> None:
    assert {place(file) for file, _call in calls_of("import_module", "__import__")} <= LOAD_BY_NAME


def text_behind(file: Path, expression: ast.expr) -> str:
    """The text of a literal, or of the constant of the module that an expression names."""
    constants = {
        ast.unparse(node.targets[0]): node.value
        for node in tree_of(file).body
        if isinstance(node, ast.Assign)
    }
    literal = constants.get(ast.unparse(expression), expression)
    assert isinstance(literal, ast.Constant), place(file, expression.lineno)
    return str(literal.value)


def test_what_is_loaded_late_is_a_room_the_window_may_use() -> None:
    for file, call in calls_of("load_late"):
        module = text_behind(file, call.args[0])
        assert in_room(file, "ui")
        assert module.startswith(("app.", "ui.")), place(file, call.lineno)
        assert not module.startswith(NOT_FOR_THE_WINDOW), place(file, call.lineno)
