"""How declarations are read: by the parser written in C where there is one, a tenth of the time.

With `PLAIN` every value is a text; with `TYPED` numbers, days and truth values are what they look like. Files
that somebody hands in (`app.briefing.office_template`, `app.exchange.profile`) take `yaml.safe_load`.
"""

from typing import Any

import yaml

PLAIN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
TYPED: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str | bytes, loader: Any = TYPED) -> dict[str, Any]:
    """Return the mapping that a text declares, read by `PLAIN` or `TYPED`; `yaml.YAMLError` for no YAML."""
    found: dict[str, Any] = yaml.load(text, Loader=loader)
    return found
