"""Nothing leaves except through a ReleasedView, and only the release check makes one."""

import ast
from pathlib import Path

import grimp
import pytest
from source_tree import imported_names, place, product_files, tree_of

MAKERS = ("app/policy/views.py", "app/policy/release")
KEY_NAMES = {"seal_view", "_KEY"}
ARTEFACT_ROOMS = ("app.briefing", "app.exchange", "app.analysis")
BEHIND_THE_DOOR = ("app.store", "app.casework")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("app", cache_dir=None)


def names_the_key(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id in KEY_NAMES
    if isinstance(node, ast.Attribute):
        return node.attr in KEY_NAMES
    return any(name.split(".")[-1] in KEY_NAMES for name in imported_names(node))


def test_only_the_release_check_makes_a_released_view() -> None:
    others = [
        place(file, getattr(node, "lineno", 0))
        for file in product_files()
        if not place(file).startswith(MAKERS)
        for node in ast.walk(tree_of(file))
        if names_the_key(node)
    ]
    assert not others


def test_no_one_builds_a_released_view_by_hand() -> None:
    built = [
        place(file, node.lineno)
        for file in product_files()
        if place(file) != "app/policy/views.py"
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "ReleasedView"
    ]
    assert not built


@pytest.mark.parametrize("room", ARTEFACT_ROOMS)
@pytest.mark.parametrize("forbidden", BEHIND_THE_DOOR)
def test_what_makes_artefacts_cannot_reach_the_store(
    graph: grimp.ImportGraph, room: str, forbidden: str
) -> None:
    assert graph.find_shortest_chains(importer=room, imported=forbidden, as_packages=True) == set()


def test_the_views_cannot_reach_the_store(graph: grimp.ImportGraph) -> None:
    assert graph.find_shortest_chain(importer="app.policy.views", imported="app.store") is None


def test_the_release_check_is_where_the_door_is_made(project: Path) -> None:
    makers = [place(f) for f in product_files() if place(f).startswith("app/policy/release")]
    users = [name for name in makers if "seal_view" in (project / name).read_text(encoding="utf-8")]
    assert len(users) == 1
