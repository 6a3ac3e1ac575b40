"""Where the program's own files lie, from a checkout and from a frozen build alike."""

import sys
from pathlib import Path

_frozen = getattr(sys, "_MEIPASS", None)
_root = Path(_frozen) if _frozen else Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder below `resources/`; it need not exist."""
    return _root.joinpath("resources", *parts)


def program_file() -> Path:
    """Return the file that starts the program; a frozen build has none, there the program starts itself."""
    return _root / "main.py"
