"""Every text a person sees can be extracted, and the German catalogue has all of them."""

import ast
import subprocess
import sys
from pathlib import Path

from source_tree import Function, functions, in_room, place, product_files, tree_of

MARKERS = {"_", "mark", "ngettext", "pgettext"}
BUILT_ON_THE_SPOT = ast.JoinedStr | ast.BinOp | ast.Call


def marker_calls(tree: ast.AST) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS
    ]


def rooms() -> list[Path]:
    return [file for file in product_files() if in_room(file, "app", "ui")]


def test_texts_are_whole_literals() -> None:
    built = [
        place(file, call.lineno)
        for file in rooms()
        for call in marker_calls(tree_of(file))
        if not call.args or isinstance(call.args[0], BUILT_ON_THE_SPOT)
    ]
    assert not built, "extraction sees literals only: fill placeholders with .format() around the call"


def test_texts_do_not_hide_in_f_strings() -> None:
    hidden = [
        place(file, node.lineno)
        for file in rooms()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.JoinedStr) and marker_calls(node)
    ]
    assert not hidden, "Python 3.11 and 3.12 extract differently from inside an f-string"


def uses_underscore_twice(function: Function) -> bool:
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == "_"]
    return {type(name.ctx) for name in names} == {ast.Load, ast.Store}


def test_underscore_is_either_translation_or_waste() -> None:
    both = [place(file, f.lineno) for file in rooms() for f in functions(file) if uses_underscore_twice(f)]
    assert not both


def test_the_window_does_not_use_qt_translation() -> None:
    own = [
        place(file, node.lineno)
        for file in rooms()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tr"
    ]
    assert not own, "one mechanism for texts: app.base.i18n"


def test_the_german_catalogue_is_complete(project: Path) -> None:
    command = [sys.executable, "packaging/texte.py", "check"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
