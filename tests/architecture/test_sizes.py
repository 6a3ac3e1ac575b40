"""The gates of size and cleanliness: what grows past them is split, not excused."""

import ast
import re
import statistics
from pathlib import Path

from source_tree import (
    PROJECT,
    ROOMS,
    files_of_tests,
    functions,
    imported_names,
    in_room,
    place,
    product_files,
    text_of,
    tree_of,
)

FILE_LINES, MEDIAN_LINES, FUNCTION_LINES = 400, 120, 50

LEFTOVERS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|lorem ipsum", re.IGNORECASE)
IGNORES = re.compile(r"#\s*(type:\s*ignore|pyright:|mypy:)")
BARE_NOQA = re.compile(r"#\s*noqa(?!: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* +[-–(#]? *\w)")
# Chooses between command line and window, and must not load the other one.
STARTER = PROJECT / "main.py"
# Attributes and measures of persons that no part of the product may name (docs/ARCHITECTURE.md).
FORBIDDEN = re.compile(
    r"ethnic|religio|(danger|risk|threat|nationality)_?score|surname_?class|skin_?colou?r", re.IGNORECASE
)
# The files that recognise the forbidden attributes in order to refuse them.
REFUSES_THEM = ("app/ontology/",)
PLACES = re.compile(r"(?<![\w$}])/(home|root|Users)/|[A-Z]:\\Users")


def lines_of(file: Path) -> int:
    return text_of(file).count("\n")


def marked_lines(pattern: re.Pattern[str], files: tuple[Path, ...]) -> list[str]:
    return [
        f"{place(file, number)} {line.strip()}"
        for file in files
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_is_too_long() -> None:
    long = {place(f): n for f in (*product_files(), *files_of_tests()) if (n := lines_of(f)) > FILE_LINES}
    assert not long


def test_most_files_are_short() -> None:
    assert statistics.median(lines_of(file) for file in product_files()) <= MEDIAN_LINES


def test_no_function_is_too_long() -> None:
    long = {
        f"{place(file, function.lineno)} {function.name}": size
        for file in product_files()
        for function in functions(file)
        if (size := (function.end_lineno or function.lineno) - function.lineno + 1) > FUNCTION_LINES
    }
    assert not long


def test_own_modules_are_imported_at_the_top() -> None:
    deferred = [
        place(file, node.lineno)
        for file in product_files()
        if file != STARTER
        for function in functions(file)
        for node in ast.walk(function)
        if any(name.split(".")[0] in ROOMS for name in imported_names(node))
    ]
    assert not deferred


def test_nothing_is_left_over() -> None:
    assert not marked_lines(LEFTOVERS, product_files())


def test_type_errors_are_mended_not_ignored() -> None:
    assert not marked_lines(IGNORES, product_files())


def test_an_excused_lint_says_why() -> None:
    assert not marked_lines(BARE_NOQA, (*product_files(), *files_of_tests()))


def test_no_exception_is_dropped_without_a_word() -> None:
    dropped = [
        place(file, node.lineno)
        for file in product_files()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler) and len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
    ]
    assert not dropped


def test_no_forbidden_attribute_is_named() -> None:
    files = tuple(file for file in product_files() if not in_room(file, *REFUSES_THEM))
    assert not marked_lines(FORBIDDEN, files)


def test_no_file_names_a_place_on_one_machine() -> None:
    texts = [f for f in (PROJECT / "packaging").iterdir() if f.suffix in {".sh", ".ps1", ".ini", ".lock"}]
    assert not marked_lines(PLACES, (*product_files(), *texts))


def test_no_two_test_helpers_share_a_name() -> None:
    names = [f.name for f in files_of_tests() if not f.name.startswith("test_") and f.name != "conftest.py"]
    assert sorted(names) == sorted(set(names)), "test helpers are imported by their bare name"
