"""What the program's own files below `resources/` declare, each read once."""

import functools
import json
from typing import Any

from app.base.paths import resource
from app.base.yaml_loader import TYPED, read_yaml


@functools.cache
def declared(*parts: str, loader: Any = TYPED) -> dict[str, Any]:
    """Return the mapping that a shipped file (.yaml or .json) holds, the same for all who ask.

    Nobody changes what comes back. `loader` is one of `app.base.yaml_loader`; JSON has no need of it.
    """
    file = resource(*parts)
    if file.suffix == ".json":
        content: dict[str, Any] = json.loads(file.read_bytes())
        return content
    return read_yaml(file.read_bytes(), loader)
