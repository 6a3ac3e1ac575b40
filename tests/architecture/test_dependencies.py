"""pyproject.toml declares exactly the libraries that the program imports."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from source_tree import ROOMS, imported_names, in_room, product_files, tree_of

# Modules loaded by a name in quotes (app/analysis/engines.py).
BY_NAME = {"networkx", "numpy", "scipy"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_distributions(*rooms: str) -> set[str]:
    owners = packages_distributions()
    tops = {
        name.split(".")[0]
        for file in product_files()
        if in_room(file, *rooms)
        for node in ast.walk(tree_of(file))
        for name in imported_names(node)[:1]
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    outside = tops - set(sys.stdlib_module_names) - set(ROOMS)
    return {normal(owner) for top in outside | BY_NAME for owner in owners.get(top, [top])}


def declared(project: Path, extra: str = "") -> set[str]:
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = table["optional-dependencies"][extra] if extra else table["dependencies"]
    return {normal(re.split(r"[<>=!~\[; ]", line)[0]) for line in lines}


def test_everything_imported_is_declared(project: Path) -> None:
    assert imported_distributions("app") - declared(project) == set()


def test_everything_declared_is_imported(project: Path) -> None:
    assert declared(project) - imported_distributions("app") == set()


def test_the_window_needs_only_qt_on_top(project: Path) -> None:
    window = imported_distributions("ui") - declared(project)
    assert window == declared(project, "window") | {"shiboken6"} or window == declared(project, "window")
