"""Every library that ships is named with its licence, and none of them binds the program to the GPL."""

import re
import tomllib
from pathlib import Path

import pytest

ROW = re.compile(r"^\| ([a-z0-9._-]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-window.lock")


@pytest.fixture(scope="module")
def licences(project: Path) -> dict[str, str]:
    text = (project / "packaging/licences/THIRD_PARTY.md").read_text(encoding="utf-8")
    return {name: licence for name, _versions, licence in ROW.findall(text)}


def names_of(project: Path, *locks: str) -> set[str]:
    return {name for lock in locks for name in LOCKED.findall((project / "packaging" / lock).read_text())}


def test_every_locked_library_is_listed(project: Path, licences: dict[str, str]) -> None:
    assert names_of(project, *LOCKS) == licences.keys() - {"library", "component"}, (
        "run packaging/lizenzen.py"
    )


def test_no_library_is_under_the_gpl_alone(licences: dict[str, str]) -> None:
    bound = {
        name
        for name, licence in licences.items()
        if re.search(r"(?<!L)GPL", licence) and "used under" not in licence
    }
    assert not bound


def test_every_dependency_is_locked(project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*declared["dependencies"], *declared["optional-dependencies"]["window"]]
    names = {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in wanted}
    assert names <= names_of(project, *LOCKS), "run packaging/sperren.sh"


def test_lock_files_name_no_host_and_no_path(project: Path) -> None:
    texts = {lock.name: lock.read_text() for lock in sorted((project / "packaging").glob("*.lock"))}
    assert len(texts) == 4
    assert not [name for name, text in texts.items() if re.search(r"://|--index|--find-links|file:|^/", text)]
    assert all("--hash=sha256:" in text for text in texts.values())
