"""The demo store, built once; the tour runs over copies of it."""

import pytest
from demo_file import DemoFile, make


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> DemoFile:
    """The whole demo in an encrypted store, closed again."""
    return make(tmp_path_factory.mktemp("demo") / "demo.rundblick")
