"""Many reasons against one file, as one refusal: the first lines and how many more there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import ngettext

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason against a file; `no` and `column` (from 0) say which cell, 0 and -1 where it is none.

    `text` is what stands in the cell, `line` the whole sentence with its place, `reason` that without it.
    """

    line: str
    reason: str = ""
    no: int = 0
    column: int = -1
    text: str = ""


def too_many_to_go_on(problems: Sequence[object]) -> bool:
    """Whether looking for further problems would only cost time."""
    return len(problems) >= 1000


def refusal(key: str, problems: Sequence[str], remedy: str) -> UserError:
    """A `UserError` with one line per problem, at most `SHOWN`, and a last line counting the rest."""
    lines = list(problems[:SHOWN])
    more = len(problems) - len(lines)
    if more > 0:
        lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    sentence = ngettext(
        "The file has {count} problem; nothing of it was imported.",
        "The file has {count} problems; nothing of it was imported.",
        len(problems),
    )
    return UserError(key, sentence, remedy, problems=tuple(lines), count=len(problems))
