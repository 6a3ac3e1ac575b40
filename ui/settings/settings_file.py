"""What the window remembers between two starts: a small JSON file without any case content."""

import contextlib
import json
import locale
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from app.base.i18n import LANGUAGES
from ui.settings.user_folders import config_folder
from ui.shell.desks import ANALYST, DESKS

THEMES = ("system", "light", "dark")
_RECENT = 8
LOCK_MINUTES = 10.0
LOCK_MOST_MINUTES = 240.0


def _language_of_the_system() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "de"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one person. `recent` holds paths of stores, newest first; `geometry` is in hex.

    `lock_minutes`: after so many minutes without input the store is locked; never is no choice. `desk` says
    what the start page shows first.
    """

    language: str = "de"
    theme: str = "system"
    recent: tuple[str, ...] = ()
    geometry: str = ""
    shown_columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lock_minutes: float = LOCK_MINUTES
    desk: str = ANALYST

    def with_recent(self, path: Path) -> "Settings":
        """Return settings with this store first among the recent ones."""
        others = tuple(p for p in self.recent if p != str(path))
        return replace(self, recent=(str(path), *others)[:_RECENT])


def settings_path() -> Path:
    """Return where the settings lie."""
    return config_folder() / "window.json"


def lock_minutes_of(found: object) -> float:
    """Return minutes up to four hours; anything else takes the default."""
    if isinstance(found, int | float) and 0 < found <= LOCK_MOST_MINUTES:
        return float(found)
    return LOCK_MINUTES


def load_settings() -> Settings:
    """Return the settings; what is missing or unreadable takes its default."""
    try:
        found = json.loads(settings_path().read_text("utf-8"))
    except (OSError, ValueError):
        found = {}
    return _checked(found if isinstance(found, dict) else {})


def _checked(found: dict[str, Any]) -> Settings:
    columns = found.get("shown_columns")
    recent = found.get("recent")
    return Settings(
        language=found["language"] if found.get("language") in LANGUAGES else _language_of_the_system(),
        theme=found["theme"] if found.get("theme") in THEMES else "system",
        recent=tuple(p for p in recent if isinstance(p, str)) if isinstance(recent, list) else (),
        geometry=str(found.get("geometry", "")),
        shown_columns={k: tuple(v) for k, v in columns.items()} if isinstance(columns, dict) else {},
        lock_minutes=lock_minutes_of(found.get("lock_minutes")),
        desk=found["desk"] if found.get("desk") in DESKS else ANALYST,
    )


def save_settings(settings: Settings) -> None:
    """Write the settings. A folder that cannot be written is no reason to stop: they are then forgotten."""
    path = settings_path()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=2), "utf-8")
        os.replace(fresh, path)
