"""How declarations are read: every value a text, by the parser written in C where there is one."""

from typing import Any

import yaml

PLAIN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
