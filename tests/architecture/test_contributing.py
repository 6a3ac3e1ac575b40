"""The examples in CONTRIBUTING.md do what they say."""

import re
import shutil
import textwrap
from pathlib import Path

import pytest

from app.office import register_model
from app.ontology import catalogue

EXAMPLE = re.compile(r"^ *```yaml\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def examples(project: Path) -> list[str]:
    text = (project / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [textwrap.indent(textwrap.dedent(example), "  ") for example in EXAMPLE.findall(text)]


def test_the_node_type_can_be_added(project: Path, examples: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(project / "resources/ontology", folder)
    nodes = folder / "nodes.yaml"
    nodes.write_text(nodes.read_text(encoding="utf-8") + examples[0], encoding="utf-8")
    assert catalogue.load(folder).nodes["trailer"].caption == ("plate", "identifier")


def test_the_register_can_be_added(examples: list[str], tmp_path: Path) -> None:
    file = tmp_path / "registers.yaml"
    file.write_text("registers:\n" + examples[1], encoding="utf-8")
    trainings = register_model.load(file)["trainings"]
    assert trainings.required == ("title",)
    assert [figure.counting for figure in trainings.figures] == ["count", "sum"]
