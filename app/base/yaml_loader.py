"""How declarations are read: by the parser written in C where there is one, a tenth of the time.

With `PLAIN` every value is a text; with `TYPED` numbers, days and truth values are what they look like, as
with `yaml.safe_load`.
"""

from typing import Any

import yaml

PLAIN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
TYPED: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
