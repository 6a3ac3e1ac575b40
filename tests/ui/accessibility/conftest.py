"""The demo store and the store of a study, each built once; the tour runs over copies of them."""

import pytest
from demo_file import DemoFile, make
from study_file import make_study_file


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> DemoFile:
    """The whole demo in an encrypted store, closed again."""
    return make(tmp_path_factory.mktemp("demo") / "demo.rundblick")


@pytest.fixture(scope="session")
def study_file(tmp_path_factory: pytest.TempPathFactory) -> DemoFile:
    """A study in an encrypted store, closed again."""
    return make_study_file(tmp_path_factory.mktemp("study") / "study.rundblick")
