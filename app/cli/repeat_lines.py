"""Places that repeat an erased value, as lines of a terminal, and the decisions on them from its options."""

from collections.abc import Mapping, Sequence

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.casework import repeat_words
from app.casework.erasure_repeats import LEAVE, Repeat


def heading(found: Sequence[Repeat]) -> str:
    """Return how many places there are."""
    text = ngettext(
        "{count} other place repeats what is to be erased:",
        "{count} other places repeat what is to be erased:",
        len(found),
    )
    return text.format(count=len(found))


def lines(found: Sequence[Repeat], decided: Mapping[str, str]) -> list[str]:
    """Return a line per place: its key, what it is, the excerpt, and what happens or can be done there."""
    return [f"{r.key}  {repeat_words.place(r)}: {r.excerpt}  [{_fate(r, decided)}]" for r in found]


def _fate(repeat: Repeat, decided: Mapping[str, str]) -> str:
    if not repeat.can:
        return repeat_words.why_kept(repeat)
    if repeat.key in decided:
        return repeat_words.choice(repeat, decided[repeat.key])
    return ", ".join((*repeat.can, LEAVE))


def parse(places: Sequence[str]) -> dict[str, str]:
    """Return the decisions by key from texts `KEY=CHOICE`; `UserError` (exit 2) for anything else."""
    split = [text.rpartition("=") for text in places]
    if not all(key for key, _equals, _choice in split):
        raise UserError(
            "erasure.place",
            _("A place is decided on with KEY=CHOICE."),
            _("Take the keys from `review repeats`."),
            exit_code=ExitCode.USAGE,
        )
    return {key: choice for key, _equals, choice in split}


def check(single: Mapping[str, str], found: Sequence[Repeat]) -> dict[str, str]:
    """Return the decisions on places that are there; `UserError` (exit 2) for a choice they do not have."""
    here = {r.key: r for r in found}
    for key, choice in single.items():
        # A finding that is chosen to go is no longer among the places.
        can = here[key].can if key in here else ("erase",) if key.startswith("finding/") else ()
        if not can or choice not in (*can, LEAVE):
            raise UserError(
                "erasure.place",
                _("“{choice}” cannot be done at {place}."),
                _("Take keys and choices from `review repeats`."),
                exit_code=ExitCode.USAGE,
                choice=choice,
                place=key,
            )
    return dict(single)
