"""Writes packaging/licences/THIRD_PARTY.md: every library that ships with the program, and its licence.

    python packaging/lizenzen.py

Names and versions are those of the lock files of the program and its window; the licence is what the
installed package states about itself, or packaging/licences/by_hand.json where it states none that names
one licence. Run it in the environment that packaging/einrichten.sh makes, after the lock files changed.
"""

import importlib.metadata
import json
import re
import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
TARGET = PACKAGING / "licences" / "THIRD_PARTY.md"
LOCKS = ("requirements.lock", "requirements-window.lock")
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)")
ONE_LICENCE = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")

HEADER = """# Third-party components

Made by `packaging/lizenzen.py`; not meant to be edited. The full text of each licence lies in the installed
package (its `.dist-info` folder) and goes with it into every build. Qt and the other LGPL libraries stay
separate files that can be replaced.

## Fonts, icons and outlines

| component | licence | text |
|---|---|---|
| Noto fonts in `resources/fonts` | OFL-1.1 | `resources/fonts/OFL.txt` |
| Lucide icons in `resources/icons` | ISC | `resources/icons/LICENSE` |
| areas in `resources/map` (© GeoBasis-DE / BKG 2016, changed) | GeoNutzV; MIT | `resources/map/README.md` |
| countries around in `resources/map` (Natural Earth, public domain) | ISC | `resources/map/README.md` |

## Libraries

| library | version | licence |
|---|---|---|
"""


def locked() -> dict[str, list[str]]:
    """Return the versions of each locked library; two where Python versions differ."""
    versions: dict[str, list[str]] = {}
    for lock in LOCKS:
        for line in (PACKAGING / lock).read_text(encoding="utf-8").splitlines():
            if match := LOCKED.match(line):
                versions.setdefault(match[1], []).append(match[2])
    return versions


def licence(name: str, by_hand: dict[str, str]) -> str | None:
    """Return a library's licence, None where neither it nor the hand-kept list names one."""
    if name in by_hand:
        return by_hand[name]
    metadata = importlib.metadata.metadata(name)
    stated = [metadata[field] for field in ("License-Expression", "License") if field in metadata]
    return stated[0] if stated and ONE_LICENCE.fullmatch(stated[0]) else None


def main() -> int:
    """Write the list; return 1 and name the libraries without a licence where there are any."""
    by_hand = json.loads((PACKAGING / "licences" / "by_hand.json").read_text(encoding="utf-8"))
    rows = {name: (", ".join(v), licence(name, by_hand)) for name, v in sorted(locked().items())}
    unknown = [name for name, (_versions, text) in rows.items() if not text]
    if unknown:
        sys.stderr.write(f"no licence known, please add to by_hand.json: {', '.join(unknown)}\n")
        return 1
    lines = [f"| {name} | {versions} | {text} |\n" for name, (versions, text) in rows.items()]
    TARGET.write_text(HEADER + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
