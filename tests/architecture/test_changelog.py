"""CHANGELOG.md keeps to Keep a Changelog, so that people and scripts can read it."""

import re
import tomllib
from pathlib import Path

import pytest

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
RELEASE = re.compile(r"^## \[(Unreleased|\d+\.\d+\.\d+)\](?: - (\d{4}-\d{2}-\d{2}))?$")


@pytest.fixture(scope="module")
def lines(project: Path) -> list[str]:
    return (project / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def releases(lines: list[str]) -> list[tuple[str, str | None]]:
    found = [RELEASE.match(line) for line in lines if line.startswith("## ")]
    assert all(found), [line for line in lines if line.startswith("## ") and not RELEASE.match(line)]
    return [(match[1], match[2]) for match in found if match]


def test_it_begins_with_what_is_unreleased(lines: list[str]) -> None:
    assert lines[0] == "# Changelog"
    assert releases(lines)[0] == ("Unreleased", None)


def test_releases_are_dated_and_in_order(lines: list[str]) -> None:
    released = releases(lines)[1:]
    assert all(date for _version, date in released)
    versions = [tuple(map(int, version.split("."))) for version, _date in released]
    assert versions == sorted(set(versions), reverse=True)


def test_the_sections_are_the_known_ones(lines: list[str]) -> None:
    assert {line.removeprefix("### ") for line in lines if line.startswith("### ")} <= KINDS


def test_no_section_is_empty(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert not re.search(r"^### \w+\s+(?=##|\Z)", text, re.MULTILINE)


def test_the_newest_release_is_not_ahead_of_the_program(lines: list[str], project: Path) -> None:
    version = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    program = tuple(map(int, version.split(".")))
    assert all(tuple(map(int, release.split("."))) <= program for release, _date in releases(lines)[1:])
