"""Where this person's settings, stores and logs lie on each operating system."""

import os
import sys
from pathlib import Path

_NAME = "rundblick"


def _base(variable: str, unix: str, windows: str, mac: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac
    return Path(os.environ.get(variable) or Path.home() / unix)


def config_folder() -> Path:
    """Return the folder for settings (XDG Base Directory Specification on Linux); it need not exist."""
    return _base("XDG_CONFIG_HOME", ".config", "APPDATA", "Application Support") / _NAME


def state_folder() -> Path:
    """Return the folder for the log of defects; it need not exist."""
    return _base("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA", "Logs") / _NAME


def data_folder() -> Path:
    """Return the folder that new stores are offered in; it need not exist."""
    return _base("XDG_DATA_HOME", ".local/share", "APPDATA", "Application Support") / _NAME
