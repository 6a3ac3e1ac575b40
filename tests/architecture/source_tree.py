"""The project's own sources, read once, for the tests that walk through the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "ui")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def product_files() -> tuple[Path, ...]:
    """Every Python file that ships or builds the product: main.py, app, ui and packaging."""
    files = [PROJECT / "main.py"] if (PROJECT / "main.py").exists() else []
    for folder in (*ROOMS, "packaging"):
        files += sorted((PROJECT / folder).rglob("*.py"))
    return tuple(files)


@cache
def files_of_tests() -> tuple[Path, ...]:
    """Every Python file below tests/."""
    return tuple(sorted((PROJECT / "tests").rglob("*.py")))


@cache
def text_of(file: Path) -> str:
    """The file's text."""
    return file.read_text(encoding="utf-8")


@cache
def tree_of(file: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(text_of(file), str(file))


def place(file: Path, line: int = 0) -> str:
    """The file's name from the project's root on, with the line where there is one."""
    name = file.relative_to(PROJECT).as_posix()
    return f"{name}:{line}" if line else name


def functions(file: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, Function):
            yield node


def imported_names(node: ast.AST) -> tuple[str, ...]:
    """The modules that an import statement names, and for `from a import b` also `a.b`; else nothing."""
    if isinstance(node, ast.Import):
        return tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    return ()


def in_room(file: Path, *rooms: str) -> bool:
    """Whether a file lies in one of the folders given from the project's root on."""
    return any(file.is_relative_to(PROJECT / room) for room in rooms)
