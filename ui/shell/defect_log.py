"""A defect of the program: what goes to the log and what a person is told. Free of Qt.

Neither holds case content: only kinds of errors, files and line numbers. The words of an exception may
quote a value, so they stay out.
"""

import contextlib
import traceback
from pathlib import Path

from app.base.clock import now_text

LIMIT_BYTES = 1_000_000


def describe(error: BaseException) -> str:
    """Return kind and places of an error and its causes, innermost last, without any words of theirs."""
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None and len(lines) < 200:
        lines.append(type(current).__name__)
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def write_log(folder: Path, error: BaseException) -> Path:
    """Append a defect to the log in `folder` and return its path; a full log starts anew."""
    path = folder / "defects.log"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > LIMIT_BYTES else "a"
        with path.open(mode, encoding="utf-8") as file:
            file.write(f"{now_text()}\n{describe(error)}\n\n")
    return path
